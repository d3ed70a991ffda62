// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/dataset_table.h"

#include <algorithm>
#include <numeric>

namespace maquette {
namespace fs = std::filesystem;

Result<DatasetTable> DatasetTable::open(const fs::path& folder, const CatalogTable& table) {
    DatasetTable opened(table.spec);
    opened.m_shards.reserve(table.shards.size());
    for (const ShardSeal& seal : table.shards) {
        auto shard = MappedShard::open(folder, table.spec.name, table.spec.schema, seal);
        if (!shard) {
            return fail(shard.error());
        }
        opened.m_shards.push_back(std::move(*shard));
    }
    opened.m_recordCount = table.recordCount();
    return opened;
}

std::uint64_t DatasetTable::bytes() const {
    return std::accumulate(
        m_shards.begin(), m_shards.end(), std::uint64_t{0},
        [](std::uint64_t sum, const MappedShard& shard) { return sum + shard.bytes(); });
}

const MappedShard& DatasetTable::shardOf(std::int64_t index) const {
    if (index < 0 || index >= m_recordCount) {
        throw std::out_of_range("record " + std::to_string(index) + " of " +
                                std::to_string(m_recordCount) + " in the table " + m_spec.name);
    }
    const auto next = std::upper_bound(
        m_shards.begin(), m_shards.end(), index,
        [](std::int64_t wanted, const MappedShard& shard) { return wanted < shard.first(); });
    return *std::prev(next);
}

RecordView DatasetTable::record(std::int64_t index) const {
    const MappedShard& shard = shardOf(index);
    return shard.record(index - shard.first());
}

std::uint32_t DatasetTable::storedChecksum(std::int64_t index) const {
    const MappedShard& shard = shardOf(index);
    return shard.storedChecksum(index - shard.first());
}

} // namespace maquette
