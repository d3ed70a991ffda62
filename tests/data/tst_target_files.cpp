// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/data/compressed_file.h"
#include "core/data/library_cache.h"
#include "core/data/target_reader.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdlib>

namespace maquette {
namespace {

namespace fs = std::filesystem;

class TargetFiles : public ::testing::Test {
protected:
    fs::path write(const std::string& name, const std::string& content) const {
        EXPECT_TRUE(writeFile(m_folder / name, content));
        return m_folder / name;
    }

    test::TemporaryFolder m_folder;
};

std::string gzipped(const std::string& text) {
    std::string packed(compressBound(text.size()) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

Target makeTarget(const std::vector<int>& vertices, const Points& offsets) {
    Target target;
    target.vertices = vertices;
    target.offsets = offsets;
    return target;
}

TEST_F(TargetFiles, AreReadInMetresWhateverTheLineEnds) {
    const std::string text = "# a comment\n\n5 .1 -.002 0\r\n19157\t1e-1 2 -3\n";
    for (const fs::path& path : {write("a.target", text), write("a.target.gz", gzipped(text))}) {
        const Result<Target> target = readTarget(path, false);
        ASSERT_TRUE(target) << describe(target.error());
        EXPECT_EQ(target->vertices, (std::vector<int>{5, 19157}));
        Points expected(2, 3);
        expected << 0.01F, -0.0002F, 0.0F, 0.01F, 0.2F, -0.3F;
        EXPECT_TRUE(target->offsets.isApprox(expected, 1e-6F));
    }
}

TEST_F(TargetFiles, BadLinesAreNumbered) {
    for (const std::string line : {"19158 0 0 0", "-1 0 0 0", "7 0 0", "7 0 0 nan", "7 a 0 0",
                                   "7 0 0 0 0", "7 0 0 1e999", "7.5 0 0 0"}) {
        const auto target = readTarget(write("x.target", "# one\n1 0 .1 0\n" + line + "\n"), false);
        ASSERT_FALSE(target) << line;
        EXPECT_EQ(target.error().code, ErrorCode::CorruptData);
        EXPECT_NE(target.error().message.find("x.target"), std::string::npos);
        EXPECT_NE(target.error().message.find("line 3"), std::string::npos) << line;
    }
}

TEST_F(TargetFiles, MayBeEmptyOnlyWhereMakeHumansAre) {
    const fs::path path = write("neutral.target", "# nothing to do\n");
    ASSERT_TRUE(readTarget(path, true));
    EXPECT_EQ(readTarget(path, true)->offsets.rows(), 0);
    EXPECT_EQ(readTarget(path, false).error().code, ErrorCode::CorruptData);
}

TEST_F(TargetFiles, GzipCutAnywhereIsDamaged) {
    const std::string whole = gzipped("1 0 .1 0\n2 0 .1 0\n3 0 .1 0\n");
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const auto text = readLibraryText(write("cut.gz", whole.substr(0, size)));
        ASSERT_FALSE(text) << size;
        EXPECT_EQ(text.error().code, ErrorCode::CorruptData) << size;
    }
}

TEST_F(TargetFiles, GzipThatGrowsWithoutEndIsStopped) {
    const auto text = readLibraryText(write("bomb.gz", gzipped(std::string(70 << 20, ' '))));
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::CorruptData);
}

TEST_F(TargetFiles, CacheKeepsOffsetsToTheLastBit) {
    LibraryCache cache;
    Points coarse(2, 3);
    coarse << 0.0001F, -0.0023F, 0.0F, 1.2345F, -0.5F, 0.0003F;
    Points fine(1, 3);
    fine << 0.000012345F, -60.0F, 0.0F; // finer and longer than MakeHuman's files ever are
    cache.targets["coarse"] = makeTarget({1, 19157}, coarse);
    cache.targets["fine"] = makeTarget({7}, fine);
    cache.targets["none"] = makeTarget({}, Points(0, 3));
    cache.skinRegions["lips"] = {3, 4, 5};
    cache.regions = {BodyRegion::Head, BodyRegion::LeftFoot};
    const fs::path path = m_folder / "sub" / "cache.bin";
    ASSERT_TRUE(writeLibraryCache(path, 77, cache));
    const auto read = readLibraryCache(path, 77);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->targets.size(), 3U);
    EXPECT_EQ(read->targets.at("coarse").offsets, coarse);
    EXPECT_EQ(read->targets.at("coarse").vertices, (std::vector<int>{1, 19157}));
    EXPECT_EQ(read->targets.at("fine").offsets, fine);
    EXPECT_EQ(read->skinRegions, cache.skinRegions);
    EXPECT_EQ(read->regions, cache.regions);
    EXPECT_FALSE(readLibraryCache(path, 78)) << "made of other files";
    EXPECT_FALSE(readLibraryCache(m_folder / "absent.bin", 77));
}

TEST_F(TargetFiles, CacheIsNotTrustedWhenAnyByteDiffers) {
    LibraryCache cache;
    cache.targets["nose"] = makeTarget({1, 2}, Points::Constant(2, 3, 0.001F));
    cache.regions = {BodyRegion::Head};
    const fs::path path = m_folder / "cache.bin";
    ASSERT_TRUE(writeLibraryCache(path, 5, cache));
    const Bytes whole = *readFile(path);
    const auto refused = [&](const Bytes& bytes) {
        EXPECT_TRUE(writeFile(path, bytes));
        return !readLibraryCache(path, 5);
    };
    for (std::size_t i = 0; i < whole.size(); ++i) {
        Bytes bytes = whole;
        bytes[i] ^= 0x40;
        EXPECT_TRUE(refused(bytes)) << i;
        bytes = whole;
        bytes.resize(i);
        EXPECT_TRUE(refused(bytes)) << i;
    }
    Bytes longer = whole;
    longer.push_back(0);
    EXPECT_TRUE(refused(longer));
    EXPECT_FALSE(refused(whole));
}

} // namespace
} // namespace maquette
