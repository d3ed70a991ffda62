// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/character_views.h"
#include "tests/render/stick_character.h"
#include "tests/synthesis/golden_image.h"
#include "tests/synthesis/library_people.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace maquette {
namespace {

/// Two balls and a wall with a checker, studio light, floor shadow.
std::vector<SceneMesh> analyticScene() {
    Material checker = matt(1, 1, 1);
    checker.baseColor.create(64, 64, CV_8UC3);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            checker.baseColor.at<cv::Vec3b>(y, x) =
                (x / 8 + y / 8) % 2 ? cv::Vec3b(210, 205, 200) : cv::Vec3b(120, 90, 60);
        }
    }
    Material glossy = matt(0.5F, 0.08F, 0.06F);
    glossy.roughness = 0.25F;
    std::vector<SceneMesh> scene = {
        makeSceneMesh(sphere({-0.35F, 0.4F, 0.2F}, 0.4F), glossy),
        makeSceneMesh(sphere({0.45F, 0.3F, 0.35F}, 0.3F), matt(0.55F, 0.37F, 0.28F)),
        makeSceneMesh(rectangle(-0.9F, 0.9F, 0.0F, 1.0F, -0.5F), checker)};
    scene[1].scatter = 0.6F;
    return scene;
}

TEST(Golden, AnalyticScene) {
    const Camera camera = orbitCamera({0, 0.4F, 0}, 5.0F, 15.0F, 12.0F, 560.0, 256, 256);
    EXPECT_TRUE(matchesGolden(renderScene(analyticScene(), camera, studioLighting(15.0F)).color,
                              "analytic_scene"));
}

TEST(Golden, DressedCharacter) {
    SyntheticOptions options = smallPhoto(256, 256);
    options.photo.flaws = false;
    options.surroundings = Surroundings::Studio;
    const auto person = testPeople().make(2144, options);
    ASSERT_TRUE(person);
    // Trigonometry of other C libraries may move a seam by a sample.
    EXPECT_TRUE(matchesGolden(person->image, "dressed_character", {1.0, 0.01}));
}

TEST(Golden, MissingBaselineFails) {
    EXPECT_FALSE(matchesGolden(cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(0)), "no_such_baseline"));
    EXPECT_TRUE(std::filesystem::remove(std::filesystem::path(MAQUETTE_GOLDEN_OUTPUT) /
                                        "no_such_baseline.png"))
        << "the picture is kept for inspection";
}

TEST(Golden, ThreeDegreesOfYawAreNoticed) {
    const auto view = [](float yaw) {
        const Camera camera = orbitCamera({0, 0.4F, 0}, 5.0F, yaw, 12.0F, 560.0, 256, 256);
        return renderScene(analyticScene(), camera, studioLighting(yaw)).color;
    };
    const cv::Mat picture = view(15.0F);
    EXPECT_TRUE(comparePictures(picture, picture).isWithin({}));
    EXPECT_FALSE(comparePictures(picture, view(18.0F)).isWithin({}));
}

} // namespace
} // namespace maquette
