// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/image/image_bytes.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <gtest/gtest.h>
#include <zlib.h>

#include <array>
#include <cmath>
#include <cstdlib>

namespace maquette::test {
namespace fs = std::filesystem;
namespace {

/// RGB of the quarters, as make_assets.py has them.
struct Named {
    char letter;
    cv::Vec3b bgr;
};
const std::array<Named, 4> kQuarters = {Named{'R', {40, 40, 200}}, Named{'G', {60, 180, 40}},
                                        Named{'B', {200, 60, 40}}, Named{'Y', {50, 200, 220}}};

/// Appends numbers in one byte order.
class Writer {
public:
    explicit Writer(bool bigEndian) : m_big(bigEndian) {}

    void number(std::uint32_t value, int width) {
        for (int i = 0; i < width; ++i) {
            const int shift = 8 * (m_big ? width - 1 - i : i);
            bytes.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
    void header() {
        bytes.insert(bytes.end(), 2, m_big ? 'M' : 'I');
        number(42, 2);
        number(8, 4);
    }
    /// A directory entry whose value fits into it.
    void entry(int tag, int type, std::uint32_t count, std::uint32_t value) {
        constexpr int kShort = 3;
        number(static_cast<std::uint32_t>(tag), 2);
        number(static_cast<std::uint32_t>(type), 2);
        number(count, 4);
        const bool isShort = type == kShort && count == 1;
        number(value, isShort ? 2 : 4);
        if (isShort) {
            number(0, 2);
        }
    }

    Bytes bytes;

private:
    bool m_big;
};

constexpr int kTypeShort = 3;
constexpr int kTypeLong = 4;
constexpr int kTypeRational = 5;
constexpr std::uint32_t kEntrySize = 12;

/// Writes one directory at the end and the rationals behind it.
void writeDirectory(Writer& out, const std::map<int, ExifValue>& values, std::uint32_t photoAt) {
    const auto start = static_cast<std::uint32_t>(out.bytes.size());
    const auto count = static_cast<std::uint32_t>(values.size() + (photoAt != 0 ? 1 : 0));
    std::uint32_t rationalAt = start + 2 + count * kEntrySize + 4;
    out.number(count, 2);
    std::vector<double> rationals;
    for (const auto& [tag, value] : values) {
        if (value.rational) {
            out.entry(tag, kTypeRational, 1, rationalAt);
            rationalAt += 8;
            rationals.push_back(value.value);
        } else {
            out.entry(tag, kTypeShort, 1, static_cast<std::uint32_t>(value.value));
        }
    }
    if (photoAt != 0) {
        out.entry(0x8769, kTypeLong, 1, photoAt);
    }
    out.number(0, 4);
    for (const double value : rationals) {
        out.number(static_cast<std::uint32_t>(std::lround(value * 1000)), 4);
        out.number(1000, 4);
    }
}

void append(Bytes& to, const Bytes& from) {
    to.insert(to.end(), from.begin(), from.end());
}

} // namespace

fs::path TempFolder::file(const std::string& name, const Bytes& bytes) const {
    const Status written = writeFile(*this / name, bytes);
    EXPECT_TRUE(written.has_value());
    return *this / name;
}

fs::path assetPath(const std::string& name) {
    return fs::path(MAQUETTE_TEST_ASSETS) / "image" / name;
}

Bytes assetBytes(const std::string& name) {
    auto bytes = readFile(assetPath(name));
    EXPECT_TRUE(bytes.has_value()) << name;
    return bytes.value_or(Bytes());
}

cv::Mat quarters(int depth) {
    cv::Mat picture(32, 48, CV_8UC3);
    for (std::size_t i = 0; i < kQuarters.size(); ++i) {
        const cv::Rect place(i % 2 == 0 ? 0 : 24, i < 2 ? 0 : 16, 24, 16);
        picture(place).setTo(kQuarters[i].bgr);
    }
    picture.convertTo(picture, depth, depth == CV_16U ? 257.0 : 1.0);
    return picture;
}

std::string quarterLetters(const cv::Mat& picture, int tolerance) {
    std::string letters;
    for (const auto& [x, y] : std::array<std::array<int, 2>, 4>{{{1, 1}, {3, 1}, {1, 3}, {3, 3}}}) {
        const auto seen = picture.at<cv::Vec3b>(picture.rows * y / 4, picture.cols * x / 4);
        char letter = '?';
        for (const Named& named : kQuarters) {
            if (cv::norm(seen, named.bgr, cv::NORM_INF) <= tolerance) {
                letter = named.letter;
            }
        }
        letters += letter;
    }
    return letters;
}

Bytes encoded(const std::string& extension, const cv::Mat& picture) {
    Bytes bytes;
    EXPECT_TRUE(cv::imencode(extension, picture, bytes));
    return bytes;
}

Bytes exifBlock(const std::map<int, ExifValue>& main, const std::map<int, ExifValue>& photo,
                bool bigEndian) {
    Writer out(bigEndian);
    out.header();
    std::uint32_t size = 2 + static_cast<std::uint32_t>(main.size() + 1) * kEntrySize + 4;
    for (const auto& [tag, value] : main) {
        size += value.rational ? 8 : 0;
    }
    writeDirectory(out, main, 8 + size);
    writeDirectory(out, photo, 0);
    return out.bytes;
}

Bytes withSegment(const Bytes& jpeg, int marker, const std::string& head, const Bytes& data) {
    Writer segment(true);
    segment.number(0xFF00U | static_cast<std::uint32_t>(marker), 2);
    segment.number(static_cast<std::uint32_t>(2 + head.size() + data.size()), 2);
    segment.bytes.insert(segment.bytes.end(), head.begin(), head.end());
    append(segment.bytes, data);
    Bytes result = jpeg;
    result.insert(result.begin() + 2, segment.bytes.begin(), segment.bytes.end());
    return result;
}

Bytes withChunk(const Bytes& png, const std::string& name, const Bytes& data) {
    Writer chunk(true);
    chunk.number(static_cast<std::uint32_t>(data.size()), 4);
    chunk.bytes.insert(chunk.bytes.end(), name.begin(), name.end());
    append(chunk.bytes, data);
    const uLong sum = crc32(0, chunk.bytes.data() + 4, static_cast<uInt>(chunk.bytes.size() - 4));
    chunk.number(static_cast<std::uint32_t>(sum), 4);
    constexpr std::ptrdiff_t kBehindHeader = 8 + 25;
    Bytes result = png;
    result.insert(result.begin() + kBehindHeader, chunk.bytes.begin(), chunk.bytes.end());
    return result;
}

Bytes packedProfile(const Bytes& profile) {
    uLongf size = compressBound(static_cast<uLong>(profile.size()));
    Bytes packed(size);
    EXPECT_EQ(compress(packed.data(), &size, profile.data(), static_cast<uLong>(profile.size())),
              Z_OK);
    packed.resize(size);
    Bytes chunk = {'n', 'a', 'm', 'e', 0, 0};
    append(chunk, packed);
    return chunk;
}

Bytes tiffFile(const cv::Mat& picture, const TiffOptions& options) {
    Writer out(options.bigEndian);
    out.header();
    const int channels = picture.channels();
    const int depth = picture.depth() == CV_16U ? 2 : 1;
    const auto pixelBytes =
        static_cast<std::uint32_t>(picture.total() * static_cast<std::size_t>(channels * depth));
    const std::uint32_t entries = 10 + (channels == 4 ? 1 : 0) + (options.icc.empty() ? 0 : 1);
    const std::uint32_t bitsAt = 8 + 2 + entries * kEntrySize + 4;
    const std::uint32_t pixelsAt = bitsAt + 8;
    const auto count = static_cast<std::uint32_t>(channels);
    out.number(entries, 2);
    out.entry(256, kTypeLong, 1, static_cast<std::uint32_t>(picture.cols));
    out.entry(257, kTypeLong, 1, static_cast<std::uint32_t>(picture.rows));
    out.entry(258, kTypeShort, count, bitsAt);
    out.entry(259, kTypeShort, 1, 1); // not compressed
    out.entry(262, kTypeShort, 1, 2); // RGB
    out.entry(273, kTypeLong, 1, pixelsAt);
    out.entry(274, kTypeShort, 1, static_cast<std::uint32_t>(options.orientation));
    out.entry(277, kTypeShort, 1, count);
    out.entry(278, kTypeLong, 1, static_cast<std::uint32_t>(picture.rows));
    out.entry(279, kTypeLong, 1, pixelBytes);
    if (channels == 4) {
        out.entry(338, kTypeShort, 1, 2); // unassociated alpha
    }
    if (!options.icc.empty()) {
        out.entry(34675, 7, static_cast<std::uint32_t>(options.icc.size()), pixelsAt + pixelBytes);
    }
    out.number(0, 4);
    for (int i = 0; i < 4; ++i) {
        out.number(static_cast<std::uint32_t>(8 * depth), 2);
    }
    cv::Mat rgb;
    cv::cvtColor(picture, rgb, channels == 4 ? cv::COLOR_BGRA2RGBA : cv::COLOR_BGR2RGB);
    for (int y = 0; y < rgb.rows; ++y) {
        for (int i = 0; i < rgb.cols * channels; ++i) {
            out.number(depth == 2 ? rgb.ptr<ushort>(y)[i] : rgb.ptr<uchar>(y)[i], depth);
        }
    }
    append(out.bytes, options.icc);
    return out.bytes;
}

} // namespace maquette::test
