// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fitter.h"

#include "core/fit/camera_pitch.h"
#include "core/fit/fit_start.h"
#include "core/fit/priors.h"
#include "core/fit/solver.h"

#include <cmath>

namespace maquette {
namespace {

using Block = ShapeBasis::Block;
using Terms = std::vector<std::unique_ptr<Term>>;

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
    operator const std::vector<int>&() const { return m_list; }

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

} // namespace

/// Weights of one stage; 0 leaves a term out. Scales are per unit of the person's height or the
/// face's width: 1/0.008 means that 0.8 % of it counts as one sigma.
struct Fitter::Weights {
    double landmarks = 1.0 / 0.008;
    double segments = 1.2;
    double face = 0.0;
    double outline = 0.0;
    double upright = 5.0;
};

Fitter::Fitter(const FitModel& model, Evidence evidence, double gender, const Context& ctx)
    : m_model(model), m_evidence(std::move(evidence)), m_gender(gender), m_ctx(ctx),
      m_x(startingPoint(model, m_evidence, gender)) {}

void Fitter::startFrom(const FitResult& guess) {
    m_guess = readGuess(m_model, m_evidence, guess);
    adoptGuess(m_model, guess, *m_guess, m_evidence);
    m_x = guessedStart(m_model, *m_guess, m_x);
}

Status Fitter::run(const std::vector<int>& unknowns, const Weights& weights, int iterations,
                   const OutlinePairs* outline) {
    const FitLayout layout(m_model);
    const StageView view{m_model, m_evidence, layout, FreeSet(layout, unknowns)};
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
    terms.push_back(
        std::make_unique<UprightTerm>(view, weights.upright, likelyPitch(m_evidence, m_x)));
    terms.push_back(std::make_unique<PosePrior>(view, m_guess ? &*m_guess : nullptr));
    if (m_guess) {
        terms.push_back(std::make_unique<GuessPrior>(view, *m_guess));
    }
    terms.push_back(std::make_unique<ShapePrior>(view, m_gender));
    terms.push_back(std::make_unique<FocalPrior>(view));
    auto outcome = minimize(view, terms, m_x, iterations, m_ctx);
    if (!outcome) {
        return fail(outcome.error());
    }
    m_x = std::move(outcome->x);
    m_iterations += outcome->iterations;
    return {};
}

Status Fitter::turnTorso() {
    const Eigen::VectorXd allWeights = m_evidence.bodyWeight;
    m_evidence.bodyWeight.setZero();
    for (const int torso : {11, 12, 23, 24}) {
        m_evidence.bodyWeight[torso] = allWeights[torso];
    }
    const Status turned = run(Unknowns(m_model).camera(), {.upright = 0.0}, 20);
    m_evidence.bodyWeight = allWeights;
    return turned;
}

Status Fitter::findPose() {
    Status found;
    if (!m_guess || !m_guess->isBelieved()) {
        found = turnTorso();
    }
    if (found && (!m_guess || !m_guess->isWhollyBelieved())) {
        // Directions in space first, so that limbs start on the right side in depth.
        found = run(Unknowns(m_model).camera().allPose(),
                    {.landmarks = 1.0 / 0.03, .segments = 4.0}, 20);
    }
    return found.and_then([&] { return run(Unknowns(m_model).camera().allPose(), {}, 20); })
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

} // namespace maquette
