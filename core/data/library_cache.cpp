// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/library_cache.h"

#include "core/data/cache_file.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t kFormat = 0x02'0043'424c'514dULL; ///< "MQLBC" and the version, 2

/// Offsets as multiples of 0.1 mm, the precision of MakeHuman's files, take a third of the room.
constexpr float kQuantum = 1e-4F;
enum class Encoding : std::uint8_t { Quantised, Float };

using Quanta = Eigen::Matrix<std::int16_t, Eigen::Dynamic, 3, Eigen::RowMajor>;

/// What readTarget makes of the same number; the double in between keeps the two equal.
Points fromQuanta(const Quanta& quanta) {
    return (quanta.cast<double>() / 10000.0).cast<float>();
}

void writeTarget(CacheWriter& out, const Target& target) {
    out.vector(std::vector<std::uint16_t>(target.vertices.begin(), target.vertices.end()));
    const Points& offsets = target.offsets;
    if (offsets.size() > 0 && offsets.cwiseAbs().maxCoeff() < 32767 * kQuantum) {
        const Quanta quanta = (offsets / kQuantum).array().round().cast<std::int16_t>();
        if (fromQuanta(quanta) == offsets) {
            out.value(Encoding::Quantised);
            out.array(quanta.data(), quanta.size());
            return;
        }
    }
    out.value(Encoding::Float);
    out.array(offsets.data(), offsets.size());
}

Target readTarget(CacheReader& in) {
    Target target;
    const std::vector<std::uint16_t> vertices = in.vector<std::uint16_t>();
    if (std::any_of(vertices.begin(), vertices.end(),
                    [](std::uint16_t v) { return v >= kTemplateVertices; })) {
        in.fail();
    }
    target.vertices.assign(vertices.begin(), vertices.end());
    const auto rows = static_cast<Eigen::Index>(vertices.size());
    if (in.value<Encoding>() == Encoding::Quantised) {
        Quanta quanta(rows, 3);
        in.array(quanta.data(), quanta.size());
        target.offsets = fromQuanta(quanta);
    } else {
        target.offsets.resize(rows, 3);
        in.array(target.offsets.data(), target.offsets.size());
    }
    return target;
}

std::optional<LibraryCache> readContent(CacheReader in) {
    LibraryCache cache;
    for (auto count = in.value<std::uint32_t>(); in.good() && count > 0; --count) {
        std::string name = in.text();
        cache.targets.emplace(std::move(name), readTarget(in));
    }
    for (auto count = in.value<std::uint32_t>(); in.good() && count > 0; --count) {
        std::string name = in.text();
        cache.skinRegions.emplace(std::move(name), in.vector<int>());
    }
    cache.regions = in.vector<BodyRegion>();
    if (!in.atEnd()) {
        return std::nullopt;
    }
    return cache;
}

} // namespace

fs::path libraryCachePath(const fs::path& folder) {
    return cachePath("library", folder);
}

std::optional<LibraryCache> readLibraryCache(const fs::path& path, std::uint64_t fingerprint) {
    const std::optional<CacheContent> content = readCacheFile(path, {kFormat, fingerprint});
    return content ? readContent(CacheReader(content->bytes())) : std::nullopt;
}

Status writeLibraryCache(const fs::path& path, std::uint64_t fingerprint,
                         const LibraryCache& cache) {
    CacheWriter out;
    out.value(static_cast<std::uint32_t>(cache.targets.size()));
    for (const auto& [name, target] : cache.targets) {
        out.text(name);
        writeTarget(out, target);
    }
    out.value(static_cast<std::uint32_t>(cache.skinRegions.size()));
    for (const auto& [name, vertices] : cache.skinRegions) {
        out.text(name);
        out.vector(vertices);
    }
    out.vector(cache.regions);
    return writeCacheFile(path, {kFormat, fingerprint}, out);
}

} // namespace maquette
