// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/dataset.h"

#include "core/dataset/dataset_folder.h"
#include "core/dataset/sample_query.h"

#include <algorithm>
#include <set>

namespace maquette {
namespace fs = std::filesystem;

Result<std::shared_ptr<const Dataset>> Dataset::open(const fs::path& folder) {
    auto catalog = Catalog::open(catalogPath(folder), Database::Mode::Read);
    if (!catalog) {
        return fail(catalog.error());
    }
    std::shared_ptr<Dataset> dataset(new Dataset(folder, std::move(*catalog)));
    if (const Status status = dataset->read(); !status) {
        return fail(status.error());
    }
    return dataset;
}

Status Dataset::read() {
    const auto snapshot = m_catalog.snapshot(); // ends with this function
    if (!snapshot) {
        return fail(snapshot.error());
    }
    const auto tables = m_catalog.tables();
    if (!tables) {
        return fail(tables.error());
    }
    for (const CatalogTable& listed : *tables) {
        auto table = DatasetTable::open(shardFolder(m_folder), listed);
        if (!table) {
            return fail(table.error());
        }
        m_tables.push_back(std::move(*table));
    }
    auto samples = m_catalog.samples();
    if (!samples) {
        return fail(samples.error());
    }
    m_samples = std::move(*samples);
    return checkStructure();
}

Status Dataset::checkStructure() const {
    const std::int64_t identities = recordCount(kIdentities);
    const std::int64_t samples = recordCount(kSamples);
    if (identities < 0 || samples < 0) {
        return damaged("the tables of identities and samples are not both there");
    }
    if (samples != static_cast<std::int64_t>(m_samples.size())) {
        return damaged("it lists " + std::to_string(m_samples.size()) + " samples, but there are " +
                       std::to_string(samples) + " records of them");
    }
    for (const SampleRow& sample : m_samples) {
        if (sample.identity >= identities) {
            return damaged("a sample shows identity " + std::to_string(sample.identity) + " of " +
                           std::to_string(identities));
        }
    }
    for (const DatasetTable& table : m_tables) {
        if (table.recordCount() > (table.spec().rows == RowKind::Identity ? identities : samples)) {
            return damaged("the table " + table.spec().name + " has more records than there are " +
                           (table.spec().rows == RowKind::Identity ? "identities" : "samples"));
        }
    }
    return {};
}

Status Dataset::verify(const Context& ctx) const {
    {
        const std::lock_guard lock(m_mutex);
        if (const Status status = m_catalog.checkIntegrity(); !status) {
            return status;
        }
    }
    const auto total = static_cast<double>(std::max<std::uint64_t>(info().bytes, 1));
    double done = 0.0;
    for (const DatasetTable& table : m_tables) {
        for (const MappedShard& shard : table.shards()) {
            for (std::int64_t i = 0; i < shard.count(); ++i) {
                if (ctx.isCancelled()) {
                    return ctx.cancelled();
                }
                if (const Status status = shard.verify(i); !status) {
                    return status;
                }
                done += static_cast<double>(table.schema().recordBytes());
                ctx.report(done / total);
            }
        }
    }
    ctx.report(1.0);
    return {};
}

DatasetInfo Dataset::info() const {
    DatasetInfo info;
    info.folder = m_folder;
    info.origin = origin();
    for (const DatasetTable& table : m_tables) {
        const char* owner = table.spec().rows == RowKind::Identity ? kIdentities : kSamples;
        info.tables.push_back({table.spec().name, table.recordCount(), recordCount(owner),
                               static_cast<std::int64_t>(table.shards().size()), table.bytes(),
                               table.schema().hash()});
        info.bytes += table.bytes();
    }
    std::array<std::set<std::int64_t>, kSplits.size()> identities;
    for (const SampleRow& sample : m_samples) {
        const auto split = static_cast<std::size_t>(sample.split);
        ++info.splits[split].samples;
        identities[split].insert(sample.identity);
        info.excluded += sample.excluded ? 1 : 0;
    }
    for (std::size_t i = 0; i < kSplits.size(); ++i) {
        info.splits[i].identities = static_cast<std::int64_t>(identities[i].size());
    }
    return info;
}

Status Dataset::requireTemplate(const std::string& hash) const {
    if (origin().templateHash != hash) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset " + m_folder.string() + " was made with another template (" +
                        origin().templateHash + " instead of " + hash + ").",
                    "Make the dataset again with the character library in use.");
    }
    return {};
}

const DatasetTable* Dataset::table(const std::string& name) const {
    const auto found =
        std::find_if(m_tables.begin(), m_tables.end(),
                     [&](const DatasetTable& table) { return table.spec().name == name; });
    return found == m_tables.end() ? nullptr : &*found;
}

std::int64_t Dataset::recordCount(const char* name) const {
    const DatasetTable* found = table(name);
    return found ? found->recordCount() : -1;
}

Result<std::vector<std::int64_t>> Dataset::select(const SampleQuery& query) const {
    const auto columns = attributeColumns();
    if (!columns) {
        return fail(columns.error());
    }
    return selectSamples(m_samples, **columns, query);
}

Result<Attributes> Dataset::attributes(std::int64_t sample) const {
    const std::lock_guard lock(m_mutex);
    return m_catalog.attributes(sample);
}

Result<std::shared_ptr<const AttributeColumns>> Dataset::attributeColumns() const {
    const std::lock_guard lock(m_mutex);
    if (!m_columns) {
        auto columns = m_catalog.attributeColumns(std::ssize(m_samples));
        if (!columns) {
            return fail(columns.error());
        }
        m_columns = std::make_shared<const AttributeColumns>(std::move(*columns));
    }
    return m_columns;
}

Status Dataset::leakCheck() const {
    std::vector<Membership> members;
    for (const SampleRow& sample : m_samples) {
        members.push_back({sample.identity, sample.split});
    }
    const Status status = maquette::leakCheck(members);
    return status ? checkTwins() : status;
}

Status Dataset::checkTwins() const {
    std::map<std::int64_t, Split> splits;
    for (const SampleRow& sample : m_samples) {
        splits.emplace(sample.identity, sample.split);
    }
    const DatasetTable& records = *table(kIdentities);
    std::multimap<std::uint32_t, std::int64_t> seen; // identities by checksum
    for (const auto& [identity, split] : splits) {
        const auto bytes = records.record(identity).bytes();
        const std::uint32_t checksum = records.storedChecksum(identity);
        const auto [begin, end] = seen.equal_range(checksum);
        for (auto other = begin; other != end; ++other) {
            if (splits[other->second] != split &&
                std::ranges::equal(bytes, records.record(other->second).bytes())) {
                return fail(ErrorCode::CorruptData,
                            "Identities " + std::to_string(other->second) + " and " +
                                std::to_string(identity) + " of the dataset " + m_folder.string() +
                                " are the same person, but in two splits (" +
                                splitName(splits[other->second]) + ", " + splitName(split) + ").",
                            "Make the dataset again with another seed.");
            }
        }
        seen.emplace(checksum, identity);
    }
    return {};
}

tl::unexpected<Error> Dataset::damaged(const std::string& what) const {
    return fail(ErrorCode::CorruptData,
                "The dataset " + m_folder.string() + " is damaged: " + what + ".",
                "Copy its catalog back from a backup, or make the dataset again.");
}

} // namespace maquette
