// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Gives up root's rights over others' files while it lives: in containers root runs tests.

#include <gtest/gtest.h>
#include <unistd.h>

namespace maquette::test {

class PlainUser {
public:
    PlainUser() : m_before(::geteuid()) {
        if (m_before == 0) {
            constexpr uid_t kNobody = 65534;
            EXPECT_EQ(::seteuid(kNobody), 0);
        }
    }
    ~PlainUser() { EXPECT_EQ(::seteuid(m_before), 0); }
    PlainUser(const PlainUser&) = delete;
    PlainUser& operator=(const PlainUser&) = delete;

private:
    uid_t m_before;
};

} // namespace maquette::test
