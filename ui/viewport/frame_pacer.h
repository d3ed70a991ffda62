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
    static constexpr std::array kScales{1.0, 0.75, 0.5, 0.35}; ///< of the full resolution, per side
    /// Milliseconds a frame may take while things move, and when they rest. In software Qt needs
    /// another 15 to put the window together, and all of it must stay below 50.
    static constexpr double kMoving = 14.0;
    static constexpr double kStill = 20.0;

    /// @param isCautious  begin with the coarsest and climb, as software needs it; else begin
    ///                    with the sharpest.
    explicit FramePacer(bool isCautious = false) : m_isCautious(isCautious) {}

    /// @param budget  milliseconds.
    /// @return  the largest of kScales expected to keep it; the smallest when none is.
    [[nodiscard]] double scaleFor(double budget) const;

    /// @param scale  one of kScales.
    void record(double scale, double milliseconds);

    /// Forgets: another scene, size or look.
    void reset() { m_times = {}; }

private:
    [[nodiscard]] double expected(std::size_t step) const;

    bool m_isCautious;
    std::array<std::optional<double>, kScales.size()> m_times;
};

} // namespace maquette
