// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/mapped_shard.h"

#include "core/base/hex_text.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace maquette {
namespace fs = std::filesystem;
namespace {

const char* const kAdvice = "Copy it back from a backup, or make the dataset again.";

tl::unexpected<Error> cannotOpen(const fs::path& path, int code) {
    if (code == ENOENT) {
        return fail(ErrorCode::FileNotFound,
                    "The shard " + path.string() + ", which the catalog lists, is missing.",
                    kAdvice);
    }
    return fail(ErrorCode::FileUnreadable,
                "Cannot read the shard " + path.string() + " (" + std::strerror(code) + ").",
                "Check whether you may read it.");
}

} // namespace

Result<MappedShard> MappedShard::open(const fs::path& folder, const std::string& table,
                                      const Schema& schema, const ShardSeal& seal) {
    auto shard = map(folder / shardName(table, seal.first));
    if (!shard) {
        return shard;
    }
    if (const Status status = shard->checkHeader(table, schema, seal); !status) {
        return fail(status.error());
    }
    return shard;
}

Result<MappedShard> MappedShard::map(const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat info {};
    if (file.get() < 0 || ::fstat(file.get(), &info) != 0) {
        return cannotOpen(path, errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return cannotOpen(path, EISDIR);
    }
    if (info.st_size == 0) {
        return fail(ErrorCode::FileUnreadable, "The shard " + path.string() + " is empty.",
                    kAdvice);
    }
    const auto size = static_cast<std::size_t>(info.st_size);
    void* start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file.get(), 0);
    if (start == MAP_FAILED) {
        return cannotOpen(path, errno);
    }
    return MappedShard(path, {static_cast<const std::uint8_t*>(start), size});
}

Status MappedShard::checkHeader(const std::string& table, const Schema& schema,
                                const ShardSeal& seal) {
    const auto decoded = decodeShardHeader(m_bytes, m_path);
    if (!decoded) {
        return fail(decoded.error());
    }
    const ShardHeader& header = decoded->header;
    if (!(header.schema == schema)) {
        return fail(ErrorCode::CorruptData,
                    "The shard " + m_path.string() + " has other fields (schema " +
                        hexText(header.schema.hash()) + ") than the table " + table + " (schema " +
                        hexText(schema.hash()) + ").",
                    kAdvice);
    }
    if (header.table != table || header.first != seal.first || header.count != seal.count ||
        decoded->checksum != seal.headerChecksum) {
        return fail(ErrorCode::CorruptData,
                    "The shard " + m_path.string() + " is not the one that the catalog lists.",
                    kAdvice);
    }
    m_headerBytes = decoded->bytes;
    m_recordBytes = schema.recordBytes();
    m_first = seal.first;
    m_count = seal.count;
    return checkSize();
}

Status MappedShard::checkSize() const {
    const std::uint64_t expected =
        m_headerBytes + static_cast<std::uint64_t>(m_count) * m_recordBytes;
    if (m_bytes.size() != expected) {
        return fail(ErrorCode::FileUnreadable,
                    "The shard " + m_path.string() + " has " + std::to_string(m_bytes.size()) +
                        " bytes instead of " + std::to_string(expected) + ".",
                    kAdvice);
    }
    return {};
}

MappedShard::~MappedShard() {
    if (!m_bytes.empty()) {
        ::munmap(const_cast<std::uint8_t*>(m_bytes.data()), m_bytes.size());
    }
}

MappedShard::MappedShard(MappedShard&& other) noexcept
    : m_path(std::move(other.m_path)), m_bytes(std::exchange(other.m_bytes, {})),
      m_headerBytes(other.m_headerBytes), m_recordBytes(other.m_recordBytes),
      m_first(other.m_first), m_count(other.m_count) {}

RecordView MappedShard::record(std::int64_t i) const {
    return RecordView(m_bytes.subspan(m_headerBytes + static_cast<std::size_t>(i) * m_recordBytes,
                                      m_recordBytes));
}

std::uint32_t MappedShard::storedChecksum(std::int64_t i) const {
    std::uint32_t checksum = 0;
    const auto bytes = record(i).bytes();
    std::memcpy(&checksum, bytes.last(sizeof checksum).data(), sizeof checksum);
    return checksum;
}

Status MappedShard::verify(std::int64_t i) const {
    const auto bytes = record(i).bytes();
    if (checksumOf(bytes.first(bytes.size() - Schema::kChecksumBytes)) != storedChecksum(i)) {
        return fail(ErrorCode::CorruptData,
                    "Record " + std::to_string(m_first + i) + " in the shard " + m_path.string() +
                        " is not as written (its checksum differs).",
                    kAdvice);
    }
    return {};
}

} // namespace maquette
