// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Painting into a UV atlas by where each texel lies on the surface.

#include "core/geometry/mesh.h"
#include "core/geometry/rasterizer.h"

#include <opencv2/core.hpp>

#include <functional>
#include <vector>

namespace maquette {

/// sRGB 0 … 1 and alpha.
using Paint = Eigen::Vector4f;
/// Per-vertex values at one texel, at most 16; needs no heap.
using TexelValues = Eigen::Matrix<float, Eigen::Dynamic, 1, 0, 16, 1>;

/// Which point of the surface each texel shows.
class AtlasTexels {
public:
    /// @param mesh  with UV in [0,1].
    /// @param size     side of the atlas, pixels.
    /// @param threads  that paint at a time.
    AtlasTexels(const PolygonMesh& mesh, int size, int threads = 2);

    [[nodiscard]] int size() const { return m_raster.width; }

    [[nodiscard]] bool isSurface(int x, int y) const { return m_raster.at(x, y) >= 0; }

    /// Per-vertex values [V,K] at a texel that is on the surface.
    [[nodiscard]] TexelValues valuesAt(const Eigen::MatrixXf& values, int x, int y) const;

    /// Calls @p paint for every texel on the surface and spreads the colours at the islands'
    /// edges outward, so that filtering never meets an unpainted texel.
    /// @param values  [V,K] per vertex, K <= 16; @p paint receives them interpolated.
    /// @return        CV_8UC4.
    /// @threading     @p paint is called from as many threads as the constructor was given.
    [[nodiscard]] cv::Mat paint(const Eigen::MatrixXf& values,
                                const std::function<Paint(const TexelValues& values)>& paint) const;

private:
    Triangulation m_triangulation;
    Raster m_raster;
    std::vector<int> m_nearest; ///< per texel: the nearest one on the surface; empty without any
    int m_threads;
};

/// UVs stretched so that they fill the square but for a margin of 2 %.
[[nodiscard]] PolygonMesh withNormalizedUvs(PolygonMesh mesh);

} // namespace maquette
