// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/clothe.h"

#include "core/clothing/clothed_offset.h"
#include "core/clothing/drape.h"
#include "core/clothing/layers.h"
#include "core/clothing/shoe_shape.h"
#include "core/image/skin_map.h"
#include "core/texture/hair_photo.h"
#include "core/texture/layer_uvs.h"

namespace maquette {

Points DressedFit::posedShape(const FitResult& fit) const {
    return skin(photoShape, fit.rig->weights, boneTransforms(fit.skeleton, fit.pose));
}

namespace {

/// The body with the forms that its clothes show, still without their thickness.
FitResult underClothes(const Template& base, const FitResult& fit, const ClothCover& cover) {
    const Points feet = cover.isShod ? shoeShape(base, fit.restShape) : fit.restShape;
    const Points change = drapeCloth(base, feet, cover) - fit.restShape;
    FitResult under = fit;
    under.restShape += change;
    under.photoShape += change; // the two differ in the face alone
    return under;
}

LayerInput layerInput(const Template& base, const FitResult& under, const Subject& subject,
                      cv::Mat skin) {
    LayerInput input;
    input.templateMesh = &base;
    input.rig = under.rig.get();
    input.skeleton = under.skeleton;
    input.pose = under.pose;
    input.rest = under.restShape;
    input.camera = under.camera;
    input.photo = subject.photo.pixels;
    input.mask = subject.mask;
    input.skin = std::move(skin);
    return input;
}

/// Cover, offset and layers onto the shapes.
Status putOn(const Template& base, const FitResult& fit, const Subject& subject,
             DressedFit& dressed, const Context& ctx) {
    const cv::Mat skin = skinMap(subject.photo, subject.person.value_or(Person{}), subject.mask);
    const Points body = fit.posedShape();
    const ClothCover cover = clothCover(base, body, fit.camera, subject.mask, skin);
    dressed.isShod = cover.isShod;
    const FitResult under = underClothes(base, fit, cover);
    LayerInput input = layerInput(base, under, subject, skin);
    dressed.hair =
        seeHair(base, body, bodyTriangles(base), fit.camera, input.photo, input.skin, subject.mask);
    input.hair = dressed.hair->found ? dressed.hair->probability : cv::Mat();
    const auto pulled = clothedOffset(base, under.posedShape(), under.camera, subject.mask, cover,
                                      input.hair, ctx.nested(0.2, 0.6));
    if (!pulled) {
        return fail(pulled.error());
    }
    input.offset = keepLegsApart(base, under.restShape, *pulled);
    auto layers = makeLayers(input, ctx.nested(0.6, 1.0));
    if (!layers) {
        return fail(layers.error());
    }
    dressed.layers = std::move(*layers);
    for (Layer& layer : dressed.layers) {
        layer.rest = withOwnUvs(layer.rest);
    }
    const Eigen::VectorXf worn = offsetUnderLayers(input, dressed.layers);
    dressed.restShape = wearOffset(base, under.restShape, worn);
    dressed.photoShape = wearOffset(base, under.photoShape, worn);
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
    DressedFit dressed{fit.restShape, fit.photoShape, {}, {}, {}, 0.0};
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
