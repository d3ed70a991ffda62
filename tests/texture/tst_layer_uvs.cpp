// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/layer_uvs.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

/// Adds a rectangle with its own chart.
void addCard(PolygonMesh& mesh, float width, float height, const Eigen::Vector2f& corner,
             const Eigen::Vector2f& size) {
    const auto v = static_cast<int>(mesh.positions.rows());
    mesh.positions.conservativeResize(v + 4, 3);
    mesh.positions.bottomRows(4) << 0, 0, 0, width, 0, 0, width, height, 0, 0, height, 0;
    mesh.uvs.conservativeResize(v + 4, 2);
    const Eigen::Vector2f end = corner + size;
    mesh.uvs.bottomRows(4) << corner.x(), corner.y(), end.x(), corner.y(), end.x(), end.y(),
        corner.x(), end.y();
    if (mesh.faceOffsets.empty()) {
        mesh.faceOffsets.push_back(0);
    }
    for (int k = 0; k < 4; ++k) {
        mesh.cornerVertex.push_back(v + k);
        mesh.cornerUv.push_back(v + k);
    }
    mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
}

PolygonMesh cards() {
    PolygonMesh mesh;
    addCard(mesh, 0.4F, 0.2F, {0.9F, 0.9F}, {0.02F, 0.01F}); // tiny in the template's atlas
    addCard(mesh, 0.1F, 0.3F, {0.1F, 0.1F}, {0.3F, 0.9F});   // huge
    addCard(mesh, 0.1F, 0.3F, {0.5F, 0.1F}, {0.02F, 0.06F});
    return mesh;
}

TEST(LayerUvs, GivesEveryChartTheSizeOfItsSurface) {
    const PolygonMesh packed = withOwnUvs(cards());
    const auto width = [&](int card) {
        return packed.uvs(4 * card + 1, 0) - packed.uvs(4 * card, 0);
    };
    const auto height = [&](int card) {
        return packed.uvs(4 * card + 3, 1) - packed.uvs(4 * card, 1);
    };
    EXPECT_NEAR(width(0) / width(1), 4.0F, 1e-3F);
    EXPECT_NEAR(height(0) / height(1), 2.0F / 3.0F, 1e-3F);
    EXPECT_NEAR(width(1), width(2), 1e-5F);
    EXPECT_GT(height(1), 0.3F); // the square is used
}

TEST(LayerUvs, KeepsChartsApartAndInside) {
    const PolygonMesh packed = withOwnUvs(cards());
    EXPECT_GE(packed.uvs.minCoeff(), 0.004F);
    EXPECT_LE(packed.uvs.maxCoeff(), 0.996F);
    for (int a = 0; a < 3; ++a) {
        for (int b = 0; b < a; ++b) {
            const auto low = [&](int card) {
                return packed.uvs.middleRows(4 * card, 4).colwise().minCoeff().eval();
            };
            const auto high = [&](int card) {
                return packed.uvs.middleRows(4 * card, 4).colwise().maxCoeff().eval();
            };
            const bool apart = (high(a).array() < low(b).array()).any() ||
                               (high(b).array() < low(a).array()).any();
            EXPECT_TRUE(apart) << a << ' ' << b;
        }
    }
}

TEST(LayerUvs, ChangesNothingElse) {
    const PolygonMesh mesh = cards();
    const PolygonMesh packed = withOwnUvs(mesh);
    EXPECT_EQ(packed.positions, mesh.positions);
    EXPECT_EQ(packed.cornerUv, mesh.cornerUv);
    EXPECT_EQ(packed.faceOffsets, mesh.faceOffsets);
    EXPECT_EQ(withOwnUvs(PolygonMesh{}).uvs.rows(), 0);
}

} // namespace
} // namespace maquette
