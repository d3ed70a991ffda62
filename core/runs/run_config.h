// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  config.json of a training run: what is trained, from which data, with which options.

#include "core/base/result.h"

#include <filesystem>
#include <string>

namespace maquette {

/// Whoever trains a kind knows what its options are; nobody else needs to.
inline constexpr const char* kMappingRun = "mapping"; ///< TrainOptions: from photos to people
inline constexpr const char* kGeneratorRun =
    "generator"; ///< GeneratorOptions: from noise to people

struct RunConfig {
    std::string kind = kMappingRun; ///< small letters, digits and '-'
    std::filesystem::path dataset;  ///< absolute
    std::string options = "{}";     ///< a JSON object
    std::string title = {};         ///< empty: the folder's name serves
    std::string notes = {};

    [[nodiscard]] std::string toJson() const;
    /// Runs of before there were kinds have their options beside the dataset.
    /// @errors  CorruptData.
    [[nodiscard]] static Result<RunConfig> fromJson(const std::string& text);
    [[nodiscard]] bool operator==(const RunConfig&) const = default;
};

} // namespace maquette
