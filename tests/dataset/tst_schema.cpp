// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/record.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace maquette {
namespace {

const std::vector<Field> kFields = {{"image", DataType::U8, {256, 256, 3}},
                                    {"rest", DataType::F16, {5, 3}},
                                    {"pose", DataType::F32, {2, 3, 3}},
                                    {"person", DataType::I32, {}}};

TEST(Schema, FieldsStartAtMultiplesOf64AndTheChecksumFits) {
    const Schema schema = Schema::make(kFields).value();
    EXPECT_EQ(schema.offset(0), 0U);
    EXPECT_EQ(schema.offset(1), 196608U);
    EXPECT_EQ(schema.offset(2), 196608U + 64);
    EXPECT_EQ(schema.offset(3), 196608U + 64 + 128);
    EXPECT_EQ(schema.recordBytes(), 196608U + 64 + 128 + 64);
    const Schema full = Schema::make({{"all", DataType::U8, {64}}}).value();
    EXPECT_EQ(full.recordBytes(), 128U) << "the checksum needs room of its own";
    EXPECT_EQ(Schema::make({{"most", DataType::U8, {60}}}).value().recordBytes(), 64U);
}

TEST(Schema, ComesBackFromJson) {
    const Schema schema = Schema::make(kFields).value();
    const Schema again = Schema::fromJson(schema.toJson()).value();
    EXPECT_EQ(again, schema);
    EXPECT_EQ(again.hash(), schema.hash());
    EXPECT_EQ(again.recordBytes(), schema.recordBytes());
}

TEST(Schema, HashTellsNamesTypesShapesAndOrderApart) {
    const auto hashOf = [](std::vector<Field> fields) {
        return Schema::make(std::move(fields)).value().hash();
    };
    const std::uint64_t hash = hashOf({{"a", DataType::F32, {2, 3}}, {"b", DataType::U8, {4}}});
    EXPECT_NE(hash, hashOf({{"c", DataType::F32, {2, 3}}, {"b", DataType::U8, {4}}}));
    EXPECT_NE(hash, hashOf({{"a", DataType::I32, {2, 3}}, {"b", DataType::U8, {4}}}));
    EXPECT_NE(hash, hashOf({{"a", DataType::F32, {3, 2}}, {"b", DataType::U8, {4}}}));
    EXPECT_NE(hash, hashOf({{"b", DataType::U8, {4}}, {"a", DataType::F32, {2, 3}}}));
    EXPECT_EQ(hash, 0xc3f5ae8b00a7af5bULL) << "equal for all time: catalogs and shards hold it";
}

TEST(Schema, RefusesWhatCannotBeStored) {
    const std::vector<std::vector<Field>> wrong = {
        {},
        {{"", DataType::U8, {1}}},
        {{"a b", DataType::U8, {1}}},
        {{std::string(65, 'a'), DataType::U8, {1}}},
        {{"a", DataType::U8, {0}}},
        {{"a", DataType::U8, {2, -1}}},
        {{"a", DataType::U8, {1}}, {"a", DataType::F32, {1}}},
        {{"a", DataType::F32, {1 << 29}}},
        {{"a", DataType::U8, {2000000000, 2000000000, 2000000000}}},
        {{"a", DataType::U8, {1 << 30}}, {"b", DataType::U8, {1}}},
    };
    for (const auto& fields : wrong) {
        const auto schema = Schema::make(fields);
        ASSERT_FALSE(schema);
        EXPECT_EQ(schema.error().code, ErrorCode::InvalidArgument);
    }
    for (const char* text :
         {"", "{}", "[1]", R"({"fields":[{"name":"a","type":"f64","shape":[1]}]})",
          R"({"fields":[{"name":1,"type":"u8","shape":[1]}]})"}) {
        EXPECT_EQ(Schema::fromJson(text).error().code, ErrorCode::CorruptData) << text;
    }
}

TEST(Schema, FieldsAreAskedForByNameTypeAndSize) {
    const Schema schema = Schema::make(kFields).value();
    EXPECT_EQ(schema.field<Half>("rest").value().count, 15U);
    EXPECT_TRUE(schema.field<Half>("rest", 15));
    EXPECT_TRUE(schema.field<std::int32_t>("person", 1));
    EXPECT_EQ(schema.field<float>("none").error().code, ErrorCode::MissingData);
    EXPECT_EQ(schema.field<float>("rest").error().code, ErrorCode::InvalidArgument);
    const auto other = schema.field<Half>("rest", 16);
    ASSERT_FALSE(other);
    EXPECT_NE(other.error().message.find("rest is f16 [5,3]"), std::string::npos);
}

TEST(Record, HoldsEachFieldAlignedAndApart) {
    const Schema schema = Schema::make(kFields).value();
    RecordBuffer buffer(schema);
    const auto image = schema.field<std::uint8_t>("image").value();
    const auto pose = schema.field<float>("pose").value();
    const std::vector<float> rotation(18, 0.25F);
    buffer.set<float>(pose, rotation);
    buffer[image].back() = 200;
    const RecordView view(buffer.payload());
    EXPECT_EQ(view[image].back(), 200);
    EXPECT_EQ(view[image].front(), 0);
    EXPECT_TRUE(std::ranges::equal(view[pose], rotation));
    EXPECT_EQ(view[schema.field<std::int32_t>("person").value()][0], 0);
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(view[pose].data()) % Schema::kAlignment, 0U);
}

TEST(Record, MistakesOfTheProgramThrow) {
    const Schema schema = Schema::make({{"small", DataType::F32, {4}}}).value();
    const auto foreign = Schema::make(kFields).value().field<std::uint8_t>("image").value();
    RecordBuffer buffer(schema);
    EXPECT_THROW((void)buffer[foreign], std::out_of_range);
    EXPECT_THROW((void)RecordView(buffer.payload())[foreign], std::out_of_range);
    const std::vector<float> three(3);
    EXPECT_THROW(buffer.set<float>(schema.field<float>("small").value(), three), std::length_error);
}

TEST(Half, RoundsToTheNearestAndKeepsSpecialValues) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    const std::vector<float> values = {0.0F,     -0.0F,    1.0F, 1.75F, -0.3F,
                                       65504.0F, 65519.0F, 1e6F, 1e-8F, -kInfinity};
    const std::vector<float> expected = {0.0F,     -0.0F,    1.0F,      1.75F, -0.300048828125F,
                                         65504.0F, 65504.0F, kInfinity, 0.0F,  -kInfinity};
    const std::vector<float> back = toFloat(toHalf(values));
    EXPECT_EQ(back, expected);
    EXPECT_TRUE(std::signbit(back[1]));
    EXPECT_TRUE(std::isnan(toFloat(toHalf(std::vector{std::nanf("")}))[0]));
}

TEST(Half, EveryHalfComesBackFromItsFloat) {
    for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
        const Half half = Eigen::numext::bit_cast<Half>(static_cast<std::uint16_t>(bits));
        const auto value = static_cast<float>(half);
        if (!std::isnan(value)) {
            ASSERT_EQ(Eigen::numext::bit_cast<std::uint16_t>(Half(value)), bits);
        }
    }
}

TEST(Half, LengthsInMetresKeepATenthOfAMillimetre) {
    for (float metres = -0.2F; metres < 0.2F; metres += 0.00037F) {
        EXPECT_NEAR(toFloat(toHalf(std::vector{metres}))[0], metres, 0.0001F);
    }
}

} // namespace
} // namespace maquette
