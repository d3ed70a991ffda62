// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/dataset_folder.h"

#include "core/dataset/shard_header.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <set>

namespace maquette {
namespace fs = std::filesystem;
namespace {

/// The number that the holder wrote into the lock; empty when it did not come to that.
std::string holderOf(int fd) {
    std::array<char, 20> text{};
    const ssize_t length = ::pread(fd, text.data(), text.size(), 0);
    return length > 0 ? std::string(text.data(), static_cast<std::size_t>(length)) : std::string();
}

bool isShardFile(const fs::path& path) {
    return path.extension() == kShardEnding ||
           (path.extension() == kUnfinishedEnding && path.stem().extension() == kShardEnding);
}

/// Every shard in the folder; empty when there is no folder.
std::vector<fs::path> shardFiles(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(shardFolder(folder), ignored)) {
        if (isShardFile(entry.path())) {
            files.push_back(entry.path());
        }
    }
    return files;
}

} // namespace

fs::path catalogPath(const fs::path& folder) {
    return folder / "catalog.sqlite";
}

fs::path shardFolder(const fs::path& folder) {
    return folder / "shards";
}

Result<WriterLock> WriterLock::acquire(const fs::path& folder) {
    const fs::path path = folder / "writer.lock";
    constexpr mode_t kMode = 0644;
    Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kMode));
    if (file.get() < 0) {
        return unwritable(path, errno);
    }
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK) {
            return unwritable(path, errno);
        }
        const std::string holder = holderOf(file.get());
        return fail(ErrorCode::FileUnwritable,
                    "The dataset " + folder.string() + " is being written by another program" +
                        (holder.empty() ? "" : " (process " + holder + ")") + ".",
                    "Wait until it is done, or stop it; then try again.");
    }
    const std::string process = std::to_string(::getpid());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(process.data());
    // Only for the message above: a full disk is no reason to refuse.
    (void)(::ftruncate(file.get(), 0) == 0 && writeAll(file.get(), {bytes, process.size()}));
    return WriterLock(std::move(file));
}

Status removeStrays(const fs::path& folder, const std::vector<CatalogTable>& tables) {
    std::set<std::string> registered;
    for (const CatalogTable& table : tables) {
        for (const ShardSeal& shard : table.shards) {
            registered.insert(shardName(table.spec.name, shard.first));
        }
    }
    for (const fs::path& file : shardFiles(folder)) {
        if (!registered.contains(file.filename().string()) && ::unlink(file.c_str()) != 0) {
            return unwritable(file, errno);
        }
    }
    return {};
}

bool hasShards(const fs::path& folder) {
    return !shardFiles(folder).empty();
}

} // namespace maquette
