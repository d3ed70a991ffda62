// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"

#include "core/base/child_process.h"
#include "core/base/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace maquette {
namespace fs = std::filesystem;
namespace {

fs::path environmentFolder(const char* variable, const char* homeRelative) {
    if (const char* value = std::getenv(variable); value && *value) {
        return fs::path(value) / "maquette";
    }
    const char* home = std::getenv("HOME");
    return fs::path(home ? home : ".") / homeRelative / "maquette";
}

} // namespace

Result<Bytes> readFile(const fs::path& path, std::uint64_t limit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (file.get() < 0) {
        const bool missing = errno == ENOENT || errno == ENOTDIR;
        return fail(missing ? ErrorCode::FileNotFound : ErrorCode::FileUnreadable,
                    "Cannot open " + path.string() + " (" + std::strerror(errno) + ").",
                    missing ? "Check its name, and whether it was moved."
                            : "Check whether you may read it.");
    }
    struct stat info {};
    if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return fail(ErrorCode::FileUnreadable, path.string() + " is not a regular file.",
                    "Name a file, not a folder.");
    }
    if (static_cast<std::uint64_t>(info.st_size) > limit) {
        return fail(ErrorCode::TooLarge, path.string() + " has " + std::to_string(info.st_size) +
                                             " bytes; at most " + std::to_string(limit) +
                                             " are read.");
    }
    Bytes bytes(static_cast<std::size_t>(info.st_size));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::read(file.get(), bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n <= 0) {
            return fail(ErrorCode::FileUnreadable, "Cannot read " + path.string() + " to its end.");
        }
        done += static_cast<std::size_t>(n);
    }
    return bytes;
}

Status writeFile(const fs::path& path, std::span<const std::uint8_t> bytes) {
    std::string pattern = path.string() + ".XXXXXX";
    const Descriptor file(::mkostemp(pattern.data(), O_CLOEXEC));
    if (file.get() < 0) {
        return unwritable(path, errno);
    }
    constexpr mode_t kMode = 0644;
    if (!writeAll(file.get(), bytes) || ::fsync(file.get()) != 0 ||
        ::fchmod(file.get(), kMode) != 0 || ::rename(pattern.c_str(), path.c_str()) != 0) {
        const int code = errno;
        ::unlink(pattern.c_str());
        return unwritable(path, code);
    }
    return {};
}

Status writeFile(const fs::path& path, const std::string& text) {
    return writeFile(path,
                     std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

fs::path dataFolder() {
    if (const char* value = std::getenv("MAQUETTE_DATA"); value && *value) {
        return value;
    }
    return environmentFolder("XDG_DATA_HOME", ".local/share");
}

fs::path cacheFolder() {
    return environmentFolder("XDG_CACHE_HOME", ".cache");
}

fs::path resourceFolder() {
    if (const char* value = std::getenv("MAQUETTE_RESOURCES"); value && *value) {
        return value;
    }
    std::error_code ignored;
    const fs::path program = ownExecutable().value_or(fs::path());
    for (fs::path folder = program.parent_path(); folder.has_relative_path();
         folder = folder.parent_path()) {
        for (const char* candidate : {"resources", "share/maquette/resources"}) {
            if (fs::exists(folder / candidate / "correspondences", ignored)) {
                return folder / candidate;
            }
        }
    }
    return "resources";
}

} // namespace maquette
