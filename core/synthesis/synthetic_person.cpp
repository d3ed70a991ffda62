// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/synthetic_person.h"

#include "core/data/sampler.h"
#include "core/render/software_renderer.h"
#include "core/synthesis/person_scene.h"

namespace maquette {

using Eigen::Vector3f;

struct PersonMaker::Workshop {
    std::shared_ptr<const Library> library;
    std::shared_ptr<const Rig> rig;
    PersonParts parts;
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

struct Corners {
    Vector3f low = Vector3f::Constant(1e9F);
    Vector3f high = Vector3f::Constant(-1e9F);
};

Corners cornersOf(const std::vector<SceneMesh>& scene) {
    Corners corners;
    for (const auto& mesh : scene) {
        corners.low = corners.low.cwiseMin(Vector3f(mesh.positions.colwise().minCoeff()));
        corners.high = corners.high.cwiseMax(Vector3f(mesh.positions.colwise().maxCoeff()));
    }
    return corners;
}

Surroundings sampleSurroundings(Random& random) {
    const double kind = random.uniform();
    return kind < 0.3    ? Surroundings::Studio
           : kind < 0.6  ? Surroundings::Room
           : kind < 0.85 ? Surroundings::Outdoors
                         : Surroundings::Clutter;
}

/// Draws the person's shape.
/// @return  the shape with its facial expression, rest pose, on the ground.
Result<Points> sampleShape(SyntheticPerson& person, const Library& library, const Rig& rig,
                           const SyntheticOptions& options, Random random) {
    SamplerOptions sampler;
    sampler.minimumAge = options.minimumAge;
    sampler.maximumAge = options.maximumAge;
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
    expressive->col(1).array() -= ground;
    person.height = bodyHeight(person.restShape);
    person.skeleton = rig.skeletonFor(person.restShape);
    return expressive;
}

BoneTransforms samplePose(SyntheticPerson& person, const Template& body,
                          const SyntheticOptions& options, Random random) {
    const PoseKind drawn = samplePoseKind(random);
    const PoseKind kind = options.pose.value_or(drawn);
    person.poseName = poseName(kind);
    person.pose = makePose(kind, person.skeleton,
                           measureExtent(person.restShape, body.mesh.positions), random);
    BoneTransforms transforms = boneTransforms(person.skeleton, person.pose);
    person.joints.resize(person.skeleton.boneCount(), 3);
    for (int b = 0; b < person.skeleton.boneCount(); ++b) {
        person.joints.row(b) = transforms[b] * person.skeleton.bones[b].head;
    }
    return transforms;
}

PersonLook sampleLook(SyntheticPerson& person, const SyntheticOptions& options,
                      const Random& root) {
    const MacroParameters& macro = person.parameters.macro;
    Random skinRandom = root.fork(kSkin);
    Random outfitRandom = root.fork(kOutfit);
    Random hairRandom = root.fork(kHair);
    PersonLook look;
    look.skin = sampleSkinLook(macro, skinRandom);
    look.outfit = sampleOutfit(macro, outfitRandom);
    look.hair = sampleHairStyle(macro, hairRandom);
    look.skinTextureSize = options.skinTextureSize;
    const bool shaved = look.hair.kind == HairKind::Buzz;
    look.skin.scalp = look.hair.kind == HairKind::Bald ? 0.0F : (shaved ? 0.8F : 1.0F);
    person.outfit = look.outfit.description;
    person.hair = hairName(look.hair.kind);
    return look;
}

void photograph(SyntheticPerson& person, const SyntheticOptions& options, const Random& root) {
    const Corners corners = cornersOf(person.scene);
    Random placeRandom = root.fork(kPlace);
    Random cameraRandom = root.fork(kCamera);
    Random lightRandom = root.fork(kLight);
    const Surroundings drawn = sampleSurroundings(placeRandom);
    const Surroundings surroundings = options.surroundings.value_or(drawn);
    person.surroundings = surroundingsName(surroundings);
    person.camera = samplePhotoCamera(corners.low, corners.high, options.photo, cameraRandom);
    const Lighting lighting = samplePhotoLight(person.camera, surroundings, lightRandom);
    const Background background =
        paintSurroundings(surroundings, person.camera, corners.low.y(), placeRandom);
    const RenderedImage picture = renderScene(person.scene, person.camera, lighting, background);
    person.image = picture.color;
    person.mask = picture.alpha;
    person.labels = picture.labels;
    if (options.photo.flaws) {
        Random flawRandom = root.fork(kFlaws);
        addPhotoFlaws(person.image, flawRandom);
    }
}

} // namespace

PersonMaker::PersonMaker(std::unique_ptr<Workshop> workshop) : m_workshop(std::move(workshop)) {}
PersonMaker::~PersonMaker() = default;

Result<std::unique_ptr<PersonMaker>> PersonMaker::create(std::shared_ptr<const Library> library) {
    auto rig = library->rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    auto parts = PersonParts::create(*library);
    if (!parts) {
        return fail(parts.error());
    }
    std::unique_ptr<Workshop> workshop(new Workshop{std::move(library), *rig, std::move(*parts)});
    return std::unique_ptr<PersonMaker>(new PersonMaker(std::move(workshop)));
}

Result<SyntheticPerson> PersonMaker::make(std::uint64_t seed, const SyntheticOptions& options,
                                          const Context& ctx) const {
    const Template& body = m_workshop->library->templateMesh();
    const Random root(seed);
    SyntheticPerson person;
    const auto shape =
        sampleShape(person, *m_workshop->library, *m_workshop->rig, options, root.fork(kShape));
    if (!shape) {
        return fail(shape.error());
    }
    const BoneTransforms transforms = samplePose(person, body, options, root.fork(kPose));
    const PersonLook look = sampleLook(person, options, root);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    const Vector3f headForward =
        transforms[person.skeleton.indexOf("head")].linear() * Vector3f::UnitZ();
    PersonScene scene =
        makePersonScene(m_workshop->parts, body, look,
                        skin(*shape, m_workshop->rig->weights, transforms), headForward);
    person.sceneNames = std::move(scene.names);
    person.scene = std::move(scene.meshes);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    photograph(person, options, root);
    return person;
}

} // namespace maquette
