// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/calibration_figure.h"

#include "core/data/sampler.h"
#include "core/synthesis/outfit.h"

namespace maquette {
namespace {

constexpr int kSkinTexture = 1024; ///< pixels
constexpr int kEyeTexture = 256;   ///< pixels

PolygonMesh partOf(const Template& body, TemplatePart part, const Points& shape) {
    PolygonMesh mesh = body.mesh;
    mesh.positions = shape;
    return subMesh(mesh, body.facesOf(part));
}

Material material(const std::string& name, const cv::Mat& texture, float roughness) {
    Material result;
    result.name = name;
    result.baseColor = texture;
    result.roughness = roughness;
    return result;
}

/// Short top and tights, painted onto the body's atlas.
cv::Mat paintSportswear(const Template& body, const BodyCoordinates& coordinates) {
    const Garment top = tShirt({}, 0.0F, 0.35F, 0.0F);
    const Garment tights = trousers({}, 0.0F, 0.85F, 0.10F);
    std::vector<int> rows;
    const AtlasTexels texels(subMesh(body.mesh, body.facesOf(TemplatePart::Body), &rows),
                             kSkinTexture);
    const Eigen::MatrixXf values = coordinates.values(rows, Eigen::all);
    return texels.paint(values, [&](const Eigen::VectorXf& at) {
        const BodyPlace place = placeOf(at);
        if (top.keep(place) > 0) {
            return Paint(0.16F, 0.24F, 0.40F, 1.0F);
        }
        return tights.keep(place) > 0 ? Paint(0.14F, 0.14F, 0.16F, 1.0F) : Paint(0, 0, 0, 0);
    });
}

/// Copies the cloth over the skin; both CV_8UC4 of the same size.
cv::Mat dressed(cv::Mat skin, const cv::Mat& cloth) {
    cv::Mat alpha;
    cv::extractChannel(cloth, alpha, 3);
    cloth.copyTo(skin, alpha > 127);
    return skin;
}

SceneMesh eyeMesh(const Template& body, TemplatePart part, const SkinLook& look,
                  const Points& shape) {
    const PolygonMesh base = subMesh(body.mesh, body.facesOf(part));
    SceneMesh mesh = makeSceneMesh(withNormalizedUvs(partOf(body, part, shape)),
                                   material("eye", paintEye(base, look, kEyeTexture), 0.12F));
    mesh.castsShadow = false;
    return mesh;
}

SceneMesh lashMesh(const Template& body, const SkinLook& look, const Points& shape) {
    const PolygonMesh base = subMesh(body.mesh, body.facesOf(TemplatePart::Lashes));
    Material lashes = material("lashes", paintLashes(base, look, kEyeTexture), 0.9F);
    lashes.alphaCutout = true;
    SceneMesh mesh =
        makeSceneMesh(withNormalizedUvs(partOf(body, TemplatePart::Lashes, shape)), lashes);
    mesh.castsShadow = false;
    return mesh;
}

} // namespace

Eigen::Vector3f CalibrationFigure::boneHead(const std::string& bone) const {
    return skeleton.bones.at(static_cast<std::size_t>(skeleton.indexOf(bone))).head;
}

Result<CalibrationStudio> CalibrationStudio::create(std::shared_ptr<const Library> library) {
    CalibrationStudio studio;
    auto rig = library->rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    auto coordinates = makeBodyCoordinates(*library);
    if (!coordinates) {
        return fail(coordinates.error());
    }
    studio.m_library = std::move(library);
    studio.m_rig = std::move(*rig);
    studio.m_coordinates = std::move(*coordinates);
    studio.m_sportswear = paintSportswear(studio.m_library->templateMesh(), studio.m_coordinates);
    return studio;
}

SceneMesh CalibrationStudio::dressedBody(const SkinLook& look, const Points& shape) const {
    const Template& body = m_library->templateMesh();
    const cv::Mat skin =
        dressed(SkinCanvas(body, m_coordinates, kSkinTexture).paint(look), m_sportswear);
    SceneMesh mesh =
        makeSceneMesh(partOf(body, TemplatePart::Body, shape), material("skin", skin, 0.55F));
    mesh.scatter = 0.6F;
    return mesh;
}

Result<CalibrationFigure> CalibrationStudio::figure(std::uint64_t seed, int index) const {
    Random random = Random(seed).fork(static_cast<std::uint64_t>(index));
    SamplerOptions sampler;
    sampler.maximumAge = 70.0;
    const CharacterParameters parameters = sampleCharacter(*m_library, random, sampler);
    auto shape = m_library->shape(parameters);
    if (!shape) {
        return fail(shape.error());
    }
    putOnGround(*shape);
    SkinLook look = sampleSkinLook(parameters.macro, random);
    look.scalp = 0.8F; // a shaved head: hair would hide the outline of the face
    look.beard = 0.0F;

    const Template& body = m_library->templateMesh();
    std::vector<SceneMesh> scene;
    scene.push_back(dressedBody(look, *shape));
    scene.push_back(eyeMesh(body, TemplatePart::LeftEye, look, *shape));
    scene.push_back(eyeMesh(body, TemplatePart::RightEye, look, *shape));
    scene.push_back(lashMesh(body, look, *shape));
    RenderOptions options;
    options.supersample = 1; // the networks see less than this anyway
    CalibrationFigure figure;
    figure.renderer = std::make_shared<const SoftwareRenderer>(std::move(scene), options);
    figure.skeleton = m_rig->skeletonFor(*shape);
    figure.shape = std::move(*shape);
    return figure;
}

Photo photograph(const CalibrationFigure& figure, const Camera& camera, float yaw) {
    Background wall;
    wall.groundShadow = false;
    Photo photo;
    photo.pixels = figure.renderer->render(camera, studioLighting(yaw), wall).color;
    return photo;
}

} // namespace maquette
