// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A finished shard, mapped into memory.

#include "core/dataset/record.h"
#include "core/dataset/shard_writer.h"

namespace maquette {

/// Immutable after open(). Nobody may shorten the file meanwhile.
/// @threading  Any number of threads may read.
class MappedShard {
public:
    /// @param seal  what the catalog knows of it.
    /// @errors  FileNotFound; FileUnreadable (no permission, cut short or too long);
    ///          UnsupportedFormat, CorruptData (damaged header, or not the registered shard).
    ///          Each names the file. Records are not looked at.
    [[nodiscard]] static Result<MappedShard> open(const std::filesystem::path& folder,
                                                  const std::string& table, const Schema& schema,
                                                  const ShardSeal& seal);
    ~MappedShard();
    MappedShard(MappedShard&& other) noexcept;
    MappedShard& operator=(MappedShard&&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] std::int64_t first() const { return m_first; }
    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes.size(); } ///< of the file
    /// @param i  0 … count()-1, within the shard.
    [[nodiscard]] RecordView record(std::int64_t i) const;
    /// The checksum stored with record @p i.
    [[nodiscard]] std::uint32_t storedChecksum(std::int64_t i) const;
    /// @errors  CorruptData: names shard and record.
    [[nodiscard]] Status verify(std::int64_t i) const;

private:
    MappedShard(std::filesystem::path path, std::span<const std::uint8_t> bytes)
        : m_path(std::move(path)), m_bytes(bytes) {}
    [[nodiscard]] static Result<MappedShard> map(const std::filesystem::path& path);
    [[nodiscard]] Status checkHeader(const std::string& table, const Schema& schema,
                                     const ShardSeal& seal);
    [[nodiscard]] Status checkSize() const;

    std::filesystem::path m_path;
    std::span<const std::uint8_t> m_bytes; ///< the whole file; unmapped by the destructor
    std::size_t m_headerBytes = 0;
    std::size_t m_recordBytes = 0;
    std::int64_t m_first = 0;
    std::int64_t m_count = 0;
};

} // namespace maquette
