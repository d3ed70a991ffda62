// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The learned mapping: crops and landmarks of a person to shape, pose, camera and texture.

#include "core/mapping/mapping_input.h"
#include "core/nn/encoder.h"
#include "core/nn/joint_features.h"
#include "core/nn/limb_profiles.h"
#include "core/nn/picture_math.h"
#include "core/nn/silhouette_encoder.h"
#include "core/nn/whitening.h"

#include <memory>
#include <string>
#include <vector>

namespace maquette {

/// Sizes of a CharacterNetwork; what its file needs to be built again.
struct CharacterNetworkSettings {
    EncoderKind encoder = EncoderKind::Light;
    std::int64_t coefficients = 96;          ///< of the linear shape basis
    std::int64_t bones = 0;                  ///< that are turned; the trainer takes the rig's
    std::int64_t width = 384;                ///< of the features that all answers are made of
    std::int64_t noise = 16;                 ///< numbers drawn for what a photo leaves open
    std::int64_t mapSide = 64;               ///< of residual and texture maps, texels
    std::vector<LocatedJoint> joints = {{}}; ///< that are looked for; the trainer takes the rig's

    [[nodiscard]] std::string toJson() const;
    /// @errors  CorruptData.
    [[nodiscard]] static Result<CharacterNetworkSettings> fromJson(const std::string& text);
};

/// What the network takes, float32. See MappingInput for the meaning of the numbers.
struct CharacterInput {
    torch::Tensor picture; ///< [N,5,kPictureSide,kPictureSide] normalised RGB, mask, coarse mask;
                           ///< masks -1 … 1 or, unknown, 0; channels-last
    torch::Tensor face;    ///< [N,3,kFaceSide,kFaceSide] normalised RGB; 0 when unknown
    torch::Tensor body;    ///< [N,132]
    torch::Tensor world;   ///< [N,99]
    torch::Tensor facePoints; ///< [N,1404]
    torch::Tensor frame;      ///< [N,6] faceSquare, frame
    torch::Tensor known;      ///< [N,4] 0 or 1: body, face, mask, focal
};

struct CharacterOutput {
    torch::Tensor coefficients; ///< [N,K] of the shape basis, in sigmas
    torch::Tensor height;       ///< [N] logarithm of the height over 1.7 m
    torch::Tensor residual;     ///< [N,3,mapSide,mapSide] position map, metres at 1.7 m
    torch::Tensor texture;      ///< [N,3,mapSide,mapSide] RGB, 0 … 1
    torch::Tensor rotations;    ///< [N,J,3,3] relative to the parents; the root's in camera axes
    torch::Tensor scales;       ///< [N,J] raw, see PoseLayer
    torch::Tensor camera;       ///< [N,3], see projectToCrop
    torch::Tensor focal;        ///< [N] logarithm of focal length over the crop's side
    torch::Tensor features;     ///< [N,width] that the shape was made of
    torch::Tensor guesses;      ///< [N,L,3] of the joints' places, from landmarks and masks alone
    torch::Tensor places;       ///< [N,L,3] likewise, see LocatedJoints; undefined: not looked for
    torch::Tensor heat;         ///< [N,L,H,W] likewise
};

/// Pictures go through encoders, of whose maps both the mean and, in few channels, the layout are
/// kept (people stand in the middle of their crops: where something is tells how large it is);
/// masks through one of their own, and landmarks, whitened, through perceptrons. Joints are located
/// in the pictures, round what landmarks and masks let guess. All of them together make shape and
/// texture; of landmarks the shape sees little, through noise and not always, since it would learn
/// the training people by them. Pose and camera see landmarks as they are, and the world points,
/// which are good for directions only. Answers are zero (mean shape, rest pose) before training.
class CharacterNetworkImpl : public torch::nn::Module {
public:
    explicit CharacterNetworkImpl(const CharacterNetworkSettings& settings);

    /// @param noise   [N,settings.noise]; undefined: zeros, the likeliest answer.
    /// @param wanted  LandmarksAndMasks: maps and places stay undefined.
    [[nodiscard]] CharacterOutput forward(const CharacterInput& input,
                                          const torch::Tensor& noise = {},
                                          Seen wanted = Seen::Everything);

    /// Learns what the numbers among the inputs are like; before training.
    /// @param places  [M,L,3] of their true joints.
    void whitenInputs(const std::vector<CharacterInput>& examples, const torch::Tensor& places);

    /// How the pictures are encoded from now on; landmarks need float32.
    void computeBy(const PictureMath& math);

    [[nodiscard]] const CharacterNetworkSettings& settings() const { return m_settings; }

private:
    /// [N,features] of both pictures. Takes guesses and fills places of @p output.
    [[nodiscard]] torch::Tensor picturesSeen(const CharacterInput& input, CharacterOutput& output);

    [[nodiscard]] EncoderOutput encode(EncoderImpl& encoder, const torch::Tensor& image) const;

    CharacterNetworkSettings m_settings;
    PictureMath m_math;
    std::shared_ptr<EncoderImpl> m_pictureEncoder;
    std::shared_ptr<EncoderImpl> m_faceEncoder;
    torch::nn::Conv2d m_pictureLayout{nullptr};
    torch::nn::Conv2d m_faceLayout{nullptr};
    torch::nn::Sequential m_guess{nullptr};
    JointLocaliser m_localiser{nullptr};
    JointFeatures m_jointFeatures{nullptr};
    std::int64_t m_pictureFeatures = 0;
    SilhouetteEncoder m_silhouette{nullptr};
    LimbProfiles m_profiles{nullptr};
    Whitening m_whiteBody{nullptr};
    Whitening m_whiteWorld{nullptr};
    Whitening m_whiteFace{nullptr};
    torch::nn::Sequential m_bodyPoints{nullptr};
    torch::nn::Sequential m_bodyShape{nullptr};
    torch::nn::Sequential m_faceShape{nullptr};
    torch::nn::Sequential m_trunk{nullptr};
    torch::nn::Linear m_shape{nullptr};
    torch::nn::Linear m_height{nullptr};
    torch::nn::Sequential m_poseTrunk{nullptr};
    torch::nn::Linear m_rotations{nullptr};
    torch::nn::Linear m_scales{nullptr};
    torch::nn::Linear m_camera{nullptr};
    torch::nn::Linear m_mapSeed{nullptr};
    torch::nn::Sequential m_mapDecoder{nullptr};
};
TORCH_MODULE(CharacterNetwork);

} // namespace maquette
