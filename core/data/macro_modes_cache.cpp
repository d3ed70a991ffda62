// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/macro_modes_cache.h"

#include "core/base/log.h"
#include "core/data/cache_file.h"

namespace maquette {
namespace {

/// "MQMAC" and a version, to be raised whenever a library gives other modes than before.
constexpr std::uint64_t kFormat = 0x01'0043'414d'514dULL;

void writePoints(CacheWriter& out, const Points& points) {
    out.array(points.data(), static_cast<std::size_t>(points.size()));
}

Points readPoints(CacheReader& in) {
    Points points(kTemplateVertices, 3);
    in.array(points.data(), static_cast<std::size_t>(points.size()));
    return points;
}

Status write(const std::filesystem::path& path, std::uint64_t fingerprint,
             const MacroModes& modes) {
    CacheWriter out;
    writePoints(out, modes.mean);
    out.vector(modes.genders);
    for (const Points& direction : modes.directions) {
        writePoints(out, direction);
    }
    out.array(modes.scores.data(), static_cast<std::size_t>(modes.scores.size()));
    return writeCacheFile(path, {kFormat, fingerprint}, out);
}

std::optional<MacroModes> read(const std::filesystem::path& path, std::uint64_t fingerprint,
                               const ShapeBasisOptions& options) {
    const std::optional<CacheContent> content = readCacheFile(path, {kFormat, fingerprint});
    if (!content) {
        return std::nullopt;
    }
    CacheReader in(content->bytes());
    MacroModes modes;
    modes.mean = readPoints(in);
    modes.genders = in.vector<double>();
    for (int k = 0; k < options.macroModes; ++k) {
        modes.directions.push_back(readPoints(in));
    }
    modes.scores.resize(options.samples, options.macroModes);
    in.array(modes.scores.data(), static_cast<std::size_t>(modes.scores.size()));
    const bool isWhole = in.atEnd() && std::ssize(modes.genders) == options.samples;
    return isWhole ? std::optional(std::move(modes)) : std::nullopt;
}

} // namespace

Result<MacroModes> macroModes(const Library& library, const ShapeBasisOptions& options) {
    if (options != ShapeBasisOptions()) {
        return makeMacroModes(library, options);
    }
    const std::filesystem::path path = cachePath("macro-modes", library.folder());
    if (auto kept = read(path, library.fingerprint(), options)) {
        return std::move(*kept);
    }
    Result<MacroModes> modes = makeMacroModes(library, options);
    if (modes) {
        if (const Status kept = write(path, library.fingerprint(), *modes); !kept) {
            log::warning("The library's shape modes are not kept: " + describe(kept.error()));
        }
    }
    return modes;
}

} // namespace maquette
