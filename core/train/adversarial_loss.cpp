// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/adversarial_loss.h"

#include <algorithm>
#include <array>

namespace maquette {
namespace {

constexpr std::array<const char*, 5> kNames = {"hinge", "bce", "least-squares", "wasserstein",
                                               "wgan-gp"};

/// [N,...] of the sum of the judge's logits; can be differentiated again.
torch::Tensor gradientOf(const Judge& judge, const torch::Tensor& at) {
    const torch::Tensor logits = judge(at);
    return torch::autograd::grad({logits.sum()}, {at}, {}, /*retain_graph=*/true,
                                 /*create_graph=*/true)
        .front()
        .flatten(1);
}

torch::Tensor crossEntropy(const torch::Tensor& logits, double target) {
    return torch::binary_cross_entropy_with_logits(logits, torch::full_like(logits, target));
}

} // namespace

std::string adversarialLossName(AdversarialLoss loss) {
    return kNames.at(static_cast<std::size_t>(loss));
}

Result<AdversarialLoss> adversarialLossOf(const std::string& name) {
    const auto* const found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) {
        return fail(ErrorCode::InvalidArgument, "There is no adversarial loss " + name + ".",
                    "Use hinge, bce, least-squares, wasserstein or wgan-gp.");
    }
    return static_cast<AdversarialLoss>(found - kNames.begin());
}

torch::Tensor discriminatorLoss(AdversarialLoss loss, const torch::Tensor& real,
                                const torch::Tensor& made) {
    switch (loss) {
    case AdversarialLoss::Hinge:
        return torch::relu(1.0 - real).mean() + torch::relu(1.0 + made).mean();
    case AdversarialLoss::Bce:
        return crossEntropy(real, 1.0) + crossEntropy(made, 0.0);
    case AdversarialLoss::LeastSquares:
        return 0.5 * ((real - 1.0).square().mean() + made.square().mean());
    case AdversarialLoss::Wasserstein:
    case AdversarialLoss::WassersteinGp:
        break;
    }
    return made.mean() - real.mean();
}

torch::Tensor generatorLoss(AdversarialLoss loss, const torch::Tensor& made) {
    switch (loss) {
    case AdversarialLoss::Bce:
        return crossEntropy(made, 1.0);
    case AdversarialLoss::LeastSquares:
        return 0.5 * (made - 1.0).square().mean();
    case AdversarialLoss::Hinge:
    case AdversarialLoss::Wasserstein:
    case AdversarialLoss::WassersteinGp:
        break;
    }
    return -made.mean();
}

torch::Tensor squaredGradient(const Judge& judge, const torch::Tensor& real) {
    return gradientOf(judge, real.detach().requires_grad_()).square().sum(1).mean();
}

torch::Tensor gradientPenalty(const Judge& judge, const torch::Tensor& real,
                              const torch::Tensor& made) {
    std::vector<std::int64_t> shape(static_cast<std::size_t>(real.dim()), 1);
    shape[0] = real.size(0);
    const torch::Tensor share = torch::rand(shape);
    const torch::Tensor between = (share * real + (1.0 - share) * made).detach().requires_grad_();
    const torch::Tensor length = (gradientOf(judge, between).square().sum(1) + 1e-12).sqrt();
    return (length - 1.0).square().mean();
}

torch::Tensor klDivergence(const torch::Tensor& mean, const torch::Tensor& logVariance,
                           double freeBits) {
    const torch::Tensor nats =
        0.5 * (mean.square() + logVariance.exp() - 1.0 - logVariance).mean(0);
    return nats.clamp_min(freeBits).sum();
}

} // namespace maquette
