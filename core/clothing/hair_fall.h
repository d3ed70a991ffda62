// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How hair hangs from a head: strands that fall, are pushed out by what is under them, and
///        end on shoulders.

#include "core/clothing/head_meridians.h"
#include "core/geometry/radial_envelope.h"

#include <algorithm>

namespace maquette {

inline constexpr int kSideEnd = 24; ///< meridians from the face: behind it hair is the back's
inline constexpr float kStrandDrop = 0.01F; ///< metres between steps of a hanging strand

/// A polyline with its running length.
struct StrandPath {
    std::vector<Eigen::Vector3f> points; ///< metres
    std::vector<float> at;               ///< length up to each point, metres
    std::vector<float> depth;            ///< metres over skin or cloth

    void add(const Eigen::Vector3f& point, float over) {
        at.push_back(points.empty() ? 0.0F : at.back() + (point - points.back()).norm());
        points.push_back(point);
        depth.push_back(over);
    }
    [[nodiscard]] float length() const { return at.back(); }
    /// Point and depth at a length.
    [[nodiscard]] std::pair<Eigen::Vector3f, float> sample(float where) const {
        const auto next = std::lower_bound(at.begin(), at.end(), where) - at.begin();
        const size_t b = std::clamp<size_t>(static_cast<size_t>(next), 1, at.size() - 1);
        const float span = std::max(1e-6F, at[b] - at[b - 1]);
        const float t = std::clamp((where - at[b - 1]) / span, 0.0F, 1.0F);
        return {points[b - 1] + t * (points[b] - points[b - 1]),
                depth[b - 1] + t * (depth[b] - depth[b - 1])};
    }
};

/// What strands hang round.
struct FallScene {
    Eigen::Vector3f centre;                   ///< of the head, metres
    const RadialEnvelope* envelope = nullptr; ///< of the dressed body, round the centre
    std::vector<float> length;                ///< per meridian, metres below the centre; 0: none
    std::array<bool, 2> inFront{};            ///< left, right: may lie on the chest
};

/// From the ends of the caps down, steps of kStrandDrop; empty paths where nothing hangs.
/// @param caps  one per meridian, from the crown.
[[nodiscard]] std::vector<StrandPath> hangStrands(const FallScene& scene,
                                                  const std::vector<StrandPath>& caps);

} // namespace maquette
