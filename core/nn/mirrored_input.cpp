// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/mirrored_input.h"

#include "core/image/landmark_mirror.h"

namespace maquette {
namespace {

template <std::size_t N> torch::Tensor indices(const std::array<int, N>& partner) {
    return torch::tensor(std::vector<std::int64_t>(partner.begin(), partner.end()));
}

/// @param numbers  [N,P*S] of which the first of S is x.
torch::Tensor swapped(const torch::Tensor& numbers, const torch::Tensor& partner) {
    const torch::Tensor points =
        numbers.view({numbers.size(0), partner.size(0), -1}).index_select(1, partner);
    points.select(2, 0).neg_();
    return points.flatten(1);
}

} // namespace

CharacterInput mirrored(const CharacterInput& input) {
    const torch::Device device = input.picture.device();
    const torch::Tensor body = indices(bodyMirror()).to(device);
    CharacterInput result;
    result.picture = input.picture.flip(3).contiguous(torch::MemoryFormat::ChannelsLast);
    result.face = input.face.flip(3).contiguous(torch::MemoryFormat::ChannelsLast);
    result.body = swapped(input.body, body);
    result.world = swapped(input.world, body);
    result.facePoints = swapped(input.facePoints, indices(faceMirror()).to(device));
    result.frame = input.frame.clone();
    for (const int x : {0, 4}) { // of the face's square, and of the frame
        result.frame.select(1, x).neg_();
    }
    result.known = input.known;
    return result;
}

} // namespace maquette
