// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/split.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace maquette {
namespace {

std::array<int, 3> countsOf(std::uint64_t seed, std::int64_t from, std::int64_t to) {
    std::array<int, 3> counts{};
    for (std::int64_t identity = from; identity < to; ++identity) {
        ++counts[static_cast<std::size_t>(splitOf(seed, identity))];
    }
    return counts;
}

TEST(SplitOf, GivesNinetyFiveFiveOfEveryTwentyInARow) {
    for (const std::uint64_t seed : {0ULL, 1ULL, 77ULL, ~0ULL}) {
        for (std::int64_t start = 0; start < 2000; start += 20) {
            EXPECT_EQ(countsOf(seed, start, start + 20), (std::array{18, 1, 1})) << seed << start;
        }
        EXPECT_EQ(countsOf(seed, 0, 10000), (std::array{9000, 500, 500}));
    }
}

TEST(SplitOf, IsTheSameForAllTime) {
    std::string first;
    for (std::int64_t identity = 0; identity < 60; ++identity) {
        first += splitName(splitOf(1, identity))[1]; // r, a, e
    }
    EXPECT_EQ(first, "rarrrrrrrrrrrrrrrrerrarrrrrrrrerrrrrrrrrrarrerrrrrrrrrrrrrrr");
}

TEST(SplitOf, PlacesAreSpreadEvenlyAndDependOnTheSeed) {
    std::array<int, 20> places{};
    int differing = 0;
    for (std::int64_t identity = 0; identity < 20 * 2000; ++identity) {
        const bool held = splitOf(5, identity) != Split::Train;
        places[identity % 20] += held ? 1 : 0;
        differing += splitOf(5, identity) != splitOf(6, identity) ? 1 : 0;
    }
    for (const int count : places) {
        EXPECT_NEAR(count, 200, 70) << "five standard deviations";
    }
    EXPECT_GT(differing, 5000);
}

TEST(LeakCheck, PassesWhenEveryIdentityKeepsItsPart) {
    std::vector<Membership> samples;
    for (std::int64_t i = 0; i < 1000; ++i) {
        samples.push_back({i % 100, splitOf(3, i % 100)});
    }
    EXPECT_TRUE(leakCheck(samples));
    EXPECT_TRUE(leakCheck({}));
}

TEST(LeakCheck, NamesTheIdentityAndBothSamples) {
    const std::vector<Membership> samples = {
        {4, Split::Train}, {5, Split::Test}, {4, Split::Train}, {5, Split::Validation}};
    const Status status = leakCheck(samples);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::CorruptData);
    EXPECT_EQ(status.error().message,
              "Identity 5 is in two splits: test by sample 1 and val by sample 3.");
    EXPECT_FALSE(status.error().advice.empty());
}

} // namespace
} // namespace maquette
