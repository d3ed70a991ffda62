// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: maquette-cli never holds more than 2 GB. The time is that of
// the whole program, its start included.
#include "core/base/file.h"
#include "tests/cli/large_photo.h"
#include "tests/io/command.h"
#include "tests/support/temporary_folder.h"

#include <benchmark/benchmark.h>

namespace maquette {
namespace {

std::filesystem::path samplePath() {
    return resourceFolder() / "samples" / "sample.jpg";
}

void runProgram(benchmark::State& state, const std::filesystem::path& photo,
                const std::string& quality) {
    const test::TemporaryFolder folder;
    double peak = 0.0;
    for (auto _ : state) {
        const auto result = test::runCommand({MAQUETTE_CLI, "reconstruct", photo.string(), "-o",
                                              (folder / "out.glb").string(), "--quality", quality});
        if (result.status != 0) {
            state.SkipWithError(result.output.c_str());
            return;
        }
        peak = std::max(peak, static_cast<double>(result.peakMemory));
    }
    constexpr double kGigabyte = 1e9;
    state.counters["peakGB"] = peak / kGigabyte;
}

void programOnSample(benchmark::State& state) {
    runProgram(state, samplePath(), "fast");
}
BENCHMARK(programOnSample)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

void programOnSampleBest(benchmark::State& state) {
    runProgram(state, samplePath(), "best");
}
BENCHMARK(programOnSampleBest)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

void programOn100Megapixels(benchmark::State& state) {
    const test::TemporaryFolder folder;
    if (!test::writeLargePhoto(samplePath(), folder / "large.jpg")) {
        state.SkipWithError("the photo cannot be written");
        return;
    }
    runProgram(state, folder / "large.jpg", "fast");
}
BENCHMARK(programOn100Megapixels)->Iterations(1)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
