// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/body_profile.h"
#include "core/clothing/layer_scene.h"
#include "core/clothing/skirt_layer.h"
#include "tests/clothing/layer_fixture.h"

#include <opencv2/imgproc.hpp>

#include <cmath>
#include <map>

namespace maquette {
namespace {

/// A person, legs apart as in the base mesh, whose mask and skin are drawn by hand.
class Layers : public test::LayerFixture {
protected:
    void SetUp() override {
        start(1400.0, 600, 800);
        if (IsSkipped()) {
            return;
        }
        m_input.skin = cv::Mat::zeros(m_input.mask.size(), CV_8UC1);
        // A bare head: no hair.
        const int chin = rowOf(0.62F);
        m_input.mask.rowRange(0, chin).copyTo(m_input.skin.rowRange(0, chin));
    }

    [[nodiscard]] int rowOf(float height) const {
        Points point(1, 3);
        point << 0.0F, height, 0.0F;
        return cvRound(project(m_input.camera, point)(0, 1));
    }

    /// Fills the mask between hips and hem, wider downwards, over bare legs.
    void wearSkirt(float hem) {
        const int top = rowOf(0.1F);
        const int bottom = rowOf(hem);
        const int middle = m_input.camera.width / 2;
        const std::vector<cv::Point> outline{
            {middle - 55, top}, {middle + 55, top}, {middle + 95, bottom}, {middle - 95, bottom}};
        cv::fillConvexPoly(m_input.mask, outline, cv::Scalar(255));
        m_input.mask.rowRange(bottom + 1, m_input.mask.rows)
            .copyTo(m_input.skin.rowRange(bottom + 1, m_input.mask.rows));
    }
};

} // namespace

TEST_F(Layers, AreNoneForABaldPersonInTrousers) {
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    EXPECT_TRUE(layers->empty());
}

TEST_F(Layers, AreNoneWithoutAMask) {
    m_input.mask = cv::Mat();
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    EXPECT_TRUE(layers->empty());
}

TEST_F(Layers, FindASkirtWithAStraightHem) {
    constexpr float kHem = -0.45F; // below the knee
    wearSkirt(kHem);
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    ASSERT_EQ(layers->size(), 1U);
    const Layer& skirt = layers->front();
    EXPECT_EQ(skirt.name, "skirt");
    EXPECT_NEAR(skirt.rest.positions.col(1).minCoeff(), kHem, 0.03F);
    EXPECT_EQ(skirt.templateVertex.size(), static_cast<size_t>(skirt.rest.vertexCount()));
    EXPECT_EQ(skirt.posed.rows(), skirt.rest.vertexCount());
    for (const int v : skirt.templateVertex) {
        EXPECT_GE(v, 18002);
        EXPECT_LT(v, 18722);
    }
}

TEST_F(Layers, CutAtOneHeight) {
    const Piece whole = makePiece(m_input, m_input.templateMesh->facesOf(TemplatePart::Skirt));
    constexpr float kHeight = -0.3F;
    const Piece cut = cutBelow(whole, kHeight);
    EXPECT_EQ(cut.mesh.positions.col(1).minCoeff(), kHeight);
    std::map<std::pair<int, int>, int> edges;
    for (int f = 0; f < cut.mesh.faceCount(); ++f) {
        for (int c = cut.mesh.faceOffsets[f]; c < cut.mesh.faceOffsets[f + 1]; ++c) {
            const int next = c + 1 == cut.mesh.faceOffsets[f + 1] ? cut.mesh.faceOffsets[f] : c + 1;
            ++edges[std::minmax(cut.mesh.cornerVertex[c], cut.mesh.cornerVertex[next])];
        }
    }
    int hemEdges = 0;
    for (const auto& [edge, uses] : edges) {
        EXPECT_LE(uses, 2);
        const float a = cut.mesh.positions(edge.first, 1);
        const float b = cut.mesh.positions(edge.second, 1);
        if (uses == 1 && std::max(a, b) < 0.0F) {
            EXPECT_EQ(a, kHeight);
            EXPECT_EQ(b, kHeight);
            ++hemEdges;
        }
    }
    EXPECT_EQ(hemEdges, 36); // the skirt has 36 columns
}

TEST_F(Layers, DrawHipsAndLegsInUnderTheSkirt) {
    wearSkirt(-0.45F);
    m_input.offset = Eigen::VectorXf::Constant(kBodyVertices, 0.05F);
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    ASSERT_EQ(layers->size(), 1U);
    const float waist = layers->front().rest.positions.col(1).maxCoeff();
    const Eigen::VectorXf offset = offsetUnderLayers(m_input, *layers);
    for (int v = 0; v < kBodyVertices; ++v) {
        const BodyRegion region = m_input.templateMesh->regions[v];
        const float y = m_input.rest(v, 1);
        if (region == BodyRegion::LeftUpperLeg && y > -0.35F) {
            EXPECT_LT(offset[v], 0.0F);
        }
        if (region == BodyRegion::Torso && y >= waist) {
            EXPECT_EQ(offset[v], 0.05F) << y;
        }
        if (region == BodyRegion::Torso && y < waist - 0.05F) {
            EXPECT_LT(offset[v], 0.0F) << y;
        }
    }
}

TEST_F(Layers, SitOnTheBodyAtTheWaist) {
    wearSkirt(-0.45F);
    for (const float worn : {0.0F, 0.03F}) {
        m_input.offset = Eigen::VectorXf::Constant(kBodyVertices, worn);
        const auto layers = makeLayers(m_input);
        ASSERT_TRUE(layers.has_value());
        ASSERT_EQ(layers->size(), 1U);
        const Points& skirt = layers->front().rest.positions;
        const Triangles body = bodyTriangles(*m_input.templateMesh);
        std::vector<int> trunk;
        for (Eigen::Index t = 0; t < body.rows(); ++t) {
            if (m_input.templateMesh->regions[body(t, 0)] == BodyRegion::Torso) {
                trunk.push_back(static_cast<int>(t));
            }
        }
        const Points dressed =
            wearOffset(*m_input.templateMesh, m_input.rest, offsetUnderLayers(m_input, *layers));
        const Eigen::RowVector3f middle = skirt.colwise().mean();
        const BodyProfile profile(dressed.topRows(kBodyVertices), body(trunk, Eigen::all),
                                  {middle.x(), middle.z()});
        int ring = 0;
        for (Eigen::Index v = 0; v < skirt.rows(); ++v) {
            const Eigen::Vector3f p = skirt.row(v);
            const float gap = profile.distanceFromAxis(p) - profile.reach(p);
            if (p.y() > skirt.col(1).maxCoeff() - 1e-4F) {
                EXPECT_NEAR(gap, 0.002F, 0.001F) << p.transpose();
                ++ring;
            } else if (p.y() > 0.05F) {
                EXPECT_GT(gap, 0.001F) << p.transpose(); // and never inside the hips
            }
        }
        EXPECT_EQ(ring, 36);
    }
}

TEST_F(Layers, FindAnAnkleLongSkirt) {
    constexpr float kHem = -0.66F; // the ankles are at -0.73
    wearSkirt(kHem);
    m_input.skin.rowRange(rowOf(0.1F), m_input.skin.rows).setTo(0); // in dark stockings
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    ASSERT_EQ(layers->size(), 1U);
    EXPECT_NEAR(layers->front().rest.positions.col(1).minCoeff(), kHem, 0.04F);
}

TEST_F(Layers, TakeADarkSuitWhoseLegsTouchForTrousers) {
    const cv::Mat bare = m_input.mask.clone();
    wearSkirt(-0.70F);
    m_input.skin.rowRange(rowOf(0.1F), m_input.skin.rows).setTo(0);
    m_input.photo.setTo(cv::Scalar(38, 34, 32));
    m_input.photo.setTo(cv::Scalar(18, 16, 15), bare == 0); // shade between the legs
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    EXPECT_TRUE(layers->empty());
}

TEST_F(Layers, EndAtTheWaistThatIsBareAbove) {
    wearSkirt(-0.45F);
    constexpr float kWaist = 0.10F;
    m_input.mask.rowRange(rowOf(0.25F), rowOf(kWaist))
        .copyTo(m_input.skin.rowRange(rowOf(0.25F), rowOf(kWaist)));
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    ASSERT_EQ(layers->size(), 1U);
    EXPECT_NEAR(layers->front().rest.positions.col(1).maxCoeff(), kWaist, 0.02F);
}

TEST(BodyProfile, MeetsAPrismWhereItIs) {
    // A square prism of half side 0.1 about the axis x = 1, z = 2.
    Points corners(8, 3);
    corners << 0.9F, 0, 1.9F, 1.1F, 0, 1.9F, 1.1F, 0, 2.1F, 0.9F, 0, 2.1F, //
        0.9F, 1, 1.9F, 1.1F, 1, 1.9F, 1.1F, 1, 2.1F, 0.9F, 1, 2.1F;
    Triangles sides(8, 3);
    for (int k = 0; k < 4; ++k) {
        const int n = (k + 1) % 4;
        sides.row(2 * k) << k, n, n + 4;
        sides.row(2 * k + 1) << k, n + 4, k + 4;
    }
    const BodyProfile profile(corners, sides, {1.0F, 2.0F});
    EXPECT_NEAR(profile.reach({5.0F, 0.503F, 2.0F}), 0.1F, 1e-5F);
    EXPECT_NEAR(profile.reach({1.3F, 0.25F, 2.3F}), 0.1F * std::sqrt(2.0F), 1e-4F);
    EXPECT_EQ(profile.reach({5.0F, 1.5F, 2.0F}), 0.0F); // above it
    EXPECT_NEAR(profile.distanceFromAxis({1.0F, 0.5F, 2.7F}), 0.7F, 1e-6F);
    const Eigen::Vector3f moved = profile.atDistance({1.0F, 0.5F, 2.7F}, 0.2F);
    EXPECT_NEAR((moved - Eigen::Vector3f(1.0F, 0.5F, 2.2F)).norm(), 0.0F, 1e-6F);
}

TEST_F(Layers, RefuseImagesOfAnotherSize) {
    m_input.skin = cv::Mat::zeros(10, 10, CV_8UC1);
    const auto layers = makeLayers(m_input);
    ASSERT_FALSE(layers.has_value());
    EXPECT_EQ(layers.error().code, ErrorCode::InvalidArgument);
}

} // namespace maquette
