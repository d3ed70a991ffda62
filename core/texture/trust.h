// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Whether a photo pixel looks like what the surface point under it must be.

#include "core/texture/survey.h"

namespace maquette::texture {

/// The fit is never exact: at the rim of a face the photo shows hair, on an ear too, on a
/// shirt beside an arm it shows the arm, and on trousers a hand. Such pixels are not taken.
class Trust {
public:
    explicit Trust(const Survey& survey);

    /// 0 … 1 for a point of the body. @p corners rows of the body, also mirrored ones.
    [[nodiscard]] float at(const Eigen::Vector3i& corners, const Eigen::Vector3f& weights,
                           const Sight& sight) const;

private:
    /// Per body vertex, how strongly each rule holds.
    struct Rules {
        float never = 0.0F;      ///< nothing seen here is right
        float skin = 0.0F;       ///< only skin is right
        float skinAslant = 0.0F; ///< only skin is right where the surface is seen at a slant
        float noArm = 0.0F;      ///< skin is wrong near the edge of what lies in front
        float noSmear = 0.0F;    ///< a smear is worse than the other side or plain skin
        float noHair = 0.0F;     ///< hair hangs before it: it belongs to a layer
        float noSkin = 0.0F;     ///< never bare
        float noHand = 0.0F;     ///< hands and what they hold are wrong
    };
    const Survey& m_survey;
    std::vector<Rules> m_rules;
};

} // namespace maquette::texture
