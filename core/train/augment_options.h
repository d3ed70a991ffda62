// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How training samples are varied.

namespace maquette {

/// What is changed each time a sample is seen; nothing of it for evaluation.
struct AugmentOptions {
    bool enabled = true;
    bool mirror = true;     ///< every second sample
    double dropMask = 0.15; ///< chance that the mask is unknown
    double dropBody = 0.05;
    double dropFace = 0.15;
    double dropFocal = 0.6;
};

} // namespace maquette
