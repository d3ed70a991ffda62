// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A large texture to the graphics card in small steps, so that a window stays alive.

#include <vtkImageData.h>
#include <vtkSmartPointer.h>
#include <vtkTexture.h>

#include <vector>

class vtkOpenGLRenderWindow;
class vtkTextureObject;

namespace maquette {

/// Copies rows and ready-made mip levels: OpenGL's own would be made at one go.
class TextureUpload {
public:
    /// @param levels  RGBA bytes; each half as large as the one before it, rounded down, and the
    ///                last a single pixel. Shared, not copied.
    explicit TextureUpload(std::vector<vtkSmartPointer<vtkImageData>> levels);
    ~TextureUpload();
    TextureUpload(TextureUpload&&) noexcept;
    TextureUpload& operator=(TextureUpload&&) noexcept;

    /// About 4 MB a step. Needs the context.
    /// @return  true while there is more to send.
    [[nodiscard]] bool step(vtkOpenGLRenderWindow& window);

    /// To be drawn once step() has returned false.
    [[nodiscard]] vtkSmartPointer<vtkTexture> texture() const;

private:
    void allocate(vtkOpenGLRenderWindow& window);
    void sendRows(std::size_t level, int first, int count) const;

    std::vector<vtkSmartPointer<vtkImageData>> m_levels;
    vtkSmartPointer<vtkTextureObject> m_object; ///< null before the first step
    int m_sentRows = 0;                         ///< of the first level
};

} // namespace maquette
