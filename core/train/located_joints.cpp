// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/located_joints.h"

#include <algorithm>
#include <array>

namespace maquette {
namespace {

bool isLocated(const std::string& name) {
    static const std::array<const char*, 8> face = {"levator",  "oculi",   "orbicularis", "oris",
                                                    "risorius", "special", "temporalis",  "tongue"};
    const auto begins = [&](const char* part) { return name.starts_with(part); };
    if (std::any_of(face.begin(), face.end(), begins)) {
        return false;
    }
    if (begins("finger")) { // "finger3-2.L": root and last joint
        return name[8] != '2';
    }
    if (begins("toe")) { // the outer ones' roots, and the big one's joint
        return name.starts_with("toe1") || name.starts_with("toe5-1");
    }
    return true;
}

} // namespace

std::vector<LocatedJoint> locatedJoints(const Rig& rig) {
    std::vector<LocatedJoint> joints;
    std::vector<std::int64_t> nearest(rig.bones.size(), -1); // located, at or above each bone
    for (std::size_t b = 0; b < rig.bones.size(); ++b) {
        const int parent = rig.bones[b].parent;
        nearest[b] = parent < 0 ? -1 : nearest[static_cast<std::size_t>(parent)];
        if (isLocated(rig.bones[b].name)) {
            joints.push_back({static_cast<std::int64_t>(b), nearest[b]});
            nearest[b] = std::ssize(joints) - 1;
        }
    }
    return joints;
}

} // namespace maquette
