// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  POSIX files for those who write in pieces or map into memory; see file.h for whole files.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace maquette {

/// Closes a POSIX descriptor when it goes out of scope. Negative: none.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor&& other) noexcept : m_fd(other.m_fd) { other.m_fd = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] int get() const { return m_fd; }
    void close();

private:
    int m_fd;
};

/// Writes every byte, at the file's position. False with errno set when that fails.
[[nodiscard]] bool writeAll(int fd, std::span<const std::uint8_t> bytes);

/// Makes the names in @p folder last through a loss of power.
/// @errors  FileUnwritable.
[[nodiscard]] Status syncFolder(const std::filesystem::path& folder);

/// FileUnwritable for @p path.
/// @param code  an errno; ENOSPC, EDQUOT and EFBIG advise to free space.
[[nodiscard]] tl::unexpected<Error> unwritable(const std::filesystem::path& path, int code);

} // namespace maquette
