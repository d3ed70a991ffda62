// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cache_file.h"

#include "core/base/hash.h"

namespace maquette {
namespace fs = std::filesystem;
namespace {

struct Header {
    CacheStamp stamp;
    std::uint64_t size = 0; ///< of the content after the header, bytes
    std::uint64_t hash = 0; ///< of the content
};

std::uint64_t hashOf(std::span<const std::uint8_t> content) {
    Hash hash;
    hash.add(content);
    return hash.value();
}

} // namespace

fs::path cachePath(const std::string& kind, const fs::path& folder) {
    std::error_code ignored;
    Hash hash;
    hash.add(fs::weakly_canonical(folder, ignored).string());
    return cacheFolder() / (kind + "-" + std::to_string(hash.value()) + ".bin");
}

std::optional<CacheContent> readCacheFile(const fs::path& path, const CacheStamp& stamp) {
    Result<Bytes> bytes = readFile(path);
    if (!bytes || bytes->size() < sizeof(Header)) {
        return std::nullopt;
    }
    Header header;
    std::memcpy(&header, bytes->data(), sizeof header);
    CacheContent content(std::move(*bytes), sizeof header);
    if (header.stamp.format != stamp.format || header.stamp.fingerprint != stamp.fingerprint ||
        header.size != content.bytes().size() || header.hash != hashOf(content.bytes())) {
        return std::nullopt;
    }
    return content;
}

Status writeCacheFile(const fs::path& path, const CacheStamp& stamp, const CacheWriter& content) {
    const Header header{stamp, content.bytes().size(), hashOf(content.bytes())};
    CacheWriter file;
    file.value(header);
    file.array(content.bytes().data(), content.bytes().size());
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored); // writeFile reports what is left undone
    return writeFile(path, file.bytes());
}

} // namespace maquette
