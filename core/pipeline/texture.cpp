// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/texture.h"

#include "core/pipeline/part_meshes.h"

namespace maquette {
namespace {

PosedSurface posedSurface(PartMesh part, const Points& posed) {
    PosedSurface surface;
    surface.name = std::move(part.name);
    surface.mesh = std::move(part.mesh);
    surface.mesh.positions = rowsOf(posed, part.templateVertex);
    surface.templateVertex = std::move(part.templateVertex);
    return surface;
}

} // namespace

Result<TextureSet> textureCharacter(const Template& base, const Subject& subject,
                                    const FitResult& fit, const DressedFit& dressed,
                                    const TextureOptions& options, const Context& ctx) {
    const Points posed = dressed.posedShape(fit);
    TextureInput input;
    input.templateMesh = &base;
    input.subject = &subject;
    input.camera = fit.camera;
    input.body = posedSurface(bodyMesh(base, posed), posed);
    input.restBody = dressed.restShape.topRows(kBodyVertices);
    for (PartMesh& part : innerMeshes(base, dressed.restShape)) {
        input.inner.push_back(posedSurface(std::move(part), posed));
    }
    for (const Layer& layer : dressed.layers) {
        PosedSurface surface{layer.name, layer.rest, layer.templateVertex};
        surface.mesh.positions = layer.posed;
        input.layers.push_back(std::move(surface));
    }
    input.hair = dressed.hair;
    input.isShod = dressed.isShod;
    input.coversChest = fit.metrics.gender < 0.5;
    return makeTextures(input, options, ctx);
}

} // namespace maquette
