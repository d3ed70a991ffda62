// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/model_file.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace maquette {
namespace fs = std::filesystem;
namespace {

const char* const kAdvice = "Run packaging/setup again.";

tl::unexpected<Error> corrupt(const fs::path& path, const std::string& what) {
    return fail(ErrorCode::CorruptData, "The model file " + path.string() + " " + what + ".",
                kAdvice);
}

std::optional<std::uint64_t> readVarint(std::istream& in) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const int byte = in.get();
        if (byte == std::istream::traits_type::eof()) {
            return std::nullopt;
        }
        value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) {
            return value;
        }
    }
    return std::nullopt;
}

/// Steps over one protobuf field; false when it does not lie within @p size bytes.
bool skipField(std::istream& in, std::uint64_t size) {
    enum WireType : std::uint64_t { kVarint = 0, kFixed64 = 1, kLengthDelimited = 2, kFixed32 = 5 };
    const auto tag = readVarint(in);
    if (!tag) {
        return false;
    }
    std::uint64_t length = 0;
    switch (*tag & 7U) {
    case kVarint:
        return readVarint(in).has_value();
    case kFixed64:
        length = 8;
        break;
    case kFixed32:
        length = 4;
        break;
    case kLengthDelimited:
        if (const auto value = readVarint(in)) {
            length = *value;
            break;
        }
        return false;
    default:
        return false;
    }
    const auto here = static_cast<std::uint64_t>(in.tellg());
    if (length > size - here) {
        return false;
    }
    in.seekg(static_cast<std::streamoff>(here + length));
    return true;
}

/// Replaces the two dimensions 320 x 320 of the input declared as [1,3,320,320].
///
/// TensorShapeProto holds one Dimension message (tag 0x0A, its length, tag 0x08, value) for each
/// axis. Values 128 … 16383 take two bytes, so no length changes.
bool patchInputSize(Bytes& bytes, cv::Size size) {
    constexpr std::array<std::uint8_t, 18> kDeclared = {0x0A, 2, 8,    1, 0x0A, 2, 8, 3,    0x0A,
                                                        3,    8, 0xC0, 2, 0x0A, 3, 8, 0xC0, 2};
    constexpr std::size_t kHeightAt = 11;
    constexpr std::size_t kWidthAt = 16;
    const auto found = std::search(bytes.begin(), bytes.end(), kDeclared.begin(), kDeclared.end());
    if (found == bytes.end()) {
        return false;
    }
    const auto put = [&](std::size_t at, int value) {
        found[static_cast<std::ptrdiff_t>(at)] = static_cast<std::uint8_t>(0x80 | (value & 0x7F));
        found[static_cast<std::ptrdiff_t>(at + 1)] = static_cast<std::uint8_t>(value >> 7);
    };
    put(kHeightAt, size.height);
    put(kWidthAt, size.width);
    return true;
}

} // namespace

Status checkModelFile(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        return fail(ErrorCode::MissingData, "The model file " + path.string() + " is missing.",
                    kAdvice);
    }
    const std::uint64_t size =
        fs::is_regular_file(path, ignored) ? fs::file_size(path, ignored) : 0;
    std::ifstream in(path, std::ios::binary);
    if (!in || size == 0) {
        return corrupt(path, "is empty or cannot be read");
    }
    while (static_cast<std::uint64_t>(in.tellg()) < size) {
        if (!skipField(in, size)) {
            return corrupt(path, "is damaged or cut short");
        }
    }
    return {};
}

Result<cv::dnn::Net> loadModel(const fs::path& path, std::optional<cv::Size> inputSize) {
    if (const Status whole = checkModelFile(path); !whole) {
        return fail(whole.error());
    }
    try {
        auto bytes = readFile(path);
        if (!bytes) {
            return corrupt(path, "cannot be read");
        }
        if (inputSize && !patchInputSize(*bytes, *inputSize)) {
            return corrupt(path, "does not declare the input that is expected");
        }
        return cv::dnn::readNetFromONNX(*bytes);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory,
                    "There is not enough memory to load " + path.string() + ".",
                    "Close other programs or choose the fast quality.");
    } catch (const std::exception&) {
        return corrupt(path, "is damaged: it does not describe a network that can be run");
    }
}

} // namespace maquette
