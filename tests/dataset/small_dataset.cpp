// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/dataset/small_dataset.h"

#include "core/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace maquette::test {
namespace fs = std::filesystem;
namespace {

template <typename T, typename Make>
void fill(RecordBuffer& record, const Schema& schema, const Field& field, const Make& make) {
    const auto ref = schema.field<T>(field.name).value();
    std::ranges::generate(record[ref], make);
}

} // namespace

Schema identitySchema() {
    return Schema::make({{"rest", DataType::F16, {7, 3}}, {"coefficients", DataType::F32, {5}}})
        .value();
}

Schema sampleSchema() {
    return Schema::make({{"image", DataType::U8, {6, 5, 3}},
                         {"mask", DataType::U8, {6, 5}},
                         {"rotations", DataType::F32, {4, 3, 3}},
                         {"joints", DataType::I32, {4, 2}}})
        .value();
}

Schema perceptionSchema() {
    return Schema::make({{"points", DataType::F32, {9, 2}}}).value();
}

DatasetOrigin smallOrigin() {
    return {0x9f00'0000'0000'0007ULL, "made-up people, CC0", "template-1", "generator 3"};
}

std::vector<TableSpec> smallTables() {
    return {{kIdentities, RowKind::Identity, identitySchema(), kIdentityShard},
            {kSamples, RowKind::Sample, sampleSchema(), kSampleShard}};
}

TableSpec perceptionTable() {
    return {kPerception, RowKind::Sample, perceptionSchema(), 6};
}

RecordBuffer makeRecord(const Schema& schema, std::int64_t index) {
    RecordBuffer record(schema);
    Random random = Random(schema.hash()).fork(static_cast<std::uint64_t>(index));
    for (const Field& field : schema.fields()) {
        switch (field.type) {
        case DataType::U8:
            fill<std::uint8_t>(record, schema, field,
                               [&] { return static_cast<std::uint8_t>(random.below(256)); });
            break;
        case DataType::F16:
            fill<Half>(record, schema, field,
                       [&] { return Half(static_cast<float>(random.normal())); });
            break;
        case DataType::F32:
            fill<float>(record, schema, field, [&] { return static_cast<float>(random.normal()); });
            break;
        case DataType::I32:
            fill<std::int32_t>(record, schema, field, [&] { return random.below(1000) - 500; });
            break;
        }
    }
    return record;
}

SampleInfo makeInfo(std::int64_t sample) {
    const std::vector<std::string> poses = {"relaxed", "walking", "sitting"};
    SampleInfo info{sample / kSamplesEach, ~static_cast<std::uint64_t>(sample), {}};
    info.attributes["pose"] = poses[sample % poses.size()];
    info.attributes["yaw"] = static_cast<double>(sample * 37 % 360) - 180.0;
    if (sample % 2 == 0) {
        info.attributes["outfit"] = "suit";
    }
    return info;
}

Status appendPeople(DatasetWriter& writer, int identities) {
    for (std::int64_t sample = writer.recordCount(kSamples); sample < identities * kSamplesEach;
         ++sample) {
        if (const std::int64_t next = writer.recordCount(kIdentities);
            next <= sample / kSamplesEach) {
            if (const auto index = writer.append(kIdentities, makeRecord(identitySchema(), next));
                !index) {
                return fail(index.error());
            }
        }
        if (const auto index =
                writer.appendSample(makeRecord(sampleSchema(), sample), makeInfo(sample));
            !index) {
            return fail(index.error());
        }
    }
    return {};
}

Status appendPerception(DatasetWriter& writer, std::int64_t count) {
    for (std::int64_t i = writer.recordCount(kPerception); i < count; ++i) {
        if (const auto index = writer.append(kPerception, makeRecord(perceptionSchema(), i));
            !index) {
            return fail(index.error());
        }
    }
    return {};
}

Status writeSmallDataset(const fs::path& folder, int identities) {
    auto writer = DatasetWriter::create(folder, smallOrigin(), smallTables());
    if (!writer) {
        return fail(writer.error());
    }
    if (const Status status = appendPeople(*writer, identities); !status) {
        return status;
    }
    return writer->close();
}

void expectRightContent(const Dataset& dataset) {
    for (const DatasetTable& table : dataset.tables()) {
        for (std::int64_t i = 0; i < table.recordCount(); ++i) {
            const RecordBuffer expected = makeRecord(table.schema(), i);
            const auto payload = table.record(i).bytes().first(table.schema().payloadBytes());
            ASSERT_TRUE(std::ranges::equal(payload, expected.payload()))
                << table.spec().name << " " << i;
        }
    }
    for (std::size_t i = 0; i < dataset.samples().size(); ++i) {
        const SampleInfo expected = makeInfo(static_cast<std::int64_t>(i));
        const SampleRow& row = dataset.samples()[i];
        ASSERT_EQ(row.identity, expected.identity) << i;
        ASSERT_EQ(row.seed, expected.seed) << i;
        ASSERT_EQ(row.split, splitOf(dataset.origin().seed, row.identity)) << i;
        ASSERT_EQ(dataset.attributes(static_cast<std::int64_t>(i)).value(), expected.attributes);
    }
}

std::vector<std::string> shardNames(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(shardFolder(folder))) {
        names.push_back(entry.path().filename());
    }
    std::ranges::sort(names);
    return names;
}

bool tells(const Error& error, const std::string& part) {
    return describe(error).find(part) != std::string::npos;
}

void flipBit(const fs::path& file, std::uint64_t place) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(static_cast<std::streamoff>(place));
    const int byte = stream.get();
    stream.seekp(static_cast<std::streamoff>(place));
    stream.put(static_cast<char>(byte ^ 1));
    ASSERT_TRUE(stream.good()) << file;
}

} // namespace maquette::test
