// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What one side of the body lends the other, with the light matched.

#include "core/texture/survey.h"

namespace maquette::texture {

struct MirrorPlan {
    std::vector<int> partner; ///< per body vertex: its mirror image
    Eigen::VectorXf scope;    ///< 0 … 1: head, hands, bare skin and shoes that are alike on both
                              ///< sides; never cloth, whose prints would come out reversed
    VertexValues gain;        ///< [kBodyVertices,3]: what the partner's colour is multiplied with
};

/// The gain is the ratio of both sides' colours where both are seen, carried on harmonically over
/// the surface (membrane interpolation of Perez et al., Poisson image editing, 2003, on ratios):
/// at the seam the borrowed colour meets the seen one.
[[nodiscard]] MirrorPlan planMirror(const Survey& survey, const std::vector<int>& mirrorVertex);

} // namespace maquette::texture
