// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/joined_scene.h"

#include <cmath>

namespace maquette {
namespace {

float twiceArea(const Eigen::Vector2f& a, const Eigen::Vector2f& b, const Eigen::Vector2f& c) {
    const Eigen::Vector2f ab = b - a;
    const Eigen::Vector2f ac = c - a;
    return std::abs(ab.x() * ac.y() - ab.y() * ac.x());
}

} // namespace

JoinedScene::JoinedScene(std::vector<SceneMesh> sceneMeshes) : meshes(std::move(sceneMeshes)) {
    Eigen::Index vertexCount = 0;
    Eigen::Index triangleCount = 0;
    for (const auto& mesh : meshes) {
        vertexCount += mesh.positions.rows();
        triangleCount += mesh.triangles.rows();
        textures.emplace_back(mesh.material.baseColor);
    }
    points.resize(vertexCount, 3);
    normals.resize(vertexCount, 3);
    triangles.resize(triangleCount, 3);
    Eigen::Index vertex = 0;
    Eigen::Index triangle = 0;
    std::vector<int> casterRows;
    for (size_t m = 0; m < meshes.size(); ++m) {
        const SceneMesh& mesh = meshes[m];
        const Eigen::Index rows = mesh.triangles.rows();
        points.middleRows(vertex, mesh.positions.rows()) = mesh.positions;
        normals.middleRows(vertex, mesh.positions.rows()) =
            vertexNormals(mesh.positions, mesh.triangles);
        triangles.middleRows(triangle, rows) = mesh.triangles.array() + static_cast<int>(vertex);
        firstTriangle.push_back(static_cast<int>(triangle));
        meshOf.insert(meshOf.end(), rows, static_cast<int>(m));
        for (Eigen::Index t = triangle; t < triangle + rows; ++t) {
            if (mesh.material.alphaCutout) {
                cutoutRows.push_back(static_cast<int>(t));
            }
            if (mesh.castsShadow) {
                casterRows.push_back(static_cast<int>(t));
            }
        }
        vertex += mesh.positions.rows();
        triangle += rows;
    }
    solid = triangles;
    for (const int row : cutoutRows) {
        solid.row(row).setConstant(triangles(row, 0));
    }
    casters = triangles(casterRows, Eigen::all);
}

Eigen::Vector2f JoinedScene::uvAt(int triangle, const Eigen::Vector3f& barycentric) const {
    const int m = meshOf[triangle];
    const SceneMesh& mesh = meshes[m];
    if (mesh.uvTriangles.rows() == 0) {
        return Eigen::Vector2f::Zero();
    }
    const int row = triangle - firstTriangle[m];
    Eigen::Vector2f uv = Eigen::Vector2f::Zero();
    for (int corner = 0; corner < 3; ++corner) {
        uv += barycentric[corner] * mesh.uvs.row(mesh.uvTriangles(row, corner)).transpose();
    }
    return uv;
}

float JoinedScene::mipLevel(int triangle, const Points& pixels) const {
    const int m = meshOf[triangle];
    const SceneMesh& mesh = meshes[m];
    if (textures[m].isEmpty() || mesh.uvTriangles.rows() == 0) {
        return 0.0F;
    }
    const int row = triangle - firstTriangle[m];
    Eigen::Vector2f uv[3];
    Eigen::Vector2f pixel[3];
    for (int corner = 0; corner < 3; ++corner) {
        uv[corner] = mesh.uvs.row(mesh.uvTriangles(row, corner));
        uv[corner].x() *= static_cast<float>(textures[m].width());
        uv[corner].y() *= static_cast<float>(textures[m].height());
        pixel[corner] = pixels.row(triangles(triangle, corner)).head<2>();
    }
    const float texels = twiceArea(uv[0], uv[1], uv[2]);
    const float area = twiceArea(pixel[0], pixel[1], pixel[2]);
    if (texels <= 0.0F || area <= 0.0F) {
        return 0.0F;
    }
    return 0.5F * std::log2(texels / area);
}

} // namespace maquette
