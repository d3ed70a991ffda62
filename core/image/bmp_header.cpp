// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/image_header.h"

#include <cstdlib>

namespace maquette {

std::optional<ImageHeader> readBmpHeader(ByteSpan bytes) {
    const ByteView view(bytes, std::endian::little);
    constexpr std::uint32_t kOldHeader = 12;
    ImageHeader header;
    std::uint64_t bits = 0;
    bool plain = true; // not run-length coded
    if (view.u32(14) == kOldHeader) {
        header.width = view.u16(18);
        header.height = view.u16(20);
        bits = view.u16(24);
    } else {
        header.width = static_cast<std::int32_t>(view.u32(18));
        header.height =
            std::abs(static_cast<std::int64_t>(static_cast<std::int32_t>(view.u32(22))));
        bits = view.u16(28);
        constexpr std::uint32_t kBitFields = 3;
        plain = view.u32(30) == 0 || view.u32(30) == kBitFields;
    }
    if (header.width <= 0 || header.height <= 0) {
        return std::nullopt;
    }
    if (plain) {
        const auto row = (static_cast<std::uint64_t>(header.width) * bits + 31) / 32 * 4;
        header.whole =
            row * static_cast<std::uint64_t>(header.height) + view.u32(10) <= bytes.size();
    }
    return header;
}

} // namespace maquette
