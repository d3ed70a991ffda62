// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the fit moves: a linear shape basis on a reduced skeleton, and landmarks on it.

#include "core/base/context.h"
#include "core/data/library.h"
#include "core/data/shape_basis.h"
#include "core/fit/correspondences.h"

#include <Eigen/Core>

#include <memory>
#include <string>
#include <vector>

namespace maquette {

using RowMatrixF = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using RowMatrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Points whose rest position is linear in the shape coefficients and that follow bones.
struct PointSet {
    RowMatrix mean;      ///< [N,3] metres
    RowMatrix basis;     ///< [3N,K]: rows 3i…3i+2 belong to point i
    SkinWeights weights; ///< [N] to the reduced skeleton

    [[nodiscard]] int size() const { return static_cast<int>(mean.rows()); }
    /// The columns of @p coefficients only.
    [[nodiscard]] PointSet restricted(const std::vector<int>& coefficients) const;
};

/// A point of the surface: corners of a triangle (template rows) and barycentric weights.
struct SurfacePoint {
    std::array<int, 3> vertices{};
    Eigen::Vector3f weights = Eigen::Vector3f::Zero();
};

/// Immutable; built once, about a second.
class FitModel {
public:
    /// @errors  MissingData (rig or bones), Cancelled.
    [[nodiscard]] static Result<std::shared_ptr<const FitModel>>
    make(std::shared_ptr<const Library> library, const Correspondences& table,
         const Context& ctx = {});

    /// The same model with another mean, for example what a network says of a person, and a prior
    /// on build and body that is @p spread times as wide, equal for all genders: for fits that
    /// start there. Faces are as free as before: 468 points tell more of them than any guess.
    /// Shares what is large; takes about 10 ms.
    /// @param shape   [kTemplateVertices,3] metres, in the library's frame.
    /// @param spread  0 … 1.
    [[nodiscard]] std::shared_ptr<const FitModel> around(const Points& shape, double spread) const;

    [[nodiscard]] const Library& library() const { return *m_library; }
    [[nodiscard]] const std::shared_ptr<const Rig>& rig() const { return m_rig; }
    /// Without directions.
    [[nodiscard]] const ShapeBasis& shapeBasis() const { return m_shape; }
    [[nodiscard]] int coefficientCount() const { return static_cast<int>(m_basis->cols()); }
    [[nodiscard]] int macroCount() const { return m_macroCount; }

    // Reduced skeleton: the bones that are fitted; the others of the rig keep their rest rotation.
    [[nodiscard]] int boneCount() const { return static_cast<int>(m_boneNames.size()); }
    [[nodiscard]] int boneIndex(const std::string& name) const; ///< -1 when absent
    [[nodiscard]] const std::vector<int>& parents() const { return m_parents; }
    [[nodiscard]] const std::vector<int>& rigBones() const { return m_rigBones; } ///< rows of rig()
    [[nodiscard]] const RowMatrix& jointMean() const { return m_jointMean; }      ///< [J,3]
    [[nodiscard]] const RowMatrix& jointBasis() const { return m_jointBasis; }    ///< [3J,K]
    [[nodiscard]] const SkinWeights& reducedWeights() const { return m_weights; }
    /// Reduced bone with the largest weight, per template vertex.
    [[nodiscard]] const std::vector<int>& mainBone() const { return m_mainBone; }
    [[nodiscard]] const Triangles& bodyTriangles() const { return m_bodyTriangles; }

    [[nodiscard]] const PointSet& bodyLandmarks() const { return m_bodyLandmarks; } ///< 33
    [[nodiscard]] const PointSet& faceLandmarks() const { return m_faceLandmarks; } ///< those known
    [[nodiscard]] const std::vector<int>& faceIndices() const { return m_faceIndices; }
    [[nodiscard]] const Eigen::VectorXd& faceWeights() const { return m_faceWeights; }

    [[nodiscard]] const Eigen::VectorXd& sigma() const {
        return m_sigma;
    } ///< prior, per coefficient
    [[nodiscard]] std::vector<int> coefficientsOf(ShapeBasis::Block block) const;
    [[nodiscard]] std::vector<int> headSizeCoefficients() const;

    /// Rest-pose shape [kTemplateVertices,3] for coefficients [K].
    [[nodiscard]] Points shape(const Eigen::VectorXd& coefficients) const;
    [[nodiscard]] PointSet pointSet(const std::vector<SurfacePoint>& points) const;

private:
    FitModel() = default;
    Status reduceSkeleton();
    void buildJoints();
    void buildLandmarks(const Correspondences& table);
    void buildSigmas();

    std::shared_ptr<const Library> m_library;
    std::shared_ptr<const Rig> m_rig;
    ShapeBasis m_shape;
    std::shared_ptr<const RowMatrixF> m_basis; ///< [3V,K]
    int m_macroCount = 0;
    std::vector<std::string> m_boneNames;
    std::vector<int> m_parents;
    std::vector<int> m_rigBones;
    std::vector<int> m_reducedOf; ///< per rig bone: reduced bone
    RowMatrix m_jointMean;
    RowMatrix m_jointBasis;
    SkinWeights m_weights;
    std::vector<int> m_mainBone;
    Triangles m_bodyTriangles;
    std::vector<int> m_bodyAnchors; ///< rig bones, of whose heads the body's landmarks are made
    std::vector<SurfacePoint> m_facePlaces;
    PointSet m_bodyLandmarks;
    PointSet m_faceLandmarks;
    std::vector<int> m_faceIndices;
    Eigen::VectorXd m_faceWeights;
    Eigen::VectorXd m_sigma;
};

/// The 36 points of the face's outline, which slide with the view.
[[nodiscard]] bool isFaceOutline(int landmark);

} // namespace maquette
