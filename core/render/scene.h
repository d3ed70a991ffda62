// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the software renderer draws: meshes with materials, lights and a background.

#include "core/character/character.h"
#include "core/geometry/mesh.h"

#include <opencv2/core.hpp>

#include <vector>

namespace maquette {

/// A triangle mesh in model space, metres, with the look of its surface.
struct SceneMesh {
    Points positions;      ///< [V,3]
    Triangles triangles;   ///< [F,3] rows of positions
    UvPoints uvs;          ///< [T,2]; empty without texture
    Triangles uvTriangles; ///< [F,3] rows of uvs; empty when uvs is
    Material material;
    float scatter = 0.0F; ///< 0 … 1: light that bleeds past the terminator (skin)
    float sheen = 0.0F;   ///< 0 … 1: brighter at grazing angles (cloth)
    bool castsShadow = true;
};

/// Triangulates @p mesh; @p posed, when given, replaces its positions.
[[nodiscard]] SceneMesh makeSceneMesh(const PolygonMesh& mesh, const Material& material,
                                      const Points* posed = nullptr);

/// Model space; empty without meshes.
[[nodiscard]] Eigen::AlignedBox3f boundsOf(const std::vector<SceneMesh>& meshes);

/// A far light. Colours are linear RGB; 1 lights a white surface that faces it to white.
struct DirectionalLight {
    Eigen::Vector3f toLight{0.0F, 0.0F, 1.0F}; ///< model space, unit length
    Eigen::Vector3f color{1.0F, 1.0F, 1.0F};
    float angularRadius = 2.0F; ///< degrees, 0 … 20; softness of its shadow
    bool castsShadow = false;   ///< at most one light of a scene does; the first that asks
};

/// Lights and a two-colour environment (from above, from below), linear RGB.
struct Lighting {
    std::vector<DirectionalLight> lights;
    Eigen::Vector3f sky{0.4F, 0.4F, 0.4F};
    Eigen::Vector3f ground{0.2F, 0.2F, 0.2F};
    float exposure = 1.0F;
};

/// Key, fill and rim of a photo studio that turn with the camera; a surface facing the camera
/// keeps about the brightness of its texture.
/// @param yaw  of the camera round y, degrees (see orbitCamera).
[[nodiscard]] Lighting studioLighting(float yaw);

/// What is seen where no mesh is. Colours are BGR, sRGB 0 … 255.
struct Background {
    cv::Vec3b top{236, 235, 233};
    cv::Vec3b bottom{208, 207, 205};
    cv::Mat image;                ///< CV_8UC3, replaces the gradient; stretched to the view
    bool groundShadow = true;     ///< shadows on the plane y = groundHeight
    float groundHeight = 0.0F;    ///< metres
    float shadowStrength = 0.75F; ///< 0 … 1
};

} // namespace maquette
