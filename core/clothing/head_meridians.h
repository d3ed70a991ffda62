// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Lines down the head from its crown, which hair follows.

#include "core/geometry/template_mesh.h"

#include <array>
#include <memory>
#include <vector>

namespace maquette {

inline constexpr int kMeridians = 72; ///< 5 degrees apart; 0 over the face, 18 over the left ear
inline constexpr int kMeridianSteps =
    61; ///< points of a meridian, 2.5 degrees apart from the crown

/// Points of the template's head on its meridians, the same for every person. The lines run under
/// the ears.
struct HeadMeridians {
    struct Anchor {
        std::array<int, 3> rows{}; ///< of the template; the heaviest first
        std::array<float, 3> weights{};
    };
    std::vector<Anchor> anchors; ///< [kMeridians * kMeridianSteps]
    std::vector<float> hairline; ///< per meridian: the step at which hair usually ends
    std::vector<int> headRows;   ///< of the template: head and ears, neck
    std::vector<int> earRows;

    [[nodiscard]] static int index(int meridian, int step) {
        return (meridian + kMeridians) % kMeridians * kMeridianSteps + step;
    }
};

/// @threading  Reentrant; made once per template, then shared.
[[nodiscard]] std::shared_ptr<const HeadMeridians> headMeridians(const Template& templateMesh);

/// A person's head along the meridians, in the pose of @p shape.
struct HeadLines {
    Points points;  ///< [kMeridians * kMeridianSteps, 3] metres, smoothed
    Points normals; ///< unit, outwards
};

/// @param shape  [kTemplateVertices,3]
[[nodiscard]] HeadLines headLines(const HeadMeridians& meridians, const Points& shape);

} // namespace maquette
