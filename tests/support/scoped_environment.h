// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Sets or unsets an environment variable while it lives.

#include <cstdlib>
#include <optional>
#include <string>

namespace maquette::test {

class ScopedEnvironment {
public:
    /// @param value  empty: the variable is unset.
    ScopedEnvironment(std::string name, const std::string& value) : m_name(std::move(name)) {
        if (const char* before = std::getenv(m_name.c_str())) {
            m_before = before;
        }
        value.empty() ? ::unsetenv(m_name.c_str()) : ::setenv(m_name.c_str(), value.c_str(), 1);
    }
    ~ScopedEnvironment() {
        m_before ? ::setenv(m_name.c_str(), m_before->c_str(), 1) : ::unsetenv(m_name.c_str());
    }
    ScopedEnvironment(const ScopedEnvironment&) = delete;
    ScopedEnvironment& operator=(const ScopedEnvironment&) = delete;

private:
    std::string m_name;
    std::optional<std::string> m_before;
};

} // namespace maquette::test
