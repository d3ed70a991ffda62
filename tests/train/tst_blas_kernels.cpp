// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/blas_kernels.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

TEST(BlasKernels, OldOnesAreReplacedByWhatTheProcessorCan) {
    EXPECT_EQ(betterBlasKernels("Prescott", {.avx2 = true, .avx512 = true}), "SKYLAKEX");
    EXPECT_EQ(betterBlasKernels("Nehalem", {.avx2 = true, .avx512 = false}), "HASWELL");
}

TEST(BlasKernels, OthersStay) {
    EXPECT_FALSE(betterBlasKernels("Prescott", {}));
    EXPECT_FALSE(betterBlasKernels("Haswell", {.avx2 = true, .avx512 = true}));
    EXPECT_FALSE(betterBlasKernels("Zen", {.avx2 = true, .avx512 = false}));
    EXPECT_FALSE(betterBlasKernels("", {.avx2 = true, .avx512 = true}));
}

} // namespace
} // namespace maquette
