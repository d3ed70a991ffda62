// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/picture_groups.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using Groups = std::vector<std::string>;

TEST(PictureGroups, FollowViewPoseAndClothes) {
    EXPECT_EQ(pictureGroups({{"yaw", -20.0}, {"pose", "relaxed"}, {"outfit", "shirt, jeans"}}),
              (Groups{"seen from the front", "everyday poses", "other clothes"}));
    EXPECT_EQ(pictureGroups({{"yaw", 150.0}, {"pose", "sitting"}, {"outfit", "vest, leggings"}}),
              (Groups{"seen from behind or aside", "rare poses", "tight clothes"}));
}

TEST(PictureGroups, AreFewerWhereLittleIsKnown) {
    EXPECT_EQ(pictureGroups({}), Groups());
    EXPECT_EQ(pictureGroups({{"yaw", "north"}, {"pose", "walking"}}), Groups{"everyday poses"});
}

} // namespace
} // namespace maquette
