// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The files of a dataset's folder: catalog.sqlite, shards/, and writer.lock.

#include "core/base/descriptor.h"
#include "core/dataset/catalog.h"

namespace maquette {

[[nodiscard]] std::filesystem::path catalogPath(const std::filesystem::path& folder);
[[nodiscard]] std::filesystem::path shardFolder(const std::filesystem::path& folder);

/// The right to write to a dataset, held while it lives and by one program at a time. It ends with
/// the program, however that ends; the file stays.
class WriterLock {
public:
    /// @param folder  must exist.
    /// @errors  FileUnwritable (another program writes: names its process; no permission).
    [[nodiscard]] static Result<WriterLock> acquire(const std::filesystem::path& folder);

private:
    explicit WriterLock(Descriptor file) : m_file(std::move(file)) {}

    Descriptor m_file;
};

/// Removes what a killed writer left: unfinished shards, and ones that the catalog does not list.
/// Other files are not touched.
/// @errors  FileUnwritable.
[[nodiscard]] Status removeStrays(const std::filesystem::path& folder,
                                  const std::vector<CatalogTable>& tables);

/// Whether the folder of shards holds any, finished or not.
[[nodiscard]] bool hasShards(const std::filesystem::path& folder);

} // namespace maquette
