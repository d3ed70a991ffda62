// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/software_renderer.h"
#include "core/render/texture_sampler.h"
#include "tests/render/simple_meshes.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

/// Linear value of a pixel's green.
float linearAt(const cv::Mat& image, int x, int y) {
    return linearFromSrgb(image.at<cv::Vec3b>(y, x)[1]);
}

RenderOptions plain() {
    RenderOptions options;
    options.ambientOcclusion = false;
    return options;
}

TEST(TextureSampler, SrgbRoundTripsEveryByte) {
    for (int value = 0; value < 256; ++value) {
        EXPECT_EQ(srgbFromLinear(linearFromSrgb(static_cast<unsigned char>(value))), value);
    }
}

TEST(TextureSampler, MinifiedCheckerIsItsMean) {
    cv::Mat checker(64, 64, CV_8UC3);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            checker.at<cv::Vec3b>(y, x) =
                (x + y) % 2 ? cv::Vec3b(200, 200, 200) : cv::Vec3b(100, 100, 100);
        }
    }
    const TextureSampler sampler(checker);
    EXPECT_NEAR(srgbFromLinear(sampler.sample(0.37F, 0.61F, 3.0F).x()), 150, 1);
}

TEST(SoftwareRenderer, CoverageOfARectangleIsItsArea) {
    // 1.234 m x 0.777 m at 100 pixels a metre.
    const auto mesh = makeSceneMesh(rectangle(-0.617F, 0.617F, -0.3885F, 0.3885F), matt(1, 1, 1));
    RenderOptions options = plain();
    options.supersample = 4;
    const auto image = renderScene({mesh}, frontCamera(), singleLight({0, 0, 1}, 1.0F),
                                   plainBackground(), options);
    const double pixels = cv::sum(image.alpha)[0] / 255.0;
    EXPECT_NEAR(pixels, 123.4 * 77.7, 0.01 * 123.4 * 77.7);
    EXPECT_EQ(image.labels.at<unsigned char>(128, 128), 1);
    EXPECT_EQ(image.labels.at<unsigned char>(10, 10), 0);
}

TEST(SoftwareRenderer, BrightnessFollowsTheCosineOfTheLight) {
    const auto mesh = makeSceneMesh(rectangle(-1, 1, -1, 1), matt(0.6F, 0.6F, 0.6F));
    const auto lit = [&](float degrees) {
        const float angle = degrees * std::numbers::pi_v<float> / 180.0F;
        const auto image = renderScene({mesh}, frontCamera(),
                                       singleLight({std::sin(angle), 0, std::cos(angle)}, 1.0F),
                                       plainBackground(), plain());
        return linearAt(image.color, 128, 128);
    };
    // A matt surface still reflects 4 % at the surface: up to 0.02 brighter than Lambert.
    EXPECT_NEAR(lit(0), 0.6F, 0.02F);
    EXPECT_NEAR(lit(45), 0.6F * std::sqrt(0.5F), 0.02F);
    EXPECT_NEAR(lit(60), 0.3F, 0.02F);
}

TEST(SoftwareRenderer, TextureColourSurvivesFullLight) {
    Material material = matt(1, 1, 1);
    material.baseColor = cv::Mat(32, 32, CV_8UC3, cv::Scalar(60, 120, 180));
    Lighting lighting;
    lighting.sky = lighting.ground = Eigen::Vector3f::Ones();
    const auto image = renderScene({makeSceneMesh(rectangle(-1, 1, -1, 1), material)},
                                   frontCamera(), lighting, plainBackground(), plain());
    const auto pixel = image.color.at<cv::Vec3b>(128, 128);
    EXPECT_NEAR(pixel[0], 60, 10); // surface reflection adds a little, most on dark channels
    EXPECT_NEAR(pixel[1], 120, 6);
    EXPECT_NEAR(pixel[2], 180, 5);
}

TEST(SoftwareRenderer, TextureStandsUpright) {
    Material material = matt(1, 1, 1);
    material.baseColor = cv::Mat(64, 64, CV_8UC3, cv::Scalar::all(0));
    material.baseColor(cv::Rect(0, 0, 32, 32)).setTo(cv::Scalar(0, 0, 255)); // red, top left
    const auto image =
        renderScene({makeSceneMesh(rectangle(-1, 1, -1, 1), material)}, frontCamera(),
                    singleLight({0, 0, 1}, 1.0F), plainBackground(), plain());
    // The camera looks at the front: the character's left (u = 1) is on the right.
    EXPECT_GT(image.color.at<cv::Vec3b>(80, 80)[2], 200);
    EXPECT_LT(image.color.at<cv::Vec3b>(80, 180)[2], 60);
    EXPECT_LT(image.color.at<cv::Vec3b>(180, 80)[2], 60);
}

TEST(SoftwareRenderer, BlockerDarkensWhatLiesBehindIt) {
    const auto wall = makeSceneMesh(rectangle(-1.2F, 1.2F, -1.2F, 1.2F), matt(0.5F, 0.5F, 0.5F));
    const auto blocker =
        makeSceneMesh(rectangle(-0.2F, 0.2F, -0.2F, 0.2F, 0.5F), matt(0.5F, 0.5F, 0.5F));
    const auto image = renderScene({wall, blocker}, frontCamera(),
                                   singleLight({1, 0, 1}, 1.0F, true), plainBackground(), plain());
    // The light comes from the right at 45 degrees: the shadow falls half a metre to the left.
    EXPECT_LT(linearAt(image.color, 128 - 50, 128), 0.02F);
    EXPECT_GT(linearAt(image.color, 128 + 50, 128), 0.3F);
    EXPECT_GT(linearAt(image.color, 128 - 100, 128), 0.3F);
}

TEST(SoftwareRenderer, ShelfHidesAsMuchOfTheSurroundingsAsItsFormFactor) {
    // A wall with a long shelf one metre deep at y = 0; light from everywhere.
    std::vector<SceneMesh> scene; // vertices carry the ambient light: the wall is made of strips
    for (int row = 0; row < 20; ++row) {
        const float bottom = -1.0F + 0.1F * row;
        scene.push_back(
            makeSceneMesh(rectangle(-0.5F, 0.5F, bottom, bottom + 0.1F), matt(0.8F, 0.8F, 0.8F)));
    }
    PolygonMesh shelf = rectangle(0, 1, 0, 1);
    shelf.positions << -3, 0, 0, 3, 0, 0, 3, 0, 1, -3, 0, 1;
    scene.push_back(makeSceneMesh(shelf, matt(0.8F, 0.8F, 0.8F)));
    Lighting lighting;
    lighting.sky = lighting.ground = Eigen::Vector3f::Constant(0.8F);
    const auto image = renderScene(scene, frontCamera(), lighting, plainBackground());
    for (const float below : {0.2F, 0.5F, 0.9F}) {
        // Hottel's crossed strings for two walls that share an edge, seen from one line.
        const float hidden = 0.5F * (1.0F - below / std::hypot(below, 1.0F));
        const float bounced = 0.2F; // of the light from below that a hidden direction still shows
        const float expected = 0.8F * 0.8F * (1.0F - hidden + bounced * hidden) + 0.01F;
        EXPECT_NEAR(linearAt(image.color, 128, 128 + static_cast<int>(100 * below)), expected,
                    0.06F);
    }
}

TEST(SoftwareRenderer, HalfOpaqueCutoutCoversHalf) {
    Material material = matt(1, 1, 1);
    material.alphaCutout = true;
    material.baseColor = cv::Mat(32, 32, CV_8UC4, cv::Scalar(255, 255, 255, 128));
    const auto image =
        renderScene({makeSceneMesh(rectangle(-1, 1, -1, 1), material)}, frontCamera(),
                    singleLight({0, 0, 1}, 1.0F), plainBackground(), plain());
    EXPECT_NEAR(image.alpha.at<unsigned char>(128, 128), 128, 1);
}

TEST(SoftwareRenderer, SeesThroughTheHolesOfACutout) {
    Material holes = matt(0, 0, 1);
    holes.alphaCutout = true;
    holes.baseColor = cv::Mat(32, 32, CV_8UC4, cv::Scalar(255, 255, 255, 0));
    const auto front = makeSceneMesh(rectangle(-1, 1, -1, 1, 0.5F), holes);
    const auto back = makeSceneMesh(rectangle(-1, 1, -1, 1), matt(0.7F, 0, 0));
    const auto image = renderScene({front, back}, frontCamera(), singleLight({0, 0, 1}, 1.0F),
                                   plainBackground(), plain());
    EXPECT_EQ(image.labels.at<unsigned char>(128, 128), 2);
}

TEST(SoftwareRenderer, ThreadsDoNotChangeThePicture) {
    const auto ball = makeSceneMesh(sphere({0, 0, 0}, 0.8F), matt(0.7F, 0.5F, 0.4F));
    RenderOptions one;
    one.threads = 1;
    RenderOptions three;
    three.threads = 3;
    const auto a = renderScene({ball}, frontCamera(128), studioLighting(0), {}, one);
    const auto b = renderScene({ball}, frontCamera(128), studioLighting(0), {}, three);
    EXPECT_EQ(cv::norm(a.color, b.color, cv::NORM_INF), 0);
    EXPECT_EQ(cv::norm(a.alpha, b.alpha, cv::NORM_INF), 0);
}

TEST(SoftwareRenderer, FloorDarkensUnderABallAndNotFarFromIt) {
    const auto ball = makeSceneMesh(sphere({0, 0.5F, 0}, 0.5F), matt(0.7F, 0.7F, 0.7F));
    const Camera camera = orbitCamera({0, 0.4F, 0}, 6.0F, 0.0F, 20.0F, 400.0, 256, 256);
    const auto image = renderScene({ball}, camera, studioLighting(0), {});
    const Points contact = project(camera, (Points(1, 3) << 0.35F, 0.0F, 0.15F).finished());
    const Points away = project(camera, (Points(1, 3) << -1.3F, 0.0F, 0.15F).finished());
    const auto light = [&](const Points& p) {
        return linearAt(image.color, static_cast<int>(p(0, 0)), static_cast<int>(p(0, 1)));
    };
    EXPECT_LT(light(contact), 0.8F * light(away));
    EXPECT_EQ(image.alpha.at<unsigned char>(static_cast<int>(contact(0, 1)),
                                            static_cast<int>(contact(0, 0))),
              0)
        << "shadows are not part of the subject";
}

TEST(SoftwareRenderer, NothingInTheSceneGivesTheBackground) {
    const auto image = renderScene({}, frontCamera(64), studioLighting(0), plainBackground(90));
    EXPECT_EQ(cv::countNonZero(image.alpha), 0);
    EXPECT_NEAR(image.color.at<cv::Vec3b>(32, 32)[0], 90, 1);
}

} // namespace
} // namespace maquette
