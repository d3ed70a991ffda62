// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/picture_groups.h"

#include "core/synthesis/pose_library.h"

#include <cmath>

namespace maquette {

std::vector<std::string> pictureGroups(const Attributes& attributes) {
    constexpr double kFront = 60.0; // degrees
    std::vector<std::string> groups;
    const auto textOf = [&](const char* key) {
        const auto found = attributes.find(key);
        const auto* text =
            found == attributes.end() ? nullptr : std::get_if<std::string>(&found->second);
        return text ? *text : std::string();
    };
    const auto yaw = attributes.find("yaw");
    if (yaw != attributes.end() && std::holds_alternative<double>(yaw->second)) {
        const bool front = std::abs(std::get<double>(yaw->second)) <= kFront;
        groups.emplace_back(front ? "seen from the front" : "seen from behind or aside");
    }
    if (const std::string pose = textOf("pose"); !pose.empty()) {
        groups.emplace_back(isRarePose(pose) ? "rare poses" : "everyday poses");
    }
    if (const std::string outfit = textOf("outfit"); !outfit.empty()) {
        const bool tight = outfit.find("leggings") != std::string::npos ||
                           outfit.find("tight shorts") != std::string::npos;
        groups.emplace_back(tight ? "tight clothes" : "other clothes");
    }
    return groups;
}

} // namespace maquette
