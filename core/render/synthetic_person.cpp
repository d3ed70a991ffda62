// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/synthetic_person.h"

#include "core/data/sampler.h"
#include "core/render/hair_style.h"
#include "core/render/noise.h"
#include "core/render/outfit.h"
#include "core/render/software_renderer.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {

using Eigen::Vector3f;

struct PersonMaker::Workshop {
    std::shared_ptr<const Library> library;
    std::shared_ptr<const Rig> rig;
    BodyCoordinates coordinates;
    Suit suit;  ///< over the tights helper
    Suit skirt; ///< over the skirt helper
    HairDresser hairDresser;
};

namespace {

constexpr int kClothTextureSize = 1024;

/// Independent random streams, so that changing one part of a person leaves the others.
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

Material materialOf(const std::string& name, const cv::Mat& texture, float roughness) {
    Material material;
    material.name = name;
    material.baseColor = texture;
    material.roughness = roughness;
    return material;
}

void addMesh(SyntheticPerson& person, const std::string& name, SceneMesh mesh) {
    person.sceneNames.push_back(name);
    person.scene.push_back(std::move(mesh));
}

/// Body vertices that lie well inside a garment.
std::vector<bool> hiddenVertices(const BodyCoordinates& coordinates, const Outfit& outfit) {
    constexpr float kInside = 0.035F; // metres; less would show gaps at the hems
    std::vector<bool> hidden(kBodyVertices, false);
    for (int v = 0; v < kBodyVertices; ++v) {
        const BodyPlace place = placeOf(coordinates.values.row(v));
        for (const auto& garment : outfit.garments) {
            const float margin = garment.name == "shoes" ? 0.02F : kInside;
            hidden[v] =
                hidden[v] || (garment.part == TemplatePart::Tights && garment.keep(place) > margin);
        }
    }
    return hidden;
}

PolygonMesh partMesh(const Template& body, TemplatePart part, const Points& posed) {
    PolygonMesh mesh = body.mesh;
    mesh.positions = posed;
    return subMesh(mesh, body.facesOf(part));
}

PolygonMesh visibleBody(const Template& body, const std::vector<bool>& hidden,
                        const Points& posed) {
    std::vector<int> faces;
    for (const int f : body.facesOf(TemplatePart::Body)) {
        bool covered = true;
        for (int c = body.mesh.faceOffsets[f]; c < body.mesh.faceOffsets[f + 1]; ++c) {
            covered = covered && hidden[body.mesh.cornerVertex[c]];
        }
        if (!covered) {
            faces.push_back(f);
        }
    }
    PolygonMesh mesh = body.mesh;
    mesh.positions = posed;
    return subMesh(mesh, faces);
}

void addBody(SyntheticPerson& person, const Template& body, const BodyCoordinates& coordinates,
             const Outfit& outfit, const SkinLook& look, const Points& posed, int textureSize) {
    const cv::Mat skin = paintSkin(body, coordinates, look, textureSize);
    SceneMesh mesh = makeSceneMesh(visibleBody(body, hiddenVertices(coordinates, outfit), posed),
                                   materialOf("skin", skin, 0.55F));
    mesh.scatter = 0.6F;
    addMesh(person, "body", std::move(mesh));

    for (const auto& [part, name] : {std::pair(TemplatePart::LeftEye, "left eye"),
                                     std::pair(TemplatePart::RightEye, "right eye")}) {
        const PolygonMesh base = subMesh(body.mesh, body.facesOf(part));
        const PolygonMesh eye = withNormalizedUvs(partMesh(body, part, posed));
        addMesh(person, name,
                makeSceneMesh(eye, materialOf("eye", paintEye(base, look, 256), 0.12F)));
        person.scene.back().castsShadow = false;
    }
    for (const auto& [part, name, color] :
         {std::tuple(TemplatePart::UpperTeeth, "upper teeth",
                     Eigen::Vector4f(0.72F, 0.68F, 0.58F, 1.0F)),
          std::tuple(TemplatePart::LowerTeeth, "lower teeth",
                     Eigen::Vector4f(0.66F, 0.62F, 0.53F, 1.0F)),
          std::tuple(TemplatePart::Tongue, "tongue", Eigen::Vector4f(0.42F, 0.14F, 0.13F, 1.0F))}) {
        Material material = materialOf(name, {}, 0.3F);
        material.baseFactor = color;
        addMesh(person, name, makeSceneMesh(partMesh(body, part, posed), material));
    }
    const PolygonMesh lashBase = subMesh(body.mesh, body.facesOf(TemplatePart::Lashes));
    Material lashes = materialOf("lashes", paintLashes(lashBase, look, 256), 0.9F);
    lashes.alphaCutout = true;
    addMesh(person, "lashes",
            makeSceneMesh(withNormalizedUvs(partMesh(body, TemplatePart::Lashes, posed)), lashes));
    person.scene.back().castsShadow = false;
}

/// Pushes skirt points out of the legs and trunk that they hang round, and pulls them in to the
/// waist.
void clearLegs(Points& skirt, const Eigen::MatrixXf& skirtValues, const Points& suit,
               const Eigen::MatrixXf& suitValues) {
    constexpr float kGap = 0.008F; // metres
    constexpr int kAngles = 48;
    constexpr float kRow = 0.02F;
    const float low = suit.col(1).minCoeff();
    const int rows = static_cast<int>((suit.col(1).maxCoeff() - low) / kRow) + 2;
    const Eigen::RowVector3f axis = skirt.colwise().mean();
    std::vector<float> reach(static_cast<size_t>(rows) * kAngles, 0.0F);
    const auto indexOf = [&](const Eigen::RowVector3f& p, int rowShift, int angleShift) {
        const float angle = std::atan2(p.x() - axis.x(), p.z() - axis.z()) + 3.14159265F;
        const int bin =
            (static_cast<int>(angle / 6.2831853F * kAngles) + angleShift + kAngles) % kAngles;
        const int row = std::clamp(static_cast<int>((p.y() - low) / kRow) + rowShift, 0, rows - 1);
        return static_cast<size_t>(row) * kAngles + bin;
    };
    for (Eigen::Index v = 0; v < suit.rows(); ++v) {
        if (suitValues(v, kArm) < 0.3F && suitValues(v, kBaseY) < 0.22F) {
            float& value = reach[indexOf(suit.row(v), 0, 0)];
            value = std::max(value, std::hypot(suit(v, 0) - axis.x(), suit(v, 2) - axis.z()));
        }
    }
    for (Eigen::Index v = 0; v < skirt.rows(); ++v) {
        const float hug = smoothStep(0.03F, 0.12F, skirtValues(v, kBaseY));
        float beside = 0.0F; // at this height
        float near = 0.0F;   // a row above and below too
        for (int angleShift = -1; angleShift <= 1; ++angleShift) {
            beside = std::max(beside, reach[indexOf(skirt.row(v), 0, angleShift)]);
            near = std::max({near, reach[indexOf(skirt.row(v), -1, angleShift)],
                             reach[indexOf(skirt.row(v), 1, angleShift)]});
        }
        const float least =
            std::max(beside, near + hug * (beside - near)) + kGap * (1.0F - 0.5F * hug);
        const Eigen::Vector2f out(skirt(v, 0) - axis.x(), skirt(v, 2) - axis.z());
        const float own = out.norm();
        const float radius = std::max(least, own + hug * (least - own));
        skirt(v, 0) = axis.x() + out.x() / own * radius;
        skirt(v, 2) = axis.z() + out.y() / own * radius;
    }
}

void addGarment(SyntheticPerson& person, const Suit& suit, const Garment& garment,
                Points& surface) {
    Material material = materialOf(garment.name, paintGarment(suit, garment, kClothTextureSize),
                                   garment.cloth.roughness);
    material.doubleSided = true;
    SceneMesh mesh = makeSceneMesh(hangGarment(suit, garment, surface), material);
    mesh.sheen = garment.name == "shoes" ? 0.0F : 0.35F;
    addMesh(person, garment.name, std::move(mesh));
}

Vector3f lowCorner(const std::vector<SceneMesh>& scene) {
    Vector3f low = Vector3f::Constant(1e9F);
    for (const auto& mesh : scene) {
        low = low.cwiseMin(Vector3f(mesh.positions.colwise().minCoeff()));
    }
    return low;
}

Vector3f highCorner(const std::vector<SceneMesh>& scene) {
    Vector3f high = Vector3f::Constant(-1e9F);
    for (const auto& mesh : scene) {
        high = high.cwiseMax(Vector3f(mesh.positions.colwise().maxCoeff()));
    }
    return high;
}

Surroundings sampleSurroundings(Random& random) {
    const double kind = random.uniform();
    return kind < 0.3    ? Surroundings::Studio
           : kind < 0.6  ? Surroundings::Room
           : kind < 0.85 ? Surroundings::Outdoors
                         : Surroundings::Clutter;
}

} // namespace

PersonMaker::PersonMaker(std::unique_ptr<Workshop> workshop) : m_workshop(std::move(workshop)) {}
PersonMaker::~PersonMaker() = default;

Result<std::unique_ptr<PersonMaker>> PersonMaker::create(std::shared_ptr<const Library> library) {
    auto rig = library->rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    auto coordinates = makeBodyCoordinates(*library);
    if (!coordinates) {
        return fail(coordinates.error());
    }
    const Template& body = library->templateMesh();
    Suit suit(body, TemplatePart::Tights, coordinates->values);
    Suit skirt(body, TemplatePart::Skirt, coordinates->values);
    HairDresser hairDresser(body, *coordinates);
    std::unique_ptr<Workshop> workshop(new Workshop{std::move(library), *rig,
                                                    std::move(*coordinates), std::move(suit),
                                                    std::move(skirt), std::move(hairDresser)});
    return std::unique_ptr<PersonMaker>(new PersonMaker(std::move(workshop)));
}

Result<SyntheticPerson> PersonMaker::make(std::uint64_t seed, const SyntheticOptions& options,
                                          const Context& ctx) const {
    const Workshop& workshop = *m_workshop;
    const Template& body = workshop.library->templateMesh();
    const Random root(seed);
    const auto stream = [&](Stream which) { return root.fork(which); };

    SyntheticPerson person;
    Random shapeRandom = stream(kShape);
    SamplerOptions sampler;
    sampler.minimumAge = options.minimumAge;
    sampler.maximumAge = options.maximumAge;
    sampler.facialExpression = true;
    person.parameters = sampleCharacter(*workshop.library, shapeRandom, sampler);
    CharacterParameters neutral = person.parameters;
    neutral.facialUnits.clear();
    const auto rest = workshop.library->shape(neutral);
    const auto expressive = workshop.library->shape(person.parameters);
    if (!rest || !expressive) {
        return fail(rest ? expressive.error() : rest.error());
    }
    const float ground = rest->topRows(kBodyVertices).col(1).minCoeff();
    person.restShape = *rest;
    person.restShape.col(1).array() -= ground;
    Points shape = *expressive;
    shape.col(1).array() -= ground;
    person.height = bodyHeight(person.restShape);
    person.skeleton = workshop.rig->skeletonFor(person.restShape);

    Random poseRandom = stream(kPose);
    const PoseKind drawn = samplePoseKind(poseRandom);
    const PoseKind pose = options.pose.value_or(drawn);
    person.poseName = poseName(pose);
    person.pose = makePose(pose, person.skeleton,
                           measureExtent(person.restShape, body.mesh.positions), poseRandom);
    const BoneTransforms transforms = boneTransforms(person.skeleton, person.pose);
    const Points posed = skin(shape, workshop.rig->weights, transforms);
    person.joints.resize(person.skeleton.boneCount(), 3);
    for (int b = 0; b < person.skeleton.boneCount(); ++b) {
        person.joints.row(b) = transforms[b] * person.skeleton.bones[b].head;
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }

    Random outfitRandom = stream(kOutfit);
    const Outfit outfit = sampleOutfit(person.parameters.macro, outfitRandom);
    person.outfit = outfit.description;
    Random hairRandom = stream(kHair);
    const HairStyle hair = sampleHairStyle(person.parameters.macro, hairRandom);
    person.hair = hairName(hair.kind);
    Random skinRandom = stream(kSkin);
    SkinLook look = sampleSkinLook(person.parameters.macro, skinRandom);
    look.scalp = hair.kind == HairKind::Bald ? 0.0F : (hair.kind == HairKind::Buzz ? 0.8F : 1.0F);
    addBody(person, body, workshop.coordinates, outfit, look, posed, options.skinTextureSize);

    Points surface = workshop.suit.posed(posed);
    for (const auto& garment : outfit.garments) {
        if (garment.part == TemplatePart::Skirt) {
            Points hanging = workshop.skirt.posed(posed);
            clearLegs(hanging, workshop.skirt.values(), surface, workshop.suit.values());
            addGarment(person, workshop.skirt, garment, hanging);
        } else {
            addGarment(person, workshop.suit, garment, surface);
        }
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    std::vector<int> trunk;
    for (Eigen::Index v = 0; v < surface.rows(); ++v) {
        if (workshop.suit.values()(v, kArm) < 0.6F && workshop.suit.values()(v, kBaseY) > 0.2F) {
            trunk.push_back(static_cast<int>(v));
        }
    }
    const Vector3f forward =
        transforms[person.skeleton.indexOf("head")].linear() * Vector3f::UnitZ();
    for (auto& piece :
         workshop.hairDresser.dress(hair, look, posed, surface(trunk, Eigen::all), forward)) {
        Material material = materialOf("hair", piece.texture, 0.75F);
        material.alphaCutout = true;
        material.doubleSided = true;
        addMesh(person, piece.name, makeSceneMesh(piece.mesh, material));
    }

    const Vector3f low = lowCorner(person.scene);
    const Vector3f high = highCorner(person.scene);
    Random placeRandom = stream(kPlace);
    const Surroundings drawnPlace = sampleSurroundings(placeRandom);
    const Surroundings surroundings = options.surroundings.value_or(drawnPlace);
    person.surroundings = surroundingsName(surroundings);
    Random cameraRandom = stream(kCamera);
    person.camera = samplePhotoCamera(low, high, options.photo, cameraRandom);
    Random lightRandom = stream(kLight);
    const Lighting lighting = samplePhotoLight(person.camera, surroundings, lightRandom);
    const Background background =
        paintSurroundings(surroundings, person.camera, low.y(), placeRandom);
    const RenderedImage picture = renderScene(person.scene, person.camera, lighting, background);
    person.image = picture.color;
    person.mask = picture.alpha;
    person.labels = picture.labels;
    if (options.photo.flaws) {
        Random flawRandom = stream(kFlaws);
        addPhotoFlaws(person.image, flawRandom);
    }
    return person;
}

} // namespace maquette
