// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/texture/texture_fixture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <map>

namespace maquette::texture {
namespace {

using namespace test;

/// Smooth colours without garments, to measure where colours land.
cv::Vec3b rainbow(const Eigen::Vector3f& p, int /*vertex*/) {
    return {cv::saturate_cast<uchar>(128 + 60 * std::sin(9.0F * p.x())),
            cv::saturate_cast<uchar>(128 + 60 * std::sin(8.0F * p.y())),
            cv::saturate_cast<uchar>(150 + 50 * std::sin(11.0F * (p.x() + p.y())))};
}

class Texture : public TextureFixture {};

TEST_F(Texture, SeenTexelsCarryTheColoursOfTheirSurfacePoints) {
    for (const float yaw : {0.0F, 35.0F}) {
        SceneOptions options;
        options.yaw = yaw;
        options.hasFace = false;
        const auto scene = photograph(rainbow, options);
        const TextureSet set = make(*scene);
        double sum = 0.0;
        int count = 0;
        int wrong = 0;
        for (int i = 0; i < atlas->texelCount(); ++i) {
            if (set.body.confidence.ptr<uchar>()[i] > 60) {
                int vertex = 0;
                const Eigen::Vector3f rest = restOf(*scene, i, vertex);
                const double d =
                    distance(set.body.color.ptr<cv::Vec3b>()[i], rainbow(rest, vertex));
                sum += d;
                wrong += d > 30.0 ? 1 : 0;
                ++count;
            }
        }
        ASSERT_GT(count, kSize * kSize / 10) << yaw;
        EXPECT_LT(sum / count, 2.5) << yaw;
        EXPECT_LT(static_cast<double>(wrong) / count, 0.003) << yaw;
    }
}

TEST_F(Texture, NothingIsBlackOrBackground) {
    for (const float yaw : {0.0F, 40.0F, 90.0F, 180.0F}) {
        SceneOptions options;
        options.yaw = yaw;
        const auto scene = dressed(options);
        const TextureSet set = make(*scene);
        int black = 0;
        int green = 0;
        for (int i = 0; i < atlas->texelCount(); ++i) {
            const cv::Vec3b& c = set.body.color.ptr<cv::Vec3b>()[i];
            black += c[0] + c[1] + c[2] < 12 ? 1 : 0;
            green += c[1] > c[0] + 40 && c[1] > c[2] + 40 ? 1 : 0;
        }
        EXPECT_EQ(black, 0) << yaw;
        EXPECT_EQ(green, 0) << yaw;
    }
}

TEST_F(Texture, SourceAndConfidenceAgree) {
    const auto scene = dressed();
    const TextureSet set = make(*scene);
    ASSERT_EQ(set.body.color.size(), cv::Size(kSize, kSize));
    ASSERT_EQ(set.body.color.type(), CV_8UC3);
    std::map<int, int> sources;
    int headOn = 0;
    for (int i = 0; i < atlas->texelCount(); ++i) {
        const int source = set.body.source.ptr<uchar>()[i];
        const int confidence = set.body.confidence.ptr<uchar>()[i];
        ++sources[source];
        ASSERT_EQ(source == static_cast<int>(TexelSource::Outside), !atlas->isInside(i));
        ASSERT_EQ(confidence > 0, source == static_cast<int>(TexelSource::Seen));
        headOn += confidence >= 250 ? 1 : 0;
    }
    const int inside = atlas->texelCount() - sources[static_cast<int>(TexelSource::Outside)];
    EXPECT_GT(sources[static_cast<int>(TexelSource::Seen)], inside / 5);
    EXPECT_GT(sources[static_cast<int>(TexelSource::Continued)], inside / 10);
    EXPECT_GT(headOn, 1000);
}

TEST_F(Texture, PrintsDoNotShowThroughToTheBack) {
    const auto scene = dressed();
    const TextureSet set = make(*scene);
    int dark = 0;
    int back = 0;
    int letter = 0;
    for (int i = 0; i < atlas->texelCount(); ++i) {
        if (!atlas->isInside(i)) {
            continue;
        }
        int vertex = 0;
        const Eigen::Vector3f rest = restOf(*scene, i, vertex);
        const float height = zones->height[vertex];
        if (zones->zone[vertex] != Zone::Torso || height < 0.64F || height > 0.78F ||
            std::abs(rest.x()) > 0.12F) {
            continue;
        }
        const cv::Vec3b& c = set.body.color.ptr<cv::Vec3b>()[i];
        const bool isFront =
            set.body.source.ptr<uchar>()[i] == static_cast<uchar>(TexelSource::Seen);
        back += isFront ? 0 : 1;
        dark += !isFront && c[1] < 205 ? 1 : 0;
        letter += isFront && c[1] < 75 ? 1 : 0;
    }
    EXPECT_GT(letter, 800); // the front has its letter
    EXPECT_GT(back, 5000);
    EXPECT_EQ(dark, 0); // and the back is the shirt's white
}

TEST_F(Texture, ABeltGoesOnRoundTheBack) {
    const auto isBelt = [this](int vertex) {
        return zones->zone[vertex] != Zone::Arm && zones->zone[vertex] != Zone::Hand &&
               zones->height[vertex] > 0.56F && zones->height[vertex] < 0.6F;
    };
    const auto scene = photograph([&](const Eigen::Vector3f& p, int v) {
        return isBelt(v) ? cv::Vec3b(30, 120, 40) : dressedPaint(*zones, p, v);
    });
    const TextureSet set = make(*scene);
    double greenish = 0.0;
    int count = 0;
    for (int i = 0; i < atlas->texelCount(); ++i) {
        if (!atlas->isInside(i)) {
            continue;
        }
        int vertex = 0;
        const Eigen::Vector3f rest = restOf(*scene, i, vertex);
        if (isBelt(vertex) && std::abs(rest.x()) < 0.08F &&
            set.body.source.ptr<uchar>()[i] == static_cast<uchar>(TexelSource::Continued)) {
            const cv::Vec3b& c = set.body.color.ptr<cv::Vec3b>()[i];
            greenish += c[1] - 0.5 * (c[0] + c[2]); // 85 on the belt, 0 on shirt and trousers
            ++count;
        }
    }
    ASSERT_GT(count, 1000);
    EXPECT_GT(greenish / count, 18.0); // the body's vertices are 3 cm apart there
}

TEST_F(Texture, BothSidesOfASeamAgree) {
    const auto scene = dressed();
    const TextureSet set = make(*scene);
    // Edges of the mesh that lie in two places of the atlas.
    const Triangulation& t = atlas->triangles();
    std::map<std::pair<int, int>, std::pair<int, int>> seen; // edge -> triangle, first corner
    double sum = 0.0;
    int count = 0;
    int apart = 0;
    for (int f = 0; f < t.vertices.rows(); ++f) {
        for (int k = 0; k < 3; ++k) {
            const int n = (k + 1) % 3;
            const auto [found, isNew] =
                seen.try_emplace(std::minmax(t.vertices(f, k), t.vertices(f, n)), std::pair(f, k));
            if (isNew) {
                continue;
            }
            const auto [g, j] = found->second;
            const int m = (j + 1) % 3;
            const bool sameWay = t.vertices(g, j) == t.vertices(f, k);
            if (t.uvs(f, k) == t.uvs(g, sameWay ? j : m) &&
                t.uvs(f, n) == t.uvs(g, sameWay ? m : j)) {
                continue; // no seam
            }
            AtlasPoint here{f, Eigen::Vector3f::Zero()};
            AtlasPoint there{g, Eigen::Vector3f::Zero()};
            here.weights[k] = here.weights[n] = 0.5F;
            there.weights[j] = there.weights[m] = 0.5F;
            const Eigen::Vector2f a = atlas->texelPosition(here);
            const Eigen::Vector2f b = atlas->texelPosition(there);
            const auto colorAt = [&](const Eigen::Vector2f& p) {
                return set.body.color.at<cv::Vec3b>(cvRound(p.y()), cvRound(p.x()));
            };
            const double d = distance(colorAt(a), colorAt(b));
            sum += d;
            apart += d > 40.0 ? 1 : 0;
            ++count;
        }
    }
    ASSERT_GT(count, 300);
    EXPECT_LT(sum / count, 6.0);
    EXPECT_LT(static_cast<double>(apart) / count, 0.02);
}

TEST_F(Texture, MirroredFaceMeetsTheSeenOneInOneLight) {
    SceneOptions options;
    options.yaw = 55.0F; // the right cheek is unseen
    const auto scene = photograph(
        [this](const Eigen::Vector3f& p, int v) {
            // Light falls off round the head, as it does.
            const float shade = 0.75F + 2.0F * std::clamp(p.x(), -0.1F, 0.1F);
            return cv::Vec3b(cv::Vec3f(dressedPaint(*zones, p, v)) * shade);
        },
        options);
    const TextureSet set = make(*scene);
    int mirrored = 0;
    double step = 0.0;
    int steps = 0;
    for (int y = 1; y < kSize; ++y) {
        for (int x = 1; x < kSize; ++x) {
            const auto source = static_cast<TexelSource>(set.body.source.at<uchar>(y, x));
            const auto above = static_cast<TexelSource>(set.body.source.at<uchar>(y - 1, x));
            const int texel = y * kSize + x;
            if (!atlas->isInside(texel) || !atlas->isInside(texel - kSize)) {
                continue;
            }
            const int v = atlas->triangles().vertices(atlas->pointAt(texel).triangle, 0);
            if (zones->zone[v] != Zone::Face) {
                continue;
            }
            mirrored += source == TexelSource::Mirrored ? 1 : 0;
            if (source != above) {
                step += distance(set.body.color.at<cv::Vec3b>(y, x),
                                 set.body.color.at<cv::Vec3b>(y - 1, x));
                ++steps;
            }
        }
    }
    EXPECT_GT(mirrored, 2000);
    ASSERT_GT(steps, 20);
    EXPECT_LT(step / steps, 9.0);
}

TEST_F(Texture, AnArmInFrontIsNotPrintedOnTheShirt) {
    SceneOptions options;
    options.crossArm = true;
    const auto scene = dressed(options);
    const TextureSet set = make(*scene);
    int skin = 0;
    int belly = 0;
    for (int i = 0; i < atlas->texelCount(); ++i) {
        if (!atlas->isInside(i)) {
            continue;
        }
        int vertex = 0;
        const Eigen::Vector3f rest = restOf(*scene, i, vertex);
        const float height = zones->height[vertex];
        if (zones->zone[vertex] == Zone::Torso && height > 0.6F && height < 0.72F &&
            std::abs(rest.x()) < 0.1F) {
            const cv::Vec3b& c = set.body.color.ptr<cv::Vec3b>()[i];
            ++belly;
            skin += c[2] > c[0] + 45 ? 1 : 0;
        }
    }
    EXPECT_GT(belly, 5000);
    EXPECT_LT(skin, belly / 200);
}

TEST_F(Texture, AHandOnTheThighIsNotPrintedOnTheTrousers) {
    const auto scene = dressed();
    // A hand that the fitted body does not know of.
    int knuckle = 0;
    for (int v = 0; v < kBodyVertices; ++v) {
        const bool isThigh = zones->zone[v] == Zone::Leg && zones->limb[v] == Limb::LeftLeg &&
                             std::abs(zones->height[v] - 0.38F) < 0.02F;
        const bool isFurther = scene->rest(v, 2) > scene->rest(knuckle, 2);
        if (isThigh && (zones->zone[knuckle] != Zone::Leg || isFurther)) {
            knuckle = v;
        }
    }
    const Points at = project(scene->input.camera, scene->input.body.mesh.positions.row(knuckle));
    const cv::Point2f centre(at(0, 0), at(0, 1));
    const cv::Vec3b skin(130, 165, 215);
    cv::circle(scene->subject.photo.pixels, centre, 22, cv::Scalar(skin), cv::FILLED);
    Hand hand;
    hand.left = true;
    for (int i = 0; i < kHandLandmarks; ++i) {
        const double angle = 2.0 * CV_PI * i / kHandLandmarks;
        hand.points[static_cast<size_t>(i)] = {
            centre.x + static_cast<float>(20.0 * std::cos(angle)),
            centre.y + static_cast<float>(20.0 * std::sin(angle)), 0.0F};
    }
    ASSERT_TRUE(scene->subject.person);
    const auto printed = [&] {
        const TextureSet set = make(*scene);
        int count = 0;
        for (int i = 0; i < atlas->texelCount(); ++i) {
            if (!atlas->isInside(i)) {
                continue;
            }
            const int v = atlas->triangles().vertices(atlas->pointAt(i).triangle, 0);
            if (zones->zone[v] == Zone::Leg && zones->height[v] > 0.3F) {
                count += distance(set.body.color.ptr<cv::Vec3b>()[i], skin) < 60.0 ? 1 : 0;
            }
        }
        return count;
    };
    EXPECT_GT(printed(), 300); // the test sees it where the hand is not known
    scene->subject.person->hands.push_back(hand);
    EXPECT_EQ(printed(), 0);
}

TEST_F(Texture, LettersAreNotMirroredOntoTheOtherSide) {
    // A bar of ink on the left breast; the right one is turned away.
    const auto isBreast = [this](const Eigen::Vector3f& p, int v) {
        return zones->zone[v] == Zone::Torso && zones->height[v] > 0.68F &&
               zones->height[v] < 0.76F && p.z() > 0.0F &&
               std::abs(std::abs(p.x()) - 0.08F) < 0.04F;
    };
    SceneOptions options;
    options.yaw = 60.0F;
    const auto scene = photograph(
        [&](const Eigen::Vector3f& p, int v) {
            return p.x() > 0.0F && isBreast(p, v)  ? cv::Vec3b(20, 20, 20)
                   : zones->zone[v] == Zone::Torso ? cv::Vec3b(225, 225, 225)
                                                   : dressedPaint(*zones, p, v);
        },
        options);
    const TextureSet set = make(*scene);
    int left = 0;
    int right = 0;
    int count = 0;
    for (int i = 0; i < atlas->texelCount(); ++i) {
        if (!atlas->isInside(i)) {
            continue;
        }
        int vertex = 0;
        const Eigen::Vector3f rest = restOf(*scene, i, vertex);
        if (isBreast(rest, vertex)) {
            const bool isDark = set.body.color.ptr<cv::Vec3b>()[i][1] < 110;
            left += rest.x() > 0.0F && isDark ? 1 : 0;
            right += rest.x() < 0.0F && isDark ? 1 : 0;
            count += rest.x() < 0.0F ? 1 : 0;
        }
    }
    EXPECT_GT(left, 500);
    ASSERT_GT(count, 1000);
    EXPECT_EQ(right, 0);
}

TEST_F(Texture, UnseenPartsTakeTheirOwnMaterial) {
    const auto scene = dressed();
    const TextureSet set = make(*scene);
    const auto filled = zoneColors(set, TexelSource::Filled);
    const auto continued = zoneColors(set, TexelSource::Continued);
    const auto near = [](const cv::Vec3d& a, const cv::Vec3d& b) { return cv::norm(a - b); };
    EXPECT_LT(near(filled.at(static_cast<int>(Zone::Scalp)), {25, 40, 60}), 30.0);
    EXPECT_LT(near(filled.at(static_cast<int>(Zone::Ear)), {130, 165, 215}), 25.0);
    EXPECT_LT(near(filled.at(static_cast<int>(Zone::Hand)), {130, 165, 215}), 25.0);
    EXPECT_LT(near(continued.at(static_cast<int>(Zone::Leg)), {140, 70, 40}), 20.0);
    EXPECT_LT(near(filled.at(static_cast<int>(Zone::Foot)), {35, 35, 38}), 20.0);
}

TEST_F(Texture, LayersAreColouredAllRound) {
    SceneOptions options;
    options.layers = true;
    options.yaw = 20.0F;
    const auto scene = dressed(options);
    const TextureSet set = make(*scene);
    ASSERT_EQ(set.layers.size(), 2U);
    for (const SurfaceTexture& layer : set.layers) {
        ASSERT_EQ(layer.color.rows, kSize / 2);
        const cv::Vec3b expected = layer.name == "hair" ? kHairColor : kSkirtColor;
        ASSERT_EQ(layer.color.channels(), layer.name == "hair" ? 4 : 3); // tips are clear
        cv::Mat color = layer.color;
        if (color.channels() == 4) {
            cv::cvtColor(color, color, cv::COLOR_BGRA2BGR);
        }
        std::map<int, cv::Vec3d> sum;
        std::map<int, int> count;
        for (int i = 0; i < layer.color.rows * layer.color.cols; ++i) {
            const int source = layer.source.ptr<uchar>()[i];
            sum[source] += cv::Vec3d(color.ptr<cv::Vec3b>()[i]);
            ++count[source];
        }
        for (const TexelSource source :
             {TexelSource::Outside, TexelSource::Seen, TexelSource::Continued}) {
            const int key = static_cast<int>(source);
            ASSERT_GT(count[key], 500) << layer.name << key;
            EXPECT_LT(cv::norm(sum[key] / count[key] - cv::Vec3d(expected)), 12.0)
                << layer.name << key;
        }
    }
}

TEST_F(Texture, ALayersColoursStayOffTheBody) {
    SceneOptions options;
    options.layers = true;
    const auto scene = dressed(options);
    const TextureSet set = make(*scene);
    int red = 0;
    int brown = 0;
    for (int i = 0; i < atlas->texelCount(); ++i) {
        if (set.body.source.ptr<uchar>()[i] != static_cast<uchar>(TexelSource::Seen)) {
            continue;
        }
        const cv::Vec3b& c = set.body.color.ptr<cv::Vec3b>()[i];
        int vertex = 0;
        restOf(*scene, i, vertex);
        const Zone zone = zones->zone[vertex];
        red += distance(c, kSkirtColor) < 25.0 ? 1 : 0;
        brown += distance(c, kHairColor) < 12.0 && zone != Zone::Scalp && zone != Zone::Foot &&
                         zone != Zone::Ear && zone != Zone::Face
                     ? 1
                     : 0;
    }
    EXPECT_LT(red, 200);
    EXPECT_LT(brown, 100);
}

TEST_F(Texture, WorksWithoutPersonMaskOrFace) {
    SceneOptions options;
    options.hasMask = false;
    const auto scene = dressed(options);
    scene->subject.person.reset();
    const TextureSet set = make(*scene);
    ASSERT_FALSE(set.body.color.empty());
    EXPECT_GE(set.warnings.size(), 2U);
    int green = 0;
    for (int i = 0; i < atlas->texelCount(); ++i) {
        const cv::Vec3b& c = set.body.color.ptr<cv::Vec3b>()[i];
        green += c[1] > c[0] + 40 && c[1] > c[2] + 40 ? 1 : 0;
    }
    EXPECT_EQ(green, 0);
}

TEST_F(Texture, IsTheSameEveryTime) {
    const auto scene = dressed();
    const TextureSet a = make(*scene);
    const TextureSet b = make(*scene);
    EXPECT_EQ(cv::norm(a.body.color, b.body.color, cv::NORM_INF), 0.0);
    EXPECT_EQ(cv::norm(a.body.source, b.body.source, cv::NORM_INF), 0.0);
}

TEST_F(Texture, StopsWhenCancelled) {
    const auto scene = dressed();
    const CancelToken before;
    before.cancel();
    const auto refused = makeTextures(scene->input, {}, Context(before));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::Cancelled);
    for (const double when : {0.2, 0.45, 0.6}) {
        const CancelToken token;
        const auto stopped =
            makeTextures(scene->input, {}, Context(token, [&](double fraction, const std::string&) {
                             if (fraction >= when) {
                                 token.cancel();
                             }
                         }));
        ASSERT_FALSE(stopped) << when;
        EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    }
}

TEST_F(Texture, RefusesWhatItCannotUse) {
    const auto scene = dressed();
    TextureOptions tiny;
    tiny.size = 100;
    EXPECT_EQ(makeTextures(scene->input, tiny).error().code, ErrorCode::InvalidArgument);
    TextureInput none = scene->input;
    none.subject = nullptr;
    EXPECT_EQ(makeTextures(none).error().code, ErrorCode::InvalidArgument);
    TextureInput headless = scene->input;
    headless.body.mesh.positions.conservativeResize(100, 3);
    EXPECT_EQ(makeTextures(headless).error().code, ErrorCode::InvalidArgument);
    TextureInput away = scene->input;
    away.camera.modelToCamera.pretranslate(Eigen::Vector3f(50.0F, 0.0F, 0.0F));
    EXPECT_EQ(makeTextures(away).error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace maquette::texture
