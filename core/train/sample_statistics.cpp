// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/sample_statistics.h"

#include <limits>

namespace maquette {
namespace {

/// [N,M] row by row, so that no tensor of all pairs and points is needed.
template <typename RowDistance>
torch::Tensor rowByRow(const torch::Tensor& a, const torch::Tensor& b,
                       const RowDistance& distance) {
    torch::Tensor all = torch::empty({a.size(0), b.size(0)});
    for (std::int64_t i = 0; i < a.size(0); ++i) {
        all[i].copy_(distance(b - a[i]));
    }
    return all;
}

/// Nothing is its own neighbour.
torch::Tensor withoutSelf(const torch::Tensor& distances) {
    torch::Tensor others = distances.clone();
    others.fill_diagonal_(std::numeric_limits<double>::infinity());
    return others;
}

/// Of different things. @param distances  [N,N].
double meanBetween(const torch::Tensor& distances) {
    const auto n = static_cast<double>(distances.size(0));
    return distances.sum().item<double>() / std::max(1.0, n * (n - 1.0));
}

} // namespace

torch::Tensor pointDistances(const torch::Tensor& a, const torch::Tensor& b) {
    return rowByRow(
        a, b, [](const torch::Tensor& ways) { return ways.square_().sum(-1).sqrt_().mean(-1); });
}

torch::Tensor meanDifferences(const torch::Tensor& a, const torch::Tensor& b) {
    return rowByRow(a, b, [](const torch::Tensor& ways) { return ways.abs_().mean(-1); });
}

torch::Tensor nearestDistances(const torch::Tensor& a, const torch::Tensor& many) {
    const std::int64_t candidates = std::min<std::int64_t>(32, many.size(0));
    const torch::Tensor flat = many.flatten(1);
    const torch::Tensor squares = flat.square().sum(1);
    torch::Tensor nearest = torch::empty({a.size(0)});
    for (std::int64_t i = 0; i < a.size(0); ++i) {
        const torch::Tensor rough = squares - 2.0 * flat.mv(a[i].flatten());
        const torch::Tensor rows = std::get<1>(rough.topk(candidates, 0, /*largest=*/false));
        nearest[i] = pointDistances(a.narrow(0, i, 1), many.index_select(0, rows)).min();
    }
    return nearest;
}

SampleComparison compareSamples(const torch::Tensor& madeToMade, const torch::Tensor& madeToTrue,
                                const torch::Tensor& trueToTrue) {
    const std::int64_t n = madeToTrue.size(0);
    TORCH_CHECK(madeToTrue.size(1) == n && madeToMade.size(0) == n && trueToTrue.size(0) == n,
                "as many made as true things are compared");
    const torch::Tensor toTrue = std::get<0>(madeToTrue.min(1));
    const torch::Tensor madeOthers = std::get<0>(withoutSelf(madeToMade).min(1));
    const torch::Tensor trueOthers = std::get<0>(withoutSelf(trueToTrue).min(1));
    SampleComparison found;
    found.toMade = std::get<0>(madeToTrue.min(0));
    found.told = torch::cat({madeOthers < toTrue, trueOthers < found.toMade}).to(torch::kFloat32);
    found.covered = torch::zeros({n});
    found.covered.index_fill_(0, madeToTrue.argmin(1), 1.0);
    found.diversity = meanBetween(madeToMade) / std::max(1e-12, meanBetween(trueToTrue));
    return found;
}

} // namespace maquette
