// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A small data set with pictures, as the Data workspace shows them.

#include <QColor>
#include <QString>

namespace maquette::test {

inline constexpr int kPictureSide = 16;

/// The colour of all of a sample's picture.
[[nodiscard]] QColor pictureColor(std::int64_t sample);

/// Attributes: "pose" relaxed, walking, sitting in turn; "yaw" the sample's number; "hair" of every
/// second one. The mask is white at the left half; the first joint is at (sample, 3).
/// @param each  samples of each person.
void writePictureDataset(const QString& folder, std::int64_t samples, int each = 1);

} // namespace maquette::test
