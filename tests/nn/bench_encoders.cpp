// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// maquette-bench-nn: milliseconds a picture of 256x256. Call it with OMP_WAIT_POLICY=passive.
#include "core/nn/encoder.h"

#include <benchmark/benchmark.h>

#include <thread>

namespace maquette {
namespace {

constexpr std::int64_t kBatch = 4;

torch::MemoryFormat formatOf(const benchmark::State& state) {
    return state.range(0) != 0 ? torch::MemoryFormat::ChannelsLast
                               : torch::MemoryFormat::Contiguous;
}

std::shared_ptr<EncoderImpl> prepared(EncoderKind kind, const benchmark::State& state) {
    torch::set_num_threads(static_cast<int>(std::thread::hardware_concurrency()));
    auto encoder = makeEncoder(kind);
    if (state.range(0) != 0) {
        useChannelsLast(*encoder);
    }
    return encoder;
}

void encode(benchmark::State& state, EncoderKind kind) {
    const torch::InferenceMode guard;
    const auto encoder = prepared(kind, state);
    encoder->eval();
    const torch::Tensor image = torch::randn({1, 3, 256, 256}).contiguous(formatOf(state));
    for (auto _ : state) {
        benchmark::DoNotOptimize(encoder->forward(image).pooled);
    }
}

/// Forward and backward; the time is that of a batch of 4.
void trainEncoder(benchmark::State& state, EncoderKind kind) {
    const auto encoder = prepared(kind, state);
    const torch::Tensor images = torch::randn({kBatch, 3, 256, 256}).contiguous(formatOf(state));
    for (auto _ : state) {
        encoder->zero_grad();
        encoder->forward(images).pooled.square().mean().backward();
    }
    state.SetItemsProcessed(state.iterations() * kBatch);
}

#define MAQUETTE_BENCH(function, kind)                                                             \
    BENCHMARK_CAPTURE(function, kind, EncoderKind::kind)                                           \
        ->ArgName("channelsLast")                                                                  \
        ->Arg(0)                                                                                   \
        ->Arg(1)                                                                                   \
        ->UseRealTime()                                                                            \
        ->MeasureProcessCPUTime()                                                                  \
        ->Unit(benchmark::kMillisecond)
MAQUETTE_BENCH(encode, Light);
MAQUETTE_BENCH(encode, ResNet18);
MAQUETTE_BENCH(encode, ResNet34);
MAQUETTE_BENCH(encode, ResNet50);
MAQUETTE_BENCH(encode, DenseNet121);
MAQUETTE_BENCH(trainEncoder, Light);
MAQUETTE_BENCH(trainEncoder, ResNet18);

} // namespace
} // namespace maquette
