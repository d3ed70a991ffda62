// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/survey.h"

#include "core/texture/garment_evidence.h"
#include "core/texture/hair_photo.h"

#include <opencv2/imgproc.hpp>

namespace maquette::texture {
namespace {

constexpr float kHairBeyond = 0.02F; ///< metres

/// What is wrong with the input, or nothing.
std::string complaint(const TextureInput& input) {
    if (input.templateMesh == nullptr || input.subject == nullptr) {
        return "The texture stage was given no template or no photo.";
    }
    if (input.subject->photo.pixels.empty() || input.subject->photo.pixels.type() != CV_8UC3) {
        return "The photo given to the texture stage has no 8-bit colour pixels.";
    }
    if (input.body.mesh.positions.rows() != kBodyVertices) {
        return "The posed body given to the texture stage has " +
               std::to_string(input.body.mesh.positions.rows()) + " vertices instead of " +
               std::to_string(kBodyVertices) + ".";
    }
    if (!input.body.mesh.positions.allFinite()) {
        return "The posed body given to the texture stage has vertices that are not numbers.";
    }
    if (input.camera.focal <= 0.0) {
        return "The camera given to the texture stage has no focal length.";
    }
    return {};
}

bool isHair(const PosedSurface& surface) {
    return surface.name == "hair";
}

/// Hair of the photo in the crop; beyond the person's outline it goes on as colours do.
HairSight cropHair(const HairSight& hair, const PhotoCrop& crop) {
    HairSight cropped = hair;
    if (hair.probability.empty()) {
        cropped.probability = cv::Mat(crop.pixels.size(), CV_8UC1, cv::Scalar(0));
        return cropped;
    }
    cv::resize(hair.probability(crop.box), cropped.probability, crop.pixels.size(), 0, 0,
               cv::INTER_AREA);
    const int reach = std::max(1, cvRound(kHairBeyond * crop.pixelsPerMetre));
    cv::Mat grown;
    cv::dilate(cropped.probability, grown, cv::Mat::ones(2 * reach + 1, 2 * reach + 1, CV_8UC1));
    grown.copyTo(cropped.probability, crop.inside == 0);
    return cropped;
}

/// Leaves out the triangles of a hair layer where the photo shows no hair: there its texture will
/// be clear, and what is behind is seen.
void leaveOutClear(SurfaceInView& surface, const Camera& camera, const cv::Mat& hair) {
    constexpr float kClear = 0.3F;
    const auto focal = static_cast<float>(camera.focal);
    const auto hairAt = [&](const Eigen::Vector3f& p) {
        return p.z() <= 0.01F
                   ? 1.0F
                   : sampleByte(hair, p.x() / p.z() * focal + static_cast<float>(camera.cx),
                                p.y() / p.z() * focal + static_cast<float>(camera.cy)) /
                         255.0F;
    };
    std::vector<int> kept;
    for (Eigen::Index t = 0; t < surface.triangles.rows(); ++t) {
        float sum = 0.0F;
        Eigen::Vector3f middle = Eigen::Vector3f::Zero();
        for (int k = 0; k < 3; ++k) {
            const Eigen::Vector3f corner = surface.position.row(surface.triangles(t, k));
            sum += hairAt(corner);
            middle += corner / 3.0F;
        }
        if (sum + hairAt(middle) > 4.0F * kClear) {
            kept.push_back(static_cast<int>(t));
        }
    }
    surface.triangles = Triangles(surface.triangles(kept, Eigen::all));
}

HairSight hairInView(const View& view, const BodyZones& zones, const std::vector<int>& layers) {
    HairSight hair = seeHair(hairPhotoOf(view, zones, layers));
    cv::resize(hair.probability, hair.probability, view.crop().pixels.size(), 0, 0,
               cv::INTER_LINEAR);
    return hair;
}

/// Lashes are thinner than the depth test's tolerance and would only speckle the lids.
bool hides(const PosedSurface& surface) {
    return surface.name != "lashes";
}

std::vector<SurfaceInView> surfacesInView(const TextureInput& input, const Camera& camera,
                                          const Triangles& bodyTriangles) {
    std::vector<SurfaceInView> surfaces;
    surfaces.push_back(surfaceInView(camera, input.body.mesh.positions, bodyTriangles));
    for (const auto* list : {&input.layers, &input.inner}) {
        for (const PosedSurface& part : *list) {
            if (hides(part)) {
                surfaces.push_back(
                    surfaceInView(camera, part.mesh.positions, triangulate(part.mesh).vertices));
            }
        }
    }
    return surfaces;
}

/// A hand before the trousers says nothing of them.
void dropHands(Survey& survey) {
    std::erase_if(survey.samples, [&](const Sample& s) {
        return isBesideHands(survey.zones->zone[s.vertex()]) &&
               sampleByte(survey.crop.hands, s.pixel.x(), s.pixel.y()) > 127.0F;
    });
}

} // namespace

Result<std::unique_ptr<Survey>> surveyPhoto(const TextureInput& input, int atlasSize,
                                            const Context& ctx) {
    if (const std::string wrong = complaint(input); !wrong.empty()) {
        return fail(ErrorCode::InvalidArgument, wrong);
    }
    auto survey = std::make_unique<Survey>();
    survey->atlas = bodyAtlas(*input.templateMesh, atlasSize);
    survey->zones = bodyZones(*input.templateMesh);
    ctx.report(0.2);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    const Triangles& triangles = survey->atlas->triangles().vertices;
    survey->crop = cropPhoto(*input.subject, input.camera, input.body.mesh.positions, triangles);
    ctx.report(0.5);
    if (survey->crop.pixels.empty()) {
        return fail(ErrorCode::InvalidArgument, "The fitted body lies outside the photo.",
                    "Fit the character again.");
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    std::vector<SurfaceInView> surfaces = surfacesInView(input, survey->crop.camera, triangles);
    if (input.hair) {
        survey->hair = cropHair(*input.hair, survey->crop);
    }
    std::vector<int> hairLayers;
    for (size_t i = 0; i < input.layers.size(); ++i) {
        if (isHair(input.layers[i])) {
            hairLayers.push_back(1 + static_cast<int>(i));
            if (input.hair) {
                leaveOutClear(surfaces[1 + i], survey->crop.camera, survey->hair.probability);
            }
        }
    }
    survey->view = std::make_unique<View>(std::move(surfaces),
                                          1 + static_cast<int>(input.layers.size()), survey->crop);
    survey->hasHairLayer = !hairLayers.empty();
    if (!input.hair) {
        survey->hair = hairInView(*survey->view, *survey->zones, hairLayers);
    }
    ctx.report(0.8);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    survey->samples = samplePhoto(*survey->view, 0, survey->hair.probability);
    dropHands(*survey);
    refineSkin(*survey->zones, survey->samples);
    survey->labels = labelGarments(*survey->zones, survey->samples,
                                   {survey->hair.found, input.isShod, input.coversChest});
    ctx.report(1.0);
    return survey;
}

Result<GarmentLabels> labelGarments(const TextureInput& input, const Context& ctx) {
    auto survey = surveyPhoto(input, 256, ctx);
    if (!survey) {
        return fail(survey.error());
    }
    return std::move((*survey)->labels);
}

} // namespace maquette::texture
