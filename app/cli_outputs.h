// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where reconstruct writes: the files of each photo, checked before any work is done.

#include "core/base/result.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace maquette::cli {

/// What was asked for on the command line.
struct Targets {
    std::vector<std::filesystem::path> outputs; ///< files, or folders that take one GLB a photo
    std::filesystem::path turntable;            ///< empty: none
    std::filesystem::path overlay;              ///< empty: none
    std::string json;                           ///< file, or "-" for standard output; empty: none
};

/// Refuses what cannot work whatever the photos show, and makes the output folders.
/// @errors  InvalidArgument (unknown ending, one file for several photos, a target that is one of
///          the photos), FileUnwritable (a folder that is missing, read-only or a file).
[[nodiscard]] Status checkTargets(const Targets& targets,
                                  const std::vector<std::filesystem::path>& photos);

/// The files of one photo; empty pictures are not wanted.
struct PhotoFiles {
    std::vector<std::filesystem::path> characters;
    std::filesystem::path turntable;
    std::filesystem::path overlay;
};

/// Gives every photo files of its own: two photos of one name in different folders get numbers.
class OutputNames {
public:
    /// @param targets  must outlive this.
    /// @param several  each picture gets the photo's name before its ending.
    OutputNames(const Targets& targets, bool several) : m_targets(targets), m_several(several) {}

    [[nodiscard]] PhotoFiles next(const std::filesystem::path& photo);

private:
    const Targets& m_targets;
    bool m_several;
    std::set<std::string> m_used;
};

/// As PNG, or as JPEG where the name ends in .jpg. @errors  FileUnwritable, Internal.
[[nodiscard]] Status writePicture(const cv::Mat& image, const std::filesystem::path& path);

} // namespace maquette::cli
