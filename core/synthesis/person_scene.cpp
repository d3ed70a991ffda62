// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/person_scene.h"

#include "core/geometry/radial_envelope.h"
#include "core/synthesis/noise.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr int kClothTextureSize = 1024; // pixels

Material materialOf(const std::string& name, const cv::Mat& texture, float roughness) {
    Material material;
    material.name = name;
    material.baseColor = texture;
    material.roughness = roughness;
    return material;
}

void addMesh(PersonScene& scene, const std::string& name, SceneMesh mesh) {
    scene.names.push_back(name);
    scene.meshes.push_back(std::move(mesh));
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

void addSkin(PersonScene& scene, const PersonParts& parts, const Template& body,
             const PersonLook& look, const Points& posed) {
    const cv::Mat skin = paintSkin(body, parts.coordinates, look.skin, look.skinTextureSize);
    const std::vector<bool> hidden = hiddenVertices(parts.coordinates, look.outfit);
    SceneMesh mesh =
        makeSceneMesh(visibleBody(body, hidden, posed), materialOf("skin", skin, 0.55F));
    mesh.scatter = 0.6F;
    addMesh(scene, "body", std::move(mesh));
}

void addEyes(PersonScene& scene, const Template& body, const SkinLook& look, const Points& posed) {
    for (const auto& [part, name] : {std::pair(TemplatePart::LeftEye, "left eye"),
                                     std::pair(TemplatePart::RightEye, "right eye")}) {
        const PolygonMesh base = subMesh(body.mesh, body.facesOf(part));
        const PolygonMesh eye = withNormalizedUvs(partMesh(body, part, posed));
        addMesh(scene, name,
                makeSceneMesh(eye, materialOf("eye", paintEye(base, look, 256), 0.12F)));
        scene.meshes.back().castsShadow = false;
    }
    const PolygonMesh lashBase = subMesh(body.mesh, body.facesOf(TemplatePart::Lashes));
    Material lashes = materialOf("lashes", paintLashes(lashBase, look, 256), 0.9F);
    lashes.alphaCutout = true;
    addMesh(scene, "lashes",
            makeSceneMesh(withNormalizedUvs(partMesh(body, TemplatePart::Lashes, posed)), lashes));
    scene.meshes.back().castsShadow = false;
}

void addMouth(PersonScene& scene, const Template& body, const Points& posed) {
    const Eigen::Vector4f enamel(0.70F, 0.65F, 0.55F, 1.0F); // linear
    const Eigen::Vector4f flesh(0.42F, 0.14F, 0.13F, 1.0F);
    for (const auto& [part, name, color] :
         {std::tuple(TemplatePart::UpperTeeth, "upper teeth", enamel),
          std::tuple(TemplatePart::LowerTeeth, "lower teeth", enamel),
          std::tuple(TemplatePart::Tongue, "tongue", flesh)}) {
        Material material = materialOf(name, {}, 0.3F);
        material.baseFactor = color;
        addMesh(scene, name, makeSceneMesh(partMesh(body, part, posed), material));
    }
}

/// Pushes skirt points out of the legs and trunk that they hang round, and pulls them in to the
/// waist.
void clearLegs(Points& skirt, const Eigen::MatrixXf& skirtValues, const Points& suit,
               const Eigen::MatrixXf& suitValues) {
    constexpr float kGap = 0.008F; // metres
    const Vector3f axis = skirt.colwise().mean();
    RadialEnvelope legs(axis, suit.col(1).minCoeff(), suit.col(1).maxCoeff(), 0.02F);
    for (Eigen::Index v = 0; v < suit.rows(); ++v) {
        if (suitValues(v, kArm) < 0.3F && suitValues(v, kBaseY) < 0.22F) {
            legs.add(suit.row(v));
        }
    }
    for (Eigen::Index v = 0; v < skirt.rows(); ++v) {
        const Vector3f point = skirt.row(v);
        const float hug = smoothStep(0.03F, 0.12F, skirtValues(v, kBaseY));
        const float beside = legs.reach(point, 0);
        const float near = std::max(legs.reach(point, -1), legs.reach(point, 1));
        const float least =
            std::max(beside, near + hug * (beside - near)) + kGap * (1.0F - 0.5F * hug);
        const Eigen::Vector2f out(point.x() - axis.x(), point.z() - axis.z());
        const float own = out.norm();
        const float radius = std::max(least, own + hug * (least - own));
        skirt(v, 0) = axis.x() + out.x() / own * radius;
        skirt(v, 2) = axis.z() + out.y() / own * radius;
    }
}

void addGarment(PersonScene& scene, const Suit& suit, const Garment& garment, Points& surface) {
    Material material = materialOf(garment.name, paintGarment(suit, garment, kClothTextureSize),
                                   garment.cloth.roughness);
    material.doubleSided = true;
    SceneMesh mesh = makeSceneMesh(hangGarment(suit, garment, surface), material);
    mesh.sheen = garment.name == "shoes" ? 0.0F : 0.35F;
    addMesh(scene, garment.name, std::move(mesh));
}

/// Hangs the outfit, inner garments first.
/// @return  the outermost surface over the tights helper.
Points addOutfit(PersonScene& scene, const PersonParts& parts, const Outfit& outfit,
                 const Points& posed) {
    Points surface = parts.suit.posed(posed);
    for (const auto& garment : outfit.garments) {
        if (garment.part == TemplatePart::Skirt) {
            Points hanging = parts.skirt.posed(posed);
            clearLegs(hanging, parts.skirt.values(), surface, parts.suit.values());
            addGarment(scene, parts.skirt, garment, hanging);
        } else {
            addGarment(scene, parts.suit, garment, surface);
        }
    }
    return surface;
}

void addHair(PersonScene& scene, const PersonParts& parts, const PersonLook& look,
             const Points& posed, const Points& surface, const Vector3f& headForward) {
    std::vector<int> trunk;
    const Eigen::MatrixXf& values = parts.suit.values();
    for (Eigen::Index v = 0; v < surface.rows(); ++v) {
        if (values(v, kArm) < 0.6F && values(v, kBaseY) > 0.2F) {
            trunk.push_back(static_cast<int>(v));
        }
    }
    const auto pieces = parts.hairDresser.dress(look.hair, look.skin, posed,
                                                surface(trunk, Eigen::all), headForward);
    for (const auto& piece : pieces) {
        Material material = materialOf("hair", piece.texture, 0.75F);
        material.alphaCutout = true;
        material.doubleSided = true;
        addMesh(scene, piece.name, makeSceneMesh(piece.mesh, material));
    }
}

} // namespace

Result<PersonParts> PersonParts::create(const Library& library) {
    auto coordinates = makeBodyCoordinates(library);
    if (!coordinates) {
        return fail(coordinates.error());
    }
    const Template& body = library.templateMesh();
    Suit suit(body, TemplatePart::Tights, coordinates->values);
    Suit skirt(body, TemplatePart::Skirt, coordinates->values);
    HairDresser hairDresser(body, *coordinates);
    return PersonParts{std::move(*coordinates), std::move(suit), std::move(skirt),
                       std::move(hairDresser)};
}

PersonScene makePersonScene(const PersonParts& parts, const Template& body, const PersonLook& look,
                            const Points& posed, const Vector3f& headForward) {
    PersonScene scene;
    addSkin(scene, parts, body, look, posed);
    addEyes(scene, body, look.skin, posed);
    addMouth(scene, body, posed);
    const Points surface = addOutfit(scene, parts, look.outfit, posed);
    addHair(scene, parts, look, posed, surface, headForward);
    return scene;
}

} // namespace maquette
