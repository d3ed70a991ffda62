// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/nn/formula.h"

#include <cmath>
#include <numeric>

namespace maquette::test {
namespace {

std::int64_t product(std::span<const std::int64_t> sides) {
    return std::accumulate(sides.begin(), sides.end(), std::int64_t{1}, std::multiplies<>());
}

/// In [-1,1): multiples of 2^-23.
std::vector<float> uniform(const std::string& name, std::size_t count) {
    std::vector<float> values;
    values.reserve(count);
    for (const std::uint32_t hash : mixed(seedOf(name), count)) {
        values.push_back(static_cast<float>(hash >> 8U) / static_cast<float>(1U << 23U) - 1.0F);
    }
    return values;
}

/// What the numbers in [-1,1) are scaled and moved to.
std::pair<float, float> scaleAndShift(const std::string& name,
                                      const std::vector<std::int64_t>& shape) {
    if (name.ends_with("running_var")) {
        return {0.5F, 1.0F};
    }
    if (shape.size() > 1) {
        const auto inputs = static_cast<double>(product(std::span(shape).subspan(1)));
        return {static_cast<float>(std::sqrt(6.0 / inputs)), 0.0F};
    }
    return name.ends_with("weight") ? std::pair(0.25F, 0.75F) : std::pair(0.1F, 0.0F);
}

ByteTensor formulaTensor(const std::string& name, const std::vector<std::int64_t>& shape) {
    const auto count = static_cast<std::size_t>(product(shape));
    if (name.ends_with("num_batches_tracked")) {
        return makeByteTensor(DType::I64, shape, std::vector<std::int64_t>(count));
    }
    std::vector<float> values = uniform(name, count);
    const auto [scale, shift] = scaleAndShift(name, shape);
    for (float& value : values) {
        value = shift + scale * value;
    }
    return makeByteTensor(DType::F32, shape, std::move(values));
}

} // namespace

std::vector<std::uint32_t> mixed(std::uint32_t seed, std::size_t count) {
    std::vector<std::uint32_t> hashes(count);
    for (std::size_t i = 0; i < count; ++i) {
        std::uint32_t h = static_cast<std::uint32_t>(i) * 0x9E3779B9U + seed;
        h = (h ^ (h >> 16U)) * 0x7FEB352DU;
        h = (h ^ (h >> 15U)) * 0x846CA68BU;
        hashes[i] = h ^ (h >> 16U);
    }
    return hashes;
}

std::uint32_t seedOf(const std::string& name) {
    std::uint32_t h = 0x811C9DC5U;
    for (const char c : name) {
        h = (h ^ static_cast<unsigned char>(c)) * 0x01000193U;
    }
    return h;
}

TensorMap formulaWeights(const TensorMap& network) {
    TensorMap weights;
    for (const auto& [name, tensor] : network) {
        weights.emplace(name, formulaTensor(name, tensor.shape));
    }
    return weights;
}

ByteTensor formulaImage(const std::vector<std::int64_t>& shape) {
    std::vector<float> values = uniform("image", static_cast<std::size_t>(product(shape)));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i);
        const std::int64_t x = index % shape[3];
        const std::int64_t y = index / shape[3] % shape[2];
        const std::int64_t c = index / (shape[3] * shape[2]) % shape[1];
        const std::int64_t n = index / (shape[3] * shape[2] * shape[1]);
        const auto slope = static_cast<float>((7 * x + 3 * y + 50 * c + 90 * n) % 256) / 128.0F;
        values[i] = slope - 1.0F + 0.5F * values[i];
    }
    return makeByteTensor(DType::F32, shape, std::move(values));
}

} // namespace maquette::test
