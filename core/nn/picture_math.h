// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How the convolutions over pictures are computed.

namespace maquette {

/// The same numbers but for rounding; which is fastest depends on the processor.
struct PictureMath {
    bool channelsLast = true;
    bool bfloat16 = false; ///< else float32
    [[nodiscard]] bool operator==(const PictureMath&) const = default;
};

} // namespace maquette
