// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Surfaces with known area, volume and Euler number, and what tells a surface's kind.

#include "core/geometry/mesh.h"

#include <Eigen/Geometry>

#include <cmath>
#include <numbers>
#include <set>

namespace maquette::test {

inline void addFace(PolygonMesh& mesh, const std::vector<int>& corners) {
    if (mesh.faceOffsets.empty()) {
        mesh.faceOffsets.push_back(0);
    }
    mesh.cornerVertex.insert(mesh.cornerVertex.end(), corners.begin(), corners.end());
    mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
}

/// An upright prism over a regular polygon of radius 1: @p sides quads and two n-gons; height 2.
inline PolygonMesh prism(int sides) {
    PolygonMesh mesh;
    mesh.positions.resize(2 * sides, 3);
    std::vector<int> top;
    std::vector<int> bottom;
    for (int i = 0; i < sides; ++i) {
        const float angle = 2.0F * std::numbers::pi_v<float> * i / sides;
        mesh.positions.row(i) << std::sin(angle), -1.0F, std::cos(angle);
        mesh.positions.row(sides + i) << std::sin(angle), 1.0F, std::cos(angle);
        const int next = (i + 1) % sides;
        addFace(mesh, {i, next, sides + next, sides + i});
        top.push_back(sides + i);
        bottom.push_back(sides - 1 - i);
    }
    addFace(mesh, top);
    addFace(mesh, bottom);
    return mesh;
}

/// A torus of quads round the y axis.
inline PolygonMesh torus(float radius, float tube, int around, int across) {
    PolygonMesh mesh;
    mesh.positions.resize(around * across, 3);
    for (int i = 0; i < around; ++i) {
        const float u = 2.0F * std::numbers::pi_v<float> * i / around;
        for (int j = 0; j < across; ++j) {
            const float v = 2.0F * std::numbers::pi_v<float> * j / across;
            const float distance = radius + tube * std::cos(v);
            mesh.positions.row(i * across + j) << distance * std::sin(u), tube * std::sin(v),
                distance * std::cos(u);
            const int i1 = (i + 1) % around * across;
            const int j1 = (j + 1) % across;
            addFace(mesh, {i * across + j, i1 + j, i1 + j1, i * across + j1});
        }
    }
    return mesh;
}

/// A flat grid of unit quads in the plane z = 0, facing the front; open.
inline PolygonMesh grid(int columns, int rows) {
    PolygonMesh mesh;
    mesh.positions.resize((columns + 1) * (rows + 1), 3);
    for (int y = 0; y <= rows; ++y) {
        for (int x = 0; x <= columns; ++x) {
            const int i = y * (columns + 1) + x;
            mesh.positions.row(i) << static_cast<float>(x), static_cast<float>(y), 0.0F;
            if (x < columns && y < rows) {
                addFace(mesh, {i, i + 1, i + columns + 2, i + columns + 1});
            }
        }
    }
    return mesh;
}

/// Every directed edge is there once, and so is its opposite: closed, oriented, two-sided.
inline bool isClosedAndOriented(const Triangles& triangles) {
    std::set<std::pair<int, int>> directed;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        for (int k = 0; k < 3; ++k) {
            if (!directed.emplace(triangles(t, k), triangles(t, (k + 1) % 3)).second) {
                return false;
            }
        }
    }
    return std::all_of(directed.begin(), directed.end(), [&](const auto& edge) {
        return directed.contains({edge.second, edge.first});
    });
}

/// V - E + F.
inline int eulerNumber(const PolygonMesh& mesh) {
    const Triangles triangles = triangulate(mesh).vertices;
    return mesh.vertexCount() - static_cast<int>(uniqueEdges(triangles).size()) +
           static_cast<int>(triangles.rows());
}

inline double areaOf(const PolygonMesh& mesh) {
    const Triangles triangles = triangulate(mesh).vertices;
    double area = 0.0;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const Eigen::Vector3f a = mesh.positions.row(triangles(t, 0));
        const Eigen::Vector3f b = mesh.positions.row(triangles(t, 1));
        const Eigen::Vector3f c = mesh.positions.row(triangles(t, 2));
        area += 0.5 * (b - a).cross(c - a).norm();
    }
    return area;
}

/// By the divergence theorem; positive where triangles are counter-clockwise seen from outside.
inline double volumeOf(const PolygonMesh& mesh) {
    const Triangles triangles = triangulate(mesh).vertices;
    double volume = 0.0;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const Eigen::Vector3f a = mesh.positions.row(triangles(t, 0));
        const Eigen::Vector3f b = mesh.positions.row(triangles(t, 1));
        const Eigen::Vector3f c = mesh.positions.row(triangles(t, 2));
        volume += a.dot(b.cross(c)) / 6.0;
    }
    return volume;
}

} // namespace maquette::test
