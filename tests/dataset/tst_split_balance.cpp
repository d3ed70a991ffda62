// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/split_balance.h"

#include "core/base/random.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

/// People with one sample each, a fifth of them for validation, a fifth to test.
struct People {
    explicit People(std::size_t count, std::uint64_t seed = 1) : random(seed), rows(count) {
        for (std::size_t i = 0; i < count; ++i) {
            rows[i].identity = static_cast<std::int64_t>(i);
            rows[i].split = i % 5 == 0   ? Split::Validation
                            : i % 5 == 1 ? Split::Test
                                         : Split::Train;
        }
        yaw.key = "yaw";
        pose.key = "pose";
        pose.words = {"standing", "walking", "sitting"};
        for (std::size_t i = 0; i < count; ++i) {
            yaw.numbers.push_back(random.uniform(-90.0, 90.0));
            pose.texts.push_back(static_cast<std::int32_t>(random.below(3)));
        }
    }
    [[nodiscard]] SplitBalance balance() const { return splitBalance(rows, {pose, yaw}); }

    Random random;
    std::vector<SampleRow> rows;
    AttributeColumn yaw;
    AttributeColumn pose;
};

TEST(SplitBalance, SamplesOfOneDistributionAreBalanced) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const SplitBalance balance = People(1000, seed).balance();
        EXPECT_TRUE(balance.gaps.empty()) << seed << " " << balance.gaps.front().key;
        EXPECT_EQ(balance.samples, (std::array<std::int64_t, 3>{600, 200, 200}));
    }
}

TEST(SplitBalance, ShiftedNumbersAreToldWithTheirMeans) {
    People people(1000);
    for (std::size_t i = 0; i < people.rows.size(); ++i) {
        people.yaw.numbers[i] += people.rows[i].split == Split::Test ? 40.0 : 0.0;
    }
    const SplitBalance balance = people.balance();
    ASSERT_EQ(balance.gaps.size(), 1U);
    EXPECT_EQ(balance.gaps[0].key, "yaw");
    EXPECT_EQ(balance.gaps[0].split, Split::Test);
    EXPECT_NEAR(balance.gaps[0].here - balance.gaps[0].training, 40.0, 10.0);
}

TEST(SplitBalance, OtherSharesAreToldWithTheWordThatDiffersMost) {
    People people(1000);
    for (std::size_t i = 0; i < people.rows.size(); ++i) {
        if (people.rows[i].split == Split::Validation && people.pose.texts[i] == 0) {
            people.pose.texts[i] = 2;
        }
    }
    const SplitBalance balance = people.balance();
    ASSERT_EQ(balance.gaps.size(), 1U);
    EXPECT_EQ(balance.gaps[0].split, Split::Validation);
    EXPECT_TRUE(balance.gaps[0].word == "standing" || balance.gaps[0].word == "sitting");
    EXPECT_GT(std::abs(balance.gaps[0].here - balance.gaps[0].training), 0.2);
}

TEST(SplitBalance, FewSamplesAndSamplesOfOnePersonProveNothing) {
    People few(10);
    few.yaw.numbers[0] = 500.0;
    EXPECT_TRUE(few.balance().gaps.empty());
    People one(1000); // whose samples for validation all show the same person
    for (std::size_t i = 0; i < one.rows.size(); i += 5) {
        one.rows[i].identity = 0;
        one.yaw.numbers[i] = 80.0;
    }
    EXPECT_TRUE(one.balance().gaps.empty());
}

TEST(SplitBalance, SamplesSetAsideDoNotCount) {
    People people(1000);
    for (std::size_t i = 0; i < people.rows.size(); ++i) {
        people.rows[i].excluded = people.rows[i].split == Split::Test;
    }
    EXPECT_EQ(people.balance().samples[2], 0);
    EXPECT_TRUE(splitBalance({}, {}).gaps.empty());
}

} // namespace
} // namespace maquette
