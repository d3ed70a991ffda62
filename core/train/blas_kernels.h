// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  OpenBLAS takes its slowest kernels on processors that are newer than itself.

#include <optional>
#include <string>

namespace maquette {

/// What a processor can do.
struct VectorUnits {
    bool avx2 = false;
    bool avx512 = false; ///< F, DQ, BW and VL
};

/// The kernels (a value for OPENBLAS_CORETYPE) that suit a processor better than those in use.
/// @param inUse  as openblas_get_corename() tells.
[[nodiscard]] std::optional<std::string> betterBlasKernels(const std::string& inUse,
                                                           const VectorUnits& units);

/// Where OpenBLAS chose badly and the environment does not say what to choose, starts the program
/// anew with a better choice, and does not return; else, and where that fails, does nothing.
/// OpenBLAS reads the environment before main() only. For the beginning of long computations.
void restartWithBetterBlas();

} // namespace maquette
