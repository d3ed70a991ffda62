// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Writes one shard; until it is finished it has another name.

#include "core/base/descriptor.h"
#include "core/dataset/record.h"
#include "core/dataset/shard_header.h"

namespace maquette {

/// What the catalog keeps of a finished shard.
struct ShardSeal {
    std::int64_t first = 0;
    std::int64_t count = 0;
    std::uint32_t headerChecksum = 0;
};

/// Records go to "<name>.part" in the folder of shards. Abandoned unless finished: the destructor
/// then removes the file.
class ShardWriter {
public:
    /// @param folder  of the shards; must exist.
    /// @errors  FileUnwritable.
    [[nodiscard]] static Result<ShardWriter> create(const std::filesystem::path& folder,
                                                    const std::string& table, const Schema& schema,
                                                    std::int64_t first);
    ~ShardWriter();
    ShardWriter(ShardWriter&&) = default;
    ShardWriter& operator=(ShardWriter&&) = delete;

    /// @param payload  of a record of the shard's schema.
    /// @errors  FileUnwritable (full disk); the shard is then of no use.
    [[nodiscard]] Status append(std::span<const std::uint8_t> payload);
    [[nodiscard]] std::int64_t count() const { return m_header.count; }

    /// Completes the header, syncs, gives the shard its name and syncs the folder.
    /// @errors  FileUnwritable; InvalidArgument when there is no record.
    [[nodiscard]] Result<ShardSeal> finish();

private:
    ShardWriter(std::filesystem::path path, ShardHeader header, Descriptor file)
        : m_path(std::move(path)), m_header(std::move(header)), m_file(std::move(file)) {}
    [[nodiscard]] std::filesystem::path unfinishedPath() const;

    std::filesystem::path m_path; ///< the finished shard's
    ShardHeader m_header;
    Descriptor m_file; ///< closed once finished
};

} // namespace maquette
