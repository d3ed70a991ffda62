// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far one shape is from another, as a whole and part by part.

#include "core/geometry/template_mesh.h"

#include <array>
#include <vector>

namespace maquette {

/// Parts that are reported on their own; each is moved so that its means agree first.
inline constexpr std::array<const char*, 6> kReportedParts = {"head",  "torso", "arms",
                                                              "hands", "legs",  "feet"};

/// Millimetres at kNormalHeight: the whole first, then kReportedParts.
using ShapeErrors = std::array<double, kReportedParts.size() + 1>;

/// Mean distances of equal vertices.
class ShapeJudge {
public:
    /// @param mean  [kTemplateVertices,3] a shape, to tell left from right.
    ShapeJudge(const Template& body, const Points& mean);

    /// Both [kTemplateVertices,3], normalised.
    [[nodiscard]] ShapeErrors operator()(const Points& a, const Points& b) const;

private:
    std::array<std::vector<int>, 2 * kReportedParts.size()> m_groups;
};

} // namespace maquette
