// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Files that keep what takes long to make: trusted as a whole or not at all.

#include "core/base/file.h"

#include <cstring>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace maquette {

/// What a cache file was made of and by.
struct CacheStamp {
    std::uint64_t format = 0;      ///< kind of the content and version of its layout
    std::uint64_t fingerprint = 0; ///< of what it was made of
};

/// Content of a cache file; everything is little-endian, as on every machine we build for.
class CacheWriter {
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
    [[nodiscard]] const Bytes& bytes() const { return m_bytes; }

private:
    Bytes m_bytes;
};

/// Every read fails for good once the content is too short.
class CacheReader {
public:
    /// @param bytes  must outlive the reader.
    explicit CacheReader(std::span<const std::uint8_t> bytes) : m_rest(bytes) {}

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

/// A cache file that was read.
class CacheContent {
public:
    /// @param bytes  of the whole file. @param begin  of the content among them.
    CacheContent(Bytes bytes, std::size_t begin) : m_bytes(std::move(bytes)), m_begin(begin) {}

    [[nodiscard]] std::span<const std::uint8_t> bytes() const {
        return std::span<const std::uint8_t>(m_bytes).subspan(m_begin);
    }

private:
    Bytes m_bytes;
    std::size_t m_begin;
};

/// Where what is made of a library's @p folder is kept.
/// @param kind  begins the file's name.
[[nodiscard]] std::filesystem::path cachePath(const std::string& kind,
                                              const std::filesystem::path& folder);

/// Nothing when there is no such file, when it bears another stamp, and when a single byte of it is
/// not as written.
[[nodiscard]] std::optional<CacheContent> readCacheFile(const std::filesystem::path& path,
                                                        const CacheStamp& stamp);

/// @errors  FileUnwritable.
[[nodiscard]] Status writeCacheFile(const std::filesystem::path& path, const CacheStamp& stamp,
                                    const CacheWriter& content);

} // namespace maquette
