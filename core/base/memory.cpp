// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <fstream>

#include <unistd.h>

namespace maquette {

void keepFreedMemory() {
#ifdef __GLIBC__
    constexpr int kLargest = 1 << 30; // bytes
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, kLargest);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

std::uint64_t residentMemory() {
    std::ifstream statm("/proc/self/statm");
    std::uint64_t whole = 0;
    std::uint64_t resident = 0;
    statm >> whole >> resident;
    return statm ? resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) : 0;
}

} // namespace maquette
