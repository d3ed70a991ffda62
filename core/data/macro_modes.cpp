// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/macro_modes.h"

#include "core/data/sampler.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr float kHeadWeight = 2.0F;

/// Macro shapes drawn, as weights of the targets that any of them uses.
struct Samples {
    std::vector<const Target*> targets; ///< columns of weights
    Eigen::MatrixXd weights;            ///< [samples, targets]
    std::vector<double> genders;
};

Samples drawSamples(const Library& library, const ShapeBasisOptions& options) {
    Samples samples;
    std::map<std::string, Eigen::Index> columns;
    std::vector<std::vector<WeightedTarget>> rows;
    Random random(options.seed);
    for (int i = 0; i < options.samples; ++i) {
        const MacroParameters macro = sampleMacro(random);
        samples.genders.push_back(macro.gender);
        rows.push_back(library.macroTargets(macro));
        for (const WeightedTarget& entry : rows.back()) {
            const Target* target = library.target(entry.name);
            if (target && columns.emplace(entry.name, columns.size()).second) {
                samples.targets.push_back(target);
            }
        }
    }
    samples.weights = Eigen::MatrixXd::Zero(options.samples, std::ssize(samples.targets));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (const WeightedTarget& entry : rows[i]) {
            if (const auto found = columns.find(entry.name); found != columns.end()) {
                samples.weights(static_cast<Eigen::Index>(i), found->second) = entry.weight;
            }
        }
    }
    return samples;
}

/// 1 on the body, kHeadWeight on head and neck, 0 on helpers.
Eigen::VectorXf vertexWeights(const Template& mesh) {
    Eigen::VectorXf weights = Eigen::VectorXf::Zero(kTemplateVertices);
    for (int v = 0; v < kBodyVertices; ++v) {
        const bool isHead =
            mesh.regions[v] == BodyRegion::Head || mesh.regions[v] == BodyRegion::Neck;
        weights[v] = isHead ? kHeadWeight : 1.0F;
    }
    return weights;
}

/// Inner products of the weighted targets. Runs over slices of the vertices so that the dense
/// copy of the targets stays small; slices are summed in double precision.
Eigen::MatrixXd gramMatrix(const std::vector<const Target*>& targets,
                           const Eigen::VectorXf& vertexWeight) {
    constexpr int kSlice = 512;
    const Eigen::Index count = std::ssize(targets);
    Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(count, count);
    Eigen::MatrixXf slice(count, kSlice * 3);
    Eigen::MatrixXf product(count, count);
    for (int first = 0; first < kBodyVertices; first += kSlice) {
        slice.setZero();
        for (Eigen::Index t = 0; t < count; ++t) {
            const Target& target = *targets[t];
            for (std::size_t i = 0; i < target.vertices.size(); ++i) {
                const int column = target.vertices[i] - first;
                if (column >= 0 && column < kSlice) {
                    slice.block<1, 3>(t, column * 3) =
                        vertexWeight[target.vertices[i]] *
                        target.offsets.row(static_cast<Eigen::Index>(i));
                }
            }
        }
        product.setZero();
        product.selfadjointView<Eigen::Lower>().rankUpdate(slice);
        gram += product.cast<double>();
    }
    return gram.selfadjointView<Eigen::Lower>();
}

/// Columns a_k with a_k' G a_k = variance of mode k, for the largest variances first: the
/// eigenvectors of S G, S the covariance of the weights, by way of S = B B'.
Eigen::MatrixXd modeWeights(const Eigen::MatrixXd& covariance, const Eigen::MatrixXd& gram,
                            int count, Eigen::VectorXd& variances) {
    const Eigen::LDLT<Eigen::MatrixXd> factors(covariance);
    const Eigen::VectorXd roots = factors.vectorD().cwiseMax(0.0).cwiseSqrt();
    const Eigen::MatrixXd lower = Eigen::MatrixXd(factors.matrixL()) * roots.asDiagonal();
    const Eigen::MatrixXd half = factors.transpositionsP().transpose() * lower;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(half.transpose() * gram * half);
    variances = solver.eigenvalues().tail(count).reverse();
    Eigen::MatrixXd modes = half * solver.eigenvectors().rightCols(count).rowwise().reverse();
    for (Eigen::Index k = 0; k < modes.cols(); ++k) {
        Eigen::Index largest = 0;
        modes.col(k).cwiseAbs().maxCoeff(&largest);
        if (modes(largest, k) < 0.0) {
            modes.col(k) *= -1.0; // eigenvectors have no sign; one is settled for all machines
        }
    }
    return modes;
}

void addTargets(const std::vector<const Target*>& targets, const Eigen::VectorXd& weights,
                Points& positions) {
    for (std::size_t t = 0; t < targets.size(); ++t) {
        const auto weight = static_cast<float>(weights[static_cast<Eigen::Index>(t)]);
        if (weight != 0.0F) {
            targets[t]->addTo(positions, weight);
        }
    }
}

/// The base mesh under the template's default character.
Points basePositions(const Library& library) {
    Points positions = library.templateMesh().mesh.positions;
    for (const WeightedTarget& entry : library.macroTargets(MacroParameters{})) {
        if (const Target* target = library.target(entry.name)) {
            target->addTo(positions, static_cast<float>(-entry.weight));
        }
    }
    return positions;
}

} // namespace

Result<MacroModes> makeMacroModes(const Library& library, const ShapeBasisOptions& options) {
    Samples samples = drawSamples(library, options);
    if (std::ssize(samples.targets) < options.macroModes) {
        return fail(ErrorCode::MissingData,
                    library.folder().string() + " has too few macro targets for a shape basis.",
                    "Run packaging/setup again.");
    }
    MacroModes modes;
    modes.genders = std::move(samples.genders);
    const Eigen::VectorXd meanWeights = samples.weights.colwise().mean();
    modes.mean = basePositions(library);
    addTargets(samples.targets, meanWeights, modes.mean);

    samples.weights.rowwise() -= meanWeights.transpose();
    const Eigen::MatrixXd gram = gramMatrix(samples.targets, vertexWeights(library.templateMesh()));
    const Eigen::MatrixXd covariance =
        samples.weights.transpose() * samples.weights / static_cast<double>(options.samples);
    Eigen::VectorXd variances;
    const Eigen::MatrixXd weights = modeWeights(covariance, gram, options.macroModes, variances);
    if (!(variances.minCoeff() > 0.0)) {
        return fail(ErrorCode::MissingData,
                    library.folder().string() + " has no " + std::to_string(options.macroModes) +
                        " independent macro modes.",
                    "Ask for fewer modes.");
    }
    for (Eigen::Index k = 0; k < weights.cols(); ++k) {
        modes.directions.push_back(Points::Zero(kTemplateVertices, 3));
        addTargets(samples.targets, weights.col(k), modes.directions.back());
    }
    modes.scores =
        samples.weights * (gram * weights) * variances.cwiseInverse().asDiagonal().toDenseMatrix();
    return modes;
}

} // namespace maquette
