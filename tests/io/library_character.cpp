// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/library_character.h"

#include "core/data/library.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <cmath>

namespace maquette::test {
namespace {

struct Part {
    const char* name;
    std::vector<TemplatePart> parts;
    cv::Vec3b color; ///< BGR
};

const std::vector<Part>& parts() {
    static const std::vector<Part> list = {
        {"body", {TemplatePart::Body}, {140, 170, 215}},
        {"eyes", {TemplatePart::LeftEye, TemplatePart::RightEye}, {235, 235, 235}},
        {"teeth", {TemplatePart::UpperTeeth, TemplatePart::LowerTeeth}, {220, 235, 240}},
        {"tongue", {TemplatePart::Tongue}, {110, 100, 190}},
        {"lashes", {TemplatePart::Lashes}, {20, 20, 25}},
        {"suit", {TemplatePart::Tights}, {90, 50, 40}}};
    return list;
}

/// The colour in soft patches, with the grain of photographs.
cv::Mat grainyTexture(const cv::Vec3b& color, int size) {
    cv::Mat patches(16, 16, CV_8UC3);
    cv::theRNG().state = 5;
    cv::randn(patches, cv::Scalar(color[0], color[1], color[2]), cv::Scalar::all(12));
    cv::Mat image;
    cv::resize(patches, image, {size, size}, 0, 0, cv::INTER_CUBIC);
    cv::Mat grain(image.size(), CV_16SC3);
    cv::randn(grain, 0, 4);
    cv::add(image, grain, image, cv::noArray(), CV_8UC3);
    return image;
}

CharacterMesh makeMesh(const Part& part, const Template& base, const Points& shape,
                       const SkinWeights& weights, int textureSize) {
    PolygonMesh whole = base.mesh;
    whole.positions = shape;
    std::vector<int> faces;
    for (int f = 0; f < whole.faceCount(); ++f) {
        for (const TemplatePart wanted : part.parts) {
            if (base.faceParts[f] == wanted) {
                faces.push_back(f);
            }
        }
    }
    CharacterMesh mesh;
    mesh.name = part.name;
    mesh.mesh = subMesh(whole, faces, &mesh.templateVertex);
    mesh.weights = limitInfluences(subWeights(weights, mesh.templateVertex), 4);
    mesh.isLayer = mesh.name == "suit";
    mesh.material.name = part.name;
    mesh.material.baseColor =
        grainyTexture(part.color, mesh.name == "body" ? textureSize : textureSize / 8);
    return mesh;
}

/// The target's offsets on one mesh; empty where it moves nothing.
Points offsetsOn(const CharacterMesh& mesh, const Target& target) {
    Points whole = Points::Zero(kTemplateVertices, 3);
    target.addTo(whole, 1.0F);
    Points offsets(mesh.mesh.vertexCount(), 3);
    for (Eigen::Index v = 0; v < offsets.rows(); ++v) {
        offsets.row(v) = whole.row(mesh.templateVertex[v]);
    }
    return offsets.isZero() ? Points() : offsets;
}

/// Turns every bone a little and the left arm and right leg more.
Pose walkingPose(const Skeleton& skeleton) {
    Pose pose;
    for (const Bone& bone : skeleton.bones) {
        float angle = 0.03F;
        angle = bone.name == "upperarm_l" ? -0.6F : angle;
        angle = bone.name == "thigh_r" ? -0.7F : angle;
        angle = bone.name == "calf_r" ? 0.8F : angle;
        pose.rotations.push_back(
            Eigen::AngleAxisf(angle, Eigen::Vector3f::UnitX()).toRotationMatrix());
    }
    pose.translation = Eigen::Vector3f(0.0F, 0.05F, 0.0F);
    return pose;
}

} // namespace

Result<Character> makeLibraryCharacter(const std::string& rigName, int textureSize) {
    const auto library = Library::open(Library::locate());
    if (!library) {
        return fail(library.error());
    }
    const auto rig = (*library)->rig(rigName);
    if (!rig) {
        return fail(rig.error());
    }
    Result<Points> shape = (*library)->shape({});
    if (!shape) {
        return fail(shape.error());
    }
    putOnGround(*shape);
    Character character;
    character.name = "Library character";
    character.height = bodyHeight(*shape);
    character.skeleton = (*rig)->skeletonFor(*shape);
    character.photoPose = walkingPose(character.skeleton);
    for (const Part& part : parts()) {
        character.meshes.push_back(
            makeMesh(part, (*library)->templateMesh(), *shape, (*rig)->weights, textureSize));
    }
    for (const std::string& name : (*library)->facialUnitNames()) {
        CharacterMorph morph{name, {}};
        const Target* target = (*library)->target("faceunits/" + name);
        for (const CharacterMesh& mesh : character.meshes) {
            morph.offsets.push_back(target ? offsetsOn(mesh, *target) : Points());
        }
        character.morphs.push_back(std::move(morph));
    }
    return character;
}

} // namespace maquette::test
