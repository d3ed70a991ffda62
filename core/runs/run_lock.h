// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Who trains a run: two programs on one would write over each other.

#include "core/base/descriptor.h"
#include "core/base/result.h"

#include <optional>
#include <string>

namespace maquette {

struct RunHolder {
    long process = 0; ///< 0: unknown
    std::string host;
    [[nodiscard]] bool operator==(const RunHolder&) const = default;
};

/// The right to train a run, until it is destroyed or its process ends in whatever way. The system
/// keeps it (a lock on an open file), so that nothing stale is ever left behind.
class RunLock {
public:
    /// @param file  of the lock; made where it is missing.
    /// @errors  InvalidArgument (somebody trains it; names process and host), FileUnwritable.
    [[nodiscard]] static Result<RunLock> take(const std::filesystem::path& file);
    /// Who has the lock now; nothing: nobody. Also one taken in this process.
    [[nodiscard]] static std::optional<RunHolder> holderOf(const std::filesystem::path& file);

private:
    explicit RunLock(Descriptor file) : m_file(std::move(file)) {}
    Descriptor m_file;
};

} // namespace maquette
