// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Analytic shapes for the render tests.

#include "core/render/scene.h"

#include <cmath>
#include <numbers>

namespace maquette {

/// A rectangle in the plane z, facing the front, UV 0 … 1, one quad.
inline PolygonMesh rectangle(float left, float right, float bottom, float top, float z = 0.0F) {
    PolygonMesh mesh;
    mesh.positions.resize(4, 3);
    mesh.positions << left, bottom, z, right, bottom, z, right, top, z, left, top, z;
    mesh.uvs.resize(4, 2);
    mesh.uvs << 0, 0, 1, 0, 1, 1, 0, 1;
    mesh.faceOffsets = {0, 4};
    mesh.cornerVertex = mesh.cornerUv = {0, 1, 2, 3};
    return mesh;
}

/// A UV sphere with outward quads.
inline PolygonMesh sphere(const Eigen::Vector3f& center, float radius, int rows = 48) {
    const int columns = 2 * rows;
    PolygonMesh mesh;
    mesh.positions.resize((rows + 1) * (columns + 1), 3);
    mesh.uvs.resize(mesh.positions.rows(), 2);
    mesh.faceOffsets = {0};
    for (int row = 0; row <= rows; ++row) {
        for (int column = 0; column <= columns; ++column) {
            const float polar = std::numbers::pi_v<float> * row / rows;
            const float around = 2.0F * std::numbers::pi_v<float> * column / columns;
            const int i = row * (columns + 1) + column;
            mesh.positions.row(i) =
                center + radius * Eigen::Vector3f(std::sin(polar) * std::sin(around),
                                                  std::cos(polar),
                                                  std::sin(polar) * std::cos(around));
            mesh.uvs.row(i) << static_cast<float>(column) / columns,
                1.0F - static_cast<float>(row) / rows;
            if (row < rows && column < columns) {
                const int below = i + columns + 1;
                mesh.cornerVertex.insert(mesh.cornerVertex.end(), {i, below, below + 1, i + 1});
                mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
            }
        }
    }
    mesh.cornerUv = mesh.cornerVertex;
    return mesh;
}

/// A matt surface of one colour, linear.
inline Material matt(float red, float green, float blue) {
    Material material;
    material.baseFactor = {red, green, blue, 1.0F};
    material.roughness = 1.0F;
    return material;
}

/// One white light, no surroundings.
inline Lighting singleLight(const Eigen::Vector3f& toLight, float strength, bool shadow = false) {
    Lighting lighting;
    lighting.lights = {{toLight.normalized(), Eigen::Vector3f::Constant(strength), 1.0F, shadow}};
    lighting.sky.setZero();
    lighting.ground.setZero();
    return lighting;
}

inline Background plainBackground(unsigned char grey = 0) {
    Background background;
    background.top = background.bottom = {grey, grey, grey};
    background.groundShadow = false;
    return background;
}

/// From the front; one metre at the origin is 100 pixels.
inline Camera frontCamera(int size = 256) {
    return orbitCamera({0.0F, 0.0F, 0.0F}, 10.0F, 0.0F, 0.0F, 1000.0, size, size);
}

} // namespace maquette
