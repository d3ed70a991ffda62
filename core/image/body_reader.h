// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Everybody in a photo: found, and their body points read.

#include "core/base/context.h"
#include "core/image/people_finder.h"
#include "core/image/pose_network.h"

namespace maquette {

struct SeenBody {
    BodyPose pose;
    cv::Rect2f box; ///< what is seen of the person, photo pixels

    /// Without face and hands.
    [[nodiscard]] Person toPerson() const;
};

/// Networks are loaded on first use.
class BodyReader {
public:
    explicit BodyReader(std::filesystem::path folder);

    /// @param quality   Best uses the heavy pose model where there is one.
    /// @param warnings  gets a sentence where a lighter model had to do.
    /// @return  largest first, at most six; empty when there is nobody.
    /// @errors  MissingData, CorruptData, OutOfMemory, Cancelled (polled once a person).
    [[nodiscard]] Result<std::vector<SeenBody>> read(const PhotoLevels& photo, MaskQuality quality,
                                                     std::vector<std::string>& warnings,
                                                     const Context& ctx);

private:
    [[nodiscard]] Result<PoseNetwork*> network(MaskQuality quality,
                                               std::vector<std::string>& warnings);

    std::filesystem::path m_folder;
    std::optional<PeopleFinder> m_finder;
    std::optional<PoseNetwork> m_full;
    std::optional<PoseNetwork> m_heavy;
};

} // namespace maquette
