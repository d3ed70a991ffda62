// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Full disks: a small file system in memory, and a limit on how long files may grow.

#include <sys/mount.h>
#include <sys/resource.h>

#include <cerrno>
#include <csignal>
#include <filesystem>

namespace maquette::test {

/// A file system of a given size in memory, mounted on a folder.
class TinyDisk {
public:
    /// @param options  of tmpfs.
    explicit TinyDisk(const std::filesystem::path& folder, const char* options = "size=64k")
        : m_folder(folder) {
        m_error = ::mount("tmpfs", folder.c_str(), "tmpfs", 0, options) == 0 ? 0 : errno;
    }
    ~TinyDisk() {
        if (m_error == 0) {
            ::umount(m_folder.c_str());
        }
    }
    TinyDisk(const TinyDisk&) = delete;
    TinyDisk& operator=(const TinyDisk&) = delete;
    /// An errno, EPERM where this user may not mount; 0: mounted.
    [[nodiscard]] int error() const { return m_error; }

private:
    std::filesystem::path m_folder;
    int m_error;
};

/// No file may grow beyond @p bytes while this lives: like a full disk, but for this process.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    rlimit m_before{};
    void (*m_handler)(int);
};

} // namespace maquette::test
