// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit.h"

#include "core/fit/contour.h"
#include "core/fit/fit_start.h"
#include "core/fit/priors.h"
#include "core/fit/solver.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <future>
#include <numbers>

namespace maquette {
namespace {

using Block = ShapeBasis::Block;
using Terms = std::vector<std::unique_ptr<Term>>;

/// Weights of one stage; 0 leaves a term out. Scales are per unit of the person's height or the
/// face's width: 1/0.008 means that 0.8 % of it counts as one sigma.
struct StageWeights {
    double landmarks = 1.0 / 0.008;
    double segments = 1.2;
    double face = 0.0;
    double outline = 0.0;
    double upright = 20.0;
};

/// Groups of unknowns that stages free.
class Unknowns {
public:
    explicit Unknowns(const FitModel& model) : m_model(model), m_layout(model) {}

    Unknowns& camera() { return range(FitLayout::kRoot, 6); }
    Unknowns& focal() { return range(FitLayout::kFocal, 1); }
    Unknowns& bones(std::initializer_list<const char*> names) {
        for (const char* name : names) {
            range(m_layout.pose(m_model.boneIndex(name)), 3);
        }
        return *this;
    }
    Unknowns& head() { return bones({"neck01", "head"}); }
    Unknowns& allPose() { return range(FitLayout::kPose, 3 * (m_model.boneCount() - 1)); }
    Unknowns& block(Block block, int limit = 1000) {
        for (const int k : m_model.coefficientsOf(block)) {
            if (limit-- > 0) {
                range(m_layout.coefficient(k), 1);
            }
        }
        return *this;
    }
    Unknowns& headSize() {
        for (const int k : m_model.headSizeCoefficients()) {
            range(m_layout.coefficient(k), 1);
        }
        return *this;
    }
    [[nodiscard]] const std::vector<int>& list() const { return m_list; }

private:
    Unknowns& range(int first, int count) {
        for (int u = first; u < first + count; ++u) {
            m_list.push_back(u);
        }
        return *this;
    }
    const FitModel& m_model;
    FitLayout m_layout;
    std::vector<int> m_list;
};

/// Runs the stages of one fit.
class Fitter {
public:
    Fitter(const FitModel& model, Evidence evidence, double gender, const Context& ctx)
        : m_model(model), m_evidence(std::move(evidence)), m_gender(gender), m_ctx(ctx),
          m_x(startingPoint(model, m_evidence, gender)) {}

    Status findPose();
    Status fitFace();
    Status fitOutline();
    Status refineFace();

    void setGender(double gender) { m_gender = gender; }
    [[nodiscard]] const Eigen::VectorXd& unknowns() const { return m_x; }
    [[nodiscard]] const Evidence& evidence() const { return m_evidence; }
    [[nodiscard]] int iterations() const { return m_iterations; }
    /// Half the sum of squares that the last stage ended with.
    [[nodiscard]] double cost() const { return m_cost; }

private:
    Status run(const Unknowns& unknowns, const StageWeights& weights, int iterations,
               const OutlinePairs* outline = nullptr);

    const FitModel& m_model;
    Evidence m_evidence;
    double m_gender;
    const Context& m_ctx;
    Eigen::VectorXd m_x;
    double m_cost = 0;
    int m_iterations = 0;
};

Status Fitter::run(const Unknowns& unknowns, const StageWeights& weights, int iterations,
                   const OutlinePairs* outline) {
    const FitLayout layout(m_model);
    const StageView view{m_model, m_evidence, layout, FreeSet(layout, unknowns.list())};
    Terms terms;
    terms.push_back(std::make_unique<ProjectionTerm>(
        view, m_model.bodyLandmarks(), m_evidence.body, m_evidence.bodyWeight,
        weights.landmarks / m_evidence.personHeight, 3.0));
    if (weights.segments > 0) {
        terms.push_back(std::make_unique<SegmentTerm>(view, weights.segments));
    }
    if (weights.face > 0 && m_evidence.hasFace()) {
        // The 468 points move together: they count as sixty.
        const double share = std::sqrt(60.0 / static_cast<double>(m_evidence.face.rows()));
        terms.push_back(std::make_unique<ProjectionTerm>(
            view, m_model.faceLandmarks(), m_evidence.face, m_model.faceWeights() * share,
            weights.face / m_evidence.faceWidth, 4.0));
    }
    if (outline && !outline->points.empty()) {
        terms.push_back(std::make_unique<OutlineTerm>(
            view, m_model.pointSet(outline->points), outline->pixels, outline->normals,
            outline->weights, weights.outline / m_evidence.personHeight, 3.0));
    }
    terms.push_back(std::make_unique<UprightTerm>(view, weights.upright));
    terms.push_back(std::make_unique<PosePrior>(view));
    terms.push_back(std::make_unique<ShapePrior>(view, m_gender));
    terms.push_back(std::make_unique<FocalPrior>(view));
    auto outcome = minimize(view, terms, m_x, iterations, m_ctx);
    if (!outcome) {
        return fail(outcome.error());
    }
    m_x = std::move(outcome->x);
    m_cost = outcome->cost;
    m_iterations += outcome->iterations;
    return {};
}

Status Fitter::findPose() {
    const Eigen::VectorXd allWeights = m_evidence.bodyWeight;
    m_evidence.bodyWeight.setZero();
    for (const int torso : {11, 12, 23, 24}) {
        m_evidence.bodyWeight[torso] = allWeights[torso];
    }
    const Status torso = run(Unknowns(m_model).camera(), {.upright = 0.0}, 20);
    m_evidence.bodyWeight = allWeights;
    if (!torso) {
        return torso;
    }
    // Directions in space first, so that limbs start on the right side in depth.
    return run(Unknowns(m_model).camera().allPose(), {.landmarks = 1.0 / 0.03, .segments = 4.0}, 20)
        .and_then([&] { return run(Unknowns(m_model).camera().allPose(), {}, 20); })
        .and_then([&] {
            return run(Unknowns(m_model).camera().focal().allPose().block(Block::Macro, 8), {}, 15);
        });
}

Status Fitter::fitFace() {
    if (!m_evidence.hasFace()) {
        return {};
    }
    return run(Unknowns(m_model).camera().head().headSize(), {.face = 1.0 / 0.03}, 12)
        .and_then([&] {
            return run(Unknowns(m_model).camera().allPose().block(Block::Macro, 8).headSize(),
                       {.face = 1.0 / 0.03}, 10);
        })
        .and_then([&] {
            return run(Unknowns(m_model)
                           .camera()
                           .head()
                           .block(Block::Macro)
                           .block(Block::Face)
                           .block(Block::Asymmetry)
                           .block(Block::FacialUnit),
                       {.face = 1.0 / 0.012}, 8);
        });
}

Status Fitter::fitOutline() {
    if (m_evidence.mask.empty()) {
        return {};
    }
    for (const double radius : {0.08, 0.06, 0.05, 0.04, 0.03}) {
        const OutlinePairs pairs = pairOutlines(m_model, m_evidence, m_x, radius);
        const Status status = run(
            Unknowns(m_model).camera().allPose().block(Block::Macro).block(Block::Body).headSize(),
            {.face = 1.0 / 0.02, .outline = 1.0 / 0.008}, 4, &pairs);
        if (!status) {
            return status;
        }
    }
    return {};
}

Status Fitter::refineFace() {
    if (!m_evidence.hasFace()) {
        return {};
    }
    return run(Unknowns(m_model)
                   .camera()
                   .head()
                   .block(Block::Face)
                   .block(Block::Asymmetry)
                   .block(Block::FacialUnit),
               {.face = 1.0 / 0.006}, 10);
}

/// Fits the face under the prior of each gender at the same time; the better agreement tells.
/// @return  0 female … 1 male; on failure 0.5 and the error in @p status.
double compareGenders(const Fitter& start, Status& status) {
    Fitter female = start;
    Fitter male = start;
    female.setGender(0.0);
    male.setGender(1.0);
    auto other = std::async(std::launch::async, [&] { return female.fitFace(); });
    const Status own = male.fitFace();
    const Status others = other.get();
    if (!own || !others) {
        status = own ? others : own;
        return 0.5;
    }
    return 1.0 / (1.0 + std::exp(male.cost() - female.cost()));
}

FitMetrics measure(const FitModel& model, const Fitter& fitter) {
    const Evidence& evidence = fitter.evidence();
    const Eigen::VectorXd& x = fitter.unknowns();
    const FitLayout layout(model);
    const Eigen::VectorXd shape = layout.coefficients(x);
    const Kinematics pose(model, layout, x, {}, false);
    const FreeSet none(layout, {});
    const PosedPoints body(model, model.bodyLandmarks(), none);
    const PosedPoints face(model, model.faceLandmarks(), none);
    const auto distance = [&](const PosedPoints& points, int i, const RowMatrix& pixels) {
        const Eigen::Vector3d p = points.position(pose, shape, i);
        const Eigen::Vector2d pixel = projectPoint(evidence, x[FitLayout::kFocal], p).pixel;
        return (pixel - pixels.row(i).transpose()).norm();
    };
    FitMetrics metrics;
    for (const int joint : kJointLandmarks) {
        metrics.jointError +=
            distance(body, joint, evidence.body) / (evidence.personHeight * kJointLandmarks.size());
    }
    for (int i = 0; i < static_cast<int>(evidence.face.rows()); ++i) {
        metrics.faceError += distance(face, i, evidence.face) /
                             (evidence.faceWidth * static_cast<double>(evidence.face.rows()));
    }
    const auto middle = [&](int a, int b) {
        return Eigen::Vector3d(0.5 *
                               (body.position(pose, shape, a) + body.position(pose, shape, b)));
    };
    const Eigen::Vector3d line = middle(7, 8) - middle(27, 28);
    metrics.leanDegrees = std::atan2(-line.z(), -line.y()) * 180.0 / std::numbers::pi;
    metrics.iou = silhouetteIou(model, evidence, x);
    metrics.iterations = fitter.iterations();
    return metrics;
}

/// Splits the root's rotation: the camera keeps the heading and stays level, the pose the rest.
Eigen::Matrix3d headingOf(const Eigen::Matrix3d& rootInCamera) {
    const Eigen::Vector3d front = facingCamera().transpose() * rootInCamera.col(2);
    const double yaw = std::atan2(front.x(), front.z());
    return Eigen::AngleAxisd(yaw, Eigen::Vector3d::UnitY()).toRotationMatrix();
}

FitResult makeResult(const FitModel& model, const Fitter& fitter) {
    const FitLayout layout(model);
    const Eigen::VectorXd& x = fitter.unknowns();
    const Evidence& evidence = fitter.evidence();
    Eigen::VectorXd neutral = layout.coefficients(x);
    FitResult result;
    result.photoShape = model.shape(neutral);
    for (const int k : model.coefficientsOf(Block::FacialUnit)) {
        result.facialUnits[model.shapeBasis().names[k]] = std::clamp(neutral[k], 0.0, 1.0);
        neutral[k] = 0.0;
    }
    result.restShape = model.shape(neutral);
    result.rig = model.rig();
    result.skeleton = result.rig->skeletonFor(result.photoShape);
    result.pose.rotations.assign(result.skeleton.bones.size(), Eigen::Matrix3f::Identity());
    for (int j = 1; j < model.boneCount(); ++j) {
        result.pose.rotations[model.rigBones()[j]] =
            rotationFrom(x.segment<3>(layout.pose(j))).cast<float>();
    }
    const Eigen::Matrix3d root = facingCamera() * rotationFrom(x.segment<3>(FitLayout::kRoot));
    const Eigen::Matrix3d heading = headingOf(root);
    const Eigen::Matrix3d view = facingCamera() * heading;
    const int rootBone = model.rigBones()[0];
    result.pose.rotations[rootBone] = (view.transpose() * root).cast<float>();
    const Eigen::Vector3d joint = result.skeleton.bones[rootBone].head.cast<double>();
    result.camera.width = evidence.width;
    result.camera.height = evidence.height;
    result.camera.focal = evidence.focal * std::exp(x[FitLayout::kFocal]);
    result.camera.cx = evidence.centre.x();
    result.camera.cy = evidence.centre.y();
    result.camera.modelToCamera.linear() = view.cast<float>();
    result.camera.modelToCamera.translation() =
        (x.segment<3>(FitLayout::kTranslation) - view * joint).cast<float>();
    result.metrics = measure(model, fitter);
    return result;
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
    const auto step = [&](double fraction) {
        ctx.report(fraction);
        return Status{};
    };
    Status status = fitter.findPose().and_then([&] { return step(0.35); });
    if (!status) {
        return fail(status.error());
    }
    const double gender =
        options.gender ? *options.gender : compareGenders(fitter, status);
    fitter.setGender(gender);
    status = status.and_then([&] { return fitter.fitFace(); });
    if (!status) {
        return fail(status.error());
    }
    const Status rest = step(0.6)
                            .and_then([&] { return fitter.fitOutline(); })
                            .and_then([&] { return step(0.85); })
                            .and_then([&] { return fitter.refineFace(); });
    if (!rest) {
        return fail(rest.error());
    }
    FitResult result = makeResult(model, fitter);
    result.metrics.gender = gender;
    ctx.report(1.0);
    return result;
}

} // namespace maquette
