// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Picture files for tests: assets, and files put together byte by byte.

#include "core/base/file.h"
#include "tests/support/temporary_folder.h"

#include <opencv2/core.hpp>

#include <filesystem>
#include <map>
#include <string>

namespace maquette::test {

/// An empty folder that is removed in the end, with files in it.
class TempFolder : public TemporaryFolder {
public:
    /// Writes a file into it.
    std::filesystem::path file(const std::string& name, const Bytes& bytes) const;
};

/// A file of tests/assets/image (made by make_assets.py).
[[nodiscard]] std::filesystem::path assetPath(const std::string& name);
[[nodiscard]] Bytes assetBytes(const std::string& name);

/// 48 x 32 pixels, BGR: red, green / blue, yellow quarters. @param depth  CV_8U or CV_16U.
[[nodiscard]] cv::Mat quarters(int depth = CV_8U);

/// The colours of the four quarters, read row by row, as letters: "RGBY" for quarters();
/// '?' for a colour that differs from all of them by more than @p tolerance.
[[nodiscard]] std::string quarterLetters(const cv::Mat& picture, int tolerance = 6);

/// One of OpenCV's encoders. @param extension  ".png" …
[[nodiscard]] Bytes encoded(const std::string& extension, const cv::Mat& picture);

/// A value of an EXIF directory: a SHORT, or a RATIONAL in thousandths.
struct ExifValue {
    bool rational = false;
    double value = 0;
};

/// A TIFF structure with a main and an EXIF directory.
[[nodiscard]] Bytes exifBlock(const std::map<int, ExifValue>& main,
                              const std::map<int, ExifValue>& photo, bool bigEndian = false);

/// A JPEG with another segment at its start. @param marker  0xE1 …
[[nodiscard]] Bytes withSegment(const Bytes& jpeg, int marker, const std::string& head,
                                const Bytes& data);

/// A PNG with another chunk behind its header.
[[nodiscard]] Bytes withChunk(const Bytes& png, const std::string& name, const Bytes& data);

/// @p profile as the contents of an iCCP chunk.
[[nodiscard]] Bytes packedProfile(const Bytes& profile);

struct TiffOptions {
    bool bigEndian = false;
    int orientation = 1;
    Bytes icc;
};

/// An uncompressed TIFF of one strip. @param picture  BGR or BGRA (alpha not premultiplied), CV_8U
/// or CV_16U.
[[nodiscard]] Bytes tiffFile(const cv::Mat& picture, const TiffOptions& options = {});

} // namespace maquette::test
