// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/clothed_offset.h"
#include "core/clothing/layer_scene.h"
#include "core/clothing/skirt_layer.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <map>

namespace maquette {
namespace {

/// A library character, legs apart as in the base mesh, whose mask and skin are drawn by hand.
class Layers : public ::testing::Test {
protected:
    void SetUp() override {
        const auto library = Library::open(Library::locate());
        if (!library) {
            GTEST_SKIP() << describe(library.error());
        }
        m_library = *library;
        m_rig = m_library->rig("default").value();
        m_input.templateMesh = &m_library->templateMesh();
        m_input.rig = m_rig.get();
        m_input.rest = m_library->templateMesh().mesh.positions;
        m_input.skeleton = m_rig->skeletonFor(m_input.rest);
        m_input.camera = orbitCamera({0.0F, 0.0F, 0.0F}, 4.0F, 0.0F, 0.0F, 1400.0, 600, 800);
        const Points body = m_input.rest.topRows(kBodyVertices);
        const Camera& camera = m_input.camera;
        m_input.mask =
            coverage(rasterize(project(camera, body), bodyTriangles(m_library->templateMesh()),
                               camera.width, camera.height)) *
            255;
        m_input.skin = cv::Mat::zeros(m_input.mask.size(), CV_8UC1);
        m_input.photo = cv::Mat(m_input.mask.size(), CV_8UC3, cv::Scalar(120, 90, 60));
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

    std::shared_ptr<const Library> m_library;
    std::shared_ptr<const Rig> m_rig;
    LayerInput m_input;
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

TEST_F(Layers, DrawTheLegsInUnderTheSkirt) {
    wearSkirt(-0.45F);
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    ASSERT_EQ(layers->size(), 1U);
    const Eigen::VectorXf wide = Eigen::VectorXf::Constant(kBodyVertices, 0.05F);
    const Eigen::VectorXf offset = offsetUnderLayers(m_input, *layers, wide);
    for (int v = 0; v < kBodyVertices; ++v) {
        const BodyRegion region = m_input.templateMesh->regions[v];
        if (region == BodyRegion::LeftUpperLeg && m_input.rest(v, 1) > -0.35F) {
            EXPECT_LT(offset[v], 0.0F);
        }
        if (region == BodyRegion::Torso) {
            EXPECT_EQ(offset[v], 0.05F);
        }
    }
}

TEST_F(Layers, RefuseImagesOfAnotherSize) {
    m_input.skin = cv::Mat::zeros(10, 10, CV_8UC1);
    const auto layers = makeLayers(m_input);
    ASSERT_FALSE(layers.has_value());
    EXPECT_EQ(layers.error().code, ErrorCode::InvalidArgument);
}

} // namespace maquette
