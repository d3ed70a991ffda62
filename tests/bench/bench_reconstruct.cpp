// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: photo to textured, rigged GLB in 3 s on two cores, once
// started, in fast quality; the goal is 2 s.
#include "core/io/character_export.h"
#include "core/pipeline/reconstruct.h"
#include "tests/support/temporary_folder.h"

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <map>

namespace maquette {
namespace {

Reconstructor& reconstructor() {
    static const std::shared_ptr<Reconstructor> opened = [] {
        auto result = Reconstructor::open();
        if (!result) {
            std::cerr << describe(result.error()) << "\n";
            std::exit(1);
        }
        return *result;
    }();
    return *opened;
}

/// Photo to GLB; the counters are the mean seconds of each stage. The CPU time is that of all
/// threads.
void reconstructSample(benchmark::State& state) {
    const auto photo = std::filesystem::path(MAQUETTE_SOURCE_DIR) / "resources/samples/sample.jpg";
    const test::TemporaryFolder folder;
    const auto warmUp = reconstructor().reconstruct(photo);
    if (!warmUp) {
        state.SkipWithError(warmUp.error().message.c_str());
        return;
    }
    std::map<std::string, double> seconds;
    for (auto _ : state) {
        const auto result = reconstructor().reconstruct(photo);
        const auto start = std::chrono::steady_clock::now();
        if (!result || !exportCharacter(*result->character, folder / "sample.glb")) {
            state.SkipWithError("reconstruction failed");
            return;
        }
        const std::chrono::duration<double> exporting = std::chrono::steady_clock::now() - start;
        seconds["export"] += exporting.count();
        for (const StageTime& time : result->times) {
            seconds[time.stage] += time.seconds;
        }
    }
    for (const auto& [stage, sum] : seconds) {
        state.counters[stage] = benchmark::Counter(sum, benchmark::Counter::kAvgIterations);
    }
}
BENCHMARK(reconstructSample)
    ->Iterations(3)
    ->MeasureProcessCPUTime()
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

void reconstructorOpen(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(Reconstructor::open());
    }
}
BENCHMARK(reconstructorOpen)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
