// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Datasets of made-up people: what their records hold, and making them.

#include "core/dataset/dataset_writer.h"
#include "core/synthesis/training_view.h"

namespace maquette {

inline constexpr int kDressedTexture = 64; ///< side of an identity's texture, texels

/// Fields of a record of kIdentities.
struct IdentityFields {
    FieldRef<float> shape;          ///< [kTemplateVertices,3] rest pose, metres, feet at y = 0
    FieldRef<float> heads;          ///< [bones,3] of the "default" rig, rest pose
    FieldRef<float> macro;          ///< [11] in the order of MacroParameters
    FieldRef<float> sliders;        ///< in the order of Library::sliders()
    FieldRef<std::uint8_t> texture; ///< [kDressedTexture,kDressedTexture,3] BGR

    /// @errors  MissingData, InvalidArgument: the dataset is not one of people.
    [[nodiscard]] static Result<IdentityFields> of(const Schema& schema);
};

/// Fields of a record of kSamples; see TrainingView.
struct SampleFields {
    FieldRef<std::uint8_t> image; ///< [side,side,3] BGR
    FieldRef<std::uint8_t> mask;  ///< [side,side]
    FieldRef<std::uint8_t> parts; ///< [partSide,partSide]
    FieldRef<std::uint8_t> face;  ///< [faceSide,faceSide,3] BGR
    FieldRef<float> facePlace;    ///< [3] left, top and side, pixels of image
    FieldRef<float> camera;       ///< [15] focal, cx, cy and the rows of modelToCamera
    FieldRef<float> rotations;    ///< [bones,4] quaternions x, y, z, w, parent-relative
    FieldRef<float> translation;  ///< [3] of the root, metres
    FieldRef<float> joints;       ///< [bones,3] posed, model space, metres
    FieldRef<float> joints2d;     ///< [bones,2] pixels of image
    FieldRef<float> facialUnits;  ///< in the order of Library::facialUnitNames()

    /// @errors  as IdentityFields::of.
    [[nodiscard]] static Result<SampleFields> of(const Schema& schema);
};

struct PersonDatasetOptions {
    std::int64_t identities = 1000;
    int viewsPerIdentity = 2;
    std::uint64_t seed = 1;
    int threads = 2;
    TrainingViewOptions view;
};

/// Camera of a record.
[[nodiscard]] Camera cameraOf(std::span<const float> values, int side);

/// Makes the dataset, or goes on with one that was begun with the same options. Person i is made
/// of Random(seed).fork(i) alone: more people or other threads change no earlier one.
/// @param options  identities may grow from call to call.
/// @errors  those of DatasetWriter::createOrResume and PersonMaker::create; Cancelled (what is
///          finished stays).
/// @threading  Polls @p ctx once a batch of about a second.
[[nodiscard]] Status makePersonDataset(std::shared_ptr<const Library> library,
                                       const std::filesystem::path& folder,
                                       const PersonDatasetOptions& options,
                                       const Context& ctx = {});

} // namespace maquette
