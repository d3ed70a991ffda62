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

/// Whether a place lies so well inside a garment that skin is left out there; less would show gaps
/// at the hems.
bool isCovered(const BodyPlace& place, const Outfit& outfit, float margin) {
    return std::any_of(outfit.garments.begin(), outfit.garments.end(), [&](const Garment& garment) {
        const float own = garment.name == "shoes" ? 0.6F * margin : margin;
        return garment.part == TemplatePart::Tights && garment.keep(place) > own;
    });
}

std::vector<bool> hiddenVertices(const BodyCoordinates& coordinates, const Outfit& outfit) {
    constexpr float kInside = 0.035F; // metres
    std::vector<bool> hidden(kBodyVertices, false);
    for (int v = 0; v < kBodyVertices; ++v) {
        hidden[v] = isCovered(placeOf(coordinates.values.row(v)), outfit, kInside);
    }
    return hidden;
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
             const PersonLook& look, const cv::Mat& skin, const Points& posed) {
    const std::vector<bool> hidden = hiddenVertices(parts.coordinates, look.outfit);
    SceneMesh mesh =
        makeSceneMesh(visibleBody(body, hidden, posed), materialOf("skin", skin, 0.55F));
    mesh.scatter = 0.6F;
    addMesh(scene, "body", std::move(mesh));
}

void addEyes(PersonScene& scene, const Template& body, const PersonPaint& paint,
             const Points& posed) {
    for (const auto& [part, name, texture] :
         {std::tuple(TemplatePart::LeftEye, "left eye", &paint.leftEye),
          std::tuple(TemplatePart::RightEye, "right eye", &paint.rightEye)}) {
        const PolygonMesh eye = withNormalizedUvs(partMesh(body, part, posed));
        addMesh(scene, name, makeSceneMesh(eye, materialOf("eye", *texture, 0.12F)));
        scene.meshes.back().castsShadow = false;
    }
    Material lashes = materialOf("lashes", paint.lashes, 0.9F);
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

void addGarment(PersonScene& scene, const Suit& suit, const Garment& garment,
                const cv::Mat& texture, Points& surface) {
    Material material = materialOf(garment.name, texture, garment.cloth.roughness);
    material.doubleSided = true;
    SceneMesh mesh = makeSceneMesh(hangGarment(suit, garment, surface), material);
    mesh.sheen = garment.name == "shoes" ? 0.0F : 0.35F;
    addMesh(scene, garment.name, std::move(mesh));
}

/// Hangs the outfit, inner garments first.
/// @return  the outermost surface over the tights helper.
Points addOutfit(PersonScene& scene, const PersonParts& parts, const Outfit& outfit,
                 const std::vector<cv::Mat>& textures, const Points& posed) {
    Points surface = parts.suit.posed(posed);
    for (size_t i = 0; i < outfit.garments.size(); ++i) {
        const Garment& garment = outfit.garments[i];
        if (garment.part == TemplatePart::Skirt) {
            Points hanging = parts.skirt.posed(posed);
            clearLegs(hanging, parts.skirt.values(), surface, parts.suit.values());
            addGarment(scene, parts.skirt, garment, textures[i], hanging);
        } else {
            addGarment(scene, parts.suit, garment, textures[i], surface);
        }
    }
    return surface;
}

void addHair(PersonScene& scene, const PersonParts& parts, const HairStyle& style,
             const HairPaint& paint, const Points& posed, const Points& surface,
             const Vector3f& headForward) {
    std::vector<int> trunk;
    const Eigen::MatrixXf& values = parts.suit.values();
    for (Eigen::Index v = 0; v < surface.rows(); ++v) {
        if (values(v, kArm) < 0.6F && values(v, kBaseY) > 0.2F) {
            trunk.push_back(static_cast<int>(v));
        }
    }
    const HairMeshes hair =
        parts.hairDresser.dress(style, posed, surface(trunk, Eigen::all), headForward);
    for (const auto& [mesh, texture] :
         {std::pair(&hair.shell, &paint.shell), std::pair(&hair.tail, &paint.tail)}) {
        if (mesh->faceCount() > 0) {
            Material material = materialOf("hair", *texture, 0.75F);
            material.alphaCutout = true;
            material.doubleSided = true;
            addMesh(scene, "hair", makeSceneMesh(*mesh, material));
        }
    }
}

} // namespace

PersonDetail PersonDetail::small() {
    PersonDetail detail;
    detail.skinTexture = 512;
    detail.clothTexture = 256;
    detail.hairTexture = 128;
    detail.eyeTexture = 64;
    detail.refinements = 0;
    detail.render.shadowMapSize = 256;
    detail.render.ambient = {12, 48, true};
    detail.render.shadowTaps = 8;
    detail.render.shadesSamples = false;
    detail.render.threads = 1;
    return detail;
}

Result<PersonParts> PersonParts::create(const Library& library, const PersonDetail& detail) {
    auto coordinates = makeBodyCoordinates(library);
    if (!coordinates) {
        return fail(coordinates.error());
    }
    const Template& body = library.templateMesh();
    const int threads = detail.render.threads;
    SkinCanvas skin(body, *coordinates, detail.skinTexture, threads);
    Suit suit(body, TemplatePart::Tights, coordinates->values, detail.refinements);
    Suit skirt(body, TemplatePart::Skirt, coordinates->values, detail.refinements);
    AtlasTexels suitTexels(suit.mesh(), detail.clothTexture, threads);
    AtlasTexels skirtTexels(skirt.mesh(), detail.clothTexture, threads);
    HairDresser hairDresser(body, *coordinates, detail.hairTexture, detail.refinements, threads);
    return PersonParts{std::move(*coordinates), std::move(skin),       std::move(suit),
                       std::move(skirt),        std::move(suitTexels), std::move(skirtTexels),
                       std::move(hairDresser),  detail.eyeTexture};
}

PersonPaint paintPerson(const PersonParts& parts, const Template& body, const PersonLook& look) {
    const auto eye = [&](TemplatePart part) {
        return paintEye(subMesh(body.mesh, body.facesOf(part)), look.skin, parts.eyeTexture);
    };
    PersonPaint paint;
    paint.skin = parts.skin.paint(look.skin, {}, [&](const TexelValues& values) {
        constexpr float kInside = 0.05F; // metres: further in than faces that are left out reach
        return isCovered(placeOf(values), look.outfit, kInside);
    });
    paint.leftEye = eye(TemplatePart::LeftEye);
    paint.rightEye = eye(TemplatePart::RightEye);
    paint.lashes = paintLashes(subMesh(body.mesh, body.facesOf(TemplatePart::Lashes)), look.skin,
                               parts.eyeTexture);
    for (const Garment& garment : look.outfit.garments) {
        const bool isSkirt = garment.part == TemplatePart::Skirt;
        paint.garments.push_back(isSkirt ? paintGarment(parts.skirt, parts.skirtTexels, garment)
                                         : paintGarment(parts.suit, parts.suitTexels, garment));
    }
    paint.hair = parts.hairDresser.paint(look.hair, look.skin);
    return paint;
}

cv::Mat paintDressedBody(const SkinCanvas& canvas, const PersonLook& look) {
    return canvas.paint(look.skin, [&](const TexelValues& values, Paint& paint) {
        const BodyPlace place = placeOf(values);
        for (const Garment& garment : look.outfit.garments) {
            const float edge = garment.keep(place);
            if (garment.part == TemplatePart::Tights && edge > 0.0F) {
                const Tint cloth = garment.painter ? garment.painter(place, edge, garment.cloth)
                                                   : plainCloth(place, edge, garment.cloth);
                paint.head<3>() = cloth;
            }
        }
    });
}

PersonScene makePersonScene(const PersonParts& parts, const Template& body, const PersonLook& look,
                            const PersonPaint& paint, const Points& posed,
                            const Vector3f& headForward) {
    PersonScene scene;
    addSkin(scene, parts, body, look, paint.skin, posed);
    addEyes(scene, body, paint, posed);
    addMouth(scene, body, posed);
    const Points surface = addOutfit(scene, parts, look.outfit, paint.garments, posed);
    addHair(scene, parts, look.hair, paint.hair, posed, surface, headForward);
    return scene;
}

} // namespace maquette
