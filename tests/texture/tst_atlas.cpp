// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/atlas.h"

#include <gtest/gtest.h>

namespace maquette::texture {
namespace {

/// A unit square in space whose UVs fill the middle half of the texture.
PolygonMesh square() {
    PolygonMesh mesh;
    mesh.positions.resize(4, 3);
    mesh.positions << 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0;
    mesh.uvs.resize(4, 2);
    mesh.uvs << 0.25F, 0.25F, 0.75F, 0.25F, 0.75F, 0.75F, 0.25F, 0.75F;
    mesh.faceOffsets = {0, 4};
    mesh.cornerVertex = {0, 1, 2, 3};
    mesh.cornerUv = {0, 1, 2, 3};
    return mesh;
}

Eigen::Vector3f placeOf(const Atlas& atlas, const PolygonMesh& mesh, const AtlasPoint& point) {
    Eigen::Vector3f place = Eigen::Vector3f::Zero();
    for (int k = 0; k < 3; ++k) {
        const int v = atlas.triangles().vertices(point.triangle, k);
        place += point.weights[k] * mesh.positions.row(v).transpose();
    }
    return place;
}

TEST(Atlas, TexelsKnowTheirSurfacePoint) {
    const PolygonMesh mesh = square();
    const Atlas atlas(mesh, {}, 64);
    int inside = 0;
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 64; ++x) {
            const int texel = y * 64 + x;
            const bool expected = x >= 16 && x < 48 && y >= 16 && y < 48;
            ASSERT_EQ(atlas.isInside(texel), expected) << x << ' ' << y;
            if (expected) {
                ++inside;
                const Eigen::Vector3f p = placeOf(atlas, mesh, atlas.pointAt(texel));
                EXPECT_NEAR(p.x(), (x + 0.5 - 16) / 32, 1e-4);
                EXPECT_NEAR(p.y(), 1.0 - (y + 0.5 - 16) / 32, 1e-4);
            }
        }
    }
    EXPECT_EQ(inside, 32 * 32);
}

TEST(Atlas, TexelPositionInvertsPointAt) {
    const PolygonMesh mesh = square();
    const Atlas atlas(mesh, {}, 64);
    const int texel = 20 * 64 + 33;
    const Eigen::Vector2f at = atlas.texelPosition(atlas.pointAt(texel));
    EXPECT_NEAR(at.x(), 33.0F, 2e-3F);
    EXPECT_NEAR(at.y(), 20.0F, 2e-3F);
}

TEST(Atlas, GapsKnowTheNearestTexelInside) {
    const PolygonMesh mesh = square();
    const Atlas atlas(mesh, {}, 64);
    EXPECT_EQ(atlas.nearestInside(30 * 64 + 2), 30 * 64 + 16);
    EXPECT_EQ(atlas.nearestInside(60 * 64 + 60), 47 * 64 + 47);
    EXPECT_EQ(atlas.nearestInside(30 * 64 + 30), 30 * 64 + 30);
}

TEST(Atlas, LeavesOutFacesNotAskedFor) {
    PolygonMesh mesh = square();
    mesh.positions.conservativeResize(5, 3);
    mesh.positions.row(4) << 2, 0, 0;
    mesh.uvs.conservativeResize(5, 2);
    mesh.uvs.row(4) << 1.0F, 0.25F;
    mesh.faceOffsets = {0, 4, 7};
    mesh.cornerVertex = {0, 1, 2, 3, 1, 4, 2};
    mesh.cornerUv = {0, 1, 2, 3, 1, 4, 2};
    const Atlas whole(mesh, {}, 64);
    const Atlas first(mesh, {0}, 64);
    const int texel = 45 * 64 + 52;
    EXPECT_TRUE(whole.isInside(texel));
    EXPECT_FALSE(first.isInside(texel));
    EXPECT_EQ(first.triangles().vertices.rows(), 2);
}

} // namespace
} // namespace maquette::texture
