// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/character_input.h"

#include "core/nn/encoder.h"

#include <algorithm>

namespace maquette {
namespace {

/// BGR bytes to normalised RGB planes.
void putPicture(const cv::Mat& image, float* planes) {
    const auto area = static_cast<std::ptrdiff_t>(image.total());
    const auto* from = image.ptr<cv::Vec3b>();
    for (std::ptrdiff_t i = 0; i < area; ++i) {
        for (int c = 0; c < 3; ++c) {
            planes[c * area + i] =
                (from[i][2 - c] * (1.0F / 255.0F) - kImageMean[c]) / kImageDeviation[c];
        }
    }
}

void putMask(const cv::Mat& mask, float* plane) {
    const auto* from = mask.ptr<unsigned char>();
    for (std::size_t i = 0; i < mask.total(); ++i) {
        plane[i] = from[i] * (2.0F / 255.0F) - 1.0F;
    }
}

template <std::size_t N> void putNumbers(const std::array<float, N>& from, float* to) {
    std::copy(from.begin(), from.end(), to);
}

float* rowOf(torch::Tensor& tensor, int row) {
    return tensor.data_ptr<float>() + tensor.stride(0) * row;
}

} // namespace

CharacterInput toTensors(const std::vector<MappingInput>& inputs) {
    const auto n = static_cast<std::int64_t>(inputs.size());
    CharacterInput result;
    result.picture = torch::zeros({n, 5, kPictureSide, kPictureSide});
    result.face = torch::zeros({n, 3, kFaceSide, kFaceSide});
    result.body = torch::zeros({n, 4 * kBodyLandmarks});
    result.world = torch::zeros({n, 3 * kBodyLandmarks});
    result.facePoints = torch::zeros({n, 3 * kFaceLandmarks});
    result.frame = torch::zeros({n, 6});
    result.known = torch::zeros({n, 4});
    bool hasPictures = false;
    constexpr std::ptrdiff_t kArea = kPictureSide * kPictureSide;
    for (int i = 0; i < n; ++i) {
        const MappingInput& input = inputs[static_cast<std::size_t>(i)];
        float* planes = rowOf(result.picture, i);
        hasPictures = hasPictures || !input.picture.empty();
        putPicture(input.picture, planes);
        if (!input.mask.empty()) {
            putMask(input.mask, planes + 3 * kArea);
        }
        if (!input.coarseMask.empty()) {
            putMask(input.coarseMask, planes + 4 * kArea);
        }
        if (input.hasFace) {
            putPicture(input.face, rowOf(result.face, i));
            putNumbers(input.facePoints, rowOf(result.facePoints, i));
            putNumbers(input.faceSquare, rowOf(result.frame, i));
        }
        if (input.hasBody) {
            putNumbers(input.body, rowOf(result.body, i));
            putNumbers(input.world, rowOf(result.world, i));
        }
        putNumbers(input.frame, rowOf(result.frame, i) + 3);
        putNumbers(std::array{input.hasBody ? 1.0F : 0.0F, input.hasFace ? 1.0F : 0.0F,
                              input.mask.empty() ? 0.0F : 1.0F, input.hasFocal ? 1.0F : 0.0F},
                   rowOf(result.known, i));
    }
    if (hasPictures) {
        result.picture = result.picture.contiguous(torch::MemoryFormat::ChannelsLast);
        result.face = result.face.contiguous(torch::MemoryFormat::ChannelsLast);
    }
    return result;
}

} // namespace maquette
