// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/picture_dataset.h"

#include "core/dataset/dataset_writer.h"
#include "ui/engine/paths.h"

#include <QTest>

#include <array>

namespace maquette::test {

QColor pictureColor(std::int64_t sample) {
    return {static_cast<int>(40 + sample % 200), 90, 160};
}

void writePictureDataset(const QString& folder, std::int64_t samples, int each) {
    constexpr std::array kPoses = {"relaxed", "walking", "sitting"};
    const Schema identity = Schema::make({{"shape", DataType::F32, {4}}}).value();
    const Schema schema = Schema::make({{"image", DataType::U8, {kPictureSide, kPictureSide, 3}},
                                        {"mask", DataType::U8, {kPictureSide, kPictureSide}},
                                        {"joints_2d", DataType::F32, {2, 2}}})
                              .value();
    auto writer = DatasetWriter::create(
        toPath(folder), {7, "made up for a test", "template", "test"},
        {{kIdentities, RowKind::Identity, identity}, {kSamples, RowKind::Sample, schema}});
    QVERIFY(writer);
    const auto image = schema.field<std::uint8_t>("image").value();
    const auto mask = schema.field<std::uint8_t>("mask").value();
    const auto joints = schema.field<float>("joints_2d").value();
    for (std::int64_t i = 0; i < samples; ++i) {
        if (i % each == 0) {
            RecordBuffer person(identity);
            person[identity.field<float>("shape").value()][0] = static_cast<float>(i);
            QVERIFY(writer->append(kIdentities, person));
        }
        RecordBuffer record(schema);
        const QColor color = pictureColor(i);
        for (std::size_t p = 0; p < image.count; p += 3) {
            record[image][p] = static_cast<std::uint8_t>(color.blue());
            record[image][p + 1] = static_cast<std::uint8_t>(color.green());
            record[image][p + 2] = static_cast<std::uint8_t>(color.red());
        }
        for (std::size_t p = 0; p < mask.count; ++p) {
            record[mask][p] = p % kPictureSide < kPictureSide / 2 ? 255 : 0;
        }
        record[joints][0] = static_cast<float>(i);
        record[joints][1] = 3.0F;
        SampleInfo info{i / each, static_cast<std::uint64_t>(i), {}};
        info.attributes["pose"] = std::string(kPoses[static_cast<std::size_t>(i) % 3]);
        info.attributes["yaw"] = static_cast<double>(i);
        if (i % 2 == 0) {
            info.attributes["hair"] = std::string("bun");
        }
        QVERIFY(writer->appendSample(record, info));
    }
    QVERIFY(writer->close());
}

} // namespace maquette::test
