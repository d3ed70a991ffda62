// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far posed characters are from what a picture shows.

#include "core/data/library.h"
#include "core/mapping/character_mapper.h"
#include "core/train/training_set.h"

namespace maquette {

struct PoseErrors {
    double posed = 0;  ///< mean distance of posed body vertices, mm at kNormalHeight
    double joints = 0; ///< of viewedJoints(), likewise
    double iou = 0;    ///< of the bare body's outline and the dressed person's mask
};

class PoseJudge {
public:
    explicit PoseJudge(const Library& library, std::shared_ptr<const Rig> rig);

    /// Camera axes, the middle of the hips at the origin, each at kNormalHeight.
    [[nodiscard]] PoseErrors operator()(const MappedCharacter& person,
                                        const PosedTruth& truth) const;

private:
    std::shared_ptr<const Rig> m_rig;
    Triangles m_body;
};

} // namespace maquette
