// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How like a set of true things a set of made ones is.

#include "core/nn/torch.h"

namespace maquette {

/// Mean distances of equal points. @param a  [N,P,3]. @param b  [M,P,3]. @return  [N,M], in a's
/// unit.
/// @threading  Uses LibTorch's threads; 700 x 700 bodies of 1,000 points take some 3 s.
[[nodiscard]] torch::Tensor pointDistances(const torch::Tensor& a, const torch::Tensor& b);

/// Mean absolute differences. @param a  [N,D]. @param b  [M,D]. @return  [N,M].
[[nodiscard]] torch::Tensor meanDifferences(const torch::Tensor& a, const torch::Tensor& b);

/// The distance of each thing to the nearest of many, quickly: exact among the 32 nearest by the
/// root of the mean square. @param a  [N,P,3]. @param many  [M,P,3]. @return  [N], in a's unit.
[[nodiscard]] torch::Tensor nearestDistances(const torch::Tensor& a, const torch::Tensor& many);

/// @source  Yang et al., "PointFlow", 2019, section 5.1.
struct SampleComparison {
    torch::Tensor told;     ///< [2N] 1 where a thing's nearest other thing is of its own set
    torch::Tensor covered;  ///< [N] 1 where a true thing is the nearest of some made one
    torch::Tensor toMade;   ///< [N] distance of each true thing to the nearest made one
    double diversity = 0.0; ///< mean distance of made things over that of true ones

    /// 0.5 when nobody could tell the sets apart, 1 when anybody could.
    [[nodiscard]] double neighbourAccuracy() const { return told.mean().item<double>(); }
    [[nodiscard]] double coverage() const { return covered.mean().item<double>(); }
    [[nodiscard]] double matching() const { return toMade.mean().item<double>(); }
};

/// Distances between as many made and true things, each matrix [N,N].
[[nodiscard]] SampleComparison compareSamples(const torch::Tensor& madeToMade,
                                              const torch::Tensor& madeToTrue,
                                              const torch::Tensor& trueToTrue);

} // namespace maquette
