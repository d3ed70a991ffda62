// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which vertices of the body hanging hair takes its skin weights from.

#include "core/clothing/layers.h"

#include <vector>

namespace maquette {

/// Head, neck and trunk without face and shoulders: what hair follows.
class WeightDonors {
public:
    /// @param input   borrowed; must outlive the donors.
    /// @param lowest  height in the rest pose, metres.
    WeightDonors(const LayerInput& input, float lowest);

    /// The template's row nearest to a point of the rest pose.
    [[nodiscard]] int nearest(const Eigen::Vector3f& point) const;

private:
    const LayerInput& m_input;
    std::vector<int> m_rows;
};

} // namespace maquette
