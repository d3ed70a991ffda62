// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/abroad_figure.h"

#include "core/synthesis/garment.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr int kSkinTexture = 1024;  ///< pixels
constexpr int kEyeTexture = 256;    ///< pixels
constexpr float kHeadBottom = 0.6F; ///< y of the base mesh, metres

Tint anyTint(Random& random) {
    return pickTint(random, 0.05, 0.95);
}

bool isBrow(const Vector3f& p) {
    const float x = std::abs(p.x());
    return p.z() > 0.09F && x > 0.013F && x < 0.050F && std::abs(p.y() - 0.754F) < 0.003F;
}

Tint skinAt(const TexelValues& values, const BodyPlace& place, const AbroadLook& look) {
    if (values[kMouth] > 0.5F) {
        return {0.3F, 0.1F, 0.1F};
    }
    if (values[kLips] > 0.5F) {
        return look.skin.cwiseProduct(Tint(0.85F, 0.55F, 0.55F));
    }
    const bool isHair =
        look.hairThickness > 0.0F && place.base.y() > kHeadBottom && scalpHeight(place.base) > 0.0F;
    return isHair || isBrow(place.base) ? look.hair : look.skin;
}

/// Below a round neckline.
bool isTrunk(const Vector3f& p) {
    const bool isOutsideNeck = std::hypot(p.x(), p.z() - 0.02F) > 0.075F && p.y() < 0.58F;
    return isOutsideNeck || p.y() < 0.47F;
}

Tint colorAt(const TexelValues& values, const AbroadLook& look) {
    constexpr float kAnkle = 2.0F; // see BodyPlace::legPlace
    const BodyPlace place = placeOf(values);
    const bool isArm = place.arm > 0.5F;
    if (!isArm && place.legPlace > kAnkle) {
        return look.shoes;
    }
    if (!isArm && place.base.y() < look.waist) {
        return place.legPlace < look.trousers ? look.bottom : look.skin;
    }
    const bool isCovered = isArm ? place.armPlace < look.sleeve : isTrunk(place.base);
    return isCovered ? look.top : skinAt(values, place, look);
}

SceneMesh eyeMesh(const Template& body, TemplatePart part, const Tint& iris, const Points& posed) {
    SkinLook look;
    look.iris = iris;
    Material material;
    material.baseColor = paintEye(partMesh(body, part, body.mesh.positions), look, kEyeTexture);
    return makeSceneMesh(withNormalizedUvs(partMesh(body, part, posed)), material);
}

std::vector<float> scalpHeights(const BodyCoordinates& coordinates) {
    std::vector<float> heights(kBodyVertices);
    for (int v = 0; v < kBodyVertices; ++v) {
        const Vector3f base = coordinates.values.row(v).head<3>();
        heights[v] = base.y() > kHeadBottom ? scalpHeight(base) : base.y() - kHeadBottom;
    }
    return heights;
}

} // namespace

AbroadLook sampleAbroadLook(Random& random) {
    static const std::array<Tint, 6> skins = {Tint{0.94F, 0.80F, 0.70F}, Tint{0.87F, 0.68F, 0.55F},
                                              Tint{0.78F, 0.57F, 0.43F}, Tint{0.62F, 0.44F, 0.32F},
                                              Tint{0.45F, 0.31F, 0.23F}, Tint{0.30F, 0.21F, 0.16F}};
    static const std::array<float, 4> sleeves = {0.0F, 0.45F, 0.9F, 1.95F};
    static const std::array<float, 4> trousers = {0.45F, 0.95F, 1.5F, 1.95F};
    AbroadLook look;
    look.skin = skins[random.below(skins.size())];
    look.hair = anyTint(random) * 0.5F;
    look.iris = anyTint(random) * 0.6F;
    look.top = anyTint(random);
    look.bottom = anyTint(random);
    look.shoes = random.chance(0.2) ? look.skin : anyTint(random);
    look.sleeve = sleeves[random.below(sleeves.size())];
    look.trousers = trousers[random.below(trousers.size())];
    look.waist = pick(random, 0.05, 0.16);
    look.hairThickness = random.chance(0.15) ? 0.0F : pick(random, 0.004, 0.03);
    return look;
}

std::string describeOutfit(const AbroadLook& look) {
    const std::string top = look.sleeve > 1.0F ? "long-sleeved top" : "short-sleeved top";
    return top + (look.trousers > 1.0F ? " and trousers, painted" : " and shorts, painted");
}

Result<AbroadPainter> AbroadPainter::create(const Library& library) {
    const auto coordinates = makeBodyCoordinates(library);
    if (!coordinates) {
        return fail(coordinates.error());
    }
    return AbroadPainter(library.templateMesh(), *coordinates);
}

AbroadPainter::AbroadPainter(const Template& body, const BodyCoordinates& coordinates)
    : m_scalp(scalpHeights(coordinates)) {
    std::vector<int> rows;
    m_texels.emplace(subMesh(body.mesh, body.facesOf(TemplatePart::Body), &rows), kSkinTexture);
    m_values = coordinates.values(rows, Eigen::all);
}

SceneMesh AbroadPainter::hairCap(const Template& body, const AbroadLook& look,
                                 const Points& posed) const {
    constexpr float kSlope = 0.04F; // metres over which the hair rises from the hairline
    const Points normals = vertexNormals(posed, bodyTriangles(body));
    PolygonMesh mesh = body.mesh;
    mesh.positions = posed;
    for (int v = 0; v < kBodyVertices; ++v) {
        const float rise = std::clamp(m_scalp[v] / kSlope, 0.0F, 1.0F);
        mesh.positions.row(v) += look.hairThickness * std::sqrt(rise) * normals.row(v);
    }
    std::vector<int> faces;
    for (const int f : body.facesOf(TemplatePart::Body)) {
        const auto first = mesh.cornerVertex.begin() + mesh.faceOffsets[f];
        const auto last = mesh.cornerVertex.begin() + mesh.faceOffsets[f + 1];
        if (std::any_of(first, last, [&](int v) { return m_scalp[v] > 0.0F; })) {
            faces.push_back(f);
        }
    }
    Material material;
    material.baseFactor.head<3>() = look.hair;
    return makeSceneMesh(subMesh(mesh, faces), material);
}

std::vector<SceneMesh> AbroadPainter::figure(const Template& body, const AbroadLook& look,
                                             const Points& posed) const {
    Material cloth;
    cloth.baseColor = m_texels->paint(m_values, [&](const TexelValues& values) {
        const Tint color = colorAt(values, look);
        return Paint(color.x(), color.y(), color.z(), 1.0F);
    });
    std::vector<SceneMesh> meshes;
    meshes.push_back(makeSceneMesh(partMesh(body, TemplatePart::Body, posed), cloth));
    meshes.push_back(eyeMesh(body, TemplatePart::LeftEye, look.iris, posed));
    meshes.push_back(eyeMesh(body, TemplatePart::RightEye, look.iris, posed));
    if (look.hairThickness > 0.0F) {
        meshes.push_back(hairCap(body, look, posed));
    }
    return meshes;
}

} // namespace maquette
