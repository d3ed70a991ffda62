// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Reads words and numbers out of a text in memory, line by line, free of the locale.

#include <charconv>
#include <optional>
#include <string_view>

namespace maquette {

/// A cursor over one line. The text must outlive it.
class LineScanner {
public:
    explicit LineScanner(std::string_view line) : m_rest(line) {}

    /// The next run of non-blank characters; empty at the end.
    [[nodiscard]] std::string_view word() {
        skipBlanks();
        std::size_t end = 0;
        while (end < m_rest.size() && !isBlank(m_rest[end])) {
            ++end;
        }
        const std::string_view result = m_rest.substr(0, end);
        m_rest.remove_prefix(end);
        return result;
    }

    /// The next word as a number; nothing when it is none.
    template <typename T> [[nodiscard]] std::optional<T> number() { return parse<T>(word()); }

    [[nodiscard]] bool atEnd() {
        skipBlanks();
        return m_rest.empty();
    }

    /// The whole of @p text as a number.
    template <typename T> [[nodiscard]] static std::optional<T> parse(std::string_view text) {
        T value{};
        const char* end = text.data() + text.size();
        const auto [stop, code] = std::from_chars(text.data(), end, value);
        if (code != std::errc() || stop != end) {
            return std::nullopt;
        }
        return value;
    }

private:
    static bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
    void skipBlanks() {
        while (!m_rest.empty() && isBlank(m_rest.front())) {
            m_rest.remove_prefix(1);
        }
    }

    std::string_view m_rest;
};

/// Calls @p visit(line, lineNumber) for every line, counted from 1, until it returns false.
/// @return false when a visit did.
template <typename Visit> bool forEachLine(std::string_view text, Visit visit) {
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (!visit(text.substr(0, end), ++number)) {
            return false;
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return true;
}

} // namespace maquette
