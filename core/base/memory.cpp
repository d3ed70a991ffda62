// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/memory.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace maquette {

void keepFreedMemory() {
#ifdef __GLIBC__
    constexpr int kLargest = 1 << 30; // bytes
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, kLargest);
    mallopt(M_TOP_PAD, 64 << 20);
#endif
}

} // namespace maquette
