// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/safetensors.h"
#include "tests/io/command.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace maquette {
namespace {

namespace fs = std::filesystem;

/// The content of reference/small.safetensors.hex, which make_reference.py wrote.
TensorFile smallFile() {
    TensorFile file;
    file.tensors = {
        {"weight", makeByteTensor<float>(DType::F32, {1, 2}, {1.5F, -2.0F})},
        {"half", makeByteTensor<std::uint16_t>(DType::F16, {1}, {0x3800})},
        {"count", makeByteTensor<std::int64_t>(DType::I64, {}, {7})},
        {"bytes", makeByteTensor<std::uint8_t>(DType::U8, {3}, {1, 2, 255})},
        {"none", makeByteTensor<float>(DType::F32, {0, 3}, {})},
        {"odd \"ü\"\n\x01/", makeByteTensor<float>(DType::F32, {1}, {3.25F})},
    };
    file.metadata = {{"key", "value \"ü\""}};
    return file;
}

Bytes fromHex(const fs::path& path) {
    std::ifstream file(path);
    Bytes bytes;
    for (std::string pair; file >> pair;) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoul(pair, nullptr, 16)));
    }
    return bytes;
}

void expectSame(const TensorFile& actual, const TensorFile& expected) {
    EXPECT_EQ(actual.metadata, expected.metadata);
    ASSERT_EQ(actual.tensors.size(), expected.tensors.size());
    for (const auto& [name, tensor] : expected.tensors) {
        ASSERT_TRUE(actual.tensors.contains(name)) << name;
        const ByteTensor& found = actual.tensors.at(name);
        EXPECT_EQ(found.dtype, tensor.dtype) << name;
        EXPECT_EQ(found.shape, tensor.shape) << name;
        EXPECT_TRUE(std::ranges::equal(found.bytes, tensor.bytes)) << name;
    }
}

TEST(Safetensors, WritesTheBytesOfThePythonPackage) {
    const Bytes reference =
        fromHex(fs::path(MAQUETTE_SOURCE_DIR) / "tests/nn/reference/small.safetensors.hex");
    ASSERT_FALSE(reference.empty());
    EXPECT_EQ(composeSafetensors(smallFile()).value(), reference);
}

TEST(Safetensors, GivesBackWhatWasWritten) {
    const test::TemporaryFolder folder;
    const fs::path path = folder / "model.safetensors";
    ASSERT_TRUE(writeSafetensors(path, smallFile()));
    const auto file = readSafetensors(path);
    ASSERT_TRUE(file) << describe(file.error());
    expectSame(*file, smallFile());
    ASSERT_TRUE(writeSafetensors(path, TensorFile{}));
    expectSame(readSafetensors(path).value(), {});
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1);
}

TEST(Safetensors, TensorsOutliveTheirFile) {
    ByteTensor tensor;
    {
        const auto file = parseSafetensors(composeSafetensors(smallFile()).value(), "small");
        tensor = file.value().tensors.at("bytes");
    }
    EXPECT_TRUE(std::ranges::equal(tensor.bytes, Bytes{1, 2, 255}));
}

TEST(Safetensors, OpenInPython) {
    const fs::path packages = dataFolder() / "tools" / "python"; // packaging/setup --with-tests
    ASSERT_TRUE(fs::exists(packages / "safetensors")) << "run packaging/setup --with-tests";
    const test::TemporaryFolder folder;
    const fs::path path = folder / "model.safetensors";
    ASSERT_TRUE(writeSafetensors(path, smallFile()));
    const auto result = test::runCommand(
        {"/usr/bin/python3", "-c", // Debian's, with its numpy

         "import sys; sys.path.insert(0, sys.argv[2]);"
         "import safetensors.numpy as s; f = s.load_file(sys.argv[1]);"
         "print(sorted(f)[1:], f['weight'].tolist(), f['half'].tolist(), int(f['count']),"
         " f['bytes'].tolist(), f['none'].shape)",
         path.string(), packages.string()});
    EXPECT_EQ(result.output, "['count', 'half', 'none', 'odd \"ü\"\\n\\x01/', 'weight'] "
                             "[[1.5, -2.0]] [0.5] 7 [1, 2, 255] (0, 3)\n");
}

TEST(Safetensors, RefuseToWriteWhatCannotBeRead) {
    const auto codeFor = [](const std::string& name, ByteTensor tensor) {
        const auto bytes = composeSafetensors({{{name, std::move(tensor)}}, {}});
        EXPECT_FALSE(bytes);
        return bytes ? ErrorCode::Internal : bytes.error().code;
    };
    const std::vector<float> two(2);
    using enum ErrorCode;
    EXPECT_EQ(codeFor("a", makeByteTensor(DType::F32, {3}, two)), InvalidArgument);
    EXPECT_EQ(codeFor("a", makeByteTensor(DType::F32, {-1, -2}, two)), InvalidArgument);
    EXPECT_EQ(codeFor("a", makeByteTensor(DType::F32, {1, 1, 1, 1, 1, 1, 1, 1, 2}, two)),
              InvalidArgument);
    EXPECT_EQ(codeFor("__metadata__", makeByteTensor(DType::F32, {2}, two)), InvalidArgument);
    EXPECT_EQ(codeFor("\xff", makeByteTensor(DType::F32, {2}, two)), InvalidArgument);
    EXPECT_EQ(composeSafetensors({{}, {{"log", std::string(kMaxTensorHeader, 'x')}}}).error().code,
              TooLarge);
}

TEST(Safetensors, UnwritableFileIsNamed) {
    const auto status = writeSafetensors("/nowhere/model.safetensors", smallFile());
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
    EXPECT_NE(status.error().message.find("/nowhere/model.safetensors"), std::string::npos);
}

} // namespace
} // namespace maquette
