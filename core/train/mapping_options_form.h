// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  TrainOptions as a form shows them, and ready choices of them.

#include "core/runs/option_fields.h"
#include "core/train/train_options.h"

namespace maquette {

/// Every number and switch of TrainOptions::toJson() that a user may set.
[[nodiscard]] std::vector<OptionField> mappingOptionFields();

/// How long a mapping is to be trained.
enum class MappingAim {
    QuickLook, ///< whether a data set is any good, in minutes
    Standard,  ///< a usable model
    Long,      ///< as the shipped model was trained
};
[[nodiscard]] TrainOptions mappingPreset(MappingAim aim);

/// Seconds that training takes where pictures are learned from at so many samples a second.
[[nodiscard]] double trainingSeconds(const TrainOptions& options, double samplesPerSecond);

} // namespace maquette
