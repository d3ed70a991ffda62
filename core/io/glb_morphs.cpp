// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/glb_morphs.h"

#include <Eigen/Geometry>

#include <limits>

namespace maquette {
namespace {

constexpr int kUnsignedShort = 5123;
constexpr int kUnsignedInt = 5125;
constexpr int kFloat = 5126;

template <typename T> std::span<const std::uint8_t> bytesOf(const std::vector<T>& values) {
    return {reinterpret_cast<const std::uint8_t*>(values.data()), values.size() * sizeof(T)};
}

/// Changes of some vertices, rows of a split mesh in rising order.
struct SparseChange {
    std::vector<std::uint32_t> rows;
    std::vector<Eigen::Vector3f> values;
};

/// Which triangles touch which vertex, of the mesh before it is cut at seams.
class Surface {
public:
    explicit Surface(const PolygonMesh& mesh)
        : m_positions(mesh.positions), m_triangles(triangulate(mesh).vertices),
          m_ofVertex(static_cast<std::size_t>(mesh.vertexCount())),
          m_restNormals(vertexNormals(m_positions, m_triangles)) {
        for (Eigen::Index t = 0; t < m_triangles.rows(); ++t) {
            for (int corner = 0; corner < 3; ++corner) {
                m_ofVertex[m_triangles(t, corner)].push_back(static_cast<int>(t));
            }
        }
    }

    /// Change of the unit normals [V,3] when the vertices move; zero rows where nothing near does.
    [[nodiscard]] Points normalChange(const Points& offsets) const {
        std::vector<bool> touched(m_ofVertex.size(), false);
        for (Eigen::Index t = 0; t < m_triangles.rows(); ++t) {
            bool moved = false;
            for (int corner = 0; corner < 3; ++corner) {
                moved = moved || !offsets.row(m_triangles(t, corner)).isZero(0.0F);
            }
            for (int corner = 0; moved && corner < 3; ++corner) {
                touched[m_triangles(t, corner)] = true;
            }
        }
        Points change = Points::Zero(offsets.rows(), 3);
        for (std::size_t v = 0; v < touched.size(); ++v) {
            const auto row = static_cast<Eigen::Index>(v);
            if (touched[v]) {
                change.row(row) = movedNormal(row, offsets) - m_restNormals.row(row);
            }
        }
        return change;
    }

private:
    [[nodiscard]] Eigen::RowVector3f movedNormal(Eigen::Index vertex, const Points& offsets) const {
        Eigen::RowVector3f sum = Eigen::RowVector3f::Zero();
        for (const int t : m_ofVertex[vertex]) {
            std::array<Eigen::RowVector3f, 3> p;
            for (int corner = 0; corner < 3; ++corner) {
                const int v = m_triangles(t, corner);
                p[corner] = m_positions.row(v) + offsets.row(v);
            }
            sum += (p[1] - p[0]).cross(p[2] - p[0]);
        }
        const float length = sum.norm();
        return length > 0.0F ? Eigen::RowVector3f(sum / length) : m_restNormals.row(vertex).eval();
    }

    const Points& m_positions;
    Triangles m_triangles;
    std::vector<std::vector<int>> m_ofVertex;
    Points m_restNormals;
};

/// Rows whose change is longer than @p threshold, spread over the copies that seams made.
SparseChange sparse(const Points& change, const std::vector<int>& sourceVertex, float threshold) {
    SparseChange result;
    for (std::size_t row = 0; row < sourceVertex.size(); ++row) {
        const Eigen::Vector3f value = change.row(sourceVertex[row]);
        if (value.squaredNorm() > threshold * threshold) {
            result.rows.push_back(static_cast<std::uint32_t>(row));
            result.values.push_back(value);
        }
    }
    return result;
}

Json vectorOf(const Eigen::Vector3f& v) {
    return Json::array({v.x(), v.y(), v.z()});
}

/// Adds a sparse accessor of @p count vectors, zero but for @p change.
int addAccessor(GlbFile& file, const SparseChange& change, int count) {
    const bool complete = static_cast<int>(change.rows.size()) == count; // else some are zero
    Eigen::Vector3f low = complete ? change.values.front() : Eigen::Vector3f(0, 0, 0);
    Eigen::Vector3f high = low;
    for (const Eigen::Vector3f& value : change.values) {
        low = low.cwiseMin(value);
        high = high.cwiseMax(value);
    }
    const bool narrow = count <= std::numeric_limits<std::uint16_t>::max();
    const int indices =
        narrow ? file.addView(
                     bytesOf(std::vector<std::uint16_t>(change.rows.begin(), change.rows.end())))
               : file.addView(bytesOf(change.rows));
    const int values = file.addView(bytesOf(change.values));
    auto& accessors = file.json["accessors"];
    accessors.push_back(Json{
        {"componentType", kFloat},
        {"count", count},
        {"type", "VEC3"},
        {"min", vectorOf(low)},
        {"max", vectorOf(high)},
        {"sparse",
         {{"count", change.rows.size()},
          {"indices",
           {{"bufferView", indices}, {"componentType", narrow ? kUnsignedShort : kUnsignedInt}}},
          {"values", {{"bufferView", values}}}}}});
    return static_cast<int>(accessors.size()) - 1;
}

/// The target for one mesh; null when it moves nothing there.
Json makeTarget(GlbFile& file, const ExportMesh& mesh, const Surface& surface,
                const Points& offsets) {
    constexpr float kMovement = 1e-6F; // metres
    constexpr float kTurn = 5e-3F;     // of a unit normal: 0.3 degrees
    const SparseChange positions = sparse(offsets, mesh.split.sourceVertex, kMovement);
    if (positions.rows.empty()) {
        return nullptr;
    }
    const int count = mesh.split.vertexCount();
    Json target{{"POSITION", addAccessor(file, positions, count)}};
    SparseChange normals = sparse(surface.normalChange(offsets), mesh.split.sourceVertex, kTurn);
    if (normals.rows.empty()) { // all targets of a mesh must have the same attributes
        normals = {{0}, {Eigen::Vector3f::Zero()}};
    }
    target["NORMAL"] = addAccessor(file, normals, count);
    return target;
}

bool movesMesh(const CharacterMorph& morph, int meshIndex) {
    return meshIndex < static_cast<int>(morph.offsets.size()) &&
           morph.offsets[meshIndex].rows() > 0;
}

} // namespace

Status addMorphs(GlbFile& file, const ExportModel& model, const Character& character,
                 const Context& ctx) {
    for (std::size_t m = 0; m < model.meshes.size(); ++m) {
        const ExportMesh& mesh = model.meshes[m];
        Json targets = Json::array();
        Json names = Json::array();
        const Surface surface(mesh.source->mesh);
        for (const CharacterMorph& morph : character.morphs) {
            if (ctx.isCancelled()) {
                return ctx.cancelled();
            }
            if (!movesMesh(morph, mesh.sourceIndex)) {
                continue;
            }
            Json target = makeTarget(file, mesh, surface, morph.offsets[mesh.sourceIndex]);
            if (!target.is_null()) {
                targets.push_back(std::move(target));
                names.push_back(morph.name);
            }
        }
        if (!targets.empty()) {
            Json& entry = file.json["meshes"][m];
            entry["weights"] = std::vector<double>(targets.size(), 0.0);
            entry["extras"]["targetNames"] = std::move(names);
            entry["primitives"][0]["targets"] = std::move(targets);
        }
        ctx.report(static_cast<double>(m + 1) / static_cast<double>(model.meshes.size()));
    }
    return {};
}

} // namespace maquette
