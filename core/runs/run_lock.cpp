// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_lock.h"

#include "core/base/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <sstream>

namespace maquette {
namespace {

/// Of the whole file, kept by the open file rather than by the process: two in one process
/// exclude each other, too.
struct flock wholeFile() {
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return lock;
}

std::string ownName() {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    return std::to_string(::getpid()) + " " + host.data() + "\n";
}

RunHolder writtenHolder(const std::filesystem::path& file) {
    RunHolder holder;
    if (const auto bytes = readFile(file, 1U << 12)) {
        std::istringstream(std::string(bytes->begin(), bytes->end())) >> holder.process >>
            holder.host;
    }
    return holder;
}

} // namespace

Result<RunLock> RunLock::take(const std::filesystem::path& file) {
    Descriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
    if (descriptor.get() < 0) {
        return unwritable(file, errno);
    }
    struct flock lock = wholeFile();
    // A file system without locks (EINVAL, ENOLCK, EOPNOTSUPP) must not keep anybody from training.
    if (::fcntl(descriptor.get(), F_OFD_SETLK, &lock) != 0 &&
        (errno == EAGAIN || errno == EACCES)) {
        const RunHolder holder = writtenHolder(file);
        return fail(ErrorCode::InvalidArgument,
                    "The run " + file.parent_path().string() + " is being trained already" +
                        (holder.process > 0 ? ", by process " + std::to_string(holder.process) +
                                                  " on " + holder.host
                                            : std::string()) +
                        ".",
                    "Stop it there first, or wait until it ends.");
    }
    const std::string name = ownName();
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(name.data());
    if (::ftruncate(descriptor.get(), 0) != 0 ||
        !writeAll(descriptor.get(), {bytes, name.size()})) {
        return unwritable(file, errno);
    }
    return RunLock(std::move(descriptor));
}

std::optional<RunHolder> RunLock::holderOf(const std::filesystem::path& file) {
    const Descriptor descriptor(::open(file.c_str(), O_RDWR | O_CLOEXEC));
    struct flock lock = wholeFile();
    if (descriptor.get() < 0 || ::fcntl(descriptor.get(), F_OFD_GETLK, &lock) != 0 ||
        lock.l_type == F_UNLCK) {
        return std::nullopt;
    }
    return writtenHolder(file);
}

} // namespace maquette
