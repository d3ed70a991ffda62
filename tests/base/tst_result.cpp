// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <vector>

namespace maquette {
namespace {

TEST(Error, EveryCodeHasItsOwnStableName) {
    const std::vector<std::pair<ErrorCode, std::string>> names = {
        {ErrorCode::Cancelled, "Cancelled"},
        {ErrorCode::InvalidArgument, "InvalidArgument"},
        {ErrorCode::FileNotFound, "FileNotFound"},
        {ErrorCode::FileUnreadable, "FileUnreadable"},
        {ErrorCode::FileUnwritable, "FileUnwritable"},
        {ErrorCode::UnsupportedFormat, "UnsupportedFormat"},
        {ErrorCode::CorruptData, "CorruptData"},
        {ErrorCode::TooLarge, "TooLarge"},
        {ErrorCode::MissingData, "MissingData"},
        {ErrorCode::NoPersonFound, "NoPersonFound"},
        {ErrorCode::NotConverged, "NotConverged"},
        {ErrorCode::OutOfMemory, "OutOfMemory"},
        {ErrorCode::Internal, "Internal"}};
    for (const auto& [code, name] : names) {
        EXPECT_EQ(errorCodeName(code), name);
    }
    std::set<std::string> all;
    for (int i = 0; i <= static_cast<int>(ErrorCode::Internal); ++i) {
        all.insert(errorCodeName(static_cast<ErrorCode>(i)));
    }
    EXPECT_EQ(all.size(), names.size()) << "a code without a name of its own, or not listed here";
}

TEST(Error, DescriptionHoldsMessageAndAdvice) {
    EXPECT_EQ(describe({ErrorCode::TooLarge, "It is large.", "Use less."}),
              "It is large. Use less.");
    EXPECT_EQ(describe({ErrorCode::TooLarge, "It is large.", ""}), "It is large.");
}

TEST(Result, FailConvertsToAnyResult) {
    const auto refuse = [] { return fail(ErrorCode::TooLarge, "message", "advice"); };
    const Result<int> number = refuse();
    const Result<std::unique_ptr<int>> pointer = refuse();
    const Status status = refuse();
    ASSERT_FALSE(number);
    ASSERT_FALSE(pointer);
    ASSERT_FALSE(status);
    for (const Error& error : {number.error(), pointer.error(), status.error()}) {
        EXPECT_EQ(error.code, ErrorCode::TooLarge);
        EXPECT_EQ(error.message, "message");
        EXPECT_EQ(error.advice, "advice");
    }
}

TEST(Result, HandsAnErrorOnUnchanged) {
    const Result<int> inner = fail(ErrorCode::NotConverged, "message", "advice");
    const Result<std::string> outer = fail(inner.error());
    ASSERT_FALSE(outer);
    EXPECT_EQ(outer.error().code, ErrorCode::NotConverged);
    EXPECT_EQ(describe(outer.error()), "message advice");
}

TEST(Result, ValuesMoveThrough) {
    Result<std::unique_ptr<int>> made = std::make_unique<int>(7);
    ASSERT_TRUE(made);
    EXPECT_EQ(*std::move(*made), 7);
    EXPECT_TRUE(Status());
}

} // namespace
} // namespace maquette
