// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/clothe.h"

#include "core/clothing/clothed_offset.h"
#include "core/clothing/layers.h"
#include "core/image/skin_map.h"
#include "core/texture/hair_photo.h"
#include "core/texture/layer_uvs.h"

namespace maquette {

Points DressedFit::posedShape(const FitResult& fit) const {
    return skin(photoShape, fit.rig->weights, boneTransforms(fit.skeleton, fit.pose));
}

namespace {

LayerInput layerInput(const Template& base, const FitResult& fit, const Subject& subject) {
    LayerInput input;
    input.templateMesh = &base;
    input.rig = fit.rig.get();
    input.skeleton = fit.skeleton;
    input.pose = fit.pose;
    input.rest = fit.restShape;
    input.camera = fit.camera;
    input.photo = subject.photo.pixels;
    input.mask = subject.mask;
    input.skin = skinMap(subject.photo, *subject.person, subject.mask);
    return input;
}

/// Offset and layers onto the shapes.
Status putOn(const Template& base, const FitResult& fit, const Subject& subject,
             DressedFit& dressed, const Context& ctx) {
    LayerInput input = layerInput(base, fit, subject);
    const Points posed = fit.posedShape();
    dressed.hair = seeHair(base, posed, bodyTriangles(base), fit.camera, input.photo, input.skin,
                           subject.mask);
    input.hair = dressed.hair->found ? dressed.hair->probability : cv::Mat();
    const auto offset =
        clothedOffset(base, posed, fit.camera, subject.mask, input.hair, ctx.nested(0.0, 0.5));
    if (!offset) {
        return fail(offset.error());
    }
    input.offset = *offset;
    auto layers = makeLayers(input, ctx.nested(0.5, 1.0));
    if (!layers) {
        return fail(layers.error());
    }
    dressed.layers = std::move(*layers);
    for (Layer& layer : dressed.layers) {
        layer.rest = withOwnUvs(layer.rest);
    }
    const Eigen::VectorXf worn = offsetUnderLayers(input, dressed.layers, *offset);
    dressed.restShape = wearOffset(base, fit.restShape, worn);
    dressed.photoShape = wearOffset(base, fit.photoShape, worn);
    return {};
}

/// Outline of body and layers against the mask.
double outlineAgreement(const Template& base, const FitResult& fit, const DressedFit& dressed,
                        const cv::Mat& mask) {
    Points positions = dressed.posedShape(fit);
    Triangles triangles = bodyTriangles(base);
    for (const Layer& layer : dressed.layers) {
        const Triangles own = triangulate(layer.rest).vertices;
        const auto points = positions.rows();
        const auto faces = triangles.rows();
        triangles.conservativeResize(faces + own.rows(), 3);
        triangles.bottomRows(own.rows()) = own.array() + static_cast<int>(points);
        positions.conservativeResize(points + layer.posed.rows(), 3);
        positions.bottomRows(layer.posed.rows()) = layer.posed;
    }
    return outlineIou(positions, triangles, fit.camera, mask);
}

} // namespace

Result<DressedFit> clotheBody(const Template& base, const FitResult& fit, const Subject& subject,
                              bool bodyOnly, const Context& ctx) {
    DressedFit dressed{fit.restShape, fit.photoShape, {}, {}, 0.0};
    if (subject.mask.empty()) {
        return dressed;
    }
    if (!bodyOnly) {
        if (const Status worn = putOn(base, fit, subject, dressed, ctx); !worn) {
            return fail(worn.error());
        }
    }
    dressed.iou = outlineAgreement(base, fit, dressed, subject.mask);
    return dressed;
}

} // namespace maquette
