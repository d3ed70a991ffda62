// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/split_mesh.h"

#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace maquette {
namespace {

constexpr float kSameUv = 1e-5F; // Assimp's own tolerance

/// The distinct UVs of one source vertex and the rows they became.
struct Wedge {
    int uv = -1;
    int row = -1;
};

bool sameUv(const UvPoints& uvs, int a, int b) {
    return a == b || (uvs.row(a) - uvs.row(b)).squaredNorm() <= kSameUv * kSameUv;
}

class Splitter {
public:
    explicit Splitter(const PolygonMesh& mesh)
        : m_mesh(mesh), m_wedges(static_cast<std::size_t>(mesh.vertexCount())) {}

    SplitMesh run() {
        m_split.faceOffsets = m_mesh.faceOffsets;
        numberFirstWedges();
        m_split.corners.reserve(m_mesh.cornerVertex.size());
        for (std::size_t c = 0; c < m_mesh.cornerVertex.size(); ++c) {
            m_split.corners.push_back(rowOf(c));
        }
        return std::move(m_split);
    }

    [[nodiscard]] const std::vector<int>& rowUv() const { return m_rowUv; }

private:
    [[nodiscard]] int uvOf(std::size_t corner) const {
        return m_mesh.cornerUv.empty() ? -1 : m_mesh.cornerUv[corner];
    }

    int addRow(int vertex, int uv) {
        const int row = static_cast<int>(m_split.sourceVertex.size());
        m_split.sourceVertex.push_back(vertex);
        m_rowUv.push_back(uv);
        m_wedges[vertex].push_back({uv, row});
        return row;
    }

    /// Gives every used vertex its first row, in source order.
    void numberFirstWedges() {
        std::vector<int> firstUv(m_wedges.size(), -2);
        for (std::size_t c = 0; c < m_mesh.cornerVertex.size(); ++c) {
            int& first = firstUv[m_mesh.cornerVertex[c]];
            if (first == -2) {
                first = uvOf(c);
            }
        }
        for (std::size_t v = 0; v < firstUv.size(); ++v) {
            if (firstUv[v] != -2) {
                addRow(static_cast<int>(v), firstUv[v]);
            }
        }
    }

    int rowOf(std::size_t corner) {
        const int vertex = m_mesh.cornerVertex[corner];
        const int uv = uvOf(corner);
        for (const Wedge& wedge : m_wedges[vertex]) {
            if (uv < 0 || sameUv(m_mesh.uvs, uv, wedge.uv)) {
                return wedge.row;
            }
        }
        return addRow(vertex, uv);
    }

    const PolygonMesh& m_mesh;
    SplitMesh m_split;
    std::vector<std::vector<Wedge>> m_wedges; ///< per source vertex
    std::vector<int> m_rowUv;                 ///< per row of the split mesh
};

/// Moves exact duplicates apart, one float step at a time.
Points separated(const Points& positions) {
    Points result = positions;
    std::set<std::array<float, 3>> taken;
    for (Eigen::Index v = 0; v < result.rows(); ++v) {
        std::array<float, 3> place = {result(v, 0), result(v, 1), result(v, 2)};
        while (!taken.insert(place).second) {
            place[0] = std::nextafter(place[0], std::numeric_limits<float>::max());
        }
        result(v, 0) = place[0];
    }
    return result;
}

/// Unit normals; straight up where no triangle gives one.
Points unitNormals(const PolygonMesh& mesh) {
    Points normals = vertexNormals(mesh.positions, triangulate(mesh).vertices);
    for (Eigen::Index v = 0; v < normals.rows(); ++v) {
        if (normals.row(v).squaredNorm() < 0.5F) {
            normals.row(v) = Eigen::RowVector3f::UnitY();
        }
    }
    return normals;
}

} // namespace

SplitMesh splitAtSeams(const PolygonMesh& mesh) {
    Splitter splitter(mesh);
    SplitMesh split = splitter.run();
    const Points positions = separated(mesh.positions);
    const Points normals = unitNormals(mesh);
    const auto count = static_cast<Eigen::Index>(split.sourceVertex.size());
    split.positions.resize(count, 3);
    split.normals.resize(count, 3);
    split.uvs.resize(mesh.cornerUv.empty() ? 0 : count, 2);
    for (Eigen::Index row = 0; row < count; ++row) {
        split.positions.row(row) = positions.row(split.sourceVertex[row]);
        split.normals.row(row) = normals.row(split.sourceVertex[row]);
        if (split.uvs.rows() > 0) {
            split.uvs.row(row) = mesh.uvs.row(splitter.rowUv()[row]);
        }
    }
    return split;
}

Triangles trianglesOf(const SplitMesh& mesh) {
    std::vector<int> flat;
    for (std::size_t f = 0; f + 1 < mesh.faceOffsets.size(); ++f) {
        const int first = mesh.faceOffsets[f];
        for (int c = first + 1; c + 1 < mesh.faceOffsets[f + 1]; ++c) {
            flat.insert(flat.end(), {mesh.corners[first], mesh.corners[c], mesh.corners[c + 1]});
        }
    }
    return Eigen::Map<const Triangles>(flat.data(), static_cast<Eigen::Index>(flat.size() / 3), 3);
}

} // namespace maquette
