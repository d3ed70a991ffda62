// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/sampler.h"
#include "tests/data/library_copy.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

using test::installedLibrary;

std::vector<CharacterParameters> draw(int count, std::uint64_t seed,
                                      const SamplerOptions& options = {}) {
    std::vector<CharacterParameters> characters;
    Random random(seed);
    for (int i = 0; i < count; ++i) {
        characters.push_back(sampleCharacter(installedLibrary(), random, options));
    }
    return characters;
}

double meanOf(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

double spreadOf(const std::vector<double>& values) {
    const double mean = meanOf(values);
    double sum = 0.0;
    for (const double value : values) {
        sum += (value - mean) * (value - mean);
    }
    return std::sqrt(sum / static_cast<double>(values.size()));
}

TEST(Sampler, EqualSeedsGiveEqualCharacters) {
    const auto first = draw(5, 42);
    const auto second = draw(5, 42);
    const auto other = draw(5, 43);
    for (std::size_t i = 0; i < first.size(); ++i) {
        EXPECT_EQ(first[i].sliders, second[i].sliders);
        EXPECT_EQ(first[i].macro.age, second[i].macro.age);
        EXPECT_EQ(first[i].macro.asian, second[i].macro.asian);
        EXPECT_NE(first[i].sliders, other[i].sliders);
        EXPECT_NE(first[i].macro.age, other[i].macro.age);
    }
}

TEST(Sampler, StreamDoesNotChangeUnnoticed) {
    // Data sets name their characters by seed; another stream makes them other people.
    const CharacterParameters character = draw(1, 1).front();
    EXPECT_NEAR(character.macro.gender, 0.009703716451, 1e-9);
    EXPECT_NEAR(character.macro.age, 16.439434073803, 1e-9);
    EXPECT_NEAR(character.sliders.at("torso/torso-vshape-decr-incr"), 0.118472872376, 1e-9);
}

TEST(Sampler, StaysInRangeSoThatEveryCharacterHasAShape) {
    SamplerOptions options;
    options.minimumAge = 20.0;
    options.maximumAge = 30.0;
    options.localSpread = 0.8;
    options.faceSpread = 0.8;
    options.facialExpression = true;
    for (const CharacterParameters& character : draw(100, 3, options)) {
        EXPECT_GE(character.macro.age, 20.0);
        EXPECT_LE(character.macro.age, 30.0);
        const auto shape = installedLibrary().shape(character);
        ASSERT_TRUE(shape) << describe(shape.error());
    }
}

TEST(Sampler, AdultsAreAsTallAsPeople) {
    std::vector<double> women;
    std::vector<double> men;
    for (const CharacterParameters& character : draw(300, 4)) {
        const double height = bodyHeight(*installedLibrary().shape(character));
        EXPECT_GT(height, 1.3);
        EXPECT_LT(height, 2.15);
        (character.macro.gender < 0.5 ? women : men).push_back(height);
    }
    EXPECT_NEAR(static_cast<double>(women.size()), 150.0, 35.0);
    EXPECT_NEAR(meanOf(women), 1.62, 0.03);
    EXPECT_NEAR(meanOf(men), 1.73, 0.03);
    EXPECT_NEAR(spreadOf(women), 0.08, 0.02);
    EXPECT_NEAR(spreadOf(men), 0.08, 0.02);
}

TEST(Sampler, TiesLeftToRightWithALittleAsymmetry) {
    const std::string left = "cheek/l-cheek-volume-decr-incr";
    const std::string right = "cheek/r-cheek-volume-decr-incr";
    std::vector<double> values;
    std::vector<double> differences;
    for (const CharacterParameters& character : draw(400, 5)) {
        values.push_back(character.sliders.at(left));
        differences.push_back(character.sliders.at(left) - character.sliders.at(right));
    }
    EXPECT_NEAR(spreadOf(values), 0.25, 0.04);
    EXPECT_NEAR(spreadOf(differences), 0.07, 0.02);
    EXPECT_NEAR(meanOf(differences), 0.0, 0.02);
}

TEST(Sampler, HeadsHaveASpreadOfTheirOwn) {
    SamplerOptions options;
    options.faceSpread = 0.1;
    std::vector<double> noses;
    std::vector<double> torsos;
    for (const CharacterParameters& character : draw(300, 8, options)) {
        noses.push_back(character.sliders.at("nose/nose-hump-decr-incr"));
        torsos.push_back(character.sliders.at("torso/torso-vshape-decr-incr"));
    }
    EXPECT_NEAR(spreadOf(noses), 0.1, 0.02);
    SamplerOptions plain;
    std::vector<double> plainTorsos;
    for (const CharacterParameters& character : draw(300, 8, plain)) {
        plainTorsos.push_back(character.sliders.at("torso/torso-vshape-decr-incr"));
    }
    EXPECT_NEAR(spreadOf(torsos), spreadOf(plainTorsos), 0.02);
}

TEST(Sampler, LongAndOddSlidersAreDamped) {
    std::map<std::string, std::vector<double>> values;
    int headShapes = 0;
    for (const CharacterParameters& character : draw(300, 6)) {
        for (const char* name :
             {"nose/nose-hump-decr-incr", "legs/upperlegs-height-decr-incr",
              "stomach/stomach-pregnant-decr-incr", "ears/l-ear-shape-pointed-triangle"}) {
            values[name].push_back(character.sliders.at(name));
        }
        headShapes +=
            std::any_of(character.sliders.begin(), character.sliders.end(), [](const auto& slider) {
                return slider.first.starts_with("head/head-diamond") ||
                       slider.first.starts_with("head/head-oval");
            });
    }
    EXPECT_NEAR(spreadOf(values["nose/nose-hump-decr-incr"]), 0.25, 0.04);
    EXPECT_NEAR(spreadOf(values["legs/upperlegs-height-decr-incr"]), 0.25 * 0.02 / 0.107, 0.01);
    EXPECT_LT(spreadOf(values["stomach/stomach-pregnant-decr-incr"]), 0.01);
    EXPECT_LT(spreadOf(values["ears/l-ear-shape-pointed-triangle"]), 0.06);
    EXPECT_GT(headShapes, 3);
    EXPECT_LT(headShapes, 40);
}

TEST(Sampler, ExtremeBuildsFillTheirRange) {
    const auto farFromMiddle = [](bool extreme) {
        Random random(3);
        SamplerOptions options;
        options.extremeBuilds = extreme;
        int far = 0;
        for (int i = 0; i < 500; ++i) {
            const MacroParameters macro = sampleMacro(random, options);
            EXPECT_TRUE(macro.weight >= 0.0 && macro.weight <= 1.0);
            far += std::abs(macro.weight - 0.5) > 0.4 ? 1 : 0;
        }
        return far;
    };
    EXPECT_GT(farFromMiddle(true), 100);
    EXPECT_LT(farFromMiddle(false), 50);
}

TEST(Sampler, SpreadsMayDifferFromPersonToPerson) {
    const auto unevenness = [](double variation) {
        SamplerOptions options;
        options.spreadVariation = variation;
        std::vector<double> sizes; // root mean square of all sliders of a person
        for (const CharacterParameters& character : draw(60, 5, options)) {
            double sum = 0.0;
            for (const auto& [name, value] : character.sliders) {
                sum += value * value;
            }
            sizes.push_back(std::sqrt(sum / static_cast<double>(character.sliders.size())));
        }
        return spreadOf(sizes) / meanOf(sizes);
    };
    EXPECT_GT(unevenness(0.5), 2.0 * unevenness(0.0));
}

TEST(Sampler, SparseCharactersHaveAFewSlidersFarOut) {
    SamplerOptions options;
    options.sparseShare = 0.5;
    int sparse = 0;
    for (const CharacterParameters& character : draw(200, 9, options)) {
        ASSERT_TRUE(installedLibrary().shape(character));
        if (character.sliders.size() <= 28) { // 14, some with their other sides
            ++sparse;
            double furthest = 0.0;
            for (const auto& [name, value] : character.sliders) {
                furthest = std::max(furthest, std::abs(value));
            }
            EXPECT_GE(character.sliders.size(), 1U);
            EXPECT_GT(furthest, 0.05);
        }
    }
    EXPECT_NEAR(sparse, 100, 25);
}

TEST(Sampler, DrawsAnExpressionOnlyWhenAsked) {
    SamplerOptions options;
    options.facialExpression = true;
    std::size_t units = 0;
    for (const CharacterParameters& character : draw(60, 7, options)) {
        units += character.facialUnits.size();
        for (const auto& [name, value] : character.facialUnits) {
            EXPECT_LE(value, 0.4) << name;
            EXPECT_GE(value, 0.0) << name;
        }
    }
    EXPECT_GT(units, 60U);
    for (const CharacterParameters& character : draw(20, 7)) {
        EXPECT_TRUE(character.facialUnits.empty());
    }
}

} // namespace
} // namespace maquette
