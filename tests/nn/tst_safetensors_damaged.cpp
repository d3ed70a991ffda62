// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files that lie. Each must end in an error that names the file and what is wrong.
#include "core/nn/safetensors.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstring>

namespace maquette {
namespace {

using enum ErrorCode;

/// A file with this header and so many zeros as data.
Bytes fileOf(const std::string& header, std::size_t dataSize = 0) {
    Bytes bytes(sizeof(std::uint64_t) + header.size() + dataSize);
    const std::uint64_t length = header.size();
    std::memcpy(bytes.data(), &length, sizeof length);
    std::memcpy(bytes.data() + sizeof length, header.data(), header.size());
    return bytes;
}

struct Damage {
    const char* what;
    std::string header;
    std::size_t dataSize;
    ErrorCode code;
    const char* message; ///< part of it
};

void PrintTo(const Damage& damage, std::ostream* out) {
    *out << damage.what;
}

std::string entry(const std::string& shape, const std::string& offsets,
                  const std::string& dtype = "F32") {
    return R"({"dtype":")" + dtype + R"(","shape":[)" + shape + R"(],"data_offsets":[)" + offsets +
           "]}";
}

std::string pairOf(const std::string& a, const std::string& b) {
    return R"({"a":)" + a + R"(,"b":)" + b + "}";
}

std::string one(const std::string& tensor) {
    return R"({"a":)" + tensor + "}";
}

const std::string kBig = "4611686018427387904"; // 2^62
const std::string kGood = entry("1", "0,4");

const std::vector<Damage> kDamages{
    {"no object", "[]", 0, UnsupportedFormat, "no safetensors file"},
    {"spaces first", " {}", 0, UnsupportedFormat, "no safetensors file"},
    {"empty header", "", 20, UnsupportedFormat, "no safetensors file"},
    {"broken JSON", R"({"a":)", 0, CorruptData, "no JSON"},
    {"text after the JSON", "{} x", 0, CorruptData, "no JSON"},
    {"broken UTF-8", "{\"\xff\":" + kGood + "}", 4, CorruptData, "no JSON"},
    {"unknown dtype", one(entry("1", "0,8", "F99")), 8, UnsupportedFormat, "\"F99\""},
    {"dtype that is not read", one(entry("1", "0,8", "F64")), 8, UnsupportedFormat, "\"F64\""},
    {"dtype a number", R"({"a":{"dtype":1,"shape":[],"data_offsets":[0,4]}})", 4, CorruptData,
     "a number"},
    {"no dtype", R"({"a":{"shape":[1],"data_offsets":[0,4]}})", 4, CorruptData, "lacks"},
    {"no shape", R"({"a":{"dtype":"F32","data_offsets":[0,4]}})", 4, CorruptData, "lacks"},
    {"no offsets", R"({"a":{"dtype":"F32","shape":[1]}})", 4, CorruptData, "lacks"},
    {"one offset", one(entry("1", "0")), 4, CorruptData, "two offsets"},
    {"three offsets", one(entry("1", "0,4,4")), 4, CorruptData, "two offsets"},
    {"unknown field", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":[]}})", 4,
     CorruptData, "\"x\""},
    {"field twice", R"({"a":{"shape":[1],"shape":[1],"dtype":"F32","data_offsets":[0,4]}})", 4,
     CorruptData, "\"shape\""},
    {"tensor twice", R"({"a":)" + kGood + R"(,"a":)" + kGood + "}", 4, CorruptData, "twice"},
    {"metadata twice", R"({"__metadata__":{},"__metadata__":{}})", 0, CorruptData, "twice"},
    {"text twice", R"({"__metadata__":{"k":"1","k":"2"}})", 0, CorruptData, "twice"},
    {"metadata with a number", R"({"__metadata__":{"k":1}})", 0, CorruptData, "a number"},
    {"metadata with an object", R"({"__metadata__":{"k":{}}})", 0, CorruptData, "an object"},
    {"metadata a list", R"({"__metadata__":["k"]})", 0, CorruptData, "a list"},
    {"tensor a text", R"({"a":"F32"})", 0, CorruptData, "a text"},
    {"tensor null", R"({"a":null})", 0, CorruptData, "null"},
    {"negative side", one(entry("-1", "0,4")), 4, CorruptData, "a negative number"},
    {"side with a fraction", one(entry("1.0", "0,4")), 4, CorruptData, "a fraction"},
    {"side beyond 64 bits", one(entry("99999999999999999999", "0,4")), 4, CorruptData,
     "a fraction"},
    {"side beyond 63 bits", one(entry("18446744073709551615", "0,4")), 4, CorruptData, "no tensor"},
    {"nine sides", one(entry("1,1,1,1,1,1,1,1,1", "0,4")), 4, CorruptData, "no tensor"},
    {"product overflows", one(entry(kBig + "," + kBig, "0,4")), 4, CorruptData, "no tensor"},
    {"product overflows to zero", one(entry("4294967296,4294967296", "0,0")), 0, CorruptData,
     "no tensor"},
    {"bytes overflow", one(entry(kBig, "0,0")), 0, CorruptData, "no tensor"},
    {"shape in a shape", one(entry("[1]", "0,4")), 4, CorruptData, "a list"},
    {"too few bytes for the shape", one(entry("2", "0,4")), 4, CorruptData, "contradict"},
    {"offsets backwards", one(entry("1", "4,0")), 4, CorruptData, "contradict"},
    {"beyond the end", one(entry("2", "0,8")), 7, CorruptData, "beyond its end"},
    {"far beyond the end", one(entry("1", kBig + "," + kBig)), 4, CorruptData, "beyond its end"},
    {"overlap", pairOf(entry("2", "0,8"), entry("2", "4,12")), 12, CorruptData, "overlaps"},
    {"same place", pairOf(kGood, kGood), 4, CorruptData, "overlaps"},
    {"nothing within another", pairOf(entry("2", "0,8"), entry("0", "4,4")), 8, CorruptData,
     "overlaps"},
    {"gap", pairOf(kGood, entry("1", "8,12")), 12, CorruptData, "gap"},
    {"gap at the start", one(entry("1", "4,8")), 8, CorruptData, "gap"},
    {"bytes left over", one(kGood), 5, CorruptData, "follow its last tensor"},
};

class DamagedSafetensors : public testing::TestWithParam<Damage> {};

TEST_P(DamagedSafetensors, AreRefused) {
    const Damage& damage = GetParam();
    const auto file = parseSafetensors(fileOf(damage.header, damage.dataSize), "lying.safetensors");
    ASSERT_FALSE(file);
    const Error& error = file.error();
    EXPECT_EQ(errorCodeName(error.code), std::string(errorCodeName(damage.code)));
    EXPECT_TRUE(error.message.starts_with("lying.safetensors ")) << error.message;
    EXPECT_NE(error.message.find(damage.message), std::string::npos) << error.message;
    EXPECT_FALSE(error.advice.empty());
}

INSTANTIATE_TEST_SUITE_P(All, DamagedSafetensors, testing::ValuesIn(kDamages),
                         [](const auto& test) {
                             std::string name = test.param.what;
                             std::erase_if(name, [](char c) { return c == '-'; });
                             std::replace(name.begin(), name.end(), ' ', '_');
                             return name;
                         });

Bytes goodFile() {
    TensorFile file;
    file.tensors = {{"a", makeByteTensor<float>(DType::F32, {2, 3}, std::vector<float>(6))},
                    {"b", makeByteTensor<std::uint8_t>(DType::U8, {5}, Bytes(5))}};
    file.metadata = {{"key", "value"}};
    return composeSafetensors(file).value();
}

TEST(SafetensorsFile, CutAnywhereIsRefused) {
    const Bytes whole = goodFile();
    ASSERT_TRUE(parseSafetensors(whole, "whole"));
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        EXPECT_FALSE(parseSafetensors(cut, "cut")) << length;
    }
}

TEST(SafetensorsFile, AnyChangedByteIsReadOrRefused) {
    const Bytes whole = goodFile();
    for (std::size_t place = 0; place < whole.size(); ++place) {
        for (int value = 0; value < 256; ++value) {
            Bytes changed = whole;
            changed[place] = static_cast<std::uint8_t>(value);
            const auto file = parseSafetensors(changed, "changed");
            for (const auto& [name, tensor] : file ? file->tensors : TensorMap{}) {
                EXPECT_LE(tensor.bytes.size(), whole.size());
            }
        }
    }
}

TEST(SafetensorsFile, HugeHeaderIsRefusedUnread) {
    Bytes bytes = fileOf("{}");
    for (const std::uint64_t length : {kMaxTensorHeader + 1, ~std::uint64_t{0}}) {
        std::memcpy(bytes.data(), &length, sizeof length);
        const auto file = parseSafetensors(bytes, "huge");
        ASSERT_FALSE(file);
        EXPECT_EQ(file.error().code, TooLarge);
    }
    const std::uint64_t length = 100;
    std::memcpy(bytes.data(), &length, sizeof length);
    EXPECT_EQ(parseSafetensors(bytes, "long").error().code, CorruptData);
}

TEST(SafetensorsFile, DeepJsonIsRefused) {
    const std::string deep(std::size_t{1} << 20, '[');
    EXPECT_EQ(parseSafetensors(fileOf(one(deep)), "deep").error().code, CorruptData);
}

TEST(SafetensorsFile, StrangeNamesAreShownSafely) {
    const std::string name = std::string(78, 'x') + "\\u0007" + std::string(1000, 'y');
    const auto file = parseSafetensors(fileOf("{\"" + name + "\":[]}"), "strange");
    ASSERT_FALSE(file);
    EXPECT_LT(file.error().message.size(), 250U);
    EXPECT_EQ(file.error().message.find('\a'), std::string::npos);
    EXPECT_NE(file.error().message.find("…"), std::string::npos);
}

TEST(SafetensorsFile, MissingFilesAndFoldersAreNamed) {
    const test::TemporaryFolder folder;
    const auto missing = readSafetensors(folder / "model.safetensors");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, FileNotFound);
    EXPECT_NE(missing.error().message.find("model.safetensors"), std::string::npos);
    EXPECT_EQ(readSafetensors(folder.path()).error().code, FileUnreadable);
    ASSERT_TRUE(writeFile(folder / "empty", std::string()));
    const auto empty = readSafetensors(folder / "empty");
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().code, UnsupportedFormat);
    EXPECT_NE(empty.error().message.find("empty"), std::string::npos);
}

} // namespace
} // namespace maquette
