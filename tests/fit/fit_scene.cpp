// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fit/fit_scene.h"

#include "core/base/random.h"
#include "core/fit/contour.h"
#include "core/fit/priors.h"
#include "core/fit/terms.h"

namespace maquette::test {
namespace {

constexpr int kWidth = 900;
constexpr int kHeight = 1200;
constexpr double kFocal35 = 50.0;
constexpr double kDistance = 3.4; ///< metres

/// Sight lines only: enough to project and to draw.
Evidence cameraOnly() {
    Evidence evidence;
    evidence.width = kWidth;
    evidence.height = kHeight;
    evidence.focal = kFocal35 / 36.0 * kHeight;
    evidence.centre << (kWidth - 1) * 0.5, (kHeight - 1) * 0.5;
    evidence.personHeight = kHeight;
    return evidence;
}

Eigen::VectorXd randomUnknowns(const FitModel& model, Random& random) {
    using Block = ShapeBasis::Block;
    const FitLayout layout(model);
    Eigen::VectorXd x = Eigen::VectorXd::Zero(layout.size());
    x[FitLayout::kRoot + 1] = random.normal(0.0, 0.25);
    x[FitLayout::kTranslation + 2] = kDistance;
    for (int bone = 1; bone < model.boneCount(); ++bone) {
        for (int axis = 0; axis < 3; ++axis) {
            x[layout.pose(bone) + axis] = random.normal(0.0, 0.05);
        }
    }
    x[layout.pose(model.boneIndex("upperarm01.L")) + 2] -= 0.4;
    x[layout.pose(model.boneIndex("upperarm01.R")) + 2] += 0.4;
    x[layout.pose(model.boneIndex("lowerleg01.L"))] = 0.15;
    x[layout.pose(model.boneIndex("lowerleg01.R"))] = 0.05;
    const ShapeBasis& basis = model.shapeBasis();
    const ShapeBasis::Gaussian& gaussian = random.chance(0.5) ? basis.male : basis.female;
    const Eigen::MatrixXd root = gaussian.covariance.llt().matrixL();
    Eigen::VectorXd macro(model.macroCount());
    for (Eigen::Index k = 0; k < macro.size(); ++k) {
        macro[k] = random.normal(0.0, 0.8);
    }
    x.segment(layout.coefficient(0), macro.size()) = gaussian.mean + root * macro;
    for (const Block block : {Block::Body, Block::Face}) {
        for (const int k : model.coefficientsOf(block)) {
            x[layout.coefficient(k)] = random.normal(0.0, 0.5 * model.sigma()[k]);
        }
    }
    return x;
}

Person perfectPerson(const FitModel& model, const Evidence& camera, const Eigen::VectorXd& x) {
    const FitLayout layout(model);
    const FreeSet none(layout, {});
    const Kinematics pose(model, layout, x, {}, false);
    const Eigen::VectorXd shape = layout.coefficients(x);
    const PosedPoints body(model, model.bodyLandmarks(), none);
    const PosedPoints face(model, model.faceLandmarks(), none);
    const auto pixel = [&](const Eigen::Vector3d& point) {
        const Eigen::Vector2d p = projectPoint(camera, x[FitLayout::kFocal], point).pixel;
        return cv::Point2f(static_cast<float>(p.x()), static_cast<float>(p.y()));
    };
    Person person;
    const Eigen::Vector3d hips =
        0.5 * (body.position(pose, shape, 23) + body.position(pose, shape, 24));
    for (int i = 0; i < kBodyLandmarks; ++i) {
        const Eigen::Vector3d point = body.position(pose, shape, i);
        const Eigen::Vector3f world = (point - hips).cast<float>();
        person.body[i] = {pixel(point), 0.0F, 1.0F, {world.x(), world.y(), world.z()}};
    }
    // Points without a place on the template: the ears serve for the width of the face.
    const auto flat = [](cv::Point2f p) { return cv::Point3f(p.x, p.y, 0.0F); };
    person.face.assign(kFaceLandmarks, flat(person.body[0].pixel));
    person.face[454] = flat(person.body[7].pixel);
    person.face[234] = flat(person.body[8].pixel);
    for (int i = 0; i < face.size(); ++i) {
        person.face[model.faceIndices()[i]] = flat(pixel(face.position(pose, shape, i)));
    }
    person.faceScore = 1.0F;
    return person;
}

} // namespace

std::shared_ptr<const FitModel> fitModel() {
    static const std::shared_ptr<const FitModel> model = []() -> std::shared_ptr<const FitModel> {
        const auto library = Library::open(Library::locate());
        const auto table = loadCorrespondences(shippedCorrespondences());
        if (!library || !table) {
            return nullptr;
        }
        return FitModel::make(*library, *table).value_or(nullptr);
    }();
    return model;
}

FitScene makeFitScene(const FitModel& model, std::uint64_t seed) {
    Random random(seed);
    const Evidence camera = cameraOnly();
    FitScene scene;
    scene.unknowns = randomUnknowns(model, random);
    scene.restShape = model.shape(FitLayout(model).coefficients(scene.unknowns));
    scene.subject.photo.path = "person.png";
    scene.subject.photo.focal35 = kFocal35;
    scene.subject.mask = 255 * drawSilhouette(model, camera, scene.unknowns, kHeight).inside;
    scene.subject.photo.pixels = cv::Mat(kHeight, kWidth, CV_8UC3, cv::Scalar(200, 190, 60));
    scene.subject.photo.pixels.setTo(cv::Scalar(140, 160, 215), scene.subject.mask);
    scene.subject.person = perfectPerson(model, camera, scene.unknowns);
    return scene;
}

} // namespace maquette::test
