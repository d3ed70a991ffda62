// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Training samples as if their photos were mirrored.

#include "core/data/library.h"
#include "core/train/training_set.h"

namespace maquette {

/// Exchanges left and right of people, poses and pictures.
class BatchMirror {
public:
    /// @param rig  whose bones end in ".L" and ".R" where they have a partner.
    BatchMirror(const Template& body, const Rig& rig);

    /// Mirrors every second sample of a batch. Their textures are no longer known.
    void apply(Batch& batch) const;

private:
    [[nodiscard]] CharacterTruth mirrored(const CharacterTruth& truth) const;

    torch::Tensor m_vertices; ///< [kBodyVertices] int64, partners
    torch::Tensor m_bones;    ///< [J] int64, partners
};

} // namespace maquette
