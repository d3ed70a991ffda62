// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A quick 64-bit hash that is equal on every little-endian machine. Not for secrets.

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace maquette {

/// FNV-1a over 64-bit words with a final mix; a trailing part word is padded with zeros and every
/// sequence is followed by its length.
class Hash {
public:
    void add(std::span<const std::uint8_t> bytes) {
        std::size_t i = 0;
        for (; i + sizeof(std::uint64_t) <= bytes.size(); i += sizeof(std::uint64_t)) {
            addWord(bytes.data() + i, sizeof(std::uint64_t));
        }
        if (i < bytes.size()) {
            addWord(bytes.data() + i, bytes.size() - i);
        }
        mix(bytes.size());
    }
    void add(const std::string& text) {
        add(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
    }
    template <typename T>
    requires std::is_arithmetic_v<T>
    void add(const std::vector<T>& values) {
        add(std::span(reinterpret_cast<const std::uint8_t*>(values.data()),
                      values.size() * sizeof(T)));
    }
    template <typename T>
    requires std::is_integral_v<T>
    void add(T value) { mix(static_cast<std::uint64_t>(value)); }

    [[nodiscard]] std::uint64_t value() const {
        std::uint64_t h = m_state;
        h ^= h >> 32;
        h *= 0xd6e8feb86659fd93ULL;
        return h ^ (h >> 32);
    }

private:
    void addWord(const std::uint8_t* bytes, std::size_t count) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, count);
        mix(word);
    }
    void mix(std::uint64_t word) {
        m_state = (m_state ^ word) * 0x100000001b3ULL;
        m_state ^= m_state >> 29; // plain FNV never moves high bits down
    }

    std::uint64_t m_state = 0xcbf29ce484222325ULL;
};

} // namespace maquette
