// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where perception's landmarks lie on the template; found by calibration, not by hand.

#include "core/base/result.h"
#include "core/image/subject.h"

#include <Eigen/Core>

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace maquette {

/// A body landmark: fixed to a bone, at an offset from the head of the anchor bone.
struct BodyCorrespondence {
    std::string bone;   ///< moves with this bone of the "default" rig
    std::string anchor; ///< bone whose head is the origin of the offset
    Eigen::Vector3f offset = Eigen::Vector3f::Zero(); ///< metres, rest-pose model axes
    float spread = 0; ///< metres, scatter over the calibration's characters
};

/// A face landmark: a point of the body's surface.
struct FaceCorrespondence {
    std::array<int, 3> vertices{};                     ///< rows of the template
    Eigen::Vector3f weights = Eigen::Vector3f::Zero(); ///< barycentric, sum 1; zero = unknown
    float spread = 0;                                  ///< metres
};

struct Correspondences {
    std::array<BodyCorrespondence, kBodyLandmarks> body;
    std::array<FaceCorrespondence, kFaceLandmarks> face;
};

/// @errors  MissingData, CorruptData, naming the file.
[[nodiscard]] Result<Correspondences> loadCorrespondences(const std::filesystem::path& file);
[[nodiscard]] Status saveCorrespondences(const Correspondences& table,
                                         const std::filesystem::path& file);

/// The table that ships with the program.
[[nodiscard]] std::filesystem::path shippedCorrespondences();

} // namespace maquette
