// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The face's skin on the mean shape: hits of pixels, mirror images, nearest points.

#include "core/data/library.h"
#include "core/fit/correspondences.h"
#include "core/geometry/camera.h"
#include "core/geometry/rasterizer.h"

#include <opencv2/core.hpp>

#include <optional>

namespace maquette {

/// The triangles that a face landmark may lie on, and those that hide them.
class FaceSurface {
public:
    struct Hit {
        Eigen::Vector3f onMean; ///< the same place of the surface on the mean shape, metres
        float facing = 0;       ///< cosine between the surface's normal and the view
        bool inside = false;    ///< false: the pixel was beside the silhouette
    };

    /// What a camera sees of a character.
    struct View {
        Raster raster;
        const Points* shape = nullptr;                 ///< borrowed, [kTemplateVertices,3]
        Eigen::Vector3f eye = Eigen::Vector3f::Zero(); ///< model space
    };

    /// @param mean  [kTemplateVertices,3]; made symmetric.
    FaceSurface(const Template& body, const Points& mean);

    [[nodiscard]] View look(const Camera& camera, const Points& shape) const;

    /// The face's skin at @p pixel; where there is eyeball, ear or background, the skin seen
    /// nearest to it. Nothing when that is more than @p reach pixels away.
    [[nodiscard]] std::optional<Hit> hit(const View& view, cv::Point2f pixel, int reach) const;

    /// The point of the mean shape's skin that is nearest to @p point; spread stays 0.
    [[nodiscard]] FaceCorrespondence nearest(const Eigen::Vector3f& point) const;
    [[nodiscard]] FaceCorrespondence mirrored(const FaceCorrespondence& place) const;

private:
    Triangles m_triangles; ///< [F,3] template rows: face skin first, then what hides it
    int m_skinCount = 0;   ///< of face skin
    Points m_mean;         ///< symmetric
    std::vector<int> m_mirrorVertex;
};

} // namespace maquette
