// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/mapping.h"

#include "core/base/file.h"
#include "core/image/focal_length.h"
#include "core/mapping/shape_space.h"
#include "core/pipeline/open_model.h"

namespace maquette {
namespace {

/// At the size guessed, its middle where that of the library's mean is.
Points placedShape(const MappedCharacter& mapped, const Library& library) {
    Points shape = mapped.normalized * (static_cast<float>(mapped.height) / kNormalHeight);
    const auto middle = [](const Points& points) {
        return points.topRows(kBodyVertices).colwise().mean().eval();
    };
    const Eigen::RowVector3f shift = middle(library.templateMesh().mesh.positions) - middle(shape);
    shape.rowwise() += shift;
    return shape;
}

} // namespace

std::filesystem::path shippedMapping() {
    return resourceFolder() / "models" / "character.safetensors";
}

std::optional<MappingInput> encodeSubject(const Subject& subject) {
    PhotoLens lens;
    if (subject.photo.focal35) {
        lens.focal = focalPixels(*subject.photo.focal35, subject.photo.pixels.size());
    }
    return makeMappingInput(PhotoLevels(subject.photo), subject.person ? &*subject.person : nullptr,
                            subject.mask, lens);
}

Result<FitResult> fitFrom(const MappedCharacter& mapped, const Library& library,
                          const Subject& subject) {
    auto rig = library.rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    FitResult fit;
    fit.restShape = fit.photoShape = placedShape(mapped, library);
    fit.rig = *rig;
    fit.skeleton = fit.rig->skeletonFor(fit.restShape);
    fit.pose = mapped.pose;
    // The mapping's camera is that of a person of kNormalHeight on the ground; distances grow with
    // the person, and the person stands elsewhere.
    Points standing = mapped.normalized;
    putOnGround(standing);
    const float scale = static_cast<float>(mapped.height) / kNormalHeight;
    const Eigen::Vector3f shift =
        Eigen::Vector3f(scale * standing.row(0)) - Eigen::Vector3f(fit.restShape.row(0));
    fit.camera = mapped.camera;
    fit.camera.width = subject.photo.pixels.cols;
    fit.camera.height = subject.photo.pixels.rows;
    fit.camera.modelToCamera.translation() = scale * mapped.camera.modelToCamera.translation() +
                                             mapped.camera.modelToCamera.linear() * shift;
    return fit;
}

} // namespace maquette
