// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/mesh.h"
#include "tests/geometry/analytic_surfaces.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using namespace test;

constexpr double kPi = std::numbers::pi;

TEST(Triangulate, FansOfPolygonsKeepAreaVolumeAndOrientation) {
    for (const int sides : {3, 4, 5, 12, 100}) {
        const PolygonMesh mesh = prism(sides);
        const Triangulation triangles = triangulate(mesh);
        EXPECT_EQ(triangles.vertices.rows(), 2 * sides + 2 * (sides - 2));
        EXPECT_TRUE(isClosedAndOriented(triangles.vertices)) << sides;
        EXPECT_EQ(eulerNumber(mesh), 2) << sides;
        const double base = 0.5 * sides * std::sin(2.0 * kPi / sides);
        EXPECT_NEAR(volumeOf(mesh), 2.0 * base, 1e-5) << sides;
        EXPECT_NEAR(areaOf(mesh), 2.0 * base + sides * 2.0 * 2.0 * std::sin(kPi / sides), 1e-5);
    }
}

TEST(Triangulate, TorusIsClosedWithEulerNumberZero) {
    const PolygonMesh mesh = torus(2.0F, 0.5F, 200, 100);
    EXPECT_TRUE(isClosedAndOriented(triangulate(mesh).vertices));
    EXPECT_EQ(eulerNumber(mesh), 0);
    const double volume = 2.0 * kPi * kPi * 2.0 * 0.25; // Pappus
    EXPECT_NEAR(volumeOf(mesh), volume, 0.002 * volume);
    const double area = 4.0 * kPi * kPi * 2.0 * 0.5;
    EXPECT_NEAR(areaOf(mesh), area, 0.002 * area);
}

TEST(Triangulate, OpenSheetHasEulerNumberOne) {
    const PolygonMesh mesh = grid(7, 4);
    EXPECT_FALSE(isClosedAndOriented(triangulate(mesh).vertices));
    EXPECT_EQ(eulerNumber(mesh), 1);
    EXPECT_NEAR(areaOf(mesh), 28.0, 1e-5);
}

TEST(Triangulate, CornersKeepTheirUvAndTrianglesTheirFace) {
    PolygonMesh mesh = grid(2, 1);
    mesh.uvs.resize(8, 2); // a seam between the two quads: every corner has its own
    mesh.cornerUv = {7, 6, 5, 4, 3, 2, 1, 0};
    const Triangulation triangles = triangulate(mesh);
    EXPECT_EQ(triangles.faces, (std::vector<int>{0, 0, 1, 1}));
    Triangles vertices(4, 3);
    vertices << 0, 1, 4, 0, 4, 3, 1, 2, 5, 1, 5, 4;
    Triangles uvs(4, 3);
    uvs << 7, 6, 5, 7, 5, 4, 3, 2, 1, 3, 1, 0;
    EXPECT_EQ(triangles.vertices, vertices);
    EXPECT_EQ(triangles.uvs, uvs);
}

TEST(Triangulate, NothingComesOfNothingAndOfFacesWithoutArea) {
    EXPECT_EQ(triangulate({}).vertices.rows(), 0);
    PolygonMesh mesh = grid(1, 1);
    addFace(mesh, {0, 1});
    addFace(mesh, {});
    const Triangulation triangles = triangulate(mesh);
    EXPECT_EQ(triangles.faces, (std::vector<int>{0, 0}));
    EXPECT_EQ(triangles.uvs.rows(), 0);
}

TEST(VertexNormals, AreWeightedByArea) {
    // The corner of a box with edges 1, 2 and 3: its faces' areas are as 6, 3 and 2.
    Points positions(5, 3);
    positions << 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 9, 9, 9;
    Triangles triangles(3, 3);
    triangles << 0, 3, 2, 0, 1, 3, 0, 2, 1;
    const Points normals = vertexNormals(positions, triangles);
    EXPECT_LT((normals.row(0) - Eigen::RowVector3f(-6, -3, -2) / 7.0F).norm(), 1e-6F);
    EXPECT_LT((normals.row(1) - Eigen::RowVector3f(0, -3, -2).normalized()).norm(), 1e-6F);
    EXPECT_TRUE(normals.row(4).isZero(0.0F)) << "no triangle touches the last";
}

TEST(VertexNormals, PointOutwardsOnATorus) {
    const PolygonMesh mesh = torus(2.0F, 0.5F, 120, 60);
    const Points normals = vertexNormals(mesh.positions, triangulate(mesh).vertices);
    for (int v = 0; v < mesh.vertexCount(); ++v) {
        const Eigen::Vector3f p = mesh.positions.row(v);
        const Eigen::Vector3f ring = Eigen::Vector3f(p.x(), 0.0F, p.z()).normalized() * 2.0F;
        ASSERT_GT(normals.row(v).dot((p - ring).normalized()), 0.9995F) << v;
    }
}

TEST(SubMesh, KeepsOrderAndKnowsItsSources) {
    PolygonMesh mesh = grid(3, 1);
    mesh.uvs.resize(9, 2);
    for (int i = 0; i < 9; ++i) {
        mesh.uvs.row(i) << 0.1F * static_cast<float>(i), 0.5F;
    }
    mesh.cornerUv = {0, 1, 2, 3, 1, 4, 5, 2, 4, 6, 7, 5};
    std::vector<int> sources;
    const PolygonMesh part = subMesh(mesh, {2, 0}, &sources);
    EXPECT_EQ(sources, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
    EXPECT_EQ(part.faceOffsets, (std::vector<int>{0, 4, 8}));
    for (int corner = 0; corner < 8; ++corner) {
        const int from = corner < 4 ? 8 + corner : corner - 4;
        EXPECT_EQ(sources[part.cornerVertex[corner]], mesh.cornerVertex[from]);
        EXPECT_EQ(part.uvs.row(part.cornerUv[corner]), mesh.uvs.row(mesh.cornerUv[from]));
    }
    EXPECT_EQ(part.uvs.rows(), 8) << "the UV that only the middle quad has is dropped";
}

TEST(SubMesh, DropsWhatIsNotUsed) {
    const PolygonMesh mesh = grid(4, 4);
    std::vector<int> sources;
    const PolygonMesh part = subMesh(mesh, {5}, &sources);
    EXPECT_EQ(part.vertexCount(), 4);
    EXPECT_EQ(sources, (std::vector<int>{6, 7, 11, 12}));
    for (int v = 0; v < 4; ++v) {
        EXPECT_EQ(part.positions.row(v), mesh.positions.row(sources[v]));
    }
    EXPECT_EQ(part.uvs.rows(), 0);
    EXPECT_EQ(subMesh(mesh, {}).faceCount(), 0);
    EXPECT_EQ(subMesh(mesh, {}).vertexCount(), 0);
}

TEST(UniqueEdges, AreSortedPairsOfAscendingVertices) {
    Triangles triangles(2, 3);
    triangles << 2, 0, 1, 3, 2, 1;
    EXPECT_EQ(uniqueEdges(triangles),
              (std::vector<std::pair<int, int>>{{0, 1}, {0, 2}, {1, 2}, {1, 3}, {2, 3}}));
}

} // namespace
} // namespace maquette
