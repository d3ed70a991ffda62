// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: at least 200 characters a second on two cores.
#include "core/data/sampler.h"
#include "core/data/shape_basis.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>

namespace maquette {
namespace {

std::shared_ptr<const Library> openLibrary() {
    auto library = Library::open(Library::locate());
    if (!library) {
        std::cerr << describe(library.error()) << "\n";
        std::exit(1);
    }
    return *library;
}

/// Samples and shapes whole characters: every slider set, as a data set needs them.
void libraryCharacters(benchmark::State& state) {
    static const std::shared_ptr<const Library> library = openLibrary();
    Random random(static_cast<std::uint64_t>(state.thread_index()));
    for (auto _ : state) {
        benchmark::DoNotOptimize(library->shape(sampleCharacter(*library, random)));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(libraryCharacters)->Threads(1)->Threads(2)->UseRealTime()->Unit(benchmark::kMillisecond);

/// From the cache; the first open of a library is not measured.
void libraryOpen(benchmark::State& state) {
    openLibrary();
    for (auto _ : state) {
        benchmark::DoNotOptimize(openLibrary());
    }
}
BENCHMARK(libraryOpen)->Unit(benchmark::kMillisecond);

void libraryShapeBasis(benchmark::State& state) {
    const std::shared_ptr<const Library> library = openLibrary();
    for (auto _ : state) {
        benchmark::DoNotOptimize(makeShapeBasis(*library));
    }
}
BENCHMARK(libraryShapeBasis)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
