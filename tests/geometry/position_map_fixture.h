// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The installed library's template as position maps, and characters to put on them.

#include "core/data/sampler.h"
#include "core/geometry/position_map.h"

#include <gtest/gtest.h>

namespace maquette::test {

inline constexpr int kSize = 128;

inline const Result<std::shared_ptr<const Library>>& library() {
    static const auto opened = Library::open(Library::locate());
    return opened;
}

class PositionMapTest : public testing::Test {
protected:
    void SetUp() override {
        if (!library()) {
            GTEST_SKIP() << describe(library().error());
        }
    }

    static const Template& base() { return (*library())->templateMesh(); }

    static const PositionMapCodec& codec() {
        static const PositionMapCodec made = *PositionMapCodec::create(base(), kSize);
        return made;
    }

    static std::vector<Points> characters(int count, std::uint64_t seed) {
        std::vector<Points> shapes;
        Random random(seed);
        for (int i = 0; i < count; ++i) {
            shapes.push_back(*(*library())->shape(sampleCharacter(**library(), random)));
        }
        return shapes;
    }

    static Points body(const Points& shape) { return shape.topRows(kBodyVertices); }
};

using Channels = Eigen::Map<const Eigen::Matrix<float, Eigen::Dynamic, 3>>;

/// Texels as rows: [texels,3] metres.
inline Channels rowsOf(const PositionMap& map) {
    return {map.values.data(), static_cast<Eigen::Index>(map.values.size()) / 3, 3};
}

} // namespace maquette::test
