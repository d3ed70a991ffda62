// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: 100,000 samples open well below 1 s and are filtered and
// sorted below 200 ms.
#include "core/dataset/dataset.h"
#include "core/dataset/dataset_writer.h"
#include "tests/dataset/many_samples.h"
#include "tests/support/temporary_folder.h"

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <numeric>

namespace maquette {
namespace {

namespace fs = std::filesystem;

template <typename T> T valueOf(Result<T> result) {
    if (!result) {
        std::cerr << describe(result.error()) << "\n";
        std::exit(1);
    }
    return std::move(*result);
}

DatasetWriter newDataset(const fs::path& folder, const Schema& sampleSchema) {
    const Schema person = valueOf(Schema::make({{"number", DataType::I32, {}}}));
    return valueOf(DatasetWriter::create(
        folder, {},
        {{kIdentities, RowKind::Identity, person}, {kSamples, RowKind::Sample, sampleSchema}}));
}

void appendIdentity(DatasetWriter& writer) {
    const Schema& schema = *writer.schema(kIdentities);
    RecordBuffer record(schema);
    record[valueOf(schema.field<std::int32_t>("number"))][0] =
        static_cast<std::int32_t>(writer.recordCount(kIdentities));
    valueOf(writer.append(kIdentities, record));
}

using test::manySamples;

void datasetOpen100k(benchmark::State& state) {
    const fs::path& folder = manySamples();
    for (auto _ : state) {
        benchmark::DoNotOptimize(valueOf(Dataset::open(folder)));
    }
}
BENCHMARK(datasetOpen100k)->UseRealTime()->Unit(benchmark::kMillisecond);

/// At the first query, once.
void datasetAttributes100k(benchmark::State& state) {
    const fs::path& folder = manySamples();
    for (auto _ : state) {
        state.PauseTiming();
        const auto dataset = valueOf(Dataset::open(folder));
        state.ResumeTiming();
        benchmark::DoNotOptimize(valueOf(dataset->attributeColumns()));
    }
}
BENCHMARK(datasetAttributes100k)->UseRealTime()->Unit(benchmark::kMillisecond);

void runQuery(benchmark::State& state, const SampleQuery& query) {
    const auto dataset = valueOf(Dataset::open(manySamples()));
    std::size_t found = 0;
    for (auto _ : state) {
        found = valueOf(dataset->select(query)).size();
    }
    state.counters["found"] = static_cast<double>(found);
}

void datasetFilter100k(benchmark::State& state) {
    runQuery(state, {.split = Split::Train,
                     .filters = {{.key = "age", .low = 20.0, .high = 60.0},
                                 {.key = "pose", .texts = {"pose 3", "pose 7"}},
                                 {.key = "yaw", .low = -90.0, .high = 90.0}},
                     .sortBy = "build"});
}
BENCHMARK(datasetFilter100k)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Nothing is sorted out.
void datasetFilterWidest100k(benchmark::State& state) {
    runQuery(state, {.filters = {{.key = "age"}, {.key = "yaw"}, {.key = "gender"}},
                     .sortBy = "outfit",
                     .descending = true});
}
BENCHMARK(datasetFilterWidest100k)->UseRealTime()->Unit(benchmark::kMillisecond);

/// As large as a rendered picture with its mask, part map, pose and joints.
Schema pictureSchema() {
    return valueOf(Schema::make({{"image", DataType::U8, {256, 256, 3}},
                                 {"mask", DataType::U8, {256, 256}},
                                 {"parts", DataType::U8, {256, 256}},
                                 {"rotations", DataType::F32, {163, 3, 3}},
                                 {"joints", DataType::F32, {163, 3}}}));
}

constexpr std::int64_t kPictures = 512;

void writePictures(const fs::path& folder) {
    auto writer = newDataset(folder, pictureSchema());
    appendIdentity(writer);
    const RecordBuffer record(pictureSchema());
    for (std::int64_t i = 0; i < kPictures; ++i) {
        valueOf(writer.appendSample(record, {0, 1, {}}));
    }
    if (const Status status = writer.close(); !status) {
        std::cerr << describe(status.error()) << "\n";
        std::exit(1);
    }
}

void countBytes(benchmark::State& state) {
    state.SetBytesProcessed(state.iterations() * kPictures *
                            static_cast<std::int64_t>(pictureSchema().recordBytes()));
}

void datasetWritePictures(benchmark::State& state) {
    for (auto _ : state) {
        const test::TemporaryFolder folder;
        writePictures(folder.path());
    }
    countBytes(state);
}
BENCHMARK(datasetWritePictures)->Iterations(3)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Every byte of every record, in no order.
void datasetReadPictures(benchmark::State& state) {
    const test::TemporaryFolder folder;
    writePictures(folder.path());
    const auto dataset = valueOf(Dataset::open(folder.path()));
    const DatasetTable& samples = *dataset->table(kSamples);
    const auto image = valueOf(samples.schema().field<std::uint8_t>("image"));
    const auto mask = valueOf(samples.schema().field<std::uint8_t>("mask"));
    for (auto _ : state) {
        std::uint64_t sum = 0;
        for (std::int64_t i = 0; i < kPictures; ++i) {
            const RecordView record = samples.record(i * 211 % kPictures);
            sum = std::accumulate(record[image].begin(), record[image].end(), sum);
            sum = std::accumulate(record[mask].begin(), record[mask].end(), sum);
        }
        benchmark::DoNotOptimize(sum);
    }
    state.SetBytesProcessed(state.iterations() * kPictures *
                            static_cast<std::int64_t>(image.count + mask.count));
}
BENCHMARK(datasetReadPictures)->UseRealTime()->Unit(benchmark::kMillisecond);

void datasetVerifyPictures(benchmark::State& state) {
    const test::TemporaryFolder folder;
    writePictures(folder.path());
    const auto dataset = valueOf(Dataset::open(folder.path()));
    for (auto _ : state) {
        benchmark::DoNotOptimize(dataset->verify());
    }
    countBytes(state);
}
BENCHMARK(datasetVerifyPictures)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
