// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/texture_upload.h"

#include <vtkOpenGLRenderWindow.h>
#include <vtkOpenGLTexture.h>
#include <vtkTextureObject.h>
#include <vtk_glew.h>

#include <algorithm>

namespace maquette {

namespace {

constexpr int kBytesPerStep = 4 << 20;

} // namespace

TextureUpload::TextureUpload(std::vector<vtkSmartPointer<vtkImageData>> levels)
    : m_levels(std::move(levels)) {}

TextureUpload::~TextureUpload() = default;
TextureUpload::TextureUpload(TextureUpload&&) noexcept = default;
TextureUpload& TextureUpload::operator=(TextureUpload&&) noexcept = default;

void TextureUpload::allocate(vtkOpenGLRenderWindow& window) {
    m_object = vtkSmartPointer<vtkTextureObject>::New();
    m_object->SetContext(&window);
    m_object->SetWrapS(vtkTextureObject::ClampToEdge);
    m_object->SetWrapT(vtkTextureObject::ClampToEdge);
    m_object->SetMagnificationFilter(vtkTextureObject::Linear);
    m_object->SetMinificationFilter(vtkTextureObject::LinearMipmapLinear);
    m_object->SetMaxLevel(static_cast<int>(m_levels.size()) - 1);
    const int* size = m_levels.front()->GetDimensions();
    m_object->Allocate2D(static_cast<unsigned>(size[0]), static_cast<unsigned>(size[1]), 4,
                         VTK_UNSIGNED_CHAR);
}

void TextureUpload::sendRows(std::size_t level, int first, int count) const {
    const int width = m_levels[level]->GetDimensions()[0];
    const void* pixels = m_levels[level]->GetScalarPointer(0, first, 0);
    if (level == 0) {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first, width, count, GL_RGBA, GL_UNSIGNED_BYTE,
                        pixels);
    } else {
        glTexImage2D(GL_TEXTURE_2D, static_cast<GLint>(level), GL_RGBA8, width, count, 0, GL_RGBA,
                     GL_UNSIGNED_BYTE, pixels);
    }
}

bool TextureUpload::step(vtkOpenGLRenderWindow& window) {
    if (!m_object) {
        allocate(window);
    }
    m_object->Bind();
    const int* size = m_levels.front()->GetDimensions();
    if (m_sentRows < size[1]) {
        const int rows = std::clamp(kBytesPerStep / (4 * size[0]), 1, size[1] - m_sentRows);
        sendRows(0, m_sentRows, rows);
        m_sentRows += rows;
        return true;
    }
    for (std::size_t level = 1; level < m_levels.size(); ++level) {
        sendRows(level, 0, m_levels[level]->GetDimensions()[1]);
    }
    return false;
}

vtkSmartPointer<vtkTexture> TextureUpload::texture() const {
    auto texture = vtkSmartPointer<vtkOpenGLTexture>::New();
    texture->SetTextureObject(m_object);
    texture->InterpolateOn();
    texture->MipmapOn();
    texture->SetWrap(vtkTexture::ClampToEdge);
    return texture;
}

} // namespace maquette
