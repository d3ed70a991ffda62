// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The chain of maps from photo to character (prepare, encode, generate, constrain,
///        repair, texture, finish), as far as it is built: all but repair.

#include "core/character/character.h"
#include "core/fit/fit.h"
#include "core/image/subject.h"
#include "core/texture/texture.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace maquette {

struct ReconstructOptions {
    MaskQuality quality = MaskQuality::Fast;
    std::string rig = "game_engine";
    std::optional<double> height; ///< metres; scales the character; absent: as fitted
    std::optional<double> gender; ///< 0 female … 1 male; absent: estimated
    int textureSize = 2048;       ///< pixels, 256 … 8192
    bool bodyOnly = false;        ///< leave clothed offset and layers out
    int personIndex = 0;          ///< 0 = the largest person in the photo
};

/// Whether the numbers are possible; the rig's name is checked by Reconstructor.
/// @errors  InvalidArgument, naming the value and the range.
[[nodiscard]] Status checkOptions(const ReconstructOptions& options);

struct StageTime {
    std::string stage;
    double seconds = 0;
};

struct Reconstruction {
    std::shared_ptr<const Subject> subject;
    std::shared_ptr<const Character> character;
    FitMetrics metrics;
    double clothedIou = 0;     ///< silhouette with offset and layers against the mask
    std::string mapping;       ///< the learned mapping that was used; empty: none
    double mappingErrorMm = 0; ///< its mean shape error on people that it never saw; 0: unknown
    std::vector<StageTime> times;
    std::vector<std::string> warnings; ///< sentences for the user
};

struct ReconstructorPaths {
    std::filesystem::path library; ///< empty: Library::locate()
    std::filesystem::path models;  ///< empty: dataFolder()/models
    std::filesystem::path mapping; ///< empty: shippedMapping(), where there is one
    bool withoutMapping = false;   ///< the fit alone
};

/// Library, networks and fit model, loaded once and shared by all jobs.
class Reconstructor {
public:
    /// @errors  MissingData, CorruptData, Cancelled.
    [[nodiscard]] static Result<std::shared_ptr<Reconstructor>>
    open(const ReconstructorPaths& paths = {}, const Context& ctx = {});

    virtual ~Reconstructor() = default;

    /// Photo to character. Stages and percent go to @p ctx; a cancel is answered within 1 s.
    /// @threading  One job at a time per Reconstructor (the networks hold state); a second
    ///             caller waits.
    [[nodiscard]] virtual Result<Reconstruction> reconstruct(const std::filesystem::path& photo,
                                                             const ReconstructOptions& options = {},
                                                             const Context& ctx = {}) = 0;

    [[nodiscard]] virtual std::vector<std::string> rigNames() const = 0;
};

} // namespace maquette
