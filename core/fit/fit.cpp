// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit.h"

#include "core/fit/fit_result.h"
#include "core/fit/hand_pose.h"

#include <cmath>
#include <future>

namespace maquette {
namespace {

/// What a gender's prior costs: the face's stage, then the outline's.
struct Costs {
    double face = 0;
    double outline = 0;
};

/// Face and outline under one gender's prior.
Result<Costs> fitShape(Fitter& fitter, double gender) {
    fitter.setGender(gender);
    Costs costs;
    return fitter.fitFace()
        .and_then([&] {
            costs.face = fitter.cost();
            return fitter.fitOutline();
        })
        .map([&] {
            costs.outline = fitter.cost();
            return costs;
        });
}

/// Fits face and outline under the prior of each gender at the same time; how much better one is
/// tells how sure the gender is. Outlines tell more of people in tight clothes, faces more of
/// those under loose clothes and long hair. Keeps the better fit, or, in doubt, one under both
/// priors mixed.
/// @return  0 female … 1 male.
Result<double> fitEitherGender(Fitter& fitter) {
    constexpr double kFaceShare = 1.5;
    constexpr double kOutlineShare = 0.5;
    constexpr double kSure = 0.2; // distance from 0.5
    Fitter female = fitter;
    Fitter male = fitter;
    auto other = std::async(std::launch::async, [&female] { return fitShape(female, 0.0); });
    const Result<Costs> maleCosts = fitShape(male, 1.0);
    const Result<Costs> femaleCosts = other.get();
    if (!maleCosts || !femaleCosts) {
        return fail(maleCosts ? femaleCosts.error() : maleCosts.error());
    }
    const double evidence = kFaceShare * (femaleCosts->face - maleCosts->face) +
                            kOutlineShare * (femaleCosts->outline - maleCosts->outline);
    const double gender = 1.0 / (1.0 + std::exp(-evidence));
    if (std::abs(gender - 0.5) < kSure) {
        return fitShape(fitter, gender).map([&](const Costs&) { return gender; });
    }
    fitter.takeFrom(gender > 0.5 ? male : female);
    return gender;
}

} // namespace

Points FitResult::posedShape() const {
    return skin(photoShape, rig->weights, boneTransforms(skeleton, pose));
}

Result<FitResult> fitCharacter(const FitModel& model, const Subject& subject,
                               const FitOptions& options, const Context& ctx) {
    if (!subject.person) {
        return fail(ErrorCode::NoPersonFound,
                    "No person was found in " + subject.photo.path.string() + ".",
                    "Use a photo that shows one person from head to feet.");
    }
    Evidence evidence = gatherEvidence(model, subject);
    if (!options.useSilhouette) {
        evidence.mask.release();
    }
    Fitter fitter(model, std::move(evidence), options.gender.value_or(0.5), ctx);
    if (const Status pose = fitter.findPose(); !pose) {
        return fail(pose.error());
    }
    ctx.report(0.35);
    const Result<double> gender =
        options.gender
            ? fitShape(fitter, *options.gender).map([&](const Costs&) { return *options.gender; })
            : fitEitherGender(fitter);
    if (!gender) {
        return fail(gender.error());
    }
    ctx.report(0.9);
    if (const Status face = fitter.refineFace(); !face) {
        return fail(face.error());
    }
    FitResult result = makeFitResult(model, fitter);
    poseFingers(result.skeleton, subject.person->hands, result.camera, result.pose);
    result.metrics.gender = *gender;
    ctx.report(1.0);
    return result;
}

} // namespace maquette
