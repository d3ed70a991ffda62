// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far a network's answers are from the truth.

#include "core/nn/pose_layer.h"
#include "core/nn/texel_matrix.h"

#include "core/data/library.h"
#include "core/mapping/shape_space.h"
#include "core/train/body_reading.h"
#include "core/train/train_options.h"
#include "core/train/training_set.h"

namespace maquette {

/// What the losses need to know of template, rig and shape space; made once.
class CharacterLosses {
public:
    /// @errors  those of PositionMapCodec::create and Library::rig.
    [[nodiscard]] static Result<CharacterLosses>
    create(const Library& library, const ShapeSpace& space, const TrainOptions& options);

    /// [N,L,3] as LocatedJoints::places.
    [[nodiscard]] torch::Tensor truePlaces(const CharacterTruth& truth) const;

    using Parts = std::map<std::string, torch::Tensor>; ///< [] each
    struct Terms {
        torch::Tensor total; ///< [] to minimise
        Parts parts;         ///< for people to read
    };
    [[nodiscard]] Terms operator()(const CharacterOutput& output,
                                   const CharacterTruth& truth) const;

private:
    CharacterLosses(std::vector<int> parents, BodyReading body, BodyReading edges,
                    BodyReading surface)
        : m_pose(std::move(parents)), m_body(std::move(body)), m_edges(std::move(edges)),
          m_surface(std::move(surface)) {}
    void addPlaces(const CharacterOutput& output, const CharacterTruth& truth, Parts& parts) const;
    /// @param heads  [N,J,3] of the rest pose that @p posed turns.
    void addSilhouette(const torch::Tensor& heads, const PosedBones& posed,
                       const CharacterOutput& output, const CharacterTruth& truth,
                       Parts& parts) const;
    void addTexture(const torch::Tensor& texture, const CharacterTruth& truth, Parts& parts) const;

    std::map<std::string, double> m_factors; ///< by the names of Parts
    torch::Tensor m_located;                 ///< [L] int64, bones whose heads are located
    PoseLayer m_pose;
    BodyReading m_body;              ///< vertices of all over
    BodyReading m_edges;             ///< ways along some edges
    BodyReading m_surface;           ///< vertices spread evenly over the body
    torch::Tensor m_heads;           ///< [3J]
    torch::Tensor m_headBasis;       ///< [K,3J]
    torch::Tensor m_seams;           ///< sparse [S,texels]
    torch::Tensor m_vertices;        ///< [V] int64
    torch::Tensor m_edgeFrom;        ///< [E] int64
    torch::Tensor m_edgeTo;          ///< [E]
    torch::Tensor m_surfaceVertices; ///< [V] int64
    torch::Tensor m_skinWeights;     ///< [V,J] of them
    torch::Tensor m_textureMask;     ///< [1,1,side,side] 1 on the atlas' charts
};

} // namespace maquette
