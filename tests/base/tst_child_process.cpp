// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/child_process.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using namespace std::chrono_literals;

const std::filesystem::path kShell = "/bin/sh";

TEST(ChildProcess, GivesWhatIsPrinted) {
    const auto text =
        runChild(kShell, {"-c", "echo one; echo lost >&2; printf '%s' \"$0 $1\"", "a b", "c"}, 10s);
    ASSERT_TRUE(text) << describe(text.error());
    EXPECT_EQ(*text, "one\na b c");
}

TEST(ChildProcess, GivesMoreThanAPipeHolds) {
    const auto text = runChild(kShell, {"-c", "head -c 300000 /dev/zero"}, 10s);
    ASSERT_TRUE(text);
    EXPECT_EQ(text->size(), 300000U);
}

TEST(ChildProcess, TellsHowItFailed) {
    const auto status = runChild(kShell, {"-c", "exit 7"}, 10s);
    ASSERT_FALSE(status);
    EXPECT_NE(status.error().message.find("status 7"), std::string::npos);
    const auto signal = runChild(kShell, {"-c", "kill -ILL $$"}, 10s);
    ASSERT_FALSE(signal);
    EXPECT_NE(signal.error().message.find("signal 4"), std::string::npos);
    const auto missing = runChild("/no/such/program", {}, 10s);
    ASSERT_FALSE(missing);
    EXPECT_NE(missing.error().message.find("/no/such/program"), std::string::npos);
}

TEST(ChildProcess, IsKilledWhenItTakesTooLong) {
    const auto begin = std::chrono::steady_clock::now();
    const auto text = runChild(kShell, {"-c", "exec sleep 60"}, 1s);
    ASSERT_FALSE(text);
    EXPECT_NE(text.error().message.find("too long"), std::string::npos);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, 20s);
}

TEST(ChildProcess, IsKilledWhenCancelled) {
    CancelToken token;
    token.cancel();
    const auto text = runChild(kShell, {"-c", "exec sleep 60"}, 60s, Context(token));
    ASSERT_FALSE(text);
    EXPECT_EQ(text.error().code, ErrorCode::Cancelled);
}

TEST(ChildProcess, KnowsItsOwnProgram) {
    const auto own = ownExecutable();
    ASSERT_TRUE(own);
    EXPECT_EQ(own->filename(), "tst_child_process");
}

} // namespace
} // namespace maquette
