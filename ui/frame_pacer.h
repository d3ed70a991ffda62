// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How sharp a frame may be so that it is quick enough. Matters where OpenGL is software.

#include <array>
#include <cstddef>
#include <optional>

namespace maquette {

/// Learns how long frames take at a few resolutions and picks the sharpest within a budget.
class FramePacer {
public:
    static constexpr std::array kScales{1.0, 0.75, 0.5}; ///< of the full resolution, per side
    static constexpr double kMoving = 30.0; ///< milliseconds a frame may take while things move
    static constexpr double kStill = 45.0;  ///< and when they rest

    /// @param budget  milliseconds.
    /// @return  the largest of kScales expected to keep it; the smallest when none is.
    [[nodiscard]] double scaleFor(double budget) const;

    /// @param scale  one of kScales.
    void record(double scale, double milliseconds);

    /// Forgets: another scene, size or look.
    void reset() { m_times = {}; }

private:
    [[nodiscard]] double expected(std::size_t step) const;

    std::array<std::optional<double>, kScales.size()> m_times;
};

} // namespace maquette
