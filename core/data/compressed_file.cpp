// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/compressed_file.h"

#include "core/base/file.h"

#include <zlib.h>

#include <array>

namespace maquette {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kTextLimit = std::size_t{64} << 20;
constexpr int kGzipWindow = 15 + 16; // zlib: largest window, gzip header expected
const char* const kAdvice =
    "Run packaging/setup again, or name another copy with --library or MAQUETTE_LIBRARY.";

/// Ends the stream on every way out.
struct Inflater {
    z_stream stream{};
    bool ready = inflateInit2(&stream, kGzipWindow) == Z_OK;
    ~Inflater() {
        if (ready) {
            inflateEnd(&stream);
        }
    }
};

Result<std::string> unpack(const Bytes& packed, const fs::path& path) {
    Inflater inflater;
    if (!inflater.ready) {
        return fail(ErrorCode::OutOfMemory, "Not enough memory to unpack " + path.string() + ".");
    }
    z_stream& stream = inflater.stream;
    stream.next_in = const_cast<Bytef*>(packed.data()); // zlib does not write to it
    stream.avail_in = static_cast<uInt>(packed.size());
    std::string text;
    std::array<char, 1 << 16> chunk;
    int status = Z_OK;
    while (status == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef*>(chunk.data());
        stream.avail_out = chunk.size();
        status = inflate(&stream, Z_NO_FLUSH);
        text.append(chunk.data(), chunk.size() - stream.avail_out);
        if (text.size() > kTextLimit) {
            return damagedLibraryFile(path, "it unpacks to more than 64 MB");
        }
    }
    if (status != Z_STREAM_END) {
        return damagedLibraryFile(path, "it cannot be unpacked to its end");
    }
    return text;
}

} // namespace

tl::unexpected<Error> damagedLibraryFile(const fs::path& path, const std::string& what) {
    return fail(ErrorCode::CorruptData, path.string() + " is damaged: " + what + ".", kAdvice);
}

tl::unexpected<Error> missingLibraryFile(const fs::path& path) {
    return fail(ErrorCode::MissingData, path.string() + " is missing from the character library.",
                kAdvice);
}

Result<std::string> readLibraryText(const fs::path& path) {
    Result<Bytes> bytes = readFile(path, kTextLimit);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::FileNotFound) {
            return missingLibraryFile(path);
        }
        return fail(bytes.error().code, bytes.error().message, kAdvice);
    }
    if (path.extension() == ".gz") {
        return unpack(*bytes, path);
    }
    return std::string(bytes->begin(), bytes->end());
}

} // namespace maquette
