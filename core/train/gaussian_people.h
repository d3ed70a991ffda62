// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The sampler that every generator must be compared with.

#include "core/train/generator_set.h"

namespace maquette {

/// Numbers and principal components of textures, jointly normally distributed as those of the
/// training people; residuals are zero.
class GaussianPeople {
public:
    explicit GaussianPeople(const SplitPeople& trained);

    [[nodiscard]] GeneratedCharacters make(std::int64_t count, std::uint64_t seed) const;

private:
    std::vector<std::int64_t> m_mapShape;
    std::int64_t m_numbers = 0;
    torch::Tensor m_textureMean;       ///< [3SS]
    torch::Tensor m_textureDirections; ///< [C,3SS]
    torch::Tensor m_mean;              ///< [numbers + C]
    torch::Tensor m_root;              ///< [numbers + C,numbers + C]
};

} // namespace maquette
