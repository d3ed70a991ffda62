// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The people that a network was trained on, to be found again by likeness.

#include "core/nn/character_model.h"
#include "core/train/training_set.h"

namespace maquette {

/// People of the training split: shapes by coefficients, and features of pictures.
struct PeopleGallery {
    std::vector<std::int64_t> people;
    Eigen::MatrixXf coefficients; ///< [K,people]
    Eigen::VectorXf lengths;      ///< [K] of the shape space's directions over the body, metres
    std::vector<std::int64_t> featurePeople;
    Eigen::MatrixXf features; ///< [F,samples], unit length

    /// Without features.
    [[nodiscard]] static PeopleGallery ofShapes(const ShapeSpace& space, const TrainingSet& set);
    /// @errors  those of CharacterModel::features; Cancelled.
    [[nodiscard]] static Result<PeopleGallery> make(const CharacterModel& model,
                                                    const TrainingSet& set, const Context& ctx);

    /// Who has the picture with the likest features.
    /// @param f  [F] unit length.
    [[nodiscard]] std::int64_t nearestByFeatures(const Eigen::VectorXf& f) const;

    /// The nearest people by coefficients, best first: candidates for the nearest by vertices.
    /// @param c  [K].
    [[nodiscard]] std::vector<std::int64_t> candidates(const Eigen::VectorXf& c) const;
};

} // namespace maquette
