// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/pose_layer.h"

#include <cmath>

namespace maquette {

torch::Tensor rotationsFromSix(const torch::Tensor& columns) {
    namespace nf = torch::nn::functional;
    const auto unit = [](const torch::Tensor& v) {
        return nf::normalize(v, nf::NormalizeFuncOptions().dim(-1).eps(1e-6));
    };
    const torch::Tensor a = columns.narrow(-1, 0, 3);
    const torch::Tensor b = columns.narrow(-1, 3, 3);
    const torch::Tensor x = unit(a);
    const torch::Tensor y = unit(b - (x * b).sum(-1, true) * x);
    return torch::stack({x, y, torch::cross(x, y, -1)}, -1);
}

PoseLayer::PoseLayer(std::vector<int> parents) : m_parents(std::move(parents)) {
    const int count = boneCount();
    std::vector<int> depth(count, 0);
    int deepest = 0;
    for (int b = 0; b < count; ++b) {
        TORCH_CHECK((m_parents[b] < 0) == (b == 0) && m_parents[b] < b,
                    "bones need one root, first, and parents before children");
        depth[b] = b == 0 ? 0 : depth[m_parents[b]] + 1;
        deepest = std::max(deepest, depth[b]);
    }
    std::vector<std::int64_t> placeOf(count);
    std::int64_t place = 0;
    for (int d = 0; d <= deepest; ++d) {
        std::vector<std::int64_t> bones;
        std::vector<std::int64_t> parentPlaces;
        std::vector<std::int64_t> parentBones;
        for (int b = 0; b < count; ++b) {
            if (depth[b] == d) {
                placeOf[b] = place++;
                bones.push_back(b);
                parentPlaces.push_back(b == 0 ? 0 : placeOf[m_parents[b]]);
                parentBones.push_back(std::max(m_parents[b], 0));
            }
        }
        m_levels.push_back(
            {torch::tensor(bones), torch::tensor(parentPlaces), torch::tensor(parentBones)});
    }
    m_order = torch::tensor(placeOf);
}

PosedBones PoseLayer::forward(const torch::Tensor& heads, const torch::Tensor& rotations,
                              const torch::Tensor& scales) const {
    torch::Tensor stretch;
    if (scales.defined()) {
        stretch = torch::exp(torch::tanh(scales) * std::log(kLargestScale));
    }
    torch::Tensor turned = rotations.index_select(1, m_levels[0].bones);
    torch::Tensor placed = heads.index_select(1, m_levels[0].bones);
    for (std::size_t i = 1; i < m_levels.size(); ++i) {
        const Level& level = m_levels[i];
        const torch::Tensor parentTurn = turned.index_select(1, level.parentInOrder);
        const torch::Tensor parentPlace = placed.index_select(1, level.parentInOrder);
        torch::Tensor way =
            heads.index_select(1, level.bones) - heads.index_select(1, level.parents);
        if (stretch.defined()) {
            way = way * stretch.index_select(1, level.parents).unsqueeze(-1);
        }
        const torch::Tensor place = parentPlace + parentTurn.matmul(way.unsqueeze(-1)).squeeze(-1);
        turned = torch::cat({turned, parentTurn.matmul(rotations.index_select(1, level.bones))}, 1);
        placed = torch::cat({placed, place}, 1);
    }
    return {turned.index_select(1, m_order), placed.index_select(1, m_order)};
}

torch::Tensor PoseLayer::skin(const torch::Tensor& points, const torch::Tensor& weights,
                              const torch::Tensor& heads, const PosedBones& posed) const {
    const std::int64_t n = points.size(0);
    const std::int64_t v = points.size(1);
    // sum_j w_j (R_j (x - p_j) + q_j) = (sum_j w_j R_j) x + sum_j w_j (q_j - R_j p_j)
    const torch::Tensor shift =
        posed.heads - posed.rotations.matmul(heads.unsqueeze(-1)).squeeze(-1);
    const torch::Tensor turn =
        torch::matmul(weights, posed.rotations.reshape({n, -1, 9})).view({n, v, 3, 3});
    return turn.matmul(points.unsqueeze(-1)).squeeze(-1) + torch::matmul(weights, shift);
}

torch::Tensor projectToCrop(const torch::Tensor& points, const torch::Tensor& camera,
                            const torch::Tensor& focal, const torch::Tensor& principal) {
    // The root's depth follows from its scale: halves of the crop's side a metre = focal / depth.
    const torch::Tensor depth = focal * torch::exp(-camera.select(1, 2)); // [N]
    const torch::Tensor ray = (camera.narrow(1, 0, 2) - principal) / focal.unsqueeze(1);
    const torch::Tensor root =
        torch::cat({ray * depth.unsqueeze(1), depth.unsqueeze(1)}, 1).unsqueeze(1); // [N,1,3]
    const torch::Tensor placed = points + root;
    return placed.narrow(2, 0, 2) / placed.narrow(2, 2, 1).clamp_min(0.05) *
               focal.view({-1, 1, 1}) +
           principal.unsqueeze(1);
}

} // namespace maquette
