// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/curve.h"

#include <benchmark/benchmark.h>

#include <cmath>

namespace maquette {
namespace {

Curve noisyCurve(int points) {
    Curve curve;
    for (int i = 0; i < points; ++i) {
        curve.append(i, std::sin(i * 0.37) + 1e5 / (i + 1e4));
    }
    return curve;
}

/// What a plot 1,200 pixels wide asks for at each frame; 16 ms are a frame.
void curveOutline(benchmark::State& state) {
    const Curve curve = noisyCurve(static_cast<int>(state.range(0)));
    const double last = static_cast<double>(curve.size());
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve.range(0.0, last, -INFINITY));
        benchmark::DoNotOptimize(curve.outline(0.0, last, 1200, -INFINITY));
    }
}

void curveSmooth(benchmark::State& state) {
    const Curve curve = noisyCurve(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        benchmark::DoNotOptimize(curve.smoothed(0.9));
    }
}

BENCHMARK(curveOutline)->Arg(1000)->Arg(1000000)->Arg(10000000)->Unit(benchmark::kMillisecond);
BENCHMARK(curveSmooth)->Arg(1000000)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
