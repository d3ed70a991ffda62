// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/option_fields.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using Type = OptionField::Type;

const OptionField kSteps{"steps", Type::Integer, "", "Steps", "", 1, 1000};
const OptionField kWeight{"weights/edges", Type::Number, "", "Edges", "", 0, 10};
const OptionField kMirror{"augment/mirror", Type::Switch, "", "Mirror", "", 0, 1};
const std::vector<OptionField> kFields = {kSteps, kWeight, kMirror};
constexpr const char* kGood =
    R"({"steps": 50, "weights": {"edges": 0.5}, "augment": {"mirror": true}, "more": [1]})";

TEST(OptionFields, AreReadAndSet) {
    EXPECT_EQ(optionValue(kGood, kSteps), 50.0);
    EXPECT_EQ(optionValue(kGood, kWeight), 0.5);
    EXPECT_EQ(optionValue(kGood, kMirror), 1.0);
    std::string json = withOption(kGood, kSteps, 70.0);
    json = withOption(json, kMirror, 0.0);
    EXPECT_EQ(optionValue(json, kSteps), 70.0);
    EXPECT_EQ(optionValue(json, kMirror), 0.0);
    EXPECT_NE(json.find("more"), std::string::npos); // what the form does not know stays
    EXPECT_TRUE(checkOptions(json, kFields).empty());
}

TEST(OptionFields, AllThatIsWrongIsToldAtOnce) {
    const auto problems =
        checkOptions(R"({"steps": 5000, "weights": {"edges": "much"}, "augment": {}})", kFields);
    ASSERT_EQ(problems.size(), 3U);
    EXPECT_EQ(problems[0], "Steps (steps) is 5000; it must be 1 to 1000.");
    EXPECT_EQ(problems[1], "Edges (weights/edges) must be a number.");
    EXPECT_EQ(problems[2], "Mirror (augment/mirror) must be true or false.");
    EXPECT_EQ(checkOptions(R"({"steps": 1.5})", {kSteps}).size(), 1U);
}

TEST(OptionFields, WhatIsNoObjectHasNoOptions) {
    for (const char* text : {"", "[", "[1]", "null", R"({"weights": 3, "steps": null})"}) {
        EXPECT_EQ(checkOptions(text, kFields).size(), 3U) << text;
    }
    EXPECT_EQ(withOption("[1]", kSteps, 3.0), "[1]");
    EXPECT_EQ(withOption(R"({"weights": 3})", kWeight, 3.0), R"({"weights": 3})");
}

} // namespace
} // namespace maquette
