// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/hair_layer.h"
#include "core/clothing/head_meridians.h"
#include "tests/clothing/layer_fixture.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <limits>

namespace maquette {
namespace {

/// A head whose hair is drawn by hand.
class HairLayer : public test::LayerFixture {
protected:
    void SetUp() override {
        start(1700.0, 640, 900);
        if (IsSkipped()) {
            return;
        }
        m_meridians = headMeridians(*m_input.templateMesh);
        m_lines = headLines(*m_meridians, m_input.rest);
        m_input.skin = m_input.mask.clone();
        m_input.hair = cv::Mat::zeros(m_input.mask.size(), CV_8UC1);
    }

    [[nodiscard]] cv::Point pixelOf(const Eigen::Vector3f& point) const {
        Points one(1, 3);
        one.row(0) = point.transpose();
        const Points pixel = project(m_input.camera, one);
        return {cvRound(pixel(0, 0)), cvRound(pixel(0, 1))};
    }

    /// Fills the head's lines to the usual hairline, @p volume metres off the skin, with hair.
    void wearCap(float volume) {
        for (int m = 0; m < kMeridians; ++m) {
            for (int s = 0; s < static_cast<int>(m_meridians->hairline[m]); ++s) {
                const int i = HeadMeridians::index(m, s);
                for (const float out : {0.0F, 0.5F * volume, volume}) {
                    const Eigen::Vector3f point =
                        m_lines.points.row(i) + out * m_lines.normals.row(i);
                    if (m_lines.normals(i, 2) > 0.0F || out > 0.0F) {
                        addHair(pixelOf(point), 4);
                    }
                }
            }
        }
        clearFace();
    }

    /// Locks beside the neck, from the temples down to @p length metres below the ears.
    void wearLocks(float length) {
        const Eigen::Vector3f ears = earCentre();
        for (float down = -0.05F; down < length; down += 0.005F) {
            for (const float side : {-1.0F, 1.0F}) {
                for (float out = 0.075F; out < 0.115F; out += 0.01F) {
                    addHair(pixelOf(ears + Eigen::Vector3f(side * out, -down, 0.05F)), 4);
                }
            }
        }
    }

    [[nodiscard]] Eigen::Vector3f earCentre() const {
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        for (const int v : m_meridians->earRows) {
            sum += m_input.rest.row(v).transpose();
        }
        return sum / static_cast<float>(m_meridians->earRows.size());
    }

    [[nodiscard]] Layer hairOf() const {
        const auto layers = makeLayers(m_input);
        EXPECT_TRUE(layers.has_value());
        if (!layers || layers->size() != 1) {
            ADD_FAILURE() << "one layer was expected";
            return {};
        }
        EXPECT_EQ(layers->front().name, "hair");
        return layers->front();
    }

    std::shared_ptr<const HeadMeridians> m_meridians;
    HeadLines m_lines;

private:
    void addHair(const cv::Point& pixel, int radius) {
        cv::circle(m_input.hair, pixel, radius, cv::Scalar(255), cv::FILLED);
        cv::circle(m_input.mask, pixel, radius, cv::Scalar(255), cv::FILLED);
        cv::circle(m_input.skin, pixel, radius, cv::Scalar(0), cv::FILLED);
    }

    /// What is below the hairline of the face is skin again.
    void clearFace() {
        for (int m = -12; m <= 12; ++m) {
            const int first =
                static_cast<int>(m_meridians->hairline[(m + kMeridians) % kMeridians]);
            for (int s = first + 2; s < kMeridianSteps; ++s) {
                const int i = HeadMeridians::index(m, s);
                if (m_lines.normals(i, 2) > 0.3F) {
                    const cv::Point pixel = pixelOf(m_lines.points.row(i).transpose());
                    cv::circle(m_input.hair, pixel, 3, cv::Scalar(0), cv::FILLED);
                    cv::circle(m_input.skin, pixel, 3, cv::Scalar(255), cv::FILLED);
                }
            }
        }
    }
};

/// Row of @p points nearest to a point.
Eigen::Index nearest(const Points& points, const Eigen::RowVector3f& point) {
    Eigen::Index best = 0;
    (points.rowwise() - point).rowwise().squaredNorm().minCoeff(&best);
    return best;
}

} // namespace

TEST_F(HairLayer, IsNoneForABaldPerson) {
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    EXPECT_TRUE(layers->empty());
}

TEST_F(HairLayer, IsNoneWhereNoHairWasLookedFor) {
    wearCap(0.015F);
    m_input.hair = cv::Mat();
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    EXPECT_TRUE(layers->empty());
}

TEST_F(HairLayer, HasQuadsOnly) {
    wearCap(0.015F);
    const Layer hair = hairOf();
    ASSERT_GT(hair.rest.faceCount(), 500);
    for (int f = 0; f < hair.rest.faceCount(); ++f) {
        EXPECT_EQ(hair.rest.faceOffsets[f + 1] - hair.rest.faceOffsets[f], 4);
    }
    EXPECT_EQ(hair.rest.cornerUv.size(), hair.rest.cornerVertex.size());
    EXPECT_EQ(hair.templateVertex.size(), static_cast<size_t>(hair.rest.vertexCount()));
    EXPECT_EQ(hair.posed.rows(), hair.rest.vertexCount());
}

TEST_F(HairLayer, CoversTheScalpFromOutside) {
    wearCap(0.015F);
    const Layer hair = hairOf();
    ASSERT_GT(hair.rest.vertexCount(), 0);
    for (int m = 0; m < kMeridians; ++m) {
        for (int s = 0; s + 3 < static_cast<int>(m_meridians->hairline[m]); ++s) {
            const int i = HeadMeridians::index(m, s);
            const Eigen::Index v = nearest(hair.rest.positions, m_lines.points.row(i));
            const Eigen::RowVector3f over = hair.rest.positions.row(v) - m_lines.points.row(i);
            EXPECT_LT(over.norm(), 0.04F) << m << ' ' << s;
            EXPECT_GT(over.dot(m_lines.normals.row(i)), 0.0F) << m << ' ' << s;
        }
    }
}

TEST_F(HairLayer, MeetsTheOutline) {
    constexpr float kVolume = 0.03F;
    wearCap(kVolume);
    const Layer hair = hairOf();
    ASSERT_GT(hair.rest.vertexCount(), 0);
    const float skull = m_lines.points.col(1).maxCoeff();
    EXPECT_NEAR(hair.rest.positions.col(1).maxCoeff(), skull + kVolume, 0.012F);
}

TEST_F(HairLayer, FollowsTheHead) {
    wearCap(0.015F);
    const Layer hair = hairOf();
    const int head = m_input.skeleton.indexOf("head");
    ASSERT_GE(head, 0);
    const SkinWeights weights = subWeights(m_rig->weights, hair.templateVertex);
    for (int v = 0; v < weights.vertexCount(); ++v) {
        float onHead = 0.0F;
        for (int i = weights.offsets[v]; i < weights.offsets[v + 1]; ++i) {
            int bone = weights.bones[i];
            while (bone >= 0 && bone != head) {
                bone = m_input.skeleton.bones[bone].parent;
            }
            onHead += bone == head ? weights.weights[i] : 0.0F;
        }
        if (hair.rest.positions(v, 1) > earCentre().y()) {
            EXPECT_GT(onHead, 0.8F) << v;
        }
    }
}

TEST_F(HairLayer, HangsAsLongAsItIsSeen) {
    constexpr float kLength = 0.34F;
    wearCap(0.015F);
    wearLocks(kLength);
    const Layer hair = hairOf();
    ASSERT_GT(hair.rest.vertexCount(), 0);
    EXPECT_NEAR(hair.rest.positions.col(1).minCoeff(), earCentre().y() - kLength, 0.04F);
}

TEST_F(HairLayer, LiesBeforeTheShouldersWhereItIsSeenOnTheChest) {
    wearCap(0.01F);
    wearLocks(0.40F);
    const Layer hair = hairOf();
    const Eigen::Vector3f ears = earCentre();
    int onChest = 0;
    for (Eigen::Index v = 0; v < hair.rest.positions.rows(); ++v) {
        const Eigen::Vector3f from = hair.rest.positions.row(v).transpose() - ears;
        onChest += from.y() < -0.30F && from.z() > 0.0F ? 1 : 0;
    }
    EXPECT_GT(onChest, 20);
}

TEST_F(HairLayer, EndsAtTheHairlineWhenItIsShort) {
    wearCap(0.015F);
    const Layer hair = hairOf();
    ASSERT_GT(hair.rest.vertexCount(), 0);
    EXPECT_GT(hair.rest.positions.col(1).minCoeff(), earCentre().y() - 0.13F);
}

TEST_F(HairLayer, IsNotTurnedInsideOut) {
    wearCap(0.02F);
    wearLocks(0.3F);
    const Layer hair = hairOf();
    ASSERT_GT(hair.rest.faceCount(), 0);
    const Points& p = hair.rest.positions;
    const Eigen::RowVector3f axis = earCentre().transpose();
    for (int f = 0; f < hair.rest.faceCount(); ++f) {
        const int* corner = &hair.rest.cornerVertex[hair.rest.faceOffsets[f]];
        const Eigen::RowVector3f normal =
            (p.row(corner[2]) - p.row(corner[0])).cross(p.row(corner[3]) - p.row(corner[1]));
        Eigen::RowVector3f outwards = 0.5F * (p.row(corner[0]) + p.row(corner[2])) - axis;
        outwards.y() = std::max(0.0F, outwards.y());
        EXPECT_GT(normal.dot(outwards), 0.0F) << f;
    }
}

TEST_F(HairLayer, MakesNoSpikeOfWhatSticksOutOfTheHead) {
    wearCap(0.015F);
    const Eigen::Vector3f crown = m_lines.points.row(0).transpose();
    for (float up = 0.0F; up < 0.12F; up += 0.005F) {
        const cv::Point pixel = pixelOf(crown + Eigen::Vector3f(0.0F, up, 0.0F));
        cv::circle(m_input.mask, pixel, 4, cv::Scalar(255), cv::FILLED);
        cv::circle(m_input.hair, pixel, 4, cv::Scalar(255), cv::FILLED);
    }
    const Layer hair = hairOf();
    ASSERT_GT(hair.rest.vertexCount(), 0);
    EXPECT_LT(hair.rest.positions.col(1).maxCoeff(), m_lines.points.col(1).maxCoeff() + 0.035F);
}

TEST_F(HairLayer, LeavesTheBareHeadWithoutACrown) {
    const Eigen::Vector3f crown = m_lines.points.row(0).transpose();
    for (float up = 0.0F; up < 0.10F; up += 0.005F) {
        cv::circle(m_input.mask, pixelOf(crown + Eigen::Vector3f(0.0F, up, 0.0F)), 8,
                   cv::Scalar(255), cv::FILLED);
    }
    const auto offset =
        clothedOffset(*m_input.templateMesh, m_input.rest, m_input.camera, m_input.mask);
    ASSERT_TRUE(offset.has_value());
    const auto edges = uniqueEdges(bodyTriangles(*m_input.templateMesh));
    const auto& regions = m_input.templateMesh->regions;
    for (const auto& [a, b] : edges) {
        if (regions[a] == BodyRegion::Head && regions[b] == BodyRegion::Head) {
            EXPECT_LE((*offset)[a], 0.0121F);
            EXPECT_LT(std::abs((*offset)[a] - (*offset)[b]), 0.008F);
        }
    }
}

TEST_F(HairLayer, TakesTheOffsetFromTheSkullUnderIt) {
    wearCap(0.03F);
    const auto layers = makeLayers(m_input);
    ASSERT_TRUE(layers.has_value());
    m_input.offset = Eigen::VectorXf::Constant(kBodyVertices, 0.01F);
    const Eigen::VectorXf offset = offsetUnderLayers(m_input, *layers);
    for (int v = 0; v < kBodyVertices; ++v) {
        const BodyRegion region = m_input.templateMesh->regions[v];
        if (region == BodyRegion::Head) {
            EXPECT_LE(offset[v], 0.0F);
        } else {
            EXPECT_EQ(offset[v], 0.01F);
        }
    }
}

TEST_F(HairLayer, RefusesAHairMapOfAnotherSize) {
    m_input.hair = cv::Mat::zeros(10, 10, CV_8UC1);
    const auto layers = makeLayers(m_input);
    ASSERT_FALSE(layers.has_value());
    EXPECT_EQ(layers.error().code, ErrorCode::InvalidArgument);
}

} // namespace maquette
