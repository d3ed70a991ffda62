// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where a photo shows bare skin, from the colours of the person's own face.

#include "core/image/subject.h"

namespace maquette {

/// Probability of bare skin per pixel.
///
/// A Gaussian in log-chromaticity (ln R/G, ln G/B) and ln luma is learned from the cheeks, nose,
/// forehead and chin, so that shade changes little and any complexion, tint or exposure serves; a
/// second one from the arms, legs and neck where they resemble it. Where the photo has hardly any
/// chroma (sepia, black and white) luma decides. Hair and lace are told from skin by their grain.
/// Without face points a broad model of human skin takes the place of the first.
///
/// @param mask  CV_8UC1, photo size; 0 means not the person. Empty: the whole frame counts.
/// @return      CV_8UC1, photo size, 0 … 255; 0 outside the mask. Empty for an empty photo.
/// @threading   Reentrant. About 60 ms: works on at most 1000 pixels a side.
[[nodiscard]] cv::Mat skinMap(const Photo& photo, const Person& person, const cv::Mat& mask);

/// The middle colour of the person's facial skin, BGR sRGB; the fallback without a face is a
/// middle complexion.
[[nodiscard]] cv::Vec3b faceSkinColor(const Photo& photo, const Person& person);

} // namespace maquette
