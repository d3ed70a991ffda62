// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The soft mask of one person, or of what stands out.

#include "core/image/body_reader.h"
#include "core/image/matting.h"

namespace maquette {

/// Networks are loaded on first use.
class MaskMaker {
public:
    explicit MaskMaker(std::filesystem::path folder);

    /// @param body      whose mask; null: of what stands out in the whole frame.
    /// @param quality   Best uses the large U-2-Net where there is one.
    /// @param warnings  gets a sentence where the light model had to do.
    /// @return  CV_8UC1, photo size, soft; empty when nothing stands out.
    /// @errors  MissingData, CorruptData, OutOfMemory.
    [[nodiscard]] Result<cv::Mat> make(const PhotoLevels& photo, const SeenBody* body,
                                       MaskQuality quality, std::vector<std::string>& warnings);

private:
    [[nodiscard]] Matting& matting(MaskQuality quality, std::vector<std::string>& warnings);

    std::filesystem::path m_folder;
    Matting m_fast;
    Matting m_best;
};

} // namespace maquette
