// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Bounds-checked numbers out of a file's bytes.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <span>

namespace maquette {

using ByteSpan = std::span<const std::uint8_t>;

/// Reads integers at any offset; what lies outside reads as 0.
class ByteView {
public:
    ByteView(ByteSpan bytes, std::endian order) : m_bytes(bytes), m_order(order) {}

    [[nodiscard]] std::size_t size() const { return m_bytes.size(); }

    /// @param width  bytes, 1 … 8.
    [[nodiscard]] std::uint64_t number(std::size_t at, int width) const {
        if (at > m_bytes.size() || m_bytes.size() - at < static_cast<std::size_t>(width)) {
            return 0;
        }
        std::uint64_t value = 0;
        for (int i = 0; i < width; ++i) {
            const int place = m_order == std::endian::big ? i : width - 1 - i;
            value = value << 8U | m_bytes[at + static_cast<std::size_t>(place)];
        }
        return value;
    }
    [[nodiscard]] std::uint8_t u8(std::size_t at) const {
        return static_cast<std::uint8_t>(number(at, 1));
    }
    [[nodiscard]] std::uint16_t u16(std::size_t at) const {
        return static_cast<std::uint16_t>(number(at, 2));
    }
    [[nodiscard]] std::uint32_t u32(std::size_t at) const {
        return static_cast<std::uint32_t>(number(at, 4));
    }

    /// The part [at, at + length), shortened to what is there.
    [[nodiscard]] ByteSpan part(std::size_t at, std::size_t length) const {
        if (at >= m_bytes.size()) {
            return {};
        }
        return m_bytes.subspan(at, std::min(length, m_bytes.size() - at));
    }

private:
    ByteSpan m_bytes;
    std::endian m_order;
};

} // namespace maquette
