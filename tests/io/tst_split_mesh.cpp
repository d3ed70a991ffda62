// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/split_mesh.h"

#include "tests/io/test_character.h"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace maquette {
namespace {

PolygonMesh body() {
    return test::makeTestCharacter().meshes.front().mesh;
}

TEST(SplitMesh, KeepsSourceVerticesFirstAndInOrder) {
    const PolygonMesh mesh = body();
    const SplitMesh split = splitAtSeams(mesh);
    // The seam at the back doubles one vertex a ring.
    ASSERT_EQ(split.vertexCount(), mesh.vertexCount() + test::kTubeRings);
    for (int v = 0; v < mesh.vertexCount(); ++v) {
        ASSERT_EQ(split.sourceVertex[v], v);
    }
}

TEST(SplitMesh, CornersKeepTheirPlaceAndUv) {
    const PolygonMesh mesh = body();
    const SplitMesh split = splitAtSeams(mesh);
    ASSERT_EQ(split.corners.size(), mesh.cornerVertex.size());
    EXPECT_EQ(split.faceOffsets, mesh.faceOffsets);
    for (std::size_t c = 0; c < split.corners.size(); ++c) {
        EXPECT_EQ(split.sourceVertex[split.corners[c]], mesh.cornerVertex[c]);
        EXPECT_EQ(split.uvs.row(split.corners[c]), mesh.uvs.row(mesh.cornerUv[c]));
        EXPECT_TRUE(split.positions.row(split.corners[c])
                        .isApprox(mesh.positions.row(mesh.cornerVertex[c]), 1e-6F));
    }
}

TEST(SplitMesh, TouchingVerticesAreMovedApart) {
    const PolygonMesh mesh = body();
    const int quad = test::kTubeRings * test::kTubeSides;
    ASSERT_EQ(mesh.positions.row(quad), mesh.positions.row(test::tubeVertex(20, 3)));
    const SplitMesh split = splitAtSeams(mesh);
    std::set<std::array<float, 3>> places;
    for (int v = 0; v < mesh.vertexCount(); ++v) {
        places.insert({split.positions(v, 0), split.positions(v, 1), split.positions(v, 2)});
    }
    EXPECT_EQ(static_cast<int>(places.size()), mesh.vertexCount());
}

TEST(SplitMesh, NormalsAreUnitOutwardAndSmoothAcrossTheSeam) {
    const PolygonMesh mesh = body();
    const SplitMesh split = splitAtSeams(mesh);
    for (int row = 0; row < split.vertexCount(); ++row) {
        EXPECT_NEAR(split.normals.row(row).norm(), 1.0F, 1e-5F);
        EXPECT_EQ(split.normals.row(row), split.normals.row(split.sourceVertex[row]));
    }
    EXPECT_NEAR(split.normals(test::tubeVertex(10, 0), 2), -1.0F, 1e-3F);
}

TEST(SplitMesh, UnusedVerticesAreDropped) {
    PolygonMesh mesh;
    mesh.positions.resize(4, 3);
    mesh.positions << 9, 9, 9, 0, 0, 0, 1, 0, 0, 0, 1, 0;
    mesh.faceOffsets = {0, 3};
    mesh.cornerVertex = {1, 2, 3};
    const SplitMesh split = splitAtSeams(mesh);
    EXPECT_EQ(split.sourceVertex, (std::vector<int>{1, 2, 3}));
    EXPECT_EQ(split.uvs.rows(), 0);
    EXPECT_EQ(trianglesOf(split).rows(), 1);
}

TEST(SplitMesh, NearlyEqualUvsOfAVertexAreUnited) {
    PolygonMesh mesh;
    mesh.positions.resize(4, 3);
    mesh.positions << 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0;
    mesh.uvs.resize(5, 2);
    mesh.uvs << 0, 0, 1, 0, 1, 1, 0, 1, 0, 5e-6F;
    mesh.faceOffsets = {0, 3, 6};
    mesh.cornerVertex = {0, 1, 2, 0, 2, 3};
    mesh.cornerUv = {0, 1, 2, 4, 2, 3};
    EXPECT_EQ(splitAtSeams(mesh).vertexCount(), 4);
    mesh.uvs(4, 1) = 0.1F;
    EXPECT_EQ(splitAtSeams(mesh).vertexCount(), 5);
}

} // namespace
} // namespace maquette
