// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/clothed_offset.h"
#include "core/clothing/drape.h"
#include "core/clothing/outline.h"
#include "core/clothing/shoe_shape.h"
#include "core/data/library.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <memory>

namespace maquette {
namespace {

/// The library's template, of whose feet and trunk the following speak.
class Worn : public ::testing::Test {
protected:
    void SetUp() override {
        const auto library = Library::open(Library::locate());
        if (!library) {
            GTEST_SKIP() << describe(library.error());
        }
        m_library = *library;
        m_base = &m_library->templateMesh();
        m_rest = m_base->mesh.positions;
    }

    /// Vertices of a region, and the body's triangles among them.
    [[nodiscard]] Triangles trianglesOf(BodyRegion region) const {
        const Triangles all = bodyTriangles(*m_base);
        std::vector<int> rows;
        for (Eigen::Index t = 0; t < all.rows(); ++t) {
            if (m_base->regions[all(t, 0)] == region) {
                rows.push_back(static_cast<int>(t));
            }
        }
        return all(rows, Eigen::all);
    }

    [[nodiscard]] static Camera frontCamera() {
        return orbitCamera({0.0F, 0.0F, 0.0F}, 4.0F, 0.0F, 0.0F, 1400.0, 600, 800);
    }

    [[nodiscard]] cv::Mat maskOf(const Camera& camera) const {
        return coverage(rasterize(project(camera, m_rest.topRows(kBodyVertices)),
                                  bodyTriangles(*m_base), camera.width, camera.height)) *
               255;
    }

    /// The left foot's front 50 mm seen from above, 4 pixels a millimetre.
    [[nodiscard]] Raster toesFromAbove(const Points& shape) const {
        Points pixels = shape;
        pixels.col(0) = (shape.col(0).array() + 0.1F) * 4000.0F;
        pixels.col(1) = (0.25F - shape.col(2).array()) * 4000.0F;
        pixels.col(2) = 2.0F - shape.col(1).array();
        const Triangles foot = trianglesOf(BodyRegion::LeftFoot);
        const Raster whole = rasterize(pixels, foot, 2000, 1200, {.perspective = false});
        const int tip = cv::boundingRect(coverage(whole)).y;
        return rasterize(pixels, foot, 2000, tip + 200, {.perspective = false});
    }

    [[nodiscard]] static std::vector<cv::Point> outlineOf(const Raster& raster) {
        std::vector<std::vector<cv::Point>> outlines;
        cv::findContours(coverage(raster), outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
        return *std::max_element(outlines.begin(), outlines.end(),
                                 [](const auto& a, const auto& b) { return a.size() < b.size(); });
    }

    /// Mean second difference of the depth across the toes, millimetres over 2 mm steps.
    static double relief(const Raster& raster) {
        constexpr int kStep = 8;
        double sum = 0.0;
        int count = 0;
        for (int y = 0; y < raster.height; ++y) {
            for (int x = kStep; x + kStep < raster.width; ++x) {
                const auto depth = [&](int column) {
                    return raster.depth[static_cast<size_t>(y) * raster.width + column];
                };
                if (raster.at(x - kStep, y) >= 0 && raster.at(x, y) >= 0 &&
                    raster.at(x + kStep, y) >= 0) {
                    sum += 1000.0 * std::abs(depth(x - kStep) - 2 * depth(x) + depth(x + kStep));
                    ++count;
                }
            }
        }
        return sum / count;
    }

    /// Share of its convex hull that an outline fills: toes leave gaps.
    static double fullness(const std::vector<cv::Point>& outline) {
        std::vector<cv::Point> hull;
        cv::convexHull(outline, hull);
        return cv::contourArea(outline) / cv::contourArea(hull);
    }

    std::shared_ptr<const Library> m_library;
    const Template* m_base = nullptr;
    Points m_rest;
};

} // namespace

TEST_F(Worn, ShoesShowNoToes) {
    const Points shod = shoeShape(*m_base, m_rest);
    const Raster toes = toesFromAbove(m_rest);
    const Raster cap = toesFromAbove(shod);
    EXPECT_LT(fullness(outlineOf(toes)), 0.93);
    EXPECT_GT(fullness(outlineOf(cap)), 0.985);
    EXPECT_LT(relief(cap), 0.3 * relief(toes)); // nor grooves between them
}

TEST_F(Worn, ShoesLeaveTheRestOfTheBody) {
    const Points shod = shoeShape(*m_base, m_rest);
    for (int v = 0; v < kTemplateVertices; ++v) {
        const bool isFoot = v < kBodyVertices && (m_base->regions[v] == BodyRegion::LeftFoot ||
                                                  m_base->regions[v] == BodyRegion::RightFoot);
        if (!isFoot) {
            ASSERT_EQ(shod.row(v), m_rest.row(v)) << v;
        } else {
            ASSERT_LT((shod.row(v) - m_rest.row(v)).norm(), 0.06F) << v; // a toe's length
        }
    }
    const float floor = m_rest.topRows(kBodyVertices).col(1).minCoeff();
    EXPECT_NEAR(shod.topRows(kBodyVertices).col(1).minCoeff(), floor, 0.003F);
}

TEST_F(Worn, ClothBridgesHollowsAndBareSkinKeepsItsForms) {
    ClothCover cover;
    cover.cloth = Eigen::VectorXf::Ones(kBodyVertices);
    const Points draped = drapeCloth(*m_base, m_rest, cover);
    // A dent of 10 mm in the belly is filled.
    Points dented = m_rest;
    int navel = 0;
    for (int v = 0; v < kBodyVertices; ++v) {
        const Eigen::RowVector3f p = m_rest.row(v);
        const Eigen::RowVector3f best = m_rest.row(navel);
        if (m_base->regions[v] == BodyRegion::Torso && std::abs(p.x()) < 0.01F &&
            std::abs(p.y() - 0.15F) < 0.03F && p.z() > best.z()) {
            navel = v;
        }
    }
    dented(navel, 2) -= 0.010F;
    const Points filled = drapeCloth(*m_base, dented, cover);
    EXPECT_LT(std::abs(filled(navel, 2) - draped(navel, 2)), 0.004F);
    cover.cloth.setZero();
    EXPECT_TRUE(drapeCloth(*m_base, dented, cover) == dented);
}

TEST_F(Worn, CoverIsWhatThePhotoShows) {
    const Camera camera = frontCamera();
    const Points body = m_rest.topRows(kBodyVertices);
    const cv::Mat mask = maskOf(camera);
    cv::Mat skin = cv::Mat::zeros(mask.size(), CV_8UC1);
    const int knee = 530; // pixel row, above the ankles
    mask.rowRange(knee, mask.rows).copyTo(skin.rowRange(knee, mask.rows));
    const ClothCover cover = clothCover(*m_base, m_rest, camera, mask, skin);
    EXPECT_FALSE(cover.isShod);
    const Points pixels = project(camera, body);
    for (int v = 0; v < kBodyVertices; ++v) {
        const BodyRegion region = m_base->regions[v];
        if (region == BodyRegion::Head || pixels(v, 1) > knee + 30.0F) {
            EXPECT_LT(cover.cloth[v], 0.3F) << v; // the shins are bare behind too
        } else if (region == BodyRegion::Torso && m_rest(v, 1) < 0.4F) {
            EXPECT_GT(cover.cloth[v], 0.7F) << v; // the bare neck goes over softly
        }
    }
    skin.setTo(0);
    EXPECT_TRUE(clothCover(*m_base, m_rest, camera, mask, skin).isShod);
    EXPECT_GT(clothCover(*m_base, m_rest, camera, cv::Mat(), skin).cloth.head(100).maxCoeff(), 0);
}

TEST_F(Worn, TanShoesBelowTrousersAreNoBareFeet) {
    const Camera camera = frontCamera();
    const Points body = m_rest.topRows(kBodyVertices);
    const cv::Mat mask = maskOf(camera);
    const auto isShod = [&](int bareFrom) {
        cv::Mat skin = cv::Mat::zeros(mask.size(), CV_8UC1);
        skin.rowRange(bareFrom, mask.rows).setTo(205); // as tan leather is taken for
        return clothCover(*m_base, m_rest, camera, mask, skin).isShod;
    };
    float ankle = 0.0F;
    const Points pixels = project(camera, body);
    for (int v = 0; v < kBodyVertices; ++v) {
        if (m_base->regions[v] == BodyRegion::LeftLowerLeg) {
            ankle = std::max(ankle, pixels(v, 1));
        }
    }
    EXPECT_TRUE(isShod(static_cast<int>(ankle) - 20));
    EXPECT_FALSE(isShod(530)); // bare shins
}

} // namespace maquette
