// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The losses of generator and discriminator against each other.

#include "core/nn/torch.h"

#include "core/base/result.h"

#include <functional>
#include <string>

namespace maquette {

enum class AdversarialLoss { Hinge, Bce, LeastSquares, Wasserstein, WassersteinGp };

/// "hinge", "bce", "least-squares", "wasserstein", "wgan-gp".
[[nodiscard]] std::string adversarialLossName(AdversarialLoss loss);
/// @errors  InvalidArgument: lists the names.
[[nodiscard]] Result<AdversarialLoss> adversarialLossOf(const std::string& name);

/// Of a discriminator, from its logits [N] of true and made characters.
/// @source  hinge: Lim and Ye, "Geometric GAN", 2017; least squares: Mao et al., 2017;
///          Wasserstein: Arjovsky et al., 2017.
[[nodiscard]] torch::Tensor discriminatorLoss(AdversarialLoss loss, const torch::Tensor& real,
                                              const torch::Tensor& made);

/// Of a generator, from the discriminator's logits [N] of what it made: -mean(made) for hinge and
/// Wasserstein, as in the article.
[[nodiscard]] torch::Tensor generatorLoss(AdversarialLoss loss, const torch::Tensor& made);

/// [N] logits of things [N,...]
using Judge = std::function<torch::Tensor(const torch::Tensor&)>;

/// Mean squared gradient of the judge at true things; half of gamma times it is R1.
/// @source  Mescheder et al., "Which Training Methods for GANs do actually Converge?", 2018.
[[nodiscard]] torch::Tensor squaredGradient(const Judge& judge, const torch::Tensor& real);

/// How far the judge's gradient between true and made things is from length 1.
/// @source  Gulrajani et al., "Improved Training of Wasserstein GANs", 2017.
[[nodiscard]] torch::Tensor gradientPenalty(const Judge& judge, const torch::Tensor& real,
                                            const torch::Tensor& made);

/// KL divergence of codes from the standard normal, nats a character; each number of the code
/// costs at least @p freeBits, so that none is given up early.
/// @param mean  [N,Z]. @param logVariance  [N,Z].
/// @source  Kingma and Welling, 2014; free bits: Kingma et al., "Improved Variational Inference
///          with Inverse Autoregressive Flow", 2016.
[[nodiscard]] torch::Tensor klDivergence(const torch::Tensor& mean,
                                         const torch::Tensor& logVariance, double freeBits);

} // namespace maquette
