// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_model.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <array>
#include <set>

namespace maquette {
namespace {

/// Bones of the "default" rig that are fitted, parents first.
constexpr std::array kFittedBones = {"root",         "spine04",      "spine02",      "neck01",
                                     "head",         "clavicle.L",   "clavicle.R",   "upperarm01.L",
                                     "upperarm01.R", "lowerarm01.L", "lowerarm01.R", "wrist.L",
                                     "wrist.R",      "upperleg01.L", "upperleg01.R", "lowerleg01.L",
                                     "lowerleg01.R", "foot.L",       "foot.R"};

/// Directions that move a vertex further than this, metres, are less likely in proportion: a whole
/// limb does not vary as freely as a nostril.
constexpr double kUndampedReach = 0.020;

const std::set<int> kFaceOutline = {10,  338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288,
                                    397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136,
                                    172, 58,  132, 93,  234, 127, 162, 21,  54,  103, 67,  109};

bool contains(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

/// Prior sigma of a local direction, in units of its slider.
double localSigma(ShapeBasis::Block block, const std::string& name) {
    using Block = ShapeBasis::Block;
    const bool headSize = contains(name, "scale") || contains(name, "fat");
    if (contains(name, "head/head-") && !headSize) {
        return contains(name, "head-back") ? 0.10 : 0.12; // else the skull becomes a wedge
    }
    if (contains(name, "ears/")) {
        return 0.10;
    }
    if (contains(name, "neck/") || contains(name, "breast/") || contains(name, "buttocks") ||
        contains(name, "pelvis") || contains(name, "pregnant")) {
        return 0.12;
    }
    return block == Block::Face ? 0.30 : 0.25;
}

/// Mean of the rows listed, as one row over the columns of the basis.
void addMeanRows(const std::vector<int>& vertices, const Points& mean, const RowMatrixF& basis,
                 int row, RowMatrix& outMean, RowMatrix& outBasis) {
    const double weight = 1.0 / static_cast<double>(vertices.size());
    for (const int v : vertices) {
        outMean.row(row) += weight * mean.row(v).cast<double>();
        outBasis.middleRows(3 * row, 3) += weight * basis.middleRows(3 * v, 3).cast<double>();
    }
}

std::shared_ptr<const RowMatrixF> flatDirections(const ShapeBasis& shape) {
    const auto basis = std::make_shared<RowMatrixF>(3 * kTemplateVertices, shape.size());
    for (int k = 0; k < shape.size(); ++k) {
        basis->col(k) =
            Eigen::Map<const Eigen::VectorXf>(shape.directions[k].data(), 3 * kTemplateVertices);
    }
    return basis;
}

/// What the landmarks' places change by when the mean shape does.
template <typename Anchor>
void moveMeans(RowMatrix& means, const Points& from, const Points& to, Anchor&& anchorOf) {
    for (Eigen::Index i = 0; i < means.rows(); ++i) {
        for (const auto& [vertex, weight] : anchorOf(i)) {
            means.row(i) += weight * (to.row(vertex) - from.row(vertex)).template cast<double>();
        }
    }
}

std::vector<std::pair<int, double>> evenly(const std::vector<int>& vertices) {
    std::vector<std::pair<int, double>> anchor;
    for (const int v : vertices) {
        anchor.emplace_back(v, 1.0 / static_cast<double>(vertices.size()));
    }
    return anchor;
}

} // namespace

bool isFaceOutline(int landmark) {
    return kFaceOutline.contains(landmark);
}

PointSet PointSet::restricted(const std::vector<int>& coefficients) const {
    return {mean, basis(Eigen::all, coefficients), weights};
}

Result<std::shared_ptr<const FitModel>> FitModel::make(std::shared_ptr<const Library> library,
                                                       const Correspondences& table,
                                                       const Context& ctx) {
    auto rig = library->rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    auto shape = makeShapeBasis(*library);
    if (!shape) {
        return fail(shape.error());
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    std::shared_ptr<FitModel> model(new FitModel);
    model->m_library = std::move(library);
    model->m_rig = std::move(*rig);
    model->m_shape = std::move(*shape);
    model->m_macroCount = model->m_shape.countOf(ShapeBasis::Block::Macro);
    model->buildSigmas();
    model->m_basis = flatDirections(model->m_shape);
    model->m_shape.directions.clear(); // m_basis has them
    if (const Status status = model->reduceSkeleton(); !status) {
        return fail(status.error());
    }
    model->buildJoints();
    model->buildLandmarks(table);
    const Template& mesh = model->m_library->templateMesh();
    PolygonMesh body = mesh.mesh;
    body.positions = model->m_shape.mean;
    body = subMesh(body, mesh.facesOf(TemplatePart::Body));
    model->m_bodyTriangles = triangulate(body).vertices;
    return std::shared_ptr<const FitModel>(model);
}

Status FitModel::reduceSkeleton() {
    const auto indexInRig = [&](const std::string& name) {
        for (size_t i = 0; i < m_rig->bones.size(); ++i) {
            if (m_rig->bones[i].name == name) {
                return static_cast<int>(i);
            }
        }
        return -1;
    };
    for (const char* name : kFittedBones) {
        const int bone = indexInRig(name);
        if (bone < 0) {
            return fail(ErrorCode::MissingData,
                        "The library's rig 'default' has no bone '" + std::string(name) + "'.",
                        "Run packaging/setup again, or choose another library.");
        }
        m_boneNames.emplace_back(name);
        m_rigBones.push_back(bone);
    }
    m_reducedOf.assign(m_rig->bones.size(), 0);
    for (size_t bone = 0; bone < m_rig->bones.size(); ++bone) {
        int ancestor = static_cast<int>(bone);
        auto found = m_rigBones.end();
        while (ancestor >= 0 && found == m_rigBones.end()) {
            found = std::find(m_rigBones.begin(), m_rigBones.end(), ancestor);
            ancestor = m_rig->bones[ancestor].parent;
        }
        m_reducedOf[bone] =
            found == m_rigBones.end() ? 0 : static_cast<int>(found - m_rigBones.begin());
    }
    m_parents.push_back(-1);
    for (int j = 1; j < boneCount(); ++j) {
        m_parents.push_back(m_reducedOf[m_rig->bones[m_rigBones[j]].parent]);
    }
    m_weights.offsets.push_back(0);
    for (int v = 0; v < m_rig->weights.vertexCount(); ++v) {
        std::vector<float> sum(boneCount(), 0.0F);
        for (int e = m_rig->weights.offsets[v]; e < m_rig->weights.offsets[v + 1]; ++e) {
            sum[m_reducedOf[m_rig->weights.bones[e]]] += m_rig->weights.weights[e];
        }
        for (int j = 0; j < boneCount(); ++j) {
            if (sum[j] > 0.0F) {
                m_weights.bones.push_back(j);
                m_weights.weights.push_back(sum[j]);
            }
        }
        m_weights.offsets.push_back(static_cast<int>(m_weights.bones.size()));
        m_mainBone.push_back(
            static_cast<int>(std::max_element(sum.begin(), sum.end()) - sum.begin()));
    }
    return {};
}

void FitModel::buildJoints() {
    m_jointMean = RowMatrix::Zero(boneCount(), 3);
    m_jointBasis = RowMatrix::Zero(3 * boneCount(), coefficientCount());
    for (int j = 0; j < boneCount(); ++j) {
        addMeanRows(m_rig->bones[m_rigBones[j]].head, m_shape.mean, *m_basis, j, m_jointMean,
                    m_jointBasis);
    }
}

void FitModel::buildLandmarks(const Correspondences& table) {
    const auto rigBone = [&](const std::string& name) {
        for (size_t i = 0; i < m_rig->bones.size(); ++i) {
            if (m_rig->bones[i].name == name) {
                return static_cast<int>(i);
            }
        }
        return 0;
    };
    m_bodyLandmarks.mean = RowMatrix::Zero(kBodyLandmarks, 3);
    m_bodyLandmarks.basis = RowMatrix::Zero(3 * kBodyLandmarks, coefficientCount());
    m_bodyLandmarks.weights.offsets.push_back(0);
    for (int i = 0; i < kBodyLandmarks; ++i) {
        const BodyCorrespondence& c = table.body[i];
        m_bodyAnchors.push_back(rigBone(c.anchor));
        addMeanRows(m_rig->bones[m_bodyAnchors.back()].head, m_shape.mean, *m_basis, i,
                    m_bodyLandmarks.mean, m_bodyLandmarks.basis);
        m_bodyLandmarks.mean.row(i) += c.offset.transpose().cast<double>();
        m_bodyLandmarks.weights.bones.push_back(m_reducedOf[rigBone(c.bone)]);
        m_bodyLandmarks.weights.weights.push_back(1.0F);
        m_bodyLandmarks.weights.offsets.push_back(i + 1);
    }
    std::vector<double> weights;
    for (int i = 0; i < kFaceLandmarks; ++i) {
        const FaceCorrespondence& c = table.face[i];
        if (c.weights.sum() <= 0.0F) {
            continue;
        }
        m_facePlaces.push_back({c.vertices, c.weights});
        m_faceIndices.push_back(i);
        const double trust = std::clamp(0.003 / std::max<double>(c.spread, 0.0015), 0.15, 1.5);
        weights.push_back(trust * (isFaceOutline(i) ? 0.35 : 1.0));
    }
    m_faceLandmarks = pointSet(m_facePlaces);
    m_faceWeights = Eigen::Map<Eigen::VectorXd>(weights.data(), weights.size());
}

void FitModel::buildSigmas() {
    m_sigma = Eigen::VectorXd::Ones(m_shape.size());
    for (int k = m_macroCount; k < m_shape.size(); ++k) {
        const double reach = m_shape.directions[k].rowwise().norm().maxCoeff();
        m_sigma[k] =
            localSigma(m_shape.blocks[k], m_shape.names[k]) * std::min(1.0, kUndampedReach / reach);
    }
}

int FitModel::boneIndex(const std::string& name) const {
    const auto found = std::find(m_boneNames.begin(), m_boneNames.end(), name);
    return found == m_boneNames.end() ? -1 : static_cast<int>(found - m_boneNames.begin());
}

std::vector<int> FitModel::coefficientsOf(ShapeBasis::Block block) const {
    std::vector<int> result;
    for (int k = 0; k < coefficientCount(); ++k) {
        if (m_shape.blocks[k] == block) {
            result.push_back(k);
        }
    }
    return result;
}

std::vector<int> FitModel::headSizeCoefficients() const {
    std::vector<int> result;
    for (int k = 0; k < coefficientCount(); ++k) {
        if (contains(m_shape.names[k], "head/head-scale-")) {
            result.push_back(k);
        }
    }
    return result;
}

std::shared_ptr<const FitModel> FitModel::around(const Points& shape, double spread) const {
    const std::shared_ptr<FitModel> model(new FitModel(*this));
    const Points& old = m_shape.mean;
    moveMeans(model->m_jointMean, old, shape,
              [&](Eigen::Index j) { return evenly(m_rig->bones[m_rigBones[j]].head); });
    moveMeans(model->m_bodyLandmarks.mean, old, shape,
              [&](Eigen::Index i) { return evenly(m_rig->bones[m_bodyAnchors[i]].head); });
    moveMeans(model->m_faceLandmarks.mean, old, shape, [&](Eigen::Index i) {
        std::vector<std::pair<int, double>> anchor;
        for (int corner = 0; corner < 3; ++corner) {
            anchor.emplace_back(m_facePlaces[i].vertices[corner], m_facePlaces[i].weights[corner]);
        }
        return anchor;
    });
    ShapeBasis& basis = model->m_shape;
    basis.mean = shape;
    const ShapeBasis::Gaussian prior{Eigen::VectorXd::Zero(m_macroCount),
                                     spread * spread *
                                         Eigen::MatrixXd::Identity(m_macroCount, m_macroCount)};
    basis.female = basis.male = basis.any = prior;
    // What the new mean is in the old coefficients tells its gender.
    const RowMatrixF macro = m_basis->leftCols(m_macroCount);
    const Eigen::VectorXf difference =
        Eigen::Map<const Eigen::VectorXf>(shape.data(), shape.size()) -
        Eigen::Map<const Eigen::VectorXf>(old.data(), old.size());
    const Eigen::MatrixXf gram = macro.transpose() * macro;
    const Eigen::VectorXf projected = gram.ldlt().solve(macro.transpose() * difference);
    basis.genderOffset += basis.genderDirection.dot(projected.cast<double>());
    for (const int k : coefficientsOf(ShapeBasis::Block::Body)) {
        model->m_sigma[k] *= spread;
    }
    return model;
}

Points FitModel::shape(const Eigen::VectorXd& coefficients) const {
    Points result = m_shape.mean;
    Eigen::Map<Eigen::VectorXf>(result.data(), result.size()) +=
        *m_basis * coefficients.cast<float>();
    return result;
}

PointSet FitModel::pointSet(const std::vector<SurfacePoint>& points) const {
    const int count = static_cast<int>(points.size());
    PointSet result;
    result.mean = RowMatrix::Zero(count, 3);
    result.basis = RowMatrix::Zero(3 * count, coefficientCount());
    result.weights.offsets.push_back(0);
    for (int i = 0; i < count; ++i) {
        std::vector<float> sum(boneCount(), 0.0F);
        for (int corner = 0; corner < 3; ++corner) {
            const int v = points[i].vertices[corner];
            const float w = points[i].weights[corner];
            result.mean.row(i) += w * m_shape.mean.row(v).cast<double>();
            result.basis.middleRows(3 * i, 3) += w * m_basis->middleRows(3 * v, 3).cast<double>();
            for (int e = m_weights.offsets[v]; e < m_weights.offsets[v + 1]; ++e) {
                sum[m_weights.bones[e]] += w * m_weights.weights[e];
            }
        }
        for (int j = 0; j < boneCount(); ++j) {
            if (sum[j] != 0.0F) {
                result.weights.bones.push_back(j);
                result.weights.weights.push_back(sum[j]);
            }
        }
        result.weights.offsets.push_back(static_cast<int>(result.weights.bones.size()));
    }
    return result;
}

} // namespace maquette
