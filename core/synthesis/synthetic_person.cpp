// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/synthetic_person.h"

#include "core/data/sampler.h"
#include "core/render/software_renderer.h"
#include "core/synthesis/person_scene.h"
#include "core/synthesis/seat.h"

namespace maquette {

using Eigen::Vector3f;

struct PersonMaker::Workshop {
    std::shared_ptr<const Library> library;
    std::shared_ptr<const Rig> rig;
    PersonParts parts;
    RenderOptions render;
};

namespace {

/// Independent random streams: changing one part of a person leaves the others.
enum Stream : std::uint64_t {
    kShape,
    kSkin,
    kOutfit,
    kHair,
    kPose,
    kCamera,
    kLight,
    kPlace,
    kFlaws
};

/// Draws the person's shape, which is put on the ground.
Status sampleShape(PersonIdentity& person, const Library& library, const Rig& rig,
                   const SyntheticOptions& options, Random random) {
    SamplerOptions sampler = options.sampler;
    sampler.facialExpression = true;
    person.parameters = sampleCharacter(library, random, sampler);
    CharacterParameters neutral = person.parameters;
    neutral.facialUnits.clear();
    const auto rest = library.shape(neutral);
    auto expressive = library.shape(person.parameters);
    if (!rest || !expressive) {
        return fail(rest ? expressive.error() : rest.error());
    }
    const float ground = rest->topRows(kBodyVertices).col(1).minCoeff();
    person.restShape = *rest;
    person.restShape.col(1).array() -= ground;
    person.expressive = std::move(*expressive);
    person.expressive.col(1).array() -= ground;
    person.height = bodyHeight(person.restShape);
    person.skeleton = rig.skeletonFor(person.restShape);
    return {};
}

BoneTransforms samplePose(SyntheticPerson& person, const Template& body,
                          const SyntheticOptions& options, Random random) {
    const PoseKind drawn = samplePoseKind(random, options.wide);
    const PoseKind kind = options.pose.value_or(drawn);
    person.poseName = poseName(kind);
    person.pose = makePose(kind, person.skeleton,
                           measureExtent(person.restShape, body.mesh.positions), random);
    const BoneTransforms transforms = boneTransforms(person.skeleton, person.pose);
    person.joints = posedHeads(person.skeleton, transforms);
    return transforms;
}

PersonLook sampleLook(const MacroParameters& macro, bool wide, const Random& root) {
    Random skinRandom = root.fork(kSkin);
    Random outfitRandom = root.fork(kOutfit);
    Random hairRandom = root.fork(kHair);
    PersonLook look;
    look.skin = sampleSkinLook(macro, skinRandom);
    look.outfit = sampleOutfit(macro, outfitRandom, wide);
    look.hair = sampleHairStyle(macro, hairRandom, wide);
    const bool shaved = look.hair.kind == HairKind::Buzz;
    look.skin.scalp = look.hair.kind == HairKind::Bald ? 0.0F : (shaved ? 0.8F : 1.0F);
    return look;
}

void photograph(SyntheticPerson& person, const SyntheticOptions& options,
                const RenderOptions& render, const Random& root) {
    const Eigen::AlignedBox3f bounds = boundsOf(person.scene);
    Random placeRandom = root.fork(kPlace);
    Random cameraRandom = root.fork(kCamera);
    Random lightRandom = root.fork(kLight);
    const Surroundings drawn = sampleSurroundings(placeRandom);
    const Surroundings surroundings = options.surroundings.value_or(drawn);
    person.surroundings = surroundingsName(surroundings);
    person.camera = samplePhotoCamera(bounds.min(), bounds.max(), options.photo, cameraRandom);
    const Lighting lighting = samplePhotoLight(person.camera, surroundings, lightRandom);
    const Background background =
        paintBehind(person, surroundings, person.camera, bounds.min().y(), placeRandom);
    const RenderedImage picture =
        renderScene(person.scene, person.camera, lighting, background, render);
    person.image = picture.color;
    person.mask = picture.alpha;
    person.labels = picture.labels;
    if (options.photo.flaws) {
        Random flawRandom = root.fork(kFlaws);
        addPhotoFlaws(person.image, flawRandom);
    }
}

} // namespace

SyntheticOptions trainingPeople() {
    SyntheticOptions options;
    options.sampler = trainingSampler();
    options.wide = true;
    return options;
}

Background paintBehind(const SyntheticPerson& person, Surroundings surroundings,
                       const Camera& camera, float floor, Random& random) {
    Background background = paintSurroundings(surroundings, camera, floor, random);
    if (person.seat) {
        paintSeat(background, camera, *person.seat, random);
    }
    return background;
}

PersonMaker::PersonMaker(std::unique_ptr<Workshop> workshop) : m_workshop(std::move(workshop)) {}
PersonMaker::~PersonMaker() = default;

Result<std::unique_ptr<PersonMaker>> PersonMaker::create(std::shared_ptr<const Library> library,
                                                         const PersonDetail& detail) {
    auto rig = library->rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    auto parts = PersonParts::create(*library, detail);
    if (!parts) {
        return fail(parts.error());
    }
    std::unique_ptr<Workshop> workshop(
        new Workshop{std::move(library), *rig, std::move(*parts), detail.render});
    return std::unique_ptr<PersonMaker>(new PersonMaker(std::move(workshop)));
}

Result<PersonIdentity> PersonMaker::identity(std::uint64_t seed,
                                             const SyntheticOptions& options) const {
    const Random root(seed);
    PersonIdentity person;
    const Status shape =
        sampleShape(person, *m_workshop->library, *m_workshop->rig, options, root.fork(kShape));
    if (!shape) {
        return fail(shape.error());
    }
    person.look = sampleLook(person.parameters.macro, options.wide, root);
    person.paint = paintPerson(m_workshop->parts, m_workshop->library->templateMesh(), person.look);
    return person;
}

SyntheticPerson PersonMaker::pose(const PersonIdentity& identity, const Points& expressive,
                                  std::uint64_t seed, const SyntheticOptions& options) const {
    const Template& body = m_workshop->library->templateMesh();
    SyntheticPerson person;
    person.parameters = identity.parameters;
    person.restShape = identity.restShape;
    person.skeleton = identity.skeleton;
    person.height = identity.height;
    person.outfit = identity.look.outfit.description;
    person.hair = hairName(identity.look.hair.kind);
    const BoneTransforms transforms = samplePose(person, body, options, Random(seed).fork(kPose));
    const Vector3f headForward =
        transforms[person.skeleton.indexOf("head")].linear() * Vector3f::UnitZ();
    person.body = skin(expressive, m_workshop->rig->weights, transforms);
    if (person.poseName == poseName(PoseKind::Sitting)) {
        Points hips(2, 3);
        hips.row(0) = person.joints.row(person.skeleton.indexOf("upperleg01.L"));
        hips.row(1) = person.joints.row(person.skeleton.indexOf("upperleg01.R"));
        person.seat = seatUnder(person.body.topRows(kBodyVertices), hips);
    }
    PersonScene scene = makePersonScene(m_workshop->parts, body, identity.look, identity.paint,
                                        person.body, headForward);
    person.sceneNames = std::move(scene.names);
    person.scene = std::move(scene.meshes);
    return person;
}

const Library& PersonMaker::library() const {
    return *m_workshop->library;
}

const Rig& PersonMaker::rig() const {
    return *m_workshop->rig;
}

const RenderOptions& PersonMaker::renderOptions() const {
    return m_workshop->render;
}

Result<SyntheticPerson> PersonMaker::make(std::uint64_t seed, const SyntheticOptions& options,
                                          const Context& ctx) const {
    const auto person = identity(seed, options);
    if (!person) {
        return fail(person.error());
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    SyntheticPerson posed = pose(*person, person->expressive, seed, options);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    photograph(posed, options, m_workshop->render, Random(seed));
    return posed;
}

} // namespace maquette
