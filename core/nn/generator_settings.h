// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Sizes of the networks that make up characters; what their file needs to build them again.

#include "core/base/result.h"

#include <cstdint>
#include <string>

namespace maquette {

/// How a generator is built.
enum class GeneratorKind {
    Styled, ///< linear base and a styled decoder of maps
    Classic ///< dense layers and transposed convolutions, as published
};

/// What a generator is told beside noise.
enum class GeneratorCondition { Nothing, Attributes };

struct GeneratorSettings {
    GeneratorKind kind = GeneratorKind::Styled;
    GeneratorCondition condition = GeneratorCondition::Nothing;
    std::int64_t conditionSize = 0; ///< numbers of a condition; 0: none, or as the people have
    std::int64_t coefficients = 96; ///< of the linear shape basis
    std::int64_t mapNoise = 32;     ///< numbers of noise beside one for each of numbers()
    std::int64_t width = 256;       ///< of the mapping layers
    std::int64_t flowLayers = 8;    ///< of the flow that bends the numbers; even; 0: none
    std::int64_t channels = 16;     ///< of maps at full size; more where they are smaller
    std::int64_t mapSide = 64;      ///< texels: 32, 64, 128 …
    bool residual = true;           ///< blocks add to their input
    std::int64_t attentionSide = 8; ///< of the maps that attention looks over; 0: none

    /// Numbers that tell a shape: coefficients in sigmas and the logarithm of the height over
    /// kNormalHeight in sigmas.
    [[nodiscard]] std::int64_t numbers() const { return coefficients + 1; }
    /// Numbers drawn for a character.
    [[nodiscard]] std::int64_t noise() const { return numbers() + mapNoise; }

    [[nodiscard]] std::string toJson() const;
    /// @errors  CorruptData, also for sizes that no network can have.
    [[nodiscard]] static Result<GeneratorSettings> fromJson(const std::string& text);
};

} // namespace maquette
