// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Rows of an image split over threads.

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace maquette {

/// Calls body(row) for every row 0 … rows-1. Rows are dealt out in bands of @p band, so that busy
/// and empty parts of a picture even out; body must not depend on the order.
template <typename Body> void parallelRows(int rows, int threads, Body&& body, int band = 16) {
    std::atomic<int> next{0};
    const auto work = [&] {
        for (int begin = next.fetch_add(band); begin < rows; begin = next.fetch_add(band)) {
            for (int row = begin; row < std::min(begin + band, rows); ++row) {
                body(row);
            }
        }
    };
    std::vector<std::jthread> workers;
    for (int i = 1; i < threads; ++i) {
        workers.emplace_back(work);
    }
    work();
}

} // namespace maquette
