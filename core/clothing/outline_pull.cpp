// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/outline_pull.h"

#include <Eigen/SparseCholesky>

#include <algorithm>
#include <array>

namespace maquette {
namespace {

using Sparse = Eigen::SparseMatrix<double>;

constexpr double kShrink = 0.002; ///< weight of d^2 everywhere, mm^2
constexpr float kMillimetres = 1000.0F;

/// Linear constraint on the offsets of a triangle's corners: sum of slope * d = gap, millimetres.
struct Row {
    std::array<int, 3> unknowns{}; ///< -1 where the corner is fixed
    Eigen::Vector3d slope;
    double gap = 0;
    double weight = 1.0;
};

/// The unknown of each vertex, -1 where it is fixed.
std::vector<int> numberUnknowns(const PullProblem& problem) {
    std::vector<int> unknowns(problem.positions.rows(), -1);
    int count = 0;
    for (Eigen::Index v = 0; v < problem.positions.rows(); ++v) {
        if (problem.lower[v] < problem.upper[v]) {
            unknowns[v] = count++;
        }
    }
    return unknowns;
}

/// smoothness L'L + hold + shrink over the free vertices.
Sparse regularizer(const PullProblem& problem, const std::vector<int>& unknowns, int count) {
    const auto vertexCount = problem.positions.rows();
    auto edges = uniqueEdges(problem.triangles);
    edges.insert(edges.end(), problem.links.begin(), problem.links.end());
    Eigen::VectorXd degree = Eigen::VectorXd::Zero(vertexCount);
    for (const auto& [a, b] : edges) {
        degree[a] += 1.0;
        degree[b] += 1.0;
    }
    std::vector<Eigen::Triplet<double>> entries;
    const auto add = [&](int row, int vertex, double value) {
        if (unknowns[vertex] >= 0) {
            entries.emplace_back(row, unknowns[vertex], value);
        }
    };
    for (const auto& [a, b] : edges) {
        add(a, b, 1.0 / degree[a]);
        add(b, a, 1.0 / degree[b]);
    }
    for (Eigen::Index v = 0; v < vertexCount; ++v) {
        if (degree[v] > 0.0) {
            add(static_cast<int>(v), static_cast<int>(v), -1.0);
        }
    }
    Sparse laplacian(vertexCount, count);
    laplacian.setFromTriplets(entries.begin(), entries.end());
    Sparse normal = problem.smoothness * Sparse(laplacian.transpose() * laplacian);
    for (Eigen::Index v = 0; v < vertexCount; ++v) {
        if (unknowns[v] >= 0) {
            normal.coeffRef(unknowns[v], unknowns[v]) += kShrink + problem.hold[v];
        }
    }
    normal.makeCompressed();
    return normal;
}

class Puller {
public:
    Puller(const PullProblem& problem, const OutlineView& view)
        : m_problem(problem), m_view(view), m_target(contourOf(view.mask, view)),
          m_unknowns(numberUnknowns(problem)) {
        m_count = static_cast<int>(std::count_if(m_unknowns.begin(), m_unknowns.end(),
                                                 [](int unknown) { return unknown >= 0; }));
        m_base = regularizer(problem, m_unknowns, m_count);
        m_solver.analyzePattern(m_base);
    }

    [[nodiscard]] bool hasUnknowns() const { return m_count > 0; }

    /// One Gauss-Newton step; false when the system cannot be solved.
    [[nodiscard]] bool step(Eigen::VectorXf& offset) {
        Sparse normal = m_base;
        Eigen::VectorXd right = Eigen::VectorXd::Zero(m_count);
        for (const Row& row : rows(offset)) {
            addRow(row, offset, normal, right);
        }
        m_solver.factorize(normal);
        if (m_solver.info() != Eigen::Success) {
            return false;
        }
        const Eigen::VectorXd solution = m_solver.solve(right);
        for (Eigen::Index v = 0; v < offset.size(); ++v) {
            if (m_unknowns[v] >= 0) {
                offset[v] = std::clamp(static_cast<float>(solution[m_unknowns[v]]) / kMillimetres,
                                       m_problem.lower[v], m_problem.upper[v]);
            }
        }
        return solution.allFinite();
    }

private:
    [[nodiscard]] std::vector<Row> rows(const Eigen::VectorXf& offset) const {
        const Points moved = moveAlong(m_problem.positions, m_problem.normals, offset);
        const Camera& camera = m_view.camera;
        const Raster raster =
            rasterize(project(camera, moved), m_problem.triangles, camera.width, camera.height);
        const Contour outline = contourOf(coverage(raster), m_view);
        const std::vector<int> match = matchContours(outline, m_target, m_view.personHeight);
        std::vector<Row> result;
        for (size_t i = 0; i < match.size(); ++i) {
            if (match[i] >= 0) {
                addPair(raster, outline.points[i], match[i], result);
            }
        }
        return result;
    }

    void addPair(const Raster& raster, const cv::Point& from, int target,
                 std::vector<Row>& result) const {
        const size_t pixel = static_cast<size_t>(from.y) * raster.width + from.x;
        const int triangle = raster.triangle[pixel];
        const cv::Point& to = m_target.points[target];
        const cv::Vec2f& direction = m_target.normals[target];
        // Borders of holes run through pixels that the mesh does not cover.
        if (triangle < 0 || !m_problem.accepts(triangle, to, direction)) {
            return;
        }
        const double pixelsPerMillimetre = m_view.camera.focal / raster.depth[pixel] / kMillimetres;
        const Eigen::Matrix3f turn = m_view.camera.modelToCamera.linear();
        Row row;
        bool isFree = true;
        for (int corner = 0; corner < 3; ++corner) {
            const int vertex = m_problem.triangles(triangle, corner);
            const Eigen::Vector3f normal = turn * m_problem.normals.row(vertex).transpose();
            row.unknowns[corner] = m_unknowns[vertex];
            isFree = isFree && m_unknowns[vertex] >= 0;
            row.slope[corner] = raster.barycentric[pixel][corner] *
                                (direction[0] * normal.x() + direction[1] * normal.y());
        }
        const cv::Point gap = to - from;
        row.gap = (gap.x * direction[0] + gap.y * direction[1]) / pixelsPerMillimetre;
        if (m_problem.doubtful > 0.0) {
            const double share = row.gap / (m_problem.doubtful * kMillimetres);
            row.weight = 1.0 / (1.0 + share * share);
        }
        if (isFree) {
            result.push_back(row);
        }
    }

    void addRow(const Row& row, const Eigen::VectorXf& offset, Sparse& normal,
                Eigen::VectorXd& right) {
        if (m_vertexOf.empty()) {
            m_vertexOf.resize(m_count);
            for (size_t v = 0; v < m_unknowns.size(); ++v) {
                if (m_unknowns[v] >= 0) {
                    m_vertexOf[m_unknowns[v]] = static_cast<int>(v);
                }
            }
        }
        double goal = row.gap; // gap + slope * d: the step is taken from the present offset
        for (int corner = 0; corner < 3; ++corner) {
            goal += row.slope[corner] * offset[m_vertexOf[row.unknowns[corner]]] * kMillimetres;
        }
        for (int a = 0; a < 3; ++a) {
            const double slope = row.weight * row.slope[a];
            right[row.unknowns[a]] += slope * goal;
            for (int b = 0; b < 3; ++b) {
                normal.coeffRef(row.unknowns[a], row.unknowns[b]) += slope * row.slope[b];
            }
        }
    }

    const PullProblem& m_problem;
    const OutlineView& m_view;
    Contour m_target;
    std::vector<int> m_unknowns;
    std::vector<int> m_vertexOf;
    int m_count = 0;
    Sparse m_base;
    Eigen::SimplicialLLT<Sparse> m_solver;
};

} // namespace

Points moveAlong(const Points& positions, const Points& normals, const Eigen::VectorXf& offset) {
    return positions + offset.asDiagonal() * normals;
}

Result<Eigen::VectorXf> pullToOutline(const PullProblem& problem, const OutlineView& view,
                                      const Context& ctx) {
    Eigen::VectorXf offset = Eigen::VectorXf::Zero(problem.positions.rows());
    if (view.mask.empty()) {
        return offset;
    }
    Puller puller(problem, view);
    if (!puller.hasUnknowns()) {
        return offset;
    }
    for (int round = 0; round < problem.rounds; ++round) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        if (!puller.step(offset)) {
            return fail(ErrorCode::NotConverged, "The clothes could not be fitted to the outline.",
                        "Check the mask, or reconstruct the body only.");
        }
        ctx.report((round + 1.0) / problem.rounds);
    }
    return offset;
}

} // namespace maquette
