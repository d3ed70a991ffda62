// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/compressed_file.h"
#include "tests/data/library_copy.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

namespace maquette {
namespace {

using Json = nlohmann::json;
using test::installedLibrary;

Json referenceHeader() {
    return Json::parse(*readLibraryText(MAQUETTE_TEST_ASSETS "/library/reference_shapes.json"));
}

/// Undoes pack() of reference_shapes.py: [characters * vertices, 3] metres.
std::vector<Points> referenceShapes(const Json& header) {
    const std::string bytes =
        *readLibraryText(MAQUETTE_TEST_ASSETS "/library/reference_shapes.bin.gz");
    const int vertices = header["vertices"];
    const double step = header["step"];
    const std::size_t characters = header["characters"].size();
    const std::size_t count = characters * vertices * 3;
    EXPECT_EQ(bytes.size(), count * 4);
    std::vector<std::int64_t> character(static_cast<std::size_t>(vertices) * 3, 0);
    std::vector<Points> shapes(characters, Points(vertices, 3));
    std::size_t at = 0;
    for (Points& shape : shapes) {
        std::int64_t running[3] = {0, 0, 0};
        for (std::size_t i = 0; i < character.size(); ++i, ++at) {
            std::uint32_t zigzag = 0;
            for (std::size_t plane = 0; plane < 4; ++plane) {
                zigzag |= std::uint32_t{static_cast<std::uint8_t>(bytes[plane * count + at])}
                          << (8 * plane);
            }
            running[i % 3] += static_cast<std::int64_t>(zigzag >> 1) ^ -std::int64_t{zigzag & 1};
            character[i] += running[i % 3];
            shape.data()[i] = static_cast<float>(static_cast<double>(character[i]) * step);
        }
    }
    return shapes;
}

CharacterParameters parametersOf(const Json& json) {
    CharacterParameters parameters;
    const Json& macro = json["macro"];
    parameters.macro = {macro["gender"],  macro["age"],      macro["muscle"],
                        macro["weight"],  macro["height"],   macro["proportions"],
                        macro["cupSize"], macro["firmness"], macro["african"],
                        macro["asian"],   macro["caucasian"]};
    parameters.sliders = json["sliders"].get<std::map<std::string, double>>();
    parameters.facialUnits = json["facialUnits"].get<std::map<std::string, double>>();
    return parameters;
}

CharacterParameters withSlider(const std::string& name, double value) {
    CharacterParameters parameters;
    parameters.sliders[name] = value;
    return parameters;
}

void expectInvalid(const CharacterParameters& parameters, const std::string& word) {
    const Result<Points> shape = installedLibrary().shape(parameters);
    ASSERT_FALSE(shape);
    EXPECT_EQ(shape.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(shape.error().message.find(word), std::string::npos) << shape.error().message;
}

TEST(LibraryShapes, AgreeWithAnIndependentImplementationAtEveryVertex) {
    const Json header = referenceHeader();
    const std::vector<Points> expected = referenceShapes(header);
    ASSERT_EQ(expected.size(), 20U);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto shape = installedLibrary().shape(parametersOf(header["characters"][i]));
        ASSERT_TRUE(shape) << describe(shape.error());
        ASSERT_EQ(shape->rows(), kTemplateVertices);
        const float furthest = (*shape - expected[i]).rowwise().norm().maxCoeff();
        EXPECT_LT(furthest, 0.01e-3F) << "character " << i;
    }
}

TEST(LibraryShapes, TemplateIsTheDefaultCharacter) {
    const auto shape = installedLibrary().shape({});
    ASSERT_TRUE(shape);
    EXPECT_LT((*shape - installedLibrary().templateMesh().mesh.positions).cwiseAbs().maxCoeff(),
              1e-6F);
}

TEST(LibraryShapes, SlidersAreThoseOfMpfbsIndexAndTheAsymmetries) {
    std::map<std::string, Slider> sliders;
    for (const Slider& slider : installedLibrary().sliders()) {
        sliders[slider.name] = slider;
    }
    const Json header = referenceHeader();
    for (const std::string name : header["sliders"]) {
        EXPECT_TRUE(sliders.contains(name)) << name;
        sliders.erase(name);
    }
    // MPFB's index names these targets, but not how they pair.
    EXPECT_TRUE(sliders.contains("eyes/l-eye-eyefold-concave-convex"));
    EXPECT_TRUE(sliders.contains("eyes/r-eye-eyefold-concave-convex"));
    EXPECT_EQ(sliders.size(), 2U);
}

TEST(LibraryShapes, EverySliderMovesToBothSidesAndHasAPartner) {
    const Library& library = installedLibrary();
    std::map<std::string, const Slider*> byName;
    for (const Slider& slider : library.sliders()) {
        byName[slider.name] = &slider;
        EXPECT_EQ(slider.minimum, slider.negative.empty() ? 0.0 : -1.0) << slider.name;
        EXPECT_EQ(slider.maximum, 1.0);
        ASSERT_NE(library.target(slider.positive), nullptr) << slider.positive;
        EXPECT_TRUE(slider.negative.empty() || library.target(slider.negative)) << slider.negative;
    }
    int sided = 0;
    for (const auto& [name, slider] : byName) {
        const std::string start = name.substr(name.find('/') + 1, 2);
        EXPECT_EQ(!slider->mirror.empty(), start == "l-" || start == "r-") << name;
        if (!slider->mirror.empty()) {
            ++sided;
            ASSERT_TRUE(byName.contains(slider->mirror)) << name;
            EXPECT_EQ(byName[slider->mirror]->mirror, name);
        }
    }
    EXPECT_EQ(sided, 132);
}

TEST(LibraryShapes, MirroredSlidersMakeMirroredShapes) {
    const Library& library = installedLibrary();
    const std::vector<int>& mirror = library.templateMesh().mirrorVertex;
    const Points& rest = library.templateMesh().mesh.positions;
    const Points left = *library.shape(withSlider("cheek/l-cheek-volume-decr-incr", 0.7)) - rest;
    const Points right = *library.shape(withSlider("cheek/r-cheek-volume-decr-incr", 0.7)) - rest;
    Points mirrored = right(mirror, Eigen::all);
    mirrored.col(0) *= -1.0F;
    EXPECT_GT(left.cwiseAbs().maxCoeff(), 3e-3F);
    EXPECT_LT((left - mirrored).cwiseAbs().maxCoeff(), 0.5e-3F);
}

TEST(LibraryShapes, RefusesWhatIsUnknownOrOutOfRange) {
    expectInvalid(withSlider("nose/no-such-slider", 0.1), "no-such-slider");
    expectInvalid(withSlider("nose/nose-hump-decr-incr", 1.01), "nose-hump-decr-incr");
    expectInvalid(withSlider("nose/nose-hump-decr-incr", -1.01), "between -1 and 1");
    expectInvalid(withSlider("head/head-oval", -0.01), "between 0 and 1");
    expectInvalid(withSlider("head/head-oval", std::numeric_limits<double>::quiet_NaN()), "nan");
    CharacterParameters parameters;
    parameters.facialUnits["jawOpen"] = 1.2;
    expectInvalid(parameters, "jawOpen");
    parameters.facialUnits = {{"jawAjar", 0.2}};
    expectInvalid(parameters, "jawAjar");
    parameters = {};
    parameters.macro.age = 91.0;
    expectInvalid(parameters, "age");
    parameters.macro.age = 30.0;
    parameters.macro.weight = std::numeric_limits<double>::quiet_NaN();
    expectInvalid(parameters, "weight");
}

TEST(LibraryShapes, MacroWeightsAreProductsOfTheirFactors) {
    MacroParameters macro;
    macro.gender = 1.0;
    macro.age = 17.5; // half child, half young
    macro.african = 0.25;
    macro.asian = 0.0;
    macro.caucasian = 0.75;
    std::map<std::string, double> weights;
    for (const WeightedTarget& target : installedLibrary().macroTargets(macro)) {
        weights[target.name] = target.weight;
        EXPECT_NE(installedLibrary().target(target.name), nullptr) << target.name;
    }
    const std::map<std::string, double> expected = {
        {"macrodetails/african-male-child", 0.125},
        {"macrodetails/african-male-young", 0.125},
        {"macrodetails/caucasian-male-child", 0.375},
        {"macrodetails/caucasian-male-young", 0.375},
        {"macrodetails/universal-male-child-averagemuscle-averageweight", 0.5},
        {"macrodetails/universal-male-young-averagemuscle-averageweight", 0.5}};
    EXPECT_EQ(weights, expected);
}

TEST(LibraryShapes, EyesStayBehindTheirLidsAndTeethBehindTheLips) {
    const Library& library = installedLibrary();
    const auto& groups = library.templateMesh().groups;
    const auto centre = [&groups](const Points& shape, const char* group) {
        return Eigen::RowVector3f(shape(groups.at(group), Eigen::all).colwise().mean());
    };
    CharacterParameters tall;
    tall.macro.height = 0.9;
    tall.macro.age = 60.0;
    tall.sliders["head/head-trans-down-up"] = 1.0;
    const Points& rest = library.templateMesh().mesh.positions;
    const Points shape = *library.shape(tall);
    const std::vector<std::pair<const char*, const char*>> pairs = {{"helper-l-eye", "eyelids"},
                                                                    {"helper-r-eye", "eyelids"},
                                                                    {"helper-upper-teeth", "lips"},
                                                                    {"helper-tongue", "lips"}};
    for (const auto& [part, skin] : pairs) {
        const Eigen::RowVector3f before = centre(rest, part) - centre(rest, skin);
        const Eigen::RowVector3f after = centre(shape, part) - centre(shape, skin);
        EXPECT_LT((after - before).norm(), 0.012F) << part;
        EXPECT_GT((centre(shape, part) - centre(rest, part)).norm(), 0.3F) << part;
    }
}

TEST(LibraryShapes, PutOnGroundLowersTheBodyToZero) {
    Points shape = *installedLibrary().shape({});
    const float height = bodyHeight(shape);
    putOnGround(shape);
    EXPECT_NEAR(shape.col(1).head(kBodyVertices).minCoeff(), 0.0F, 1e-6F);
    EXPECT_NEAR(bodyHeight(shape), height, 1e-6F);
    EXPECT_GT(height, 1.6F);
    EXPECT_LT(height, 1.75F);
}

} // namespace
} // namespace maquette
