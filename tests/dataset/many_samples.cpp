// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dataset/many_samples.h"

#include "core/base/random.h"
#include "core/dataset/dataset_writer.h"
#include "tests/support/temporary_folder.h"

#include <cstdlib>
#include <iostream>

namespace maquette::test {
namespace {

template <typename T> T valueOf(Result<T> result) {
    if (!result) {
        std::cerr << describe(result.error()) << "\n";
        std::exit(1);
    }
    return std::move(*result);
}

Attributes attributesOf(std::int64_t i, Random& random) {
    const std::int64_t identity = i / kManyEach;
    return {{"pose", "pose " + std::to_string(random.below(60))},
            {"outfit", "outfit " + std::to_string(random.below(25))},
            {"hair", "hair " + std::to_string(random.below(12))},
            {"yaw", random.uniform(-180.0, 180.0)},
            {"age", static_cast<double>(identity * 7919 % 90)},
            {"gender", static_cast<double>(identity * 104729 % 1000) / 1000.0},
            {"build", static_cast<double>(identity * 15485863 % 1000) / 1000.0}};
}

DatasetWriter newDataset(const std::filesystem::path& folder) {
    constexpr int kSide = kManyPictureSide;
    const Schema person = valueOf(Schema::make({{"number", DataType::I32, {}}}));
    const Schema sample = valueOf(Schema::make({{"image", DataType::U8, {kSide, kSide, 3}}}));
    return valueOf(DatasetWriter::create(folder, {},
                                         {{kIdentities, RowKind::Identity, person, 4096},
                                          {kSamples, RowKind::Sample, sample, 4096}}));
}

void write(const std::filesystem::path& folder) {
    DatasetWriter writer = newDataset(folder);
    RecordBuffer person(*writer.schema(kIdentities));
    RecordBuffer record(*writer.schema(kSamples));
    const auto number = valueOf(writer.schema(kIdentities)->field<std::int32_t>("number"));
    const auto image = valueOf(writer.schema(kSamples)->field<std::uint8_t>("image"));
    Random random(1);
    for (std::int64_t i = 0; i < kManySamples; ++i) {
        if (i % kManyEach == 0) {
            person[number][0] = static_cast<std::int32_t>(i / kManyEach);
            valueOf(writer.append(kIdentities, person));
        }
        for (std::uint8_t& value : record[image]) {
            value = static_cast<std::uint8_t>(random.below(256));
        }
        valueOf(writer.appendSample(record, {i / kManyEach, 1, attributesOf(i, random)}));
    }
    if (const Status status = writer.close(); !status) {
        std::cerr << describe(status.error()) << "\n";
        std::exit(1);
    }
}

} // namespace

const std::filesystem::path& manySamples() {
    static const TemporaryFolder folder;
    static const bool written = [] {
        write(folder.path());
        return true;
    }();
    (void)written;
    return folder.path();
}

} // namespace maquette::test
