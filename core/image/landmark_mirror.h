// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which landmarks change places when a picture is mirrored.

#include "core/image/subject.h"

#include <algorithm>
#include <array>

namespace maquette {

/// Per body landmark its partner: eyes and mouth after the nose, then left and right in turn.
[[nodiscard]] constexpr std::array<int, kBodyLandmarks> bodyMirror() {
    std::array<int, kBodyLandmarks> partner{};
    for (int i = 1; i < 7; ++i) {
        partner[i] = i < 4 ? i + 3 : i - 3;
    }
    for (int i = 7; i < static_cast<int>(kBodyLandmarks); ++i) {
        partner[i] = i % 2 == 1 ? i + 1 : i - 1;
    }
    return partner;
}

/// Per face landmark its partner, itself on the midline. Of the mesh's points those of the midline
/// come in between; the left ones follow all others, in the order of the right ones.
[[nodiscard]] constexpr std::array<int, kFaceLandmarks> faceMirror() {
    constexpr std::array<int, 28> midline = {0,   1,   2,   4,   5,   6,   8,   9,  10, 11,
                                             12,  13,  14,  15,  16,  17,  18,  19, 94, 151,
                                             152, 164, 168, 175, 195, 197, 199, 200};
    constexpr int firstLeft = (static_cast<int>(kFaceLandmarks) + 28) / 2;
    std::array<int, kFaceLandmarks> partner{};
    int left = firstLeft;
    for (int i = 0; i < firstLeft; ++i) {
        if (std::find(midline.begin(), midline.end(), i) != midline.end()) {
            partner[i] = i;
        } else {
            partner[i] = left;
            partner[left] = i;
            ++left;
        }
    }
    return partner;
}

} // namespace maquette
