// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/sample_query.h"
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace maquette {
namespace {

using test::makeInfo;
using test::TemporaryFolder;
using Indices = std::vector<std::int64_t>;

constexpr std::int64_t kCount = 60;

/// Twenty people's samples; see makeInfo for their attributes.
class SampleSelection : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(test::writeSmallDataset(m_folder.path(), kCount / test::kSamplesEach));
        m_dataset = Dataset::open(m_folder.path()).value();
    }
    [[nodiscard]] Indices select(const SampleQuery& query) const {
        return m_dataset->select(query).value();
    }
    [[nodiscard]] static Indices where(const std::function<bool(std::int64_t)>& wanted) {
        Indices indices;
        for (std::int64_t i = 0; i < kCount; ++i) {
            if (wanted(i)) {
                indices.push_back(i);
            }
        }
        return indices;
    }
    [[nodiscard]] static double yaw(std::int64_t i) {
        return std::get<double>(makeInfo(i).attributes["yaw"]);
    }
    [[nodiscard]] static std::string pose(std::int64_t i) {
        return std::get<std::string>(makeInfo(i).attributes["pose"]);
    }

    TemporaryFolder m_folder;
    std::shared_ptr<const Dataset> m_dataset;
};

TEST_F(SampleSelection, WithoutConditionsGivesAllByIndex) {
    EXPECT_EQ(select({}), where([](std::int64_t) { return true; }));
}

TEST_F(SampleSelection, FiltersNumbersByRangesThatTakeInTheirEnds) {
    EXPECT_EQ(select({.filters = {{.key = "yaw", .low = -32.0, .high = 79.0}}}),
              where([](std::int64_t i) { return yaw(i) >= -32.0 && yaw(i) <= 79.0; }));
    EXPECT_EQ(select({.filters = {{.key = "yaw", .low = 0.0}}}),
              where([](std::int64_t i) { return yaw(i) >= 0.0; }));
    EXPECT_TRUE(select({.filters = {{.key = "pose"}}}).empty()) << "texts are in no range";
}

TEST_F(SampleSelection, FiltersTextsByAnyOfSome) {
    EXPECT_EQ(select({.filters = {{.key = "pose", .texts = {"walking", "sitting", "none"}}}}),
              where([](std::int64_t i) { return pose(i) != "relaxed"; }));
    EXPECT_TRUE(select({.filters = {{.key = "pose", .texts = {"' OR 1=1 --"}}}}).empty());
}

TEST_F(SampleSelection, AllConditionsMustHold) {
    const std::uint64_t seed = test::smallOrigin().seed;
    const Indices expected = where([&](std::int64_t i) {
        return splitOf(seed, makeInfo(i).identity) == Split::Train && yaw(i) < 0.0 &&
               pose(i) == "walking" && i % 2 == 0;
    });
    ASSERT_FALSE(expected.empty());
    EXPECT_EQ(select({.split = Split::Train,
                      .filters = {{.key = "yaw", .high = -0.5},
                                  {.key = "pose", .texts = {"walking"}},
                                  {.key = "outfit", .texts = {"suit"}}}}),
              expected);
}

TEST_F(SampleSelection, SortsBothWays) {
    Indices expected = where([](std::int64_t) { return true; });
    std::ranges::sort(expected, {}, [](std::int64_t i) { return std::pair(yaw(i), i); });
    EXPECT_EQ(select({.sortBy = "yaw"}), expected);
    std::ranges::reverse(expected);
    EXPECT_EQ(select({.sortBy = "yaw", .descending = true}), expected);
    EXPECT_EQ(select({.descending = true}).front(), kCount - 1);
}

TEST_F(SampleSelection, SamplesWithoutTheAttributeComeLast) {
    const Indices sorted = select({.sortBy = "outfit"});
    ASSERT_EQ(sorted.size(), static_cast<std::size_t>(kCount));
    EXPECT_EQ(sorted[29] % 2, 0);
    EXPECT_EQ(sorted[30], 1);
    EXPECT_EQ(select({.sortBy = "none"}), select({}));
    EXPECT_TRUE(select({.filters = {{.key = "none"}}}).empty());
}

TEST_F(SampleSelection, ColumnsHoldWhatEverySampleHas) {
    const AttributeColumns columns = *m_dataset->attributeColumns().value();
    ASSERT_EQ(columns.size(), 3U);
    EXPECT_EQ(columns[0].key, "outfit");
    EXPECT_EQ(columns[1].key, "pose");
    EXPECT_EQ(columns[2].key, "yaw");
    for (std::int64_t i = 0; i < kCount; ++i) {
        Attributes found;
        for (const AttributeColumn& column : columns) {
            if (const auto value = column.value(i)) {
                found[column.key] = *value;
            }
        }
        EXPECT_EQ(found, m_dataset->attributes(i).value()) << i;
    }
    EXPECT_TRUE(m_dataset->attributes(kCount + 7).value().empty());
}

TEST_F(SampleSelection, ExcludedSamplesAreLeftOutUnlessAskedFor) {
    m_dataset.reset();
    {
        const auto database =
            Database::open(catalogPath(m_folder.path()), Database::Mode::Write).value();
        ASSERT_TRUE(database->run("UPDATE samples SET excluded = 1, rating = 4 WHERE id = 7"));
    }
    m_dataset = Dataset::open(m_folder.path()).value();
    EXPECT_EQ(m_dataset->samples()[7].rating, 4);
    EXPECT_EQ(m_dataset->info().excluded, 1);
    EXPECT_EQ(select({}), where([](std::int64_t i) { return i != 7; }));
    EXPECT_EQ(select({.excluded = Excluded::Shown}).size(), static_cast<std::size_t>(kCount));
    EXPECT_EQ(select({.excluded = Excluded::Only}), Indices{7});
}

TEST_F(SampleSelection, MarksFilterAndSort) {
    std::vector<SampleRow> rows = m_dataset->samples();
    rows[3].rating = 5;
    rows[9].rating = 2;
    rows[9].tags = {"a", "b"};
    rows[12].tags = {"b"};
    const auto selected = [&](const SampleQuery& query) {
        return selectSamples(rows, *m_dataset->attributeColumns().value(), query);
    };
    EXPECT_EQ(selected({.leastRating = 2}), (Indices{3, 9}));
    EXPECT_EQ(selected({.leastRating = 3}), Indices{3});
    EXPECT_EQ(selected({.tags = {"b"}}), (Indices{9, 12}));
    EXPECT_EQ(selected({.tags = {"a", "b"}}), Indices{9});
    EXPECT_TRUE(selected({.tags = {"c"}}).empty());
    const Indices sorted = selected({.sortField = SampleField::Rating, .descending = true});
    EXPECT_EQ(sorted.at(0), 3);
    EXPECT_EQ(sorted.at(1), 9);
    EXPECT_EQ(sorted.at(2), kCount - 1);
    EXPECT_EQ(selected({.identity = 2}), (Indices{6, 7, 8}));
}

TEST_F(SampleSelection, GroupsKeepTheOrderOfTheirFirstSamples) {
    const SampleGroups groups = groupByIdentity(m_dataset->samples(), {8, 0, 7, 30, 1, 6});
    EXPECT_EQ(groups.samples, (Indices{8, 7, 6, 0, 1, 30}));
    EXPECT_EQ(groups.begins, (std::vector<std::size_t>{0, 3, 5, 6}));
    EXPECT_EQ(groupByIdentity(m_dataset->samples(), {}).begins, std::vector<std::size_t>{0});
}

TEST_F(SampleSelection, TextIsFoundInAttributesAndTags) {
    std::vector<SampleRow> rows = m_dataset->samples();
    rows[1].tags = {"Blurred face"};
    const auto selected = [&](const std::string& text) {
        return selectSamples(rows, *m_dataset->attributeColumns().value(), {.text = text});
    };
    const auto walks = where([](std::int64_t i) { return pose(i) == "walking"; });
    EXPECT_EQ(selected("WALK"), walks);
    EXPECT_EQ(selected("  walk   suit "),
              where([](std::int64_t i) { return pose(i) == "walking" && i % 2 == 0; }));
    EXPECT_EQ(selected("face"), Indices{1});
    EXPECT_EQ(selected("blurred walking"), Indices{1});
    EXPECT_TRUE(selected("nothing").empty());
    EXPECT_EQ(selected(" ").size(), static_cast<std::size_t>(kCount));
}

} // namespace
} // namespace maquette
