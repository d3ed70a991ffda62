// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit.h"

#include "core/fit/fit_result.h"
#include "core/fit/hand_pose.h"

namespace maquette {
namespace {

/// What the shape says of the gender after pose and face alone. The outline is left out: loose
/// clothes and long hair make it a man's.
/// @return  0 female … 1 male.
double estimateGender(const FitModel& model, const Fitter& fitter) {
    return model.shapeBasis().estimateGender(FitLayout(model).coefficients(fitter.unknowns()));
}

} // namespace

Points FitResult::posedShape() const {
    return skin(photoShape, rig->weights, boneTransforms(skeleton, pose));
}

Result<FitResult> fitCharacter(const FitModel& library, const Subject& subject,
                               const FitOptions& options, const Context& ctx) {
    if (!subject.person) {
        return fail(ErrorCode::NoPersonFound,
                    "No person was found in " + subject.photo.path.string() + ".",
                    "Use a photo that shows one person from head to feet.");
    }
    std::shared_ptr<const FitModel> around;
    if (options.guess) {
        around = library.around(options.guess->character.restShape, options.guess->spread);
    }
    const FitModel& model = around ? *around : library;
    Evidence evidence = gatherEvidence(model, subject);
    if (!options.useSilhouette) {
        evidence.mask.release();
    }
    Fitter fitter(model, std::move(evidence), options.gender.value_or(0.5), ctx);
    if (options.guess && !options.guess->character.pose.rotations.empty()) {
        fitter.startFrom(options.guess->character);
    }
    const Status posed = fitter.findPose().and_then([&] {
        ctx.report(0.35);
        return fitter.fitFace();
    });
    if (!posed) {
        return fail(posed.error());
    }
    ctx.report(0.6);
    const double gender = options.gender.value_or(estimateGender(model, fitter));
    fitter.setGender(gender);
    const Status shaped = fitter.fitOutline().and_then([&] {
        ctx.report(0.9);
        return fitter.refineFace();
    });
    if (!shaped) {
        return fail(shaped.error());
    }
    FitResult result = makeFitResult(model, fitter);
    poseFingers(result.skeleton, subject.person->hands, result.camera, result.pose);
    result.metrics.gender = gender;
    ctx.report(1.0);
    return result;
}

} // namespace maquette
