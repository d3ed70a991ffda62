// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/clothed_offset.h"
#include "core/clothing/leg_room.h"
#include "core/clothing/outline.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <cmath>

namespace maquette {
namespace {

constexpr int kRings = 41;
constexpr int kSides = 32;
constexpr float kHeight = 1.6F;
constexpr float kRadius = 0.15F;

/// A closed tube along y, quads with poles; every vertex is torso.
Template tube() {
    Template result;
    PolygonMesh& mesh = result.mesh;
    mesh.positions.resize(kRings * kSides, 3);
    for (int ring = 0; ring < kRings; ++ring) {
        for (int side = 0; side < kSides; ++side) {
            const float angle = 2.0F * static_cast<float>(M_PI) * side / kSides;
            mesh.positions.row(ring * kSides + side) << kRadius * std::sin(angle),
                kHeight * ring / (kRings - 1), kRadius * std::cos(angle);
        }
    }
    mesh.faceOffsets.push_back(0);
    for (int ring = 0; ring + 1 < kRings; ++ring) {
        for (int side = 0; side < kSides; ++side) {
            const int next = (side + 1) % kSides;
            for (const int v : {ring * kSides + side, ring * kSides + next,
                                (ring + 1) * kSides + next, (ring + 1) * kSides + side}) {
                mesh.cornerVertex.push_back(v);
            }
            mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
        }
    }
    result.faceParts.assign(mesh.faceCount(), TemplatePart::Body);
    result.regions.assign(mesh.positions.rows(), BodyRegion::Torso);
    return result;
}

Camera frontCamera() {
    return orbitCamera({0.0F, kHeight / 2, 0.0F}, 4.0F, 0.0F, 0.0F, 1400.0, 500, 700);
}

/// The outline of the tube with another radius.
cv::Mat maskOfRadius(const Template& body, float radius) {
    Points wide = body.mesh.positions;
    wide.col(0) *= radius / kRadius;
    wide.col(2) *= radius / kRadius;
    const Camera camera = frontCamera();
    return coverage(
               rasterize(project(camera, wide), bodyTriangles(body), camera.width, camera.height)) *
           255;
}

/// Mean offset of the silhouette's two flanks at mid height.
float flankOffset(const Eigen::VectorXf& offset) {
    float sum = 0.0F;
    for (int ring = 15; ring < 26; ++ring) {
        sum += offset[ring * kSides + kSides / 4] + offset[ring * kSides + 3 * kSides / 4];
    }
    return sum / 22.0F;
}

} // namespace

TEST(ClothedOffset, ReachesTheOutlineOfAWiderMask) {
    const Template body = tube();
    const cv::Mat mask = maskOfRadius(body, kRadius + 0.04F);
    const auto offset = clothedOffset(body, body.mesh.positions, frontCamera(), mask);
    ASSERT_TRUE(offset.has_value());
    EXPECT_NEAR(flankOffset(*offset), 0.04F, 0.004F);
    const Points dressed = wearOffset(body, body.mesh.positions, *offset);
    const Triangles triangles = bodyTriangles(body);
    EXPECT_LT(outlineIou(body.mesh.positions, triangles, frontCamera(), mask), 0.82);
    EXPECT_GT(outlineIou(dressed, triangles, frontCamera(), mask), 0.97);
}

TEST(ClothedOffset, StaysWhereTheBodyFillsTheMask) {
    const Template body = tube();
    const auto offset =
        clothedOffset(body, body.mesh.positions, frontCamera(), maskOfRadius(body, kRadius));
    ASSERT_TRUE(offset.has_value());
    const float pixel = kHeight / 500.0F;                   // of the working size
    EXPECT_NEAR(flankOffset(*offset), 0.0F, 0.5F * pixel);  // outlines go by whole pixels
    EXPECT_LT(offset->cwiseAbs().maxCoeff(), 1.5F * pixel); // corners of the ends
}

TEST(ClothedOffset, IsZeroWithoutAMask) {
    const Template body = tube();
    const cv::Mat black(700, 500, CV_8UC1, cv::Scalar(0));
    for (const cv::Mat& mask : {cv::Mat(), black}) {
        const auto offset = clothedOffset(body, body.mesh.positions, frontCamera(), mask);
        ASSERT_TRUE(offset.has_value());
        EXPECT_EQ(offset->size(), kRings * kSides);
        EXPECT_TRUE(offset->isZero(0.0F));
    }
}

TEST(ClothedOffset, LeavesFaceEarsAndHandsAlone) {
    Template body = tube();
    for (int v = 0; v < 6 * kSides; ++v) {
        body.regions[v] = BodyRegion::LeftHand;
    }
    std::vector<int> top;
    for (int v = 35 * kSides; v < kRings * kSides; ++v) {
        top.push_back(v);
    }
    body.groups["face"] = top;
    const auto offset = clothedOffset(body, body.mesh.positions, frontCamera(),
                                      maskOfRadius(body, kRadius + 0.04F));
    ASSERT_TRUE(offset.has_value());
    EXPECT_TRUE(offset->head(6 * kSides).isZero(0.0F));
    EXPECT_TRUE(offset->tail(6 * kSides).isZero(0.0F));
    EXPECT_NEAR(flankOffset(*offset), 0.04F, 0.005F);
}

TEST(ClothedOffset, KeepsTheLimitsOfHeadAndFeet) {
    for (const auto& [region, limit] :
         {std::pair(BodyRegion::Head, 0.012F), std::pair(BodyRegion::LeftFoot, 0.030F),
          std::pair(BodyRegion::LeftLowerArm, 0.060F), std::pair(BodyRegion::LeftUpperLeg, 0.065F),
          std::pair(BodyRegion::Torso, 0.100F)}) {
        Template body = tube();
        body.regions.assign(body.regions.size(), region);
        const auto offset = clothedOffset(body, body.mesh.positions, frontCamera(),
                                          maskOfRadius(body, kRadius + 0.11F));
        ASSERT_TRUE(offset.has_value());
        EXPECT_LE(offset->maxCoeff(), limit);
        EXPECT_GT(flankOffset(*offset), 0.9F * limit);
    }
}

TEST(ClothedOffset, DoesNotFollowTheEdgeOfThePhoto) {
    const Template body = tube();
    Camera camera = frontCamera();
    const int cut = 300; // only the upper part is in the picture
    const cv::Mat mask = maskOfRadius(body, kRadius).rowRange(0, cut).clone();
    camera.height = cut;
    const auto offset = clothedOffset(body, body.mesh.positions, camera, mask);
    ASSERT_TRUE(offset.has_value());
    EXPECT_LT(offset->cwiseAbs().maxCoeff(), 0.003F);
}

TEST(ClothedOffset, RefusesAMaskOfAnotherSize) {
    const Template body = tube();
    const cv::Mat mask(100, 100, CV_8UC1, cv::Scalar(255));
    const auto offset = clothedOffset(body, body.mesh.positions, frontCamera(), mask);
    ASSERT_FALSE(offset.has_value());
    EXPECT_EQ(offset.error().code, ErrorCode::InvalidArgument);
}

TEST(ClothedOffset, StopsWhenCancelled) {
    const Template body = tube();
    const CancelToken token;
    token.cancel();
    const auto offset = clothedOffset(body, body.mesh.positions, frontCamera(),
                                      maskOfRadius(body, kRadius + 0.04F), {}, {}, Context(token));
    ASSERT_FALSE(offset.has_value());
    EXPECT_EQ(offset.error().code, ErrorCode::Cancelled);
}

TEST(ClothedOffset, LeavesBareSkinWhereItIs) {
    const Template body = tube();
    ClothCover bare;
    bare.cloth = Eigen::VectorXf::Zero(kRings * kSides);
    const auto offset = clothedOffset(body, body.mesh.positions, frontCamera(),
                                      maskOfRadius(body, kRadius + 0.04F), bare);
    ASSERT_TRUE(offset.has_value());
    EXPECT_LE(offset->maxCoeff(), 0.020F);
}

/// Two tubes beside each other, the left and the right leg.
Template legs(float gap) {
    const Template one = tube();
    Template both = one;
    const int count = kRings * kSides;
    both.mesh.positions.resize(2 * count, 3);
    both.mesh.positions << one.mesh.positions, one.mesh.positions;
    both.mesh.positions.topRows(count).col(0).array() += kRadius + gap / 2;
    both.mesh.positions.bottomRows(count).col(0).array() -= kRadius + gap / 2;
    for (const int v : one.mesh.cornerVertex) {
        both.mesh.cornerVertex.push_back(v + count);
    }
    for (int f = 1; f <= one.mesh.faceCount(); ++f) {
        both.mesh.faceOffsets.push_back(one.mesh.faceOffsets.back() + one.mesh.faceOffsets[f]);
    }
    both.faceParts.assign(both.mesh.faceCount(), TemplatePart::Body);
    both.regions.assign(count, BodyRegion::LeftLowerLeg);
    both.regions.resize(2 * count, BodyRegion::RightLowerLeg);
    return both;
}

TEST(LegRoom, IsHalfTheGapBetweenParallelLegs) {
    constexpr float kGap = 0.08F;
    const Template body = legs(kGap);
    const Points normals = vertexNormals(body.mesh.positions, bodyTriangles(body));
    const Eigen::VectorXf room = roomBetweenLegs(body, body.mesh.positions, normals);
    const int ring = 20 * kSides;
    const int inner = ring + 3 * kSides / 4; // of the left leg, at -x
    EXPECT_NEAR(room[inner], kGap / 2, 1e-4F);
    EXPECT_TRUE(std::isinf(room[ring + kSides / 4])); // the outer side
    // Towards both, the ball that touches two circles of radius r whose centres are D apart:
    // r + R = D / (2 cos).
    const int front = ring + 3 * kSides / 4 + 4;
    const float cosine = -normals(front, 0);
    const float expected = (2 * kRadius + kGap) / (2 * cosine) - kRadius;
    EXPECT_NEAR(room[front], expected, 0.02F * expected);
}

TEST(ClothedOffset, KeepsTrouserLegsApart) {
    const Template body = legs(0.05F);
    // The photo shows a skirt-wide shape without a gap.
    const Camera camera = frontCamera();
    cv::Mat mask = coverage(rasterize(project(camera, body.mesh.positions), bodyTriangles(body),
                                      camera.width, camera.height)) *
                   255;
    cv::dilate(mask, mask, cv::Mat::ones(25, 25, CV_8UC1));
    const auto offset = clothedOffset(body, body.mesh.positions, camera, mask);
    ASSERT_TRUE(offset.has_value());
    const Points worn = wearOffset(body, body.mesh.positions, *offset);
    const int count = kRings * kSides;
    EXPECT_GT(worn.topRows(count).col(0).minCoeff(), 0.0F);
    EXPECT_LT(worn.bottomRows(count).col(0).maxCoeff(), 0.0F);
    EXPECT_GT(worn.col(0).maxCoeff(), body.mesh.positions.col(0).maxCoeff() + 0.02F);
}

} // namespace maquette
