// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The template's person in rest pose before a camera: what tests of layers start from.

#include "core/clothing/clothed_offset.h"
#include "core/clothing/layers.h"
#include "core/clothing/outline.h"

#include <gtest/gtest.h>

#include <memory>

namespace maquette::test {

/// Fills m_input from the library: the template seen from the front, its own outline as mask, an
/// evenly coloured photo; skin is drawn by the tests. Skips without a library.
class LayerFixture : public ::testing::Test {
protected:
    /// @param focal  pixels; the camera stands 4 m away.
    void start(double focal, int width, int height) {
        const auto library = Library::open(Library::locate());
        if (!library) {
            GTEST_SKIP() << describe(library.error());
        }
        m_library = *library;
        m_rig = m_library->rig("default").value();
        m_input.templateMesh = &m_library->templateMesh();
        m_input.rig = m_rig.get();
        m_input.rest = m_library->templateMesh().mesh.positions;
        m_input.skeleton = m_rig->skeletonFor(m_input.rest);
        m_input.camera = orbitCamera({0.0F, 0.0F, 0.0F}, 4.0F, 0.0F, 0.0F, focal, width, height);
        m_input.mask = bodyMask();
        m_input.photo = cv::Mat(m_input.mask.size(), CV_8UC3, cv::Scalar(120, 90, 60));
    }

    /// Where the body is seen, CV_8UC1 0 or 255.
    [[nodiscard]] cv::Mat bodyMask() const {
        const Points body = m_input.rest.topRows(kBodyVertices);
        const Camera& camera = m_input.camera;
        return coverage(rasterize(project(camera, body), bodyTriangles(*m_input.templateMesh),
                                  camera.width, camera.height)) *
               255;
    }

    std::shared_ptr<const Library> m_library;
    std::shared_ptr<const Rig> m_rig;
    LayerInput m_input;
};

} // namespace maquette::test
