// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/nearest_neighbours.h"

#include <algorithm>
#include <cmath>

namespace maquette {

std::vector<Neighbour> nearestNeighbours(const FeatureTable& table, std::int64_t sample,
                                         int count) {
    if (sample < 0 || sample >= table.count() || count < 1) {
        return {};
    }
    const auto rowOf = [&](std::int64_t i) { return table.values.data() + i * table.dimension; };
    const float* wanted = rowOf(sample);
    std::vector<Neighbour> all;
    all.reserve(static_cast<std::size_t>(table.count()));
    for (std::int64_t i = 0; i < table.count(); ++i) {
        const float* row = rowOf(i);
        float sum = 0.0F;
        for (int d = 0; d < table.dimension; ++d) {
            sum += (row[d] - wanted[d]) * (row[d] - wanted[d]);
        }
        if (i != sample) {
            all.push_back({i, sum});
        }
    }
    const auto kept = std::min<std::ptrdiff_t>(count, std::ssize(all));
    std::partial_sort(all.begin(), all.begin() + kept, all.end(),
                      [](const Neighbour& a, const Neighbour& b) {
                          return std::pair(a.distance, a.sample) < std::pair(b.distance, b.sample);
                      });
    all.resize(static_cast<std::size_t>(kept));
    for (Neighbour& one : all) {
        one.distance = std::sqrt(one.distance);
    }
    return all;
}

FeatureTable likenessFeatures(std::span<const PictureTraits> traits) {
    FeatureTable table{kLikenessNumbers, {}};
    table.values.reserve(traits.size() * kLikenessNumbers);
    for (const PictureTraits& one : traits) {
        for (const std::uint8_t value : one.likeness) {
            table.values.push_back(static_cast<float>(value) / 255.0F);
        }
    }
    return table;
}

} // namespace maquette
