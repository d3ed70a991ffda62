// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What is known of a photo: pixels, mask, landmarks, warnings.

#include <opencv2/core.hpp>

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maquette {

inline constexpr int kBodyLandmarks = 33;  ///< BlazePose order
inline constexpr int kFaceLandmarks = 468; ///< MediaPipe face mesh order
inline constexpr int kHandLandmarks = 21;  ///< MediaPipe hand order

/// A decoded picture. Carries no location data; EXIF is used for focal length only.
struct Photo {
    std::filesystem::path path;
    cv::Mat pixels;                ///< CV_8UC3, BGR, sRGB, upright
    cv::Mat alpha;                 ///< CV_8UC1 or empty
    std::optional<double> focal35; ///< focal length, 35 mm equivalent, from EXIF
};

struct BodyLandmark {
    cv::Point2f pixel;    ///< photo pixels
    float depth = 0;      ///< relative to the hips, in pixels of the photo, smaller = nearer; rough
    float visibility = 0; ///< 0 … 1
    cv::Point3f world;    ///< metres, hip-centred, camera axes (x right, y down, z forward)
};

struct Hand {
    bool left = false; ///< the person's left
    float score = 0;   ///< 0 … 1; lower where the side is in doubt, and with it the depths
    std::array<cv::Point3f, kHandLandmarks>
        points; ///< photo pixels; z relative to the wrist, pixels
};

/// A coarse mask on an upright square of the photo.
struct PlacedMask {
    cv::Mat pixels;   ///< CV_8UC1, square; empty when unknown
    cv::Rect2f place; ///< photo pixels
};

/// One person in a photo.
struct Person {
    cv::Rect2f box;        ///< photo pixels
    PlacedMask coarseMask; ///< what the pose network takes for the person
    float score = 0;       ///< 0 … 1
    std::array<BodyLandmark, kBodyLandmarks> body;
    std::vector<cv::Point3f> face; ///< empty or kFaceLandmarks; photo pixels, z in pixels
    float faceScore = 0;
    float faceSize = 0; ///< face width in photo pixels, 0 without a face
    std::vector<Hand> hands;
};

enum class MaskQuality { Fast, Best };

/// A photo with what perception saw in it.
struct Subject {
    Photo photo;
    std::optional<Person> person; ///< absent: no model or nobody found
    cv::Mat mask;                 ///< CV_8UC1 0 … 255, soft, photo size; empty when unknown
    bool maskFromAlpha = false;
    std::vector<Person> others;        ///< further people, largest first
    std::vector<std::string> warnings; ///< sentences for the user
};

} // namespace maquette
