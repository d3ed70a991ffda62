// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Samples of a dataset as a network takes them, with the answers that it should give.

#include "core/nn/character_input.h"

#include "core/base/random.h"
#include "core/mapping/shape_space.h"
#include "core/synthesis/perception_pass.h"
#include "core/synthesis/person_dataset.h"
#include "core/train/augment_options.h"

namespace maquette {

/// The truth of N samples, float32, lengths at kNormalHeight.
struct CharacterTruth {
    torch::Tensor body;         ///< [N,kBodyVertices,3] normalizedShape()
    torch::Tensor height;       ///< [N] logarithm of the height over kNormalHeight
    torch::Tensor texture;      ///< [N,3,kDressedTexture,kDressedTexture] RGB 0 … 1
    torch::Tensor textureKnown; ///< [N] 0 or 1
    torch::Tensor heads;        ///< [N,J,3] of bones, rest pose, in the body's frame
    torch::Tensor rotations;    ///< [N,J,3,3]; the root's from rest to flipped camera axes
    torch::Tensor joints;       ///< [N,J,3] posed, flipped camera axes, from the root
    torch::Tensor joints2d;     ///< [N,J,2] in the crop, -1 … 1
    torch::Tensor camera;       ///< [N,3], see projectToCrop
    torch::Tensor focal;        ///< [N] in halves of the crop's side
    torch::Tensor principal;    ///< [N,2]
};

/// What a sample shows, as it was made.
struct PosedTruth {
    Points shape; ///< [kTemplateVertices,3] rest pose, metres
    Pose pose;    ///< of the "default" rig
    Camera camera;
    cv::Mat mask; ///< CV_8UC1 of the picture's size
};

struct Batch {
    CharacterInput input;
    CharacterTruth truth;
};

/// A dataset of people with its perception pass.
class TrainingSet {
public:
    /// @errors  those of Dataset::open; MissingData: no perception pass.
    [[nodiscard]] static Result<std::shared_ptr<const TrainingSet>>
    open(const std::filesystem::path& folder);

    [[nodiscard]] const Dataset& dataset() const { return *m_dataset; }
    /// Samples of a split that perception has seen somebody in, or all that have a mask.
    [[nodiscard]] const std::vector<std::int64_t>& samples(Split split) const;

    /// What the network is given of a sample.
    [[nodiscard]] MappingInput input(std::int64_t sample, const AugmentOptions& augment,
                                     Random& random, Seen seen = Seen::Everything) const;
    /// @param random   nothing is augmented when @p augment is not enabled.
    /// @param seen     LandmarksAndMasks: there are no pictures, and no texture is known.
    /// @threading      Uses as many threads as LibTorch.
    [[nodiscard]] Batch batch(const std::vector<std::int64_t>& samples,
                              const AugmentOptions& augment, const Random& random,
                              Seen seen = Seen::Everything) const;
    /// [kTemplateVertices,3] as stored.
    [[nodiscard]] Points identityShape(std::int64_t identity) const;
    [[nodiscard]] PosedTruth posedTruth(std::int64_t sample) const;

private:
    TrainingSet() = default;
    [[nodiscard]] Status read();
    void addTruth(std::int64_t sample, const cv::Rect2d& square, int row,
                  CharacterTruth& truth) const;
    void addTexture(std::int64_t sample, int row, CharacterTruth& truth) const;

    std::shared_ptr<const Dataset> m_dataset;
    const DatasetTable* m_samples = nullptr;
    const DatasetTable* m_identities = nullptr;
    const DatasetTable* m_perception = nullptr;
    SampleFields m_sampleFields;
    IdentityFields m_identityFields;
    PerceptionFields m_perceptionFields;
    int m_side = 0; ///< of the pictures
    int m_bones = 0;
    std::array<std::vector<std::int64_t>, kSplits.size()> m_split;
};

} // namespace maquette
