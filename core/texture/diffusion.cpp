// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/diffusion.h"

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

namespace maquette::texture {
namespace {

constexpr double kHold = 20.0; ///< stiffness of pull 1 against conductances of about 1
constexpr double kLeast = 1e-5;

} // namespace

VertexValues diffuse(const std::vector<BodyEdge>& edges, const Eigen::VectorXf& pull,
                     const VertexValues& target) {
    const Eigen::Index count = pull.size();
    const Eigen::VectorXd hold = (kHold * pull.cast<double>().array()).max(kLeast).matrix();
    Eigen::VectorXd diagonal = hold;
    std::vector<Eigen::Triplet<double>> entries;
    entries.reserve(edges.size() + count);
    for (const BodyEdge& edge : edges) {
        diagonal[edge.a] += edge.conductance;
        diagonal[edge.b] += edge.conductance;
        entries.emplace_back(std::max(edge.a, edge.b), std::min(edge.a, edge.b), -edge.conductance);
    }
    for (Eigen::Index v = 0; v < count; ++v) {
        entries.emplace_back(v, v, diagonal[v]);
    }
    Eigen::SparseMatrix<double> matrix(count, count);
    matrix.setFromTriplets(entries.begin(), entries.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>, Eigen::Lower> solver(matrix);
    const Eigen::MatrixXd right = hold.asDiagonal() * target.cast<double>();
    return solver.solve(right).cast<float>();
}

} // namespace maquette::texture
