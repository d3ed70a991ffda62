// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/radial_envelope.h"
#include "core/synthesis/garment.h"
#include "core/synthesis/noise.h"
#include "core/synthesis/outfit.h"
#include "core/synthesis/person_scene.h"
#include "tests/render/simple_meshes.h"
#include "tests/synthesis/library_people.h"

#include <gtest/gtest.h>

#include <set>

namespace maquette {
namespace {

float areaOf(const PolygonMesh& mesh) {
    float area = 0.0F;
    const Triangles triangles = triangulate(mesh).vertices;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const Eigen::Vector3f a = mesh.positions.row(triangles(t, 0));
        const Eigen::Vector3f b = mesh.positions.row(triangles(t, 1));
        const Eigen::Vector3f c = mesh.positions.row(triangles(t, 2));
        area += 0.5F * (b - a).cross(c - a).norm();
    }
    return area;
}

TEST(Suit, SubdivisionKeepsAreaAndSharesEdges) {
    PolygonMesh mesh = rectangle(0, 2, 0, 1);
    Eigen::MatrixXf values(4, 1);
    values << 0, 2, 2, 0; // x
    for (int i = 0; i < 3; ++i) {
        mesh = subdivideQuads(mesh, values);
    }
    EXPECT_EQ(mesh.faceCount(), 64);
    EXPECT_EQ(mesh.vertexCount(), 81);
    EXPECT_NEAR(areaOf(mesh), 2.0F, 1e-5F);
    for (int v = 0; v < mesh.vertexCount(); ++v) {
        EXPECT_NEAR(values(v, 0), mesh.positions(v, 0), 1e-6F);
    }
}

TEST(Suit, CutLeavesACleanStraightHem) {
    PolygonMesh mesh = rectangle(0, 2, 0, 1);
    Eigen::MatrixXf none;
    mesh = subdivideQuads(subdivideQuads(mesh, none), none);
    std::vector<float> keep(mesh.vertexCount());
    for (int v = 0; v < mesh.vertexCount(); ++v) {
        keep[v] = 0.63F - mesh.positions(v, 1) + 0.1F * mesh.positions(v, 0);
    }
    const PolygonMesh cut = cutMesh(mesh, keep, none);
    EXPECT_NEAR(areaOf(cut), 2.0F * 0.63F + 0.1F * 2.0F, 1e-4F);
    for (int v = 0; v < cut.vertexCount(); ++v) {
        EXPECT_LT(cut.positions(v, 1), 0.63F + 0.1F * cut.positions(v, 0) + 1e-5F);
    }
    EXPECT_EQ(cut.cornerUv.size(), cut.cornerVertex.size());
}

TEST(Suit, CutAcrossNothingOrEverything) {
    const PolygonMesh mesh = rectangle(0, 1, 0, 1);
    Eigen::MatrixXf none;
    EXPECT_EQ(cutMesh(mesh, std::vector<float>(4, 1.0F), none).faceCount(), 1);
    EXPECT_EQ(cutMesh(mesh, std::vector<float>(4, -1.0F), none).faceCount(), 0);
}

TEST(Suit, HemFoldsInwardAlongEveryOpenEdge) {
    PolygonMesh mesh = rectangle(0, 1, 0, 1);
    foldHems(mesh, 0.05F);
    EXPECT_EQ(mesh.faceCount(), 5);
    EXPECT_EQ(mesh.vertexCount(), 8);
    EXPECT_NEAR(mesh.positions.bottomRows(4).col(2).maxCoeff(), -0.05F, 1e-6F);
    EXPECT_NEAR(areaOf(mesh), 1.0F + 4 * 0.05F, 1e-5F);
}

TEST(RadialEnvelope, HoldsTheFarthestPointOfEachDirection) {
    RadialEnvelope envelope({0, 0, 0}, 0.0F, 1.0F, 0.1F);
    envelope.add({0.2F, 0.45F, 0.0F});
    envelope.add({0.3F, 0.45F, 0.0F});
    EXPECT_FLOAT_EQ(envelope.reach({1, 0.45F, 0}, 0), 0.3F);
    EXPECT_FLOAT_EQ(envelope.reach({1, 0.35F, 0}, 1), 0.3F);
    EXPECT_FLOAT_EQ(envelope.reach({-1, 0.45F, 0}, 0), 0.0F);
    EXPECT_FLOAT_EQ(envelope.reach({1, 0.85F, 0}, 0), 0.0F);
}

TEST(Noise, StaysInRangeAndIsSmooth) {
    float low = 1.0F;
    float high = 0.0F;
    for (int i = 0; i < 4000; ++i) {
        const Eigen::Vector3f p(0.013F * i, -0.029F * i, 0.007F * i);
        const float value = valueNoise(p, 5);
        EXPECT_NEAR(value, valueNoise(p + Eigen::Vector3f::Constant(1e-4F), 5), 2e-3F);
        low = std::min(low, value);
        high = std::max(high, value);
    }
    EXPECT_GE(low, 0.0F);
    EXPECT_LE(high, 1.0F);
    EXPECT_GT(high - low, 0.7F);
}

TEST(Outfits, EveryoneIsDressed) {
    const BodyCoordinates coordinates = *makeBodyCoordinates(testLibrary());
    std::vector<int> hipRows;
    std::vector<int> breastRows;
    for (int v = 0; v < kBodyVertices; ++v) {
        const BodyPlace place = placeOf(coordinates.values.row(v));
        const bool hips = place.arm < 0.01F && place.base.y() > -0.04F && place.base.y() < 0.075F;
        const bool breast = place.arm < 0.01F && std::abs(place.base.x()) < 0.13F &&
                            place.base.y() > 0.26F && place.base.y() < 0.43F;
        if (hips) {
            hipRows.push_back(v);
        } else if (breast) {
            breastRows.push_back(v);
        }
    }
    ASSERT_GT(hipRows.size(), 150U);
    ASSERT_GT(breastRows.size(), 150U);
    for (int person = 0; person < 400; ++person) {
        Random random(1000 + person);
        MacroParameters macro;
        macro.gender = person % 2;
        macro.age = person % 3 == 0 ? 12.0 : 30.0;
        const Outfit outfit = sampleOutfit(macro, random, person % 4 < 2);
        std::vector<int> mustCover = hipRows;
        if (macro.gender < 0.5 || macro.age < 18.0) { // men may be bare above the waist
            mustCover.insert(mustCover.end(), breastRows.begin(), breastRows.end());
        }
        for (const int v : mustCover) {
            const BodyPlace place = placeOf(coordinates.values.row(v));
            bool covered = false;
            for (const auto& garment : outfit.garments) {
                covered =
                    covered || (garment.part == TemplatePart::Tights && garment.keep(place) > 0.0F);
            }
            ASSERT_TRUE(covered) << outfit.description << ", person " << person << ", at "
                                 << place.base.transpose() << ", leg " << place.legPlace;
        }
    }
}

TEST(Outfits, NobodyWearsClothOnTheFaceOrHands) {
    const BodyCoordinates coordinates = *makeBodyCoordinates(testLibrary());
    for (int person = 0; person < 60; ++person) {
        Random random(50 + person);
        MacroParameters macro;
        macro.gender = person % 2;
        const Outfit outfit = sampleOutfit(macro, random, person % 4 < 2);
        for (int v = 0; v < kBodyVertices; v += 3) {
            const BodyPlace place = placeOf(coordinates.values.row(v));
            const bool bare = place.base.y() > 0.61F || (place.arm > 0.9F && place.armPlace > 2.1F);
            for (const auto& garment : outfit.garments) {
                ASSERT_FALSE(bare && garment.part == TemplatePart::Tights &&
                             garment.keep(place) > 0.0F)
                    << garment.name << " at " << place.base.transpose();
            }
        }
    }
}

TEST(Outfits, ClothStaysOutsideTheBodyItHangsOn) {
    const Library& library = testLibrary();
    const auto parts = PersonParts::create(library);
    ASSERT_TRUE(parts);
    const Points& posed = library.templateMesh().mesh.positions;
    const Points body = parts->suit.posed(posed);
    const Points normals = vertexNormals(body, parts->suit.triangles());
    Points surface = body;
    Cloth cloth;
    const Garment shirt = tShirt(cloth, 0.015F, 0.6F, 0.02F);
    const PolygonMesh piece = hangGarment(parts->suit, shirt, surface);
    EXPECT_GT(piece.faceCount(), 5000);
    int moved = 0;
    for (Eigen::Index v = 0; v < body.rows(); ++v) {
        if (shirt.keep(placeOf(parts->suit.values().row(v))) > 0.0F) {
            EXPECT_GT((surface.row(v) - body.row(v)).dot(normals.row(v)), 0.0F);
            ++moved;
        } else {
            EXPECT_EQ(surface.row(v), body.row(v));
        }
    }
    EXPECT_GT(moved, 5000);
}

TEST(Hairline, FaceAndEarsAreBareAndTheCrownIsNot) {
    EXPECT_LT(scalpHeight({0.0F, 0.69F, 0.165F}), 0.0F);  // nose
    EXPECT_LT(scalpHeight({0.0F, 0.79F, 0.145F}), 0.0F);  // forehead
    EXPECT_LT(scalpHeight({0.085F, 0.71F, 0.05F}), 0.0F); // ear
    EXPECT_GT(scalpHeight({0.0F, 0.845F, 0.04F}), 0.02F); // crown
    EXPECT_GT(scalpHeight({0.0F, 0.72F, -0.06F}), 0.05F); // back
    EXPECT_LT(scalpHeight({0.0F, 0.60F, -0.02F}), 0.0F);  // nape
}

} // namespace
} // namespace maquette
