// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: a GLB with a 2048² body texture in 0.5 s on two cores.
#include "core/io/assimp_scene.h"
#include "core/io/glb_export.h"
#include "core/io/glb_morphs.h"
#include "tests/io/library_character.h"
#include "tests/support/temporary_folder.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>

namespace maquette {
namespace {

const Character& character() {
    static const Character made = [] {
        auto result = test::makeLibraryCharacter("game_engine", 2048);
        if (!result) {
            std::cerr << describe(result.error()) << "\n";
            std::exit(1);
        }
        return *result;
    }();
    return made;
}

const ExportModel& model() {
    static const ExportModel made = makeExportModel(character(), {}).value();
    return made;
}

void exportTextures(benchmark::State& state) {
    const auto meshes = exportedMeshes(character(), {});
    for (auto _ : state) {
        benchmark::DoNotOptimize(encodeTextures(meshes));
    }
}
BENCHMARK(exportTextures)->UseRealTime()->Unit(benchmark::kMillisecond);

void exportSplitMeshes(benchmark::State& state) {
    for (auto _ : state) {
        for (const CharacterMesh& mesh : character().meshes) {
            benchmark::DoNotOptimize(splitAtSeams(mesh.mesh));
        }
    }
}
BENCHMARK(exportSplitMeshes)->Unit(benchmark::kMillisecond);

void exportAssimpGlb(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(exportWithAssimp(model(), AssimpFormat::Glb));
    }
}
BENCHMARK(exportAssimpGlb)->Unit(benchmark::kMillisecond);

void exportMorphs(benchmark::State& state) {
    const auto file = parseGlb(exportWithAssimp(model(), AssimpFormat::Glb).value());
    for (auto _ : state) {
        GlbFile copy = *file;
        benchmark::DoNotOptimize(addMorphs(copy, model(), character()));
    }
}
BENCHMARK(exportMorphs)->Unit(benchmark::kMillisecond);

/// The whole export to a file; the argument is an ExportFormat.
void exportFile(benchmark::State& state) {
    const char* const endings[] = {".glb", ".fbx", ".obj"};
    const test::TemporaryFolder folder;
    const auto path = folder / ("character" + std::string(endings[state.range(0)]));
    for (auto _ : state) {
        if (!exportCharacter(character(), path)) {
            state.SkipWithError("export failed");
        }
    }
    state.counters["bytes"] = static_cast<double>(std::filesystem::file_size(path));
    state.SetLabel(endings[state.range(0)]);
}
BENCHMARK(exportFile)->DenseRange(0, 2)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
