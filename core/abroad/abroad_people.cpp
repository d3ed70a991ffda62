// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/abroad_people.h"

#include "core/abroad/abroad_pose.h"
#include "core/abroad/abroad_sampler.h"
#include "core/synthesis/evaluation_set.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

/// Independent random streams: changing one part of a person leaves the others.
enum Stream : std::uint64_t { kShape, kLook, kPose, kCamera, kSetting };

/// Angle that keeps hanging arms off the hips, degrees.
float armClearance(const Skeleton& skeleton, const BodyExtent& extent) {
    constexpr float kGap = 0.06F; // metres from the wrist's middle to the hip
    const auto head = [&](const char* bone) { return skeleton.bones[skeleton.indexOf(bone)].head; };
    const Eigen::Vector3f shoulder = head("upperarm01.L");
    const float needed = extent.hipHalfWidth + kGap - shoulder.x();
    const float length = (head("wrist.L") - shoulder).norm();
    return std::atan2(std::max(needed, 0.0F), length) * 180.0F / std::numbers::pi_v<float>;
}

/// Poses the person, the lowest point of the body at y = 0.
void strikePose(SyntheticPerson& person, const Rig& rig, const Template& body, Random random) {
    const BodyExtent extent = measureExtent(person.restShape, body.mesh.positions);
    person.pose = sampleAbroadPose(person.skeleton, armClearance(person.skeleton, extent), random);
    const auto posed = [&](const BoneTransforms& transforms) {
        return skin(person.restShape, rig.weights, transforms);
    };
    const Points inAir = posed(boneTransforms(person.skeleton, person.pose));
    person.pose.translation.y() = -inAir.topRows(kBodyVertices).col(1).minCoeff();
    const BoneTransforms transforms = boneTransforms(person.skeleton, person.pose);
    person.body = posed(transforms);
    person.joints = posedHeads(person.skeleton, transforms);
}

Points allPoints(const std::vector<SceneMesh>& meshes) {
    Points points(0, 3);
    for (const SceneMesh& mesh : meshes) {
        points.conservativeResize(points.rows() + mesh.positions.rows(), 3);
        points.bottomRows(mesh.positions.rows()) = mesh.positions;
    }
    return points;
}

void photograph(SyntheticPerson& person, const VtkStudio& studio,
                const std::vector<SceneMesh>& figure, int width, int height, const Random& root) {
    Random cameraRandom = root.fork(kCamera);
    Random settingRandom = root.fork(kSetting);
    person.camera = sampleAbroadCamera(allPoints(figure), width, height, cameraRandom);
    const PlainSetting setting = sampleSetting(person.camera, settingRandom);
    person.surroundings = setting.floor ? "plain, with a floor" : "plain";
    VtkPicture picture = studio.draw(figure, person.camera, setting);
    person.image = std::move(picture.image);
    person.mask = std::move(picture.mask);
}

} // namespace

AbroadPeople::AbroadPeople(std::shared_ptr<const Library> library, std::shared_ptr<const Rig> rig,
                           AbroadPainter painter, VtkStudio studio)
    : m_library(std::move(library)), m_rig(std::move(rig)), m_painter(std::move(painter)),
      m_studio(std::move(studio)) {}

Result<AbroadPeople> AbroadPeople::create(std::shared_ptr<const Library> library) {
    auto studio = VtkStudio::open();
    if (!studio) {
        return fail(studio.error());
    }
    auto rig = library->rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    auto painter = AbroadPainter::create(*library);
    if (!painter) {
        return fail(painter.error());
    }
    return AbroadPeople(std::move(library), std::move(*rig), std::move(*painter),
                        std::move(*studio));
}

Result<SyntheticPerson> AbroadPeople::drawPerson(const Random& root) const {
    Random random = root.fork(kShape);
    SyntheticPerson person;
    person.parameters = sampleAbroad(*m_library, random);
    auto shape = m_library->shape(person.parameters);
    if (!shape) {
        return fail(shape.error());
    }
    putOnGround(*shape);
    person.restShape = std::move(*shape);
    person.height = bodyHeight(person.restShape);
    person.skeleton = m_rig->skeletonFor(person.restShape);
    return person;
}

Result<SyntheticPerson> AbroadPeople::make(std::uint64_t seed, int width, int height) const {
    const Random root(seed);
    auto person = drawPerson(root);
    if (!person) {
        return person;
    }
    const Template& body = m_library->templateMesh();
    strikePose(*person, *m_rig, body, root.fork(kPose));
    Random lookRandom = root.fork(kLook);
    const AbroadLook look = sampleAbroadLook(lookRandom);
    person->poseName = "joint by joint";
    person->outfit = describeOutfit(look);
    person->hair = look.hairThickness > 0.0F ? "cap" : "none";
    photograph(*person, m_studio, m_painter.figure(body, look, person->body), width, height, root);
    return person;
}

Status AbroadPeople::writeSet(int count, std::uint64_t seed, const std::filesystem::path& folder,
                              const Context& ctx) const {
    return writeEvaluationSet([this](std::uint64_t itemSeed) { return make(itemSeed); },
                              m_library->templateMesh().hash, count, seed, folder, ctx);
}

} // namespace maquette
