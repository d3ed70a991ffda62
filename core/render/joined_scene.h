// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  All meshes of a scene as one list of vertices and triangles.

#include "core/render/scene.h"
#include "core/render/texture_sampler.h"

#include <vector>

namespace maquette {

struct JoinedScene {
    std::vector<SceneMesh> meshes;
    std::vector<TextureSampler> textures; ///< one a mesh
    Points points;                        ///< [V,3] model space
    Points normals;                       ///< [V,3] smooth, unit length
    Triangles triangles;                  ///< [F,3] rows of points
    std::vector<int> meshOf;              ///< per triangle
    std::vector<int> firstTriangle;       ///< per mesh
    Triangles solid;                      ///< triangles; those of cut-out meshes shrunk to a point
    std::vector<int> cutoutRows;          ///< triangles of cut-out meshes
    Triangles casters;                    ///< those that cast shadows

    explicit JoinedScene(std::vector<SceneMesh> sceneMeshes);

    /// UV of a point of a triangle; (0,0) for a mesh without UV.
    [[nodiscard]] Eigen::Vector2f uvAt(int triangle, const Eigen::Vector3f& barycentric) const;

    /// Mip level at which one texel covers about one pixel.
    /// @param pixels  projected points (pixel x, pixel y, depth).
    [[nodiscard]] float mipLevel(int triangle, const Points& pixels) const;
};

} // namespace maquette
