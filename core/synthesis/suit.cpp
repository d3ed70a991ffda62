// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/suit.h"

#include "core/synthesis/atlas_texels.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace maquette {
namespace {

using Edge = std::pair<int, int>;

Edge edgeOf(int a, int b) {
    return {std::min(a, b), std::max(a, b)};
}

/// Rows appended to the positions, UVs or values of a mesh being refined.
template <typename Matrix>
void appendMeans(Matrix& rows, const std::vector<std::vector<int>>& sources) {
    const Eigen::Index old = rows.rows();
    rows.conservativeResize(old + static_cast<Eigen::Index>(sources.size()), Eigen::NoChange);
    for (size_t i = 0; i < sources.size(); ++i) {
        auto row = rows.row(old + static_cast<Eigen::Index>(i));
        row.setZero();
        for (const int source : sources[i]) {
            row += rows.row(source);
        }
        row /= static_cast<float>(sources[i].size());
    }
}

/// Numbers the points that subdivision adds: one an edge, one a face.
class PointAdder {
public:
    explicit PointAdder(int count) : m_next(count) {}

    int onEdge(int a, int b) {
        const auto [found, isNew] = m_edges.try_emplace(edgeOf(a, b), m_next);
        if (isNew) {
            m_sources.push_back({a, b});
            ++m_next;
        }
        return found->second;
    }

    int inFace(std::vector<int> corners) {
        m_sources.push_back(std::move(corners));
        return m_next++;
    }

    [[nodiscard]] const std::vector<std::vector<int>>& sources() const { return m_sources; }

private:
    int m_next;
    std::map<Edge, int> m_edges;
    std::vector<std::vector<int>> m_sources;
};

std::vector<int> splitFace(PointAdder& adder, const int* corners, int count) {
    const int middle = adder.inFace({corners, corners + count});
    std::vector<int> result;
    for (int i = 0; i < count; ++i) {
        const int next = corners[(i + 1) % count];
        const int before = corners[(i + count - 1) % count];
        result.insert(result.end(), {corners[i], adder.onEdge(corners[i], next), middle,
                                     adder.onEdge(before, corners[i])});
    }
    return result;
}

/// Points where edges are cut, each made once.
class CutPoints {
public:
    explicit CutPoints(int count) : m_base(count) {}

    /// @param share  of the way from @p inside to @p outside.
    int add(int inside, int outside, float share) {
        const auto [found, isNew] =
            m_known.try_emplace(Edge(inside, outside), m_base + static_cast<int>(m_cuts.size()));
        if (isNew) {
            m_cuts.push_back({inside, outside, share});
        }
        return found->second;
    }

    template <typename Matrix> void append(Matrix& rows) const {
        rows.conservativeResize(m_base + static_cast<Eigen::Index>(m_cuts.size()), Eigen::NoChange);
        for (size_t i = 0; i < m_cuts.size(); ++i) {
            const Cut& cut = m_cuts[i];
            rows.row(m_base + static_cast<Eigen::Index>(i)) =
                rows.row(cut.inside) + cut.share * (rows.row(cut.outside) - rows.row(cut.inside));
        }
    }

private:
    struct Cut {
        int inside;
        int outside;
        float share;
    };
    int m_base;
    std::map<Edge, int> m_known;
    std::vector<Cut> m_cuts;
};

/// Appends what is left of a face.
void cutFace(const PolygonMesh& mesh, int face, const std::vector<float>& keep, PolygonMesh& result,
             CutPoints& vertices, CutPoints& uvs) {
    const int first = mesh.faceOffsets[face];
    const int count = mesh.faceOffsets[face + 1] - first;
    const size_t before = result.cornerVertex.size();
    for (int i = 0; i < count; ++i) {
        const int here = first + i;
        const int next = first + (i + 1) % count;
        const float a = keep[mesh.cornerVertex[here]];
        const float b = keep[mesh.cornerVertex[next]];
        if (a >= 0.0F) {
            result.cornerVertex.push_back(mesh.cornerVertex[here]);
            result.cornerUv.push_back(mesh.cornerUv[here]);
        }
        if ((a >= 0.0F) != (b >= 0.0F)) {
            const int in = a >= 0.0F ? here : next;
            const int out = a >= 0.0F ? next : here;
            const float share = std::max(a, b) / (std::max(a, b) - std::min(a, b));
            result.cornerVertex.push_back(
                vertices.add(mesh.cornerVertex[in], mesh.cornerVertex[out], share));
            result.cornerUv.push_back(uvs.add(mesh.cornerUv[in], mesh.cornerUv[out], share));
        }
    }
    if (result.cornerVertex.size() - before < 3) {
        result.cornerVertex.resize(before);
        result.cornerUv.resize(before);
    } else {
        result.faceOffsets.push_back(static_cast<int>(result.cornerVertex.size()));
    }
}

/// A corner of a face and the next one.
struct FaceSide {
    int a, b; ///< vertices
    int uvA, uvB;
};

/// Sides that only one face has.
std::vector<FaceSide> openSides(const PolygonMesh& mesh) {
    std::map<Edge, int> uses;
    std::vector<FaceSide> sides;
    for (int f = 0; f < mesh.faceCount(); ++f) {
        const int first = mesh.faceOffsets[f];
        const int count = mesh.faceOffsets[f + 1] - first;
        for (int i = 0; i < count; ++i) {
            const int here = first + i;
            const int next = first + (i + 1) % count;
            sides.push_back({mesh.cornerVertex[here], mesh.cornerVertex[next], mesh.cornerUv[here],
                             mesh.cornerUv[next]});
            ++uses[edgeOf(sides.back().a, sides.back().b)];
        }
    }
    std::erase_if(sides, [&](const FaceSide& side) { return uses[edgeOf(side.a, side.b)] != 1; });
    return sides;
}

PolygonMesh refined(PolygonMesh mesh, int times, Eigen::MatrixXf& values) {
    for (int i = 0; i < times; ++i) {
        mesh = subdivideQuads(mesh, values);
    }
    return mesh;
}

} // namespace

PolygonMesh subdivideQuads(const PolygonMesh& mesh, Eigen::MatrixXf& values) {
    PointAdder vertices(mesh.vertexCount());
    PointAdder uvs(static_cast<int>(mesh.uvs.rows()));
    PolygonMesh result;
    result.faceOffsets.push_back(0);
    for (int f = 0; f < mesh.faceCount(); ++f) {
        const int first = mesh.faceOffsets[f];
        const int count = mesh.faceOffsets[f + 1] - first;
        const auto corners = splitFace(vertices, mesh.cornerVertex.data() + first, count);
        const auto uvCorners = splitFace(uvs, mesh.cornerUv.data() + first, count);
        result.cornerVertex.insert(result.cornerVertex.end(), corners.begin(), corners.end());
        result.cornerUv.insert(result.cornerUv.end(), uvCorners.begin(), uvCorners.end());
        for (int i = 0; i < count; ++i) {
            result.faceOffsets.push_back(result.faceOffsets.back() + 4);
        }
    }
    result.positions = mesh.positions;
    result.uvs = mesh.uvs;
    appendMeans(result.positions, vertices.sources());
    appendMeans(result.uvs, uvs.sources());
    if (values.rows() > 0) {
        appendMeans(values, vertices.sources());
    }
    return result;
}

Suit::Suit(const Template& body, TemplatePart part, const Eigen::MatrixXf& values, int refinements)
    : m_refinements(refinements) {
    m_coarse = withNormalizedUvs(subMesh(body.mesh, body.facesOf(part), &m_templateVertex));
    m_values = values(m_templateVertex, Eigen::all);
    m_mesh = refined(m_coarse, m_refinements, m_values);
    m_triangles = triangulate(m_mesh).vertices;
    m_neighbours = vertexNeighbours(m_mesh);
}

int Suit::smoothing(int passes) const {
    // A pass reaches as far as an edge is long, and spreads by the square of that.
    return std::max(1, passes >> 2 * (kFinest - m_refinements));
}

Points Suit::posed(const Points& templatePositions) const {
    PolygonMesh mesh = m_coarse;
    mesh.positions = templatePositions(m_templateVertex, Eigen::all);
    Eigen::MatrixXf none;
    Points positions = refined(std::move(mesh), m_refinements, none).positions;
    for (int i = 0; i < 2 * m_refinements; ++i) {
        smoothOnce(positions, m_neighbours, 0.5F); // rounds the flat quads
    }
    return positions;
}

PolygonMesh cutMesh(const PolygonMesh& mesh, const std::vector<float>& keep,
                    Eigen::MatrixXf& values) {
    PolygonMesh result = mesh;
    result.faceOffsets.assign(1, 0);
    result.cornerVertex.clear();
    result.cornerUv.clear();
    CutPoints vertices(mesh.vertexCount());
    CutPoints uvs(static_cast<int>(mesh.uvs.rows()));
    for (int f = 0; f < mesh.faceCount(); ++f) {
        cutFace(mesh, f, keep, result, vertices, uvs);
    }
    vertices.append(result.positions);
    uvs.append(result.uvs);
    if (values.rows() > 0) {
        vertices.append(values);
    }
    std::vector<int> all(result.faceCount());
    std::iota(all.begin(), all.end(), 0);
    std::vector<int> kept;
    result = subMesh(result, all, &kept);
    if (values.rows() > 0) {
        values = values(kept, Eigen::all).eval();
    }
    return result;
}

void foldHems(PolygonMesh& mesh, float depth) {
    const Points normals = vertexNormals(mesh.positions, triangulate(mesh).vertices);
    const int base = mesh.vertexCount();
    std::map<int, int> inner;
    std::vector<int> sources;
    const auto innerOf = [&](int v) {
        const auto [found, isNew] = inner.try_emplace(v, base + static_cast<int>(sources.size()));
        if (isNew) {
            sources.push_back(v);
        }
        return found->second;
    };
    for (const FaceSide& side : openSides(mesh)) {
        const int innerA = innerOf(side.a);
        const int innerB = innerOf(side.b);
        mesh.cornerVertex.insert(mesh.cornerVertex.end(), {side.b, side.a, innerA, innerB});
        mesh.cornerUv.insert(mesh.cornerUv.end(), {side.uvB, side.uvA, side.uvA, side.uvB});
        mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
    }
    mesh.positions.conservativeResize(base + static_cast<Eigen::Index>(sources.size()),
                                      Eigen::NoChange);
    for (size_t i = 0; i < sources.size(); ++i) {
        mesh.positions.row(base + static_cast<Eigen::Index>(i)) =
            mesh.positions.row(sources[i]) - depth * normals.row(sources[i]);
    }
}

std::vector<std::vector<int>> vertexNeighbours(const PolygonMesh& mesh) {
    std::vector<std::vector<int>> neighbours(mesh.vertexCount());
    for (int f = 0; f < mesh.faceCount(); ++f) {
        const int first = mesh.faceOffsets[f];
        const int count = mesh.faceOffsets[f + 1] - first;
        for (int i = 0; i < count; ++i) {
            const int a = mesh.cornerVertex[first + i];
            const int b = mesh.cornerVertex[first + (i + 1) % count];
            neighbours[a].push_back(b);
            neighbours[b].push_back(a);
        }
    }
    for (auto& list : neighbours) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    }
    return neighbours;
}

void smoothOnce(Points& positions, const std::vector<std::vector<int>>& neighbours, float share) {
    const Points old = positions;
    for (size_t v = 0; v < neighbours.size(); ++v) {
        if (neighbours[v].empty()) {
            continue;
        }
        Eigen::RowVector3f mean = Eigen::RowVector3f::Zero();
        for (const int n : neighbours[v]) {
            mean += old.row(n);
        }
        mean /= static_cast<float>(neighbours[v].size());
        positions.row(static_cast<Eigen::Index>(v)) +=
            share * (mean - old.row(static_cast<Eigen::Index>(v)));
    }
}

} // namespace maquette
