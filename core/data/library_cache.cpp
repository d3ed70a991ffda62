// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/library_cache.h"

#include "core/base/file.h"
#include "core/base/hash.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace fs = std::filesystem;
namespace {

/// Header of the file; everything is little-endian, as on every machine we build for.
struct Header {
    std::uint64_t magic = 0x02'0043'424c'514dULL; ///< "MQLBC" and the format's version, 2
    std::uint64_t fingerprint = 0;
    std::uint64_t size = 0; ///< of the content after the header, bytes
    std::uint64_t hash = 0; ///< of the content
};

/// Offsets as multiples of 0.1 mm, the precision of MakeHuman's files, take a third of the room.
constexpr float kQuantum = 1e-4F;
enum class Encoding : std::uint8_t { Quantised, Float };

class Writer {
public:
    template <typename T> void value(T number) { array(&number, 1); }
    template <typename T> void array(const T* data, std::size_t count) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(data);
        m_bytes.insert(m_bytes.end(), bytes, bytes + count * sizeof(T));
    }
    template <typename T> void vector(const std::vector<T>& values) {
        value(static_cast<std::uint32_t>(values.size()));
        array(values.data(), values.size());
    }
    void text(const std::string& text) { vector(std::vector<char>(text.begin(), text.end())); }
    Bytes& bytes() { return m_bytes; }

private:
    Bytes m_bytes;
};

/// Every read fails for good once the content is too short.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> bytes) : m_rest(bytes) {}

    template <typename T> T value() {
        T number{};
        array(&number, 1);
        return number;
    }
    template <typename T> void array(T* data, std::size_t count) {
        if (!m_good || count > m_rest.size() / sizeof(T)) {
            m_good = false;
            return;
        }
        std::memcpy(data, m_rest.data(), count * sizeof(T));
        m_rest = m_rest.subspan(count * sizeof(T));
    }
    template <typename T> std::vector<T> vector() {
        const auto count = value<std::uint32_t>();
        if (!m_good || count > m_rest.size() / sizeof(T)) {
            m_good = false;
            return {};
        }
        std::vector<T> values(count);
        array(values.data(), count);
        return values;
    }
    std::string text() {
        const std::vector<char> characters = vector<char>();
        return {characters.begin(), characters.end()};
    }
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_good && m_rest.empty(); }
    void fail() { m_good = false; }

private:
    std::span<const std::uint8_t> m_rest;
    bool m_good = true;
};

using Quanta = Eigen::Matrix<std::int16_t, Eigen::Dynamic, 3, Eigen::RowMajor>;

/// What readTarget makes of the same number; the double in between keeps the two equal.
Points fromQuanta(const Quanta& quanta) {
    return (quanta.cast<double>() / 10000.0).cast<float>();
}

void writeTarget(Writer& out, const Target& target) {
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

Target readTarget(Reader& in) {
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

std::optional<LibraryCache> readContent(Reader in) {
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
    std::error_code ignored;
    Hash hash;
    hash.add(fs::weakly_canonical(folder, ignored).string());
    return cacheFolder() / ("library-" + std::to_string(hash.value()) + ".bin");
}

std::optional<LibraryCache> readLibraryCache(const fs::path& path, std::uint64_t fingerprint) {
    const Result<Bytes> bytes = readFile(path);
    if (!bytes || bytes->size() < sizeof(Header)) {
        return std::nullopt;
    }
    Header header;
    std::memcpy(&header, bytes->data(), sizeof header);
    const auto content = std::span<const std::uint8_t>(*bytes).subspan(sizeof header);
    if (header.magic != Header{}.magic || header.fingerprint != fingerprint ||
        header.size != content.size()) {
        return std::nullopt;
    }
    Hash hash;
    hash.add(content);
    if (hash.value() != header.hash) {
        return std::nullopt;
    }
    return readContent(Reader(content));
}

Status writeLibraryCache(const fs::path& path, std::uint64_t fingerprint,
                         const LibraryCache& cache) {
    Writer out;
    out.value(Header{});
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
    Header header;
    header.fingerprint = fingerprint;
    const auto content = std::span<const std::uint8_t>(out.bytes()).subspan(sizeof header);
    header.size = content.size();
    Hash hash;
    hash.add(content);
    header.hash = hash.value();
    std::memcpy(out.bytes().data(), &header, sizeof header);
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored); // writeFile reports what is left undone
    return writeFile(path, out.bytes());
}

} // namespace maquette
