// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the camera of the photo sees of a surface point, and how far that can be trusted.

#include "core/texture/atlas.h"
#include "core/texture/photo_crop.h"
#include "core/texture/zones.h"

#include <vector>

namespace maquette::texture {

/// One surface in camera space.
struct SurfaceInView {
    Points position; ///< [V,3] metres, camera space
    Points normal;   ///< [V,3] unit
    Triangles triangles;
};

/// How the camera sees a surface point.
struct Sight {
    Eigen::Vector2f pixel{0.0F, 0.0F}; ///< of the crop
    float cosine = 0.0F; ///< between normal and view, 1 = head-on, negative = faces away
    float clear = 0.0F;  ///< 0 … 1: not hidden, not near the edge of what hides it, on the person
    float weight = 0.0F; ///< 0 … 1: clear, and seen steeply enough for pixels not to smear
};

/// The surfaces that hide one another in the photo, as a z-buffer over the crop.
///
/// Every answer depends on the surface point alone, not on its texel, so that both sides of a UV
/// seam agree.
class View {
public:
    /// @param surfaces   the body first (its triangles as in the body's atlas), then layers, then
    ///                   parts that only hide.
    /// @param textured   how many of them are body and layers: where one ends on another there is
    ///                   an edge however thin it is.
    /// @param crop       borrowed; must outlive the view.
    View(std::vector<SurfaceInView> surfaces, int textured, const PhotoCrop& crop);

    [[nodiscard]] const SurfaceInView& surface(int index) const { return m_surfaces[index]; }
    [[nodiscard]] const PhotoCrop& crop() const { return m_crop; }

    /// @param corners  rows of the surface's positions: a triangle's corners, or their mirror
    ///                 images for the mirrored point.
    [[nodiscard]] Sight look(int surface, const Eigen::Vector3i& corners,
                             const Eigen::Vector3f& weights) const;

    /// Metres, as at the person's distance, to the next edge of something that hides what is
    /// behind it.
    [[nodiscard]] float edgeDistance(const Sight& sight) const;

    /// At view resolution: the surface seen, -1 none (CV_16SC1), and its triangle (CV_32SC1).
    [[nodiscard]] const cv::Mat& seenSurface() const { return m_seenSurface; }
    [[nodiscard]] const cv::Mat& seenTriangle() const { return m_seenTriangle; }
    /// View pixels per crop pixel, at most 1.
    [[nodiscard]] float scale() const { return m_scale; }

private:
    [[nodiscard]] float depthClear(int surface, const Eigen::Vector2f& viewPixel, float z,
                                   float cosine) const;
    [[nodiscard]] float edgeClear(const Eigen::Vector2f& viewPixel, float z) const;
    [[nodiscard]] float personClear(const Eigen::Vector2f& pixel) const;
    void findEdges(int textured);

    std::vector<SurfaceInView> m_surfaces;
    const PhotoCrop& m_crop;
    float m_scale = 1.0F;
    float m_pixelsPerMetre = 0.0F; ///< at view resolution
    cv::Mat m_depth;               ///< CV_32FC1 metres, infinity where nothing is
    cv::Mat m_nearest;             ///< CV_32FC1: the least depth within the far margin
    cv::Mat m_edgeDistance; ///< CV_32FC1: view pixels to the next edge of something that hides
    cv::Mat m_seenSurface;
    cv::Mat m_seenTriangle;
};

/// Camera-space positions and normals of a posed mesh.
[[nodiscard]] SurfaceInView surfaceInView(const Camera& camera, const Points& posed,
                                          const Triangles& triangles);

/// CV_32FC1 at (x,y), bilinear, clamped to the image.
[[nodiscard]] float sampleFloat(const cv::Mat& image, float x, float y);
/// CV_8UC1 at (x,y), bilinear, clamped to the image.
[[nodiscard]] float sampleByte(const cv::Mat& image, float x, float y);
/// CV_8UC3 at (x,y), Catmull-Rom within the range of the four nearest pixels, clamped to the image.
[[nodiscard]] Eigen::Vector3f sampleColor(const cv::Mat& image, float x, float y);

/// 0 below @p from, 1 above @p to, smooth between.
[[nodiscard]] inline float smoothStep(float from, float to, float x) {
    const float t = std::min(1.0F, std::max(0.0F, (x - from) / (to - from)));
    return t * t * (3.0F - 2.0F * t);
}

} // namespace maquette::texture
