// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/shard_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace maquette {
namespace fs = std::filesystem;

Result<ShardWriter> ShardWriter::create(const fs::path& folder, const std::string& table,
                                        const Schema& schema, std::int64_t first) {
    ShardWriter shard(folder / shardName(table, first), ShardHeader{table, schema, first, 0},
                      Descriptor());
    const fs::path path = shard.unfinishedPath();
    constexpr mode_t kMode = 0644;
    shard.m_file =
        Descriptor(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kMode));
    if (shard.m_file.get() < 0 ||
        !writeAll(shard.m_file.get(), encodeShardHeader(shard.m_header).bytes)) {
        return unwritable(path, errno);
    }
    return shard;
}

ShardWriter::~ShardWriter() {
    if (m_file.get() >= 0) {
        ::unlink(unfinishedPath().c_str());
    }
}

fs::path ShardWriter::unfinishedPath() const {
    return m_path.string() + kUnfinishedEnding;
}

Status ShardWriter::append(std::span<const std::uint8_t> payload) {
    const std::uint32_t checksum = checksumOf(payload);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(&checksum);
    if (!writeAll(m_file.get(), payload) ||
        !writeAll(m_file.get(), {bytes, Schema::kChecksumBytes})) {
        return unwritable(m_path, errno);
    }
    ++m_header.count;
    return {};
}

Result<ShardSeal> ShardWriter::finish() {
    if (m_header.count == 0) {
        return fail(ErrorCode::InvalidArgument, "A shard needs at least one record.");
    }
    const EncodedHeader header = encodeShardHeader(m_header);
    if (::lseek(m_file.get(), 0, SEEK_SET) != 0 || !writeAll(m_file.get(), header.bytes) ||
        ::fsync(m_file.get()) != 0 || ::rename(unfinishedPath().c_str(), m_path.c_str()) != 0) {
        return unwritable(m_path, errno);
    }
    m_file.close();
    if (const Status status = syncFolder(m_path.parent_path()); !status) {
        return fail(status.error());
    }
    return ShardSeal{m_header.first, m_header.count, header.checksum};
}

} // namespace maquette
