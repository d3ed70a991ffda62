// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The installed perception networks and two rendered people, for tests.

#include "core/image/decode.h"
#include "core/image/perception.h"
#include "tests/image/image_bytes.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace maquette::test {

/// The networks that set-up fetched, opened once a process. The test fails without them.
inline Perception& installedPerception() {
    static const auto perception = Perception::open();
    if (!perception) {
        ADD_FAILURE() << describe(perception.error());
        std::abort();
    }
    return **perception;
}

/// tests/assets/image/NAME.jpg
inline Photo personPhoto(const std::string& name) {
    auto photo = decodePhoto(assetPath(name + ".jpg"));
    if (!photo) {
        ADD_FAILURE() << describe(photo.error());
        std::abort();
    }
    return *photo;
}

inline Subject perceived(Photo photo, const PerceptionOptions& options = {}) {
    auto subject = installedPerception().perceive(std::move(photo), options);
    EXPECT_TRUE(subject.has_value()) << (subject ? "" : describe(subject.error()));
    return subject.value_or(Subject());
}

/// True when one of the warnings contains @p words.
inline bool warns(const Subject& subject, const std::string& words) {
    return std::any_of(
        subject.warnings.begin(), subject.warnings.end(),
        [&](const std::string& warning) { return warning.find(words) != std::string::npos; });
}

} // namespace maquette::test
