// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/texture/texture_fixture.h"

#include "core/texture/garments.h"

#include <algorithm>
#include <cmath>

namespace maquette::texture {
namespace {

using namespace test;

class GarmentLabelling : public TextureFixture {
protected:
    using Region = std::function<bool(const BodyZones&, int)>;

    /// Share of the texels inside a region that have about a colour.
    double shareOf(const cv::Vec3b& color, const TextureSet& set, const Region& region) const {
        int alike = 0;
        int count = 0;
        for (int i = 0; i < atlas->texelCount(); ++i) {
            if (!atlas->isInside(i)) {
                continue;
            }
            const Eigen::Vector3i corners =
                atlas->triangles().vertices.row(atlas->pointAt(i).triangle);
            if (std::ranges::all_of(corners, [&](int v) { return region(*zones, v); })) {
                ++count;
                alike += distance(set.body.color.ptr<cv::Vec3b>()[i], color) < 60.0 ? 1 : 0;
            }
        }
        EXPECT_GT(count, 3000);
        return static_cast<double>(alike) / std::max(count, 1);
    }
};

TEST_F(GarmentLabelling, NobodyIsBareBetweenTheLegs) {
    const auto scene =
        photograph([](const Eigen::Vector3f&, int) { return cv::Vec3b(130, 165, 215); });
    const TextureSet set = make(*scene);
    const auto labels = labelGarments(scene->input);
    ASSERT_TRUE(labels);
    for (int v = 0; v < kBodyVertices; ++v) {
        if (isPrivate(*zones, v)) {
            EXPECT_NE(labels->vertex[v], Garment::Skin) << v;
        }
    }
    EXPECT_EQ(shareOf({130, 165, 215}, set, isPrivate), 0.0);
}

TEST_F(GarmentLabelling, ABareChestGetsATopWhereAsked) {
    const cv::Vec3b skin(130, 165, 215);
    const auto scene = photograph([&](const Eigen::Vector3f&, int v) {
        return zones->zone[v] == Zone::Pelvis ? cv::Vec3b(140, 70, 40) : skin;
    });
    const auto bareShare = [&](bool coversChest) {
        scene->input.coversChest = coversChest;
        return shareOf(skin, make(*scene), isBreastBand);
    };
    EXPECT_GT(bareShare(false), 0.9);
    EXPECT_EQ(bareShare(true), 0.0);
}

TEST_F(GarmentLabelling, ATopGoesRoundWhateverItsNeckline) {
    // Sleeveless, with a neckline down to the breast: bare arms and breast, clothed back.
    const cv::Vec3b shirt(60, 150, 60);
    const cv::Vec3b skin(130, 165, 215);
    const auto scene = photograph([&](const Eigen::Vector3f& p, int v) {
        const bool isTrunk = zones->zone[v] == Zone::Torso;
        const bool isNeckline = p.z() > 0.0F && zones->height[v] > 0.74F && std::abs(p.x()) < 0.06F;
        return isTrunk && !isNeckline           ? shirt
               : zones->zone[v] == Zone::Pelvis ? cv::Vec3b(140, 70, 40)
                                                : skin;
    });
    const auto labels = labelGarments(scene->input);
    ASSERT_TRUE(labels);
    int back = 0;
    int clothed = 0;
    for (int v = 0; v < kBodyVertices; ++v) {
        if (zones->zone[v] == Zone::Torso && scene->rest(v, 2) < 0.0F &&
            std::abs(scene->rest(v, 0)) < 0.1F) {
            ++back;
            clothed += labels->vertex[v] == Garment::Upper ? 1 : 0;
        }
    }
    ASSERT_GT(back, 100);
    EXPECT_GT(static_cast<double>(clothed) / back, 0.95);
}

TEST_F(GarmentLabelling, LabelsTellTheGarmentsApart) {
    const auto scene = dressed();
    const auto labels = labelGarments(scene->input);
    ASSERT_TRUE(labels);
    const auto truth = [](const cv::Vec3b& c) {
        return c == cv::Vec3b(130, 165, 215) ? Garment::Skin
               : c == cv::Vec3b(25, 40, 60)  ? Garment::Hair
               : c == cv::Vec3b(140, 70, 40) ? Garment::Lower
               : c == cv::Vec3b(35, 35, 38)  ? Garment::Shoes
                                             : Garment::Upper; // shirt and letter
    };
    std::map<Garment, int> right;
    std::map<Garment, int> total;
    for (int v = 0; v < kBodyVertices; ++v) {
        ASSERT_NEAR(labels->share.row(v).sum(), 1.0F, 1e-3F);
        const Garment expected = truth(dressedPaint(*zones, scene->rest.row(v).transpose(), v));
        ++total[expected];
        right[expected] += labels->vertex[v] == expected ? 1 : 0;
    }
    for (const auto& [garment, count] : total) {
        EXPECT_GT(static_cast<double>(right[garment]) / count, 0.85) << static_cast<int>(garment);
    }
    EXPECT_TRUE(labels->upperSeen && labels->lowerSeen && labels->shoesSeen);
}

TEST_F(GarmentLabelling, ADressedPelvisComesOfAPortraitToo) {
    // Only head and shoulders are in the picture.
    SceneOptions options;
    auto scene = dressed(options);
    const int cut = options.height / 4;
    scene->subject.photo.pixels = scene->subject.photo.pixels.rowRange(0, cut).clone();
    scene->subject.mask = scene->subject.mask.rowRange(0, cut).clone();
    scene->input.camera.height = cut;
    const auto labels = labelGarments(scene->input);
    ASSERT_TRUE(labels);
    for (int v = 0; v < kBodyVertices; ++v) {
        if (zones->zone[v] == Zone::Pelvis ||
            (zones->zone[v] == Zone::Torso && zones->height[v] < 0.74F)) {
            ASSERT_NE(labels->vertex[v], Garment::Skin);
        }
    }
    const TextureSet set = make(*scene);
    EXPECT_FALSE(set.warnings.empty());
}

} // namespace
} // namespace maquette::texture
