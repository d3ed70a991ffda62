// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode.h"

#include "core/base/random.h"
#include "tests/image/image_bytes.h"
#include "tests/support/plain_user.h"

#include <gtest/gtest.h>

#include <sys/stat.h>

namespace maquette {
namespace {

using test::assetBytes;
using test::assetPath;
using test::TempFolder;

/// Decoding must fail with this code and a message that names the file.
Error expectError(const std::filesystem::path& path, ErrorCode code) {
    const auto photo = decodePhoto(path);
    EXPECT_FALSE(photo.has_value()) << path;
    if (photo) {
        return {};
    }
    EXPECT_STREQ(errorCodeName(photo.error().code), errorCodeName(code)) << describe(photo.error());
    EXPECT_NE(photo.error().message.find(path.filename().string()), std::string::npos)
        << photo.error().message;
    return photo.error();
}

Error expectErrorOf(const std::string& name, const Bytes& bytes, ErrorCode code) {
    const TempFolder folder;
    return expectError(folder.file(name, bytes), code);
}

void put(Bytes& bytes, std::size_t at, std::initializer_list<int> values) {
    for (const int value : values) {
        bytes.at(at++) = static_cast<std::uint8_t>(value);
    }
}

/// Where @p text first is in @p bytes.
std::size_t find(const Bytes& bytes, const std::string& text) {
    const Bytes wanted(text.begin(), text.end());
    const auto found = std::search(bytes.begin(), bytes.end(), wanted.begin(), wanted.end());
    EXPECT_NE(found, bytes.end()) << text;
    return static_cast<std::size_t>(found - bytes.begin());
}

TEST(DecodeDamaged, ReportsMissingFilesAndFolders) {
    const TempFolder folder;
    expectError(folder.path() / "absent.jpg", ErrorCode::FileNotFound);
    expectError(folder.path(), ErrorCode::FileUnreadable);
}

TEST(DecodeDamaged, ReportsPipesWithoutWaiting) {
    const TempFolder folder;
    const auto pipe = folder.path() / "pipe.jpg";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    expectError(pipe, ErrorCode::FileUnreadable);
}

TEST(DecodeDamaged, ReportsFilesThatMayNotBeRead) {
    const TempFolder folder;
    const auto path = folder.file("locked.png", assetBytes("plain.png"));
    std::filesystem::permissions(folder.path(), std::filesystem::perms::all);
    std::filesystem::permissions(path, std::filesystem::perms::none);
    const test::PlainUser user;
    expectError(path, ErrorCode::FileUnreadable);
}

TEST(DecodeDamaged, ReportsEmptyFiles) {
    EXPECT_NE(expectErrorOf("empty.jpg", {}, ErrorCode::CorruptData).message.find("empty"),
              std::string::npos);
}

TEST(DecodeDamaged, NamesTheFormatsForAnythingElse) {
    const std::string text = "BMdear diary, this is not a picture at all";
    for (const std::string& content :
         {text, std::string("GIF89a"), std::string("%PDF-1.7"), std::string(1, 'x')}) {
        const Error error = expectErrorOf("notes.png", Bytes(content.begin(), content.end()),
                                          ErrorCode::UnsupportedFormat);
        for (const char* format : {"JPEG", "PNG", "WebP", "TIFF", "BMP", "HEIC", "AVIF"}) {
            EXPECT_NE(error.advice.find(format), std::string::npos) << error.advice;
        }
    }
}

TEST(DecodeDamaged, RefusesAnimations) {
    expectError(assetPath("animated.webp"), ErrorCode::UnsupportedFormat);
}

class CutShort : public testing::TestWithParam<const char*> {};

TEST_P(CutShort, IsCorruptWhereverItIsCut) {
    const Bytes whole = assetBytes(GetParam());
    constexpr std::size_t kShortest = 32; // long enough to tell the kind
    for (const std::size_t length :
         {kShortest, whole.size() / 4, whole.size() / 2, whole.size() * 9 / 10, whole.size() - 1}) {
        if (length >= kShortest) {
            expectErrorOf("cut.picture",
                          Bytes(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)),
                          ErrorCode::CorruptData);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Files, CutShort,
                         testing::Values("plain.jpg", "progressive.jpg", "oriented.jpg",
                                         "plain.png", "alpha.png", "plain.webp", "lossy.webp",
                                         "plain.tif", "packed.tif", "plain.bmp", "plain.heic",
                                         "plain.avif"));

TEST(DecodeDamaged, KnowsAJpegsEndFromAPreviewBehindIt) {
    Bytes bytes = assetBytes("plain.jpg");
    const Bytes preview = assetBytes("grey.jpg");
    bytes.insert(bytes.end(), preview.begin(),
                 preview.begin() + static_cast<std::ptrdiff_t>(preview.size() / 2));
    const TempFolder folder;
    EXPECT_TRUE(decodePhoto(folder.file("live.jpg", bytes)).has_value());
}

TEST(DecodeDamaged, RefusesHugeSizesBeforeDecoding) {
    Bytes jpeg = assetBytes("plain.jpg");
    put(jpeg, find(jpeg, std::string("\xFF\xC0")) + 5, {0xFF, 0xDC, 0xFF, 0xDC}); // 65500 x 65500
    expectErrorOf("huge.jpg", jpeg, ErrorCode::TooLarge);

    Bytes png = assetBytes("plain.png");
    put(png, find(png, "IHDR") + 4, {0, 0, 0x27, 0x11, 0, 0, 0x27, 0x10}); // 10001 x 10000
    expectErrorOf("huge.png", png, ErrorCode::TooLarge);
    put(png, find(png, "IHDR") + 4, {0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF});
    expectErrorOf("huger.png", png, ErrorCode::TooLarge);
    put(png, find(png, "IHDR") + 4, {0x7F, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1});
    expectErrorOf("wide.png", png, ErrorCode::TooLarge);

    Bytes webp = assetBytes("plain.webp");
    put(webp, find(webp, "VP8L") + 9, {0xFE, 0xFF, 0xFF, 0x0F}); // 16383 x 16384
    expectErrorOf("huge.webp", webp, ErrorCode::TooLarge);

    Bytes tiff = test::tiffFile(test::quarters());
    put(tiff, 10 + 8, {0, 0, 1, 0});      // width 65536
    put(tiff, 10 + 12 + 8, {0, 0, 1, 0}); // height 65536
    expectErrorOf("huge.tif", tiff, ErrorCode::TooLarge);

    Bytes heic = assetBytes("plain.heic");
    put(heic, find(heic, "ispe") + 8, {0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30}); // 30000 x 30000
    expectErrorOf("huge.heic", heic, ErrorCode::TooLarge);
}

TEST(DecodeDamaged, RefusesAHugeBitmapWithoutPixels) {
    Bytes bmp = assetBytes("plain.bmp");
    put(bmp, 18, {0, 0, 1, 0, 0, 0, 1, 0}); // 65536 x 65536 and hardly any data
    expectErrorOf("huge.bmp", bmp, ErrorCode::CorruptData);
}

TEST(DecodeDamaged, RefusesFloatingPointTiff) {
    expectErrorOf("float.tif",
                  test::encoded(".tiff", cv::Mat(8, 8, CV_32FC3, cv::Scalar::all(0.5))),
                  ErrorCode::UnsupportedFormat);
}

class Scrambled : public testing::TestWithParam<const char*> {};

/// Whatever is in the file: a picture or an error with a message, never more than that.
TEST_P(Scrambled, GivesAPictureOrAnError) {
    const Bytes whole = assetBytes(GetParam());
    const TempFolder folder;
    Random random(7);
    for (int round = 0; round < 60; ++round) {
        Bytes bytes = whole;
        const int changes = 1 + random.below(8);
        for (int i = 0; i < changes; ++i) {
            bytes[static_cast<std::size_t>(random.below(static_cast<int>(bytes.size())))] =
                static_cast<std::uint8_t>(random.below(256));
        }
        const auto photo = decodePhoto(folder.file("scrambled", bytes));
        if (photo) {
            EXPECT_EQ(photo->pixels.type(), CV_8UC3);
            EXPECT_TRUE(photo->alpha.empty() || photo->alpha.size() == photo->pixels.size());
        } else {
            EXPECT_FALSE(photo.error().message.empty());
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Scrambled,
                         testing::Values("oriented.jpg", "progressive.jpg", "cmyk.jpg",
                                         "oriented.png", "palette.png", "alpha.webp", "lossy.webp",
                                         "oriented.webp", "alpha.tif", "packed.tif", "oriented.tif",
                                         "plain.bmp", "oriented.heic", "alpha.heic", "plain.avif"));

} // namespace
} // namespace maquette
