// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/test_character.h"

#include <opencv2/core.hpp>

#include <cmath>
#include <numbers>

namespace maquette::test {
namespace {

constexpr int kNoseRing = kTubeRings - 4;
constexpr int kFrontSide = kTubeSides / 2; // side 0, the seam, is at the back
constexpr int kLeftSide = kTubeSides / 4;

void addQuad(PolygonMesh& mesh, const std::array<int, 4>& vertices, const std::array<int, 4>& uvs) {
    mesh.cornerVertex.insert(mesh.cornerVertex.end(), vertices.begin(), vertices.end());
    mesh.cornerUv.insert(mesh.cornerUv.end(), uvs.begin(), uvs.end());
    mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
}

PolygonMesh makeTube() {
    PolygonMesh mesh;
    mesh.faceOffsets = {0};
    const int tubeVertices = kTubeRings * kTubeSides;
    mesh.positions.resize(tubeVertices + 4, 3);
    mesh.uvs.resize(kTubeRings * (kTubeSides + 1) + 4, 2);
    for (int ring = 0; ring < kTubeRings; ++ring) {
        const float t = static_cast<float>(ring) / (kTubeRings - 1);
        for (int side = 0; side <= kTubeSides; ++side) {
            const float angle = 2.0F * std::numbers::pi_v<float> * side / kTubeSides;
            const float radius = 0.15F + (ring == kNoseRing && side == kFrontSide ? 0.1F : 0.0F) +
                                 (ring == kNoseRing - 10 && side == kLeftSide ? 0.2F : 0.0F);
            mesh.uvs.row(ring * (kTubeSides + 1) + side) << static_cast<float>(side) / kTubeSides,
                0.9F * t;
            if (side < kTubeSides) {
                mesh.positions.row(tubeVertex(ring, side)) << radius * std::sin(angle),
                    kTubeHeight * t, -radius * std::cos(angle);
            }
        }
    }
    for (int ring = 0; ring + 1 < kTubeRings; ++ring) {
        for (int side = 0; side < kTubeSides; ++side) {
            const int uv = ring * (kTubeSides + 1) + side;
            const int above = uv + kTubeSides + 1;
            addQuad(mesh,
                    {tubeVertex(ring, side), tubeVertex(ring + 1, side),
                     tubeVertex(ring + 1, side + 1), tubeVertex(ring, side + 1)},
                    {uv, above, above + 1, uv + 1});
        }
    }
    // A small quad on top; its first corner touches ring 20, side 3.
    const int uv = kTubeRings * (kTubeSides + 1);
    const Eigen::RowVector3f touching = mesh.positions.row(tubeVertex(20, 3));
    const std::array<Eigen::RowVector3f, 4> steps = {
        Eigen::RowVector3f(0, 0, 0), Eigen::RowVector3f(0, .02F, 0),
        Eigen::RowVector3f(.02F, .02F, 0), Eigen::RowVector3f(.02F, 0, 0)};
    for (int i = 0; i < 4; ++i) {
        mesh.positions.row(tubeVertices + i) = touching + steps[i];
        mesh.uvs.row(uv + i) << 0.1F + 5.0F * steps[i].x(), 0.95F + 2.0F * steps[i].y();
    }
    addQuad(mesh, {tubeVertices, tubeVertices + 1, tubeVertices + 2, tubeVertices + 3},
            {uv, uv + 1, uv + 2, uv + 3});
    return mesh;
}

/// Separate quads of 4 cm in the plane z = @p z, one at each centre.
PolygonMesh makeQuads(const std::vector<Eigen::Vector2f>& centres, float z) {
    PolygonMesh mesh;
    mesh.faceOffsets = {0};
    const auto count = static_cast<Eigen::Index>(4 * centres.size());
    mesh.positions.resize(count, 3);
    mesh.uvs.resize(count, 2);
    constexpr float kCorners[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    for (std::size_t q = 0; q < centres.size(); ++q) {
        const int first = static_cast<int>(4 * q);
        for (int i = 0; i < 4; ++i) {
            mesh.positions.row(first + i) << centres[q].x() + 0.04F * (kCorners[i][0] - 0.5F),
                centres[q].y() + 0.04F * (kCorners[i][1] - 0.5F), z;
            mesh.uvs.row(first + i) << kCorners[i][0], kCorners[i][1];
        }
        addQuad(mesh, {first, first + 1, first + 2, first + 3},
                {first, first + 1, first + 2, first + 3});
    }
    return mesh;
}

Skeleton makeSkeleton() {
    Skeleton skeleton;
    skeleton.rigName = "test";
    const auto bone = [&](const char* name, int parent, float from, float to) {
        skeleton.bones.push_back(
            {name, parent, Eigen::Vector3f(0, from, 0), Eigen::Vector3f(0, to, 0)});
    };
    bone("root", -1, 0.0F, 0.2F);
    bone("lower", 0, 0.0F, 0.8F);
    bone("middle", 1, 0.8F, 1.2F);
    bone("tiny", 2, 0.805F, 0.9F);
    bone("upper", 2, 1.2F, 1.7F);
    return skeleton;
}

/// Blends lower, middle and upper by height.
SkinWeights weightsByHeight(const Points& positions) {
    SkinWeights weights;
    weights.offsets = {0};
    for (Eigen::Index v = 0; v < positions.rows(); ++v) {
        const float y = positions(v, 1);
        const float upper = std::clamp((y - 1.1F) / 0.2F, 0.0F, 1.0F);
        const float lower = std::clamp((0.9F - y) / 0.2F, 0.0F, 1.0F);
        const std::array<float, 3> shares = {lower, 1.0F - lower - upper, upper};
        const std::array<int, 3> bones = {1, 2, 4};
        for (int i = 0; i < 3; ++i) {
            if (shares[i] > 0.0F) {
                weights.bones.push_back(bones[i]);
                weights.weights.push_back(shares[i]);
            }
        }
        weights.offsets.push_back(static_cast<int>(weights.bones.size()));
    }
    return weights;
}

/// All weight on one bone.
SkinWeights weightsOfBone(int vertexCount, int bone) {
    SkinWeights weights;
    for (int v = 0; v <= vertexCount; ++v) {
        weights.offsets.push_back(v);
    }
    weights.bones.assign(vertexCount, bone);
    weights.weights.assign(vertexCount, 1.0F);
    return weights;
}

/// Smooth colours with some grain, as in photographs.
cv::Mat makeTexture(int size, int type) {
    cv::Mat image(size, size, type);
    cv::RNG random(7);
    const int channels = image.channels();
    for (int y = 0; y < size; ++y) {
        auto* row = image.ptr<std::uint8_t>(y);
        for (int x = 0; x < size; ++x) {
            const std::array<int, 4> color = {60 + 100 * x / size, 90 + 100 * y / size, 180,
                                              255 * x / size};
            for (int c = 0; c < channels; ++c) {
                const int grain = c < 3 ? random.uniform(-6, 7) : 0;
                row[channels * x + c] = cv::saturate_cast<std::uint8_t>(color[c] + grain);
            }
        }
    }
    return image;
}

CharacterMesh makeMesh(const char* name, PolygonMesh mesh, SkinWeights weights, cv::Mat texture) {
    CharacterMesh result;
    result.name = name;
    result.mesh = std::move(mesh);
    result.weights = std::move(weights);
    result.material.name = std::string(name) + " material";
    result.material.baseColor = std::move(texture);
    return result;
}

CharacterMorph makeMorph(const Character& character, const char* name, int mesh,
                         const std::vector<int>& rows, const Eigen::RowVector3f& offset) {
    CharacterMorph morph;
    morph.name = name;
    morph.offsets.resize(character.meshes.size());
    morph.offsets[mesh] = Points::Zero(character.meshes[mesh].mesh.vertexCount(), 3);
    for (const int row : rows) {
        morph.offsets[mesh].row(row) = offset;
    }
    return morph;
}

void addMeshes(Character& character, int textureSize) {
    PolygonMesh tube = makeTube();
    SkinWeights weights = weightsByHeight(tube.positions);
    // The vertex that touches another follows the upper bone alone.
    const SkinWeights quad = weightsOfBone(4, 4);
    weights.offsets.resize(kTubeRings * kTubeSides + 1);
    weights.bones.resize(weights.offsets.back());
    weights.weights.resize(weights.offsets.back());
    for (int i = 0; i < 4; ++i) {
        weights.bones.push_back(quad.bones[i]);
        weights.weights.push_back(1.0F);
        weights.offsets.push_back(static_cast<int>(weights.bones.size()));
    }
    character.meshes.push_back(
        makeMesh("body", std::move(tube), std::move(weights), makeTexture(textureSize, CV_8UC3)));

    PolygonMesh eyes = makeQuads({{-0.04F, 1.55F}, {0.04F, 1.55F}}, 0.2F);
    character.meshes.push_back(
        makeMesh("eyes", std::move(eyes), weightsOfBone(8, 4), makeTexture(32, CV_8UC4)));
    character.meshes.back().material.roughness = 0.2F;

    PolygonMesh hair = makeQuads({{-0.05F, 1.6F}, {0.05F, 1.6F}}, -0.2F);
    character.meshes.push_back(
        makeMesh("hair", std::move(hair), weightsOfBone(8, 4), makeTexture(32, CV_8UC4)));
    character.meshes.back().isLayer = true;
    character.meshes.back().material.alphaCutout = true;
    character.meshes.back().material.doubleSided = true;
}

} // namespace

Character makeTestCharacter(int textureSize) {
    Character character;
    character.name = "Tube";
    character.height = kTubeHeight;
    character.skeleton = makeSkeleton();
    addMeshes(character, textureSize);
    std::vector<int> jaw;
    for (int side = 5; side < 12; ++side) {
        jaw.push_back(tubeVertex(kNoseRing - 2, side));
    }
    character.morphs.push_back(makeMorph(character, "jawOpen", 0, jaw, {0, -0.02F, 0.01F}));
    character.morphs.push_back(makeMorph(character, "eyeBlinkLeft", 1, {6, 7}, {0, -0.03F, 0}));
    character.morphs.push_back(makeMorph(character, "eyeWideLeft", 1, {}, {0, 0, 0}));

    character.photoPose.rotations.assign(character.skeleton.bones.size(),
                                         Eigen::Matrix3f::Identity());
    const float angle = 40.0F * std::numbers::pi_v<float> / 180.0F;
    character.photoPose.rotations[2] =
        Eigen::AngleAxisf(angle, Eigen::Vector3f::UnitX()).toRotationMatrix();
    character.photoPose.translation = Eigen::Vector3f(0.1F, 0.5F, -0.2F);
    return character;
}

} // namespace maquette::test
