// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The largest photo that is read, made of the sample photo.

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <filesystem>

namespace maquette::test {

/// Writes a JPEG of 99.9 megapixels. @return  false when it cannot be written.
inline bool writeLargePhoto(const std::filesystem::path& sample,
                            const std::filesystem::path& photo) {
    cv::Mat large;
    cv::resize(cv::imread(sample.string()), large, cv::Size(8160, 12240), 0, 0, cv::INTER_LINEAR);
    return cv::imwrite(photo.string(), large);
}

} // namespace maquette::test
