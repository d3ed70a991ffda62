// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Rows of an image or entries of a list, shared out between two threads.

#include <algorithm>
#include <atomic>
#include <thread>

namespace maquette::texture {

/// Calls work(begin, end) for bands that cover [0,count), on this thread and one more. The bands
/// are handed out as threads become free, so work must not depend on their order.
template <typename Work> void parallelBands(int count, int bandSize, const Work& work) {
    std::atomic<int> next{0};
    const auto drain = [&] {
        for (int begin = next.fetch_add(bandSize); begin < count;
             begin = next.fetch_add(bandSize)) {
            work(begin, std::min(count, begin + bandSize));
        }
    };
    std::jthread other;
    if (count > bandSize) {
        other = std::jthread(drain);
    }
    drain();
}

} // namespace maquette::texture
