// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A linear shape space made from the library's targets: what a fit solves for.

#include "core/data/library.h"

#include <Eigen/Core>

#include <cstdint>
#include <string>
#include <vector>

namespace maquette {

/// shape = mean + sum_k coefficients[k] * directions[k]; every coefficient is 0 at the mean.
struct ShapeBasis {
    enum class Block {
        Macro,      ///< principal modes of adult macro shapes; unit variance over the samples
        Body,       ///< local body sliders, left and right tied; 1 = the slider's end
        Face,       ///< local face sliders, left and right tied; 1 = the slider's end
        Asymmetry,  ///< MakeHuman's asymmetry sliders, (right - left) / 2
        FacialUnit, ///< ARKit units, 0 … 1; not negative
    };

    /// Normal distribution of the macro coefficients.
    struct Gaussian {
        Eigen::VectorXd mean;       ///< [M]
        Eigen::MatrixXd covariance; ///< [M,M]
    };

    Points mean;                    ///< [kTemplateVertices,3] metres
    std::vector<Points> directions; ///< [K] of [kTemplateVertices,3] metres per unit
    /// [K] "macro0" …; slider names without side, e.g. "arms/upperarm-fat-decr-incr";
    /// "asym/asym-jaw-1-l-r"; ARKit names.
    std::vector<std::string> names;
    std::vector<Block> blocks; ///< [K], in the order of Block

    Gaussian female; ///< samples with gender below 0.5
    Gaussian male;   ///< samples with gender above 0.5
    Gaussian any;    ///< all samples: mean 0, unit covariance

    /// Linear discriminant of the sampled macro coefficients.
    Eigen::VectorXd genderDirection; ///< [M]
    double genderOffset = 0.0;

    [[nodiscard]] int size() const { return static_cast<int>(names.size()); }
    [[nodiscard]] int countOf(Block block) const;

    /// @param coefficients  [K] or fewer; the missing ones count as 0.
    [[nodiscard]] Points shape(const Eigen::VectorXd& coefficients) const;

    /// Probability that a shape is male: 0 female … 1 male.
    /// @param macro  the M macro coefficients (more are ignored).
    [[nodiscard]] double estimateGender(const Eigen::VectorXd& macro) const;
};

struct ShapeBasisOptions {
    int macroModes = 16;    ///< 1 … 64
    int samples = 1200;     ///< macro shapes drawn; 100 … 100000
    std::uint64_t seed = 0; ///< equal seeds give equal bases

    [[nodiscard]] bool operator==(const ShapeBasisOptions&) const = default;
};

/// Principal modes come from the Gram matrix of the macro targets, so no sampled shape is ever
/// built; the head counts double, because it is small and matters.
/// @errors  InvalidArgument (option out of range), MissingData (library without macro targets).
/// @threading  Reentrant. Takes about a second; the modes of the usual options are kept in
///             cacheFolder(), and then a tenth of that.
[[nodiscard]] Result<ShapeBasis> makeShapeBasis(const Library& library,
                                                const ShapeBasisOptions& options = {});

} // namespace maquette
