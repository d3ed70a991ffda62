// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/mesh.h"

#include <Eigen/Geometry>

#include <algorithm>

namespace maquette {

Triangulation triangulate(const PolygonMesh& mesh) {
    const int faceCount = mesh.faceCount();
    int triangleCount = 0;
    for (int f = 0; f < faceCount; ++f) {
        triangleCount += std::max(0, mesh.faceOffsets[f + 1] - mesh.faceOffsets[f] - 2);
    }
    const bool hasUv = !mesh.cornerUv.empty();
    Triangulation result;
    result.vertices.resize(triangleCount, 3);
    result.uvs.resize(hasUv ? triangleCount : 0, 3);
    result.faces.reserve(triangleCount);
    int t = 0;
    for (int f = 0; f < faceCount; ++f) {
        const int first = mesh.faceOffsets[f];
        for (int corner = first + 1; corner + 1 < mesh.faceOffsets[f + 1]; ++corner, ++t) {
            result.vertices.row(t) << mesh.cornerVertex[first], mesh.cornerVertex[corner],
                mesh.cornerVertex[corner + 1];
            if (hasUv) {
                result.uvs.row(t) << mesh.cornerUv[first], mesh.cornerUv[corner],
                    mesh.cornerUv[corner + 1];
            }
            result.faces.push_back(f);
        }
    }
    return result;
}

Points vertexNormals(const Points& positions, const Triangles& triangles) {
    Points normals = Points::Zero(positions.rows(), 3);
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const Eigen::Vector3f a = positions.row(triangles(t, 0));
        const Eigen::Vector3f b = positions.row(triangles(t, 1));
        const Eigen::Vector3f c = positions.row(triangles(t, 2));
        const Eigen::RowVector3f weighted = (b - a).cross(c - a);
        for (int corner = 0; corner < 3; ++corner) {
            normals.row(triangles(t, corner)) += weighted;
        }
    }
    for (Eigen::Index v = 0; v < normals.rows(); ++v) {
        const float length = normals.row(v).norm();
        if (length > 0.0F) {
            normals.row(v) /= length;
        }
    }
    return normals;
}

PolygonMesh subMesh(const PolygonMesh& mesh, const std::vector<int>& faces,
                    std::vector<int>* vertexMap) {
    std::vector<int> vertexRow(mesh.vertexCount(), -1);
    std::vector<int> uvRow(mesh.uvs.rows(), -1);
    const bool hasUv = !mesh.cornerUv.empty();
    for (const int f : faces) {
        for (int corner = mesh.faceOffsets[f]; corner < mesh.faceOffsets[f + 1]; ++corner) {
            vertexRow[mesh.cornerVertex[corner]] = 0;
            if (hasUv) {
                uvRow[mesh.cornerUv[corner]] = 0;
            }
        }
    }
    const auto number = [](std::vector<int>& rows) {
        std::vector<int> sources;
        for (size_t i = 0; i < rows.size(); ++i) {
            if (rows[i] == 0) {
                rows[i] = static_cast<int>(sources.size());
                sources.push_back(static_cast<int>(i));
            }
        }
        return sources;
    };
    std::vector<int> vertexSources = number(vertexRow);
    const std::vector<int> uvSources = number(uvRow);

    PolygonMesh result;
    result.positions = mesh.positions(vertexSources, Eigen::all);
    if (hasUv) {
        result.uvs = mesh.uvs(uvSources, Eigen::all);
    }
    result.faceOffsets.push_back(0);
    for (const int f : faces) {
        for (int corner = mesh.faceOffsets[f]; corner < mesh.faceOffsets[f + 1]; ++corner) {
            result.cornerVertex.push_back(vertexRow[mesh.cornerVertex[corner]]);
            if (hasUv) {
                result.cornerUv.push_back(uvRow[mesh.cornerUv[corner]]);
            }
        }
        result.faceOffsets.push_back(static_cast<int>(result.cornerVertex.size()));
    }
    if (vertexMap) {
        *vertexMap = std::move(vertexSources);
    }
    return result;
}

std::vector<std::pair<int, int>> uniqueEdges(const Triangles& triangles) {
    std::vector<std::pair<int, int>> edges;
    edges.reserve(static_cast<size_t>(triangles.rows()) * 3);
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        for (int corner = 0; corner < 3; ++corner) {
            const int a = triangles(t, corner);
            const int b = triangles(t, (corner + 1) % 3);
            edges.emplace_back(std::min(a, b), std::max(a, b));
        }
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

} // namespace maquette
