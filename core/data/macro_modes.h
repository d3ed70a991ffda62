// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Principal modes of macro shapes, found without building a single sampled shape.

#include "core/data/shape_basis.h"

namespace maquette {

struct MacroModes {
    Points mean;                    ///< [kTemplateVertices,3] metres
    std::vector<Points> directions; ///< [M] metres per standard deviation
    Eigen::MatrixXd scores;         ///< [samples, M]: mean 0, unit covariance
    std::vector<double> genders;    ///< of the samples, 0 female … 1 male
};

/// A sampled shape is base + W T, W [samples, targets] weights, T [targets, 3 vertices] offsets.
/// The covariance in the space of the targets needs only W and the Gram matrix of T.
/// @errors  MissingData when fewer than macroModes modes have any variance.
[[nodiscard]] Result<MacroModes> makeMacroModes(const Library& library,
                                                const ShapeBasisOptions& options);

} // namespace maquette
