// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the learned mapping is given of a person: crops and what perception saw in them.

#include "core/image/photo_levels.h"

#include <array>
#include <optional>

namespace maquette {

inline constexpr int kPictureSide = 160; ///< of the crop of the whole person, pixels
inline constexpr int kFaceSide = 96;     ///< of the crop of the face, pixels

/// Equal for photos and for made-up people. Parts that are not known are zero.
struct MappingInput {
    cv::Rect2d square;  ///< what picture shows, photo pixels
    cv::Mat picture;    ///< CV_8UC3 BGR [kPictureSide,kPictureSide]; empty when not asked for
    cv::Mat mask;       ///< CV_8UC1 [kPictureSide,kPictureSide]; empty when unknown
    cv::Mat coarseMask; ///< CV_8UC1 likewise, of the pose network; empty when unknown
    bool hasBody = false;
    /// Per landmark x and y in the square (-1 … 1), depth over the square's side, visibility.
    std::array<float, 4 * kBodyLandmarks> body{};
    std::array<float, 3 * kBodyLandmarks> world{}; ///< metres, camera axes
    bool hasFace = false;
    cv::Mat face; ///< CV_8UC3 BGR [kFaceSide,kFaceSide]; empty when unknown or not asked for
    /// Per landmark x, y and depth in the face's square, -1 … 1.
    std::array<float, 3 * kFaceLandmarks> facePoints{};
    std::array<float, 3> faceSquare{}; ///< centre and side of the face's square in square, -1 … 1
    bool hasFocal = false;
    /// Logarithm of focal length over the square's side (0 when unknown); the square's centre from
    /// the photo's over the square's side.
    std::array<float, 3> frame{};
};

/// What the face's crop is cut from: the photo, or a picture of the head alone.
struct FaceSource {
    const PhotoLevels* photo = nullptr;
    cv::Point2d offset; ///< of its first pixel, photo pixels
    double scale = 1.0; ///< photo pixels a pixel
};

/// What is known of the camera, photo pixels.
struct PhotoLens {
    std::optional<double> focal;
    std::optional<cv::Point2d> centre; ///< where the camera points; absent: the photo's middle
};

/// What of a photo a mapping looks at. Landmarks and masks alone cost a tenth of the pictures and
/// tell most of a build: training begins with them.
enum class Seen { Everything, LandmarksAndMasks };

/// The square round a person: of what is seen of them, or of the mask.
/// @return  nothing when there is neither.
[[nodiscard]] std::optional<cv::Rect2d> personSquare(const Person* person, const cv::Mat& mask);

/// @param levels  of the photo.
/// @param person  null: unknown.
/// @param mask    CV_8UC1 of the photo's size; empty: unknown.
/// @param face    where the face is cut from; its photo null: from @p levels.
/// @param seen    LandmarksAndMasks: neither picture nor face is cut out.
/// @return        nothing when neither person nor mask tell where to look.
[[nodiscard]] std::optional<MappingInput>
makeMappingInput(const PhotoLevels& levels, const Person* person, const cv::Mat& mask,
                 const PhotoLens& lens = {}, const FaceSource& face = {},
                 Seen seen = Seen::Everything);

} // namespace maquette
