// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What maquette-cli holds in memory at most; maquette-bench gives the figures.
#include "tests/cli/cli_run.h"
#include "tests/cli/large_photo.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

constexpr double kGigabyte = 1e9;

TEST(CliMemory, StaysBelowTwoGigabytesWithTheLargestPhoto) {
    const test::TemporaryFolder folder;
    ASSERT_TRUE(test::writeLargePhoto(test::samplePhoto(), folder / "large.jpg"));
    const auto result = test::cli("reconstruct " + test::quoted(folder / "large.jpg") + " -o " +
                                  test::quoted(folder / "out.glb"));
    ASSERT_EQ(result.status, 0) << result.output;
    EXPECT_LT(static_cast<double>(result.peakMemory), 2.0 * kGigabyte);
    EXPECT_GT(static_cast<double>(result.peakMemory), 0.3 * kGigabyte) << "not the program's own";
}

} // namespace
} // namespace maquette
