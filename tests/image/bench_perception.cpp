// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: a photo of 1000 x 1500 pixels in 0.9 s on two cores (fast).
#include "core/base/file.h"
#include "core/image/decode.h"
#include "core/image/perception.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgproc.hpp>

#include <cstdlib>
#include <iostream>

namespace maquette {
namespace {

template <typename T> T valueOrExit(Result<T> result) {
    if (!result) {
        std::cerr << describe(result.error()) << "\n";
        std::exit(1);
    }
    return std::move(*result);
}

std::filesystem::path samplePath() {
    return resourceFolder() / "samples" / "sample.jpg";
}

void imageDecode(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(valueOrExit(decodePhoto(samplePath())));
    }
}
BENCHMARK(imageDecode)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Networks are loaded before. @param state  range 0: MaskQuality.
void imagePerceive(benchmark::State& state) {
    const auto perception = valueOrExit(Perception::open());
    Photo photo = valueOrExit(decodePhoto(samplePath()));
    cv::resize(photo.pixels, photo.pixels, cv::Size(1000, 1500), 0, 0, cv::INTER_AREA);
    PerceptionOptions options;
    options.quality = static_cast<MaskQuality>(state.range(0));
    valueOrExit(perception->perceive(photo, options));
    for (auto _ : state) {
        benchmark::DoNotOptimize(valueOrExit(perception->perceive(photo, options)));
    }
}
BENCHMARK(imagePerceive)
    ->Arg(static_cast<int>(MaskQuality::Fast))
    ->Arg(static_cast<int>(MaskQuality::Best))
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
