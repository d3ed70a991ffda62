// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Seeded random numbers that are equal on every platform and standard library.

#include <array>
#include <cstdint>
#include <vector>

namespace maquette {

/// xoshiro256** seeded by splitmix64 (Blackman and Vigna, "Scrambled linear pseudorandom
/// number generators", 2018). std::*_distribution differ between standard libraries, so the
/// distributions are here.
class Random {
public:
    explicit Random(std::uint64_t seed);

    [[nodiscard]] std::uint64_t bits(); ///< 64 uniform bits
    [[nodiscard]] double uniform();     ///< [0,1), 53 bits
    [[nodiscard]] double uniform(double lo, double hi);
    [[nodiscard]] int below(int count); ///< 0 … count-1; count > 0
    [[nodiscard]] bool chance(double probability);
    [[nodiscard]] double normal(); ///< Box-Muller, mean 0, sigma 1
    [[nodiscard]] double normal(double mean, double sigma);
    [[nodiscard]] double gamma(double shape); ///< Marsaglia and Tsang 2000; shape > 0, scale 1
    [[nodiscard]] double beta(double a, double b);
    [[nodiscard]] std::vector<double> dirichlet(const std::vector<double>& alpha);

    /// An independent generator for item @p index: parallel work stays reproducible.
    [[nodiscard]] Random fork(std::uint64_t index) const;

private:
    std::uint64_t m_seed;
    std::array<std::uint64_t, 4> m_state;
};

/// [low,high)
[[nodiscard]] inline float pick(Random& random, double low, double high) {
    return static_cast<float>(random.uniform(low, high));
}

} // namespace maquette
