// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Synthetic photos on disk, with and without their truth.
///
/// An evaluation set is a folder:
///   index.json        {"format": "maquette-evaluation-set", "version": 1, "count": N, "seed": S,
///                      "templateHash": "hex"}
///   000.jpg           the photo, quality 93
///   000_mask.png      coverage of the dressed person, 8 bit
///   000.json          parameters, camera, bone names and parents, in words: pose, outfit, hair
///   000.bin           little-endian float32, in this order, lengths in 000.json:
///                     restShape [V,3], boneHeads [B,3], boneTails [B,3], poseRotations [B,3,3]
///                     row by row, poseTranslation [3], joints [B,3]
/// Units are metres, model axes (x to the left, y up, z to the front), feet at y = 0 in the rest
/// pose. joints are posed.

#include "core/base/context.h"
#include "core/synthesis/synthetic_person.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace maquette {

/// One person of a set; the scene is not kept.
struct EvaluationItem {
    std::filesystem::path photo; ///< the JPEG
    cv::Mat mask;                ///< CV_8UC1
    std::uint64_t seed = 0;
    CharacterParameters parameters;
    Points restShape; ///< [kTemplateVertices,3]
    Skeleton skeleton;
    Pose pose;
    Camera camera;
    Points joints; ///< [B,3]
    float height = 0.0F;
    std::string poseName;
    std::string outfit;
    std::string hair;
    std::string surroundings;
};

/// Writes the image of a person as JPEG.
/// @errors  FileUnwritable, InvalidArgument (quality outside 1 … 100).
[[nodiscard]] Status writeSyntheticPhoto(const SyntheticPerson& person,
                                         const std::filesystem::path& path, int quality = 90);

/// Item i is made from seed Random(seed).fork(i).bits(): a longer set begins with the shorter one.
/// About 3 s an item. Existing files are replaced.
/// @errors  those of PersonMaker; FileUnwritable; Cancelled.
[[nodiscard]] Status writeEvaluationSet(std::shared_ptr<const Library> library, int count,
                                        std::uint64_t seed, const std::filesystem::path& folder,
                                        const SyntheticOptions& options = {},
                                        const Context& ctx = {});

/// Makes the person of a seed.
using PersonSource = std::function<Result<SyntheticPerson>(std::uint64_t seed)>;

/// The same of people made elsewhere.
/// @param templateHash  of the library they are made from.
/// @errors  those of @p source; FileUnwritable; Cancelled.
[[nodiscard]] Status writeEvaluationSet(const PersonSource& source, std::uint64_t templateHash,
                                        int count, std::uint64_t seed,
                                        const std::filesystem::path& folder,
                                        const Context& ctx = {});

/// @errors  FileNotFound, CorruptData (naming the file), Cancelled.
[[nodiscard]] Result<std::vector<EvaluationItem>>
readEvaluationSet(const std::filesystem::path& folder, const Context& ctx = {});

/// Seed of the sample photo that the project ships.
inline constexpr std::uint64_t kSamplePhotoSeed = 2144;

/// Who the sample photo may show, and how.
[[nodiscard]] SyntheticOptions samplePhotoOptions();

/// A whole figure, relaxed, from the front or three-quarter, 960x1440 pixels, JPEG.
/// @errors  those of PersonMaker; FileUnwritable.
[[nodiscard]] Status writeSamplePhoto(std::shared_ptr<const Library> library, std::uint64_t seed,
                                      const std::filesystem::path& path);

} // namespace maquette
