// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/hair_fall.h"

#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr float kClearance = 0.009F; ///< metres between hanging hair and what is under it
constexpr float kInward = 0.0006F;   ///< metres a step that hair falls back towards the neck
constexpr float kSettle = 0.006F;    ///< the same for hair that lies on the chest, below the chin
constexpr float kShelf = 0.018F;     ///< metres a step: hair ends on what sticks out so suddenly
constexpr float kSlide = 0.06F;      ///< the same for hair that lies on the chest
constexpr float kInnermost = 0.5F;   ///< radians from the front at which it lies there
constexpr float kOutermost = 1.1F;
constexpr float kSwingFrom = 0.06F; ///< metres below the ears at which it swings to the front
constexpr float kSwingTo = 0.15F;
constexpr float kSlope = 0.30F; ///< with which hair begins to stand out above an obstacle

class Hanger {
public:
    explicit Hanger(const FallScene& scene) : m_scene(scene) {}

    std::vector<StrandPath> run(const std::vector<StrandPath>& caps) {
        turnStrands(caps);
        bringToFront();
        return hang(caps);
    }

private:
    /// Directions in which strands hang, evenly turned round the head.
    void turnStrands(const std::vector<StrandPath>& caps) {
        constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
        std::vector<float> shift(kMeridians, 0.0F); // from the meridian's own direction
        for (int m = 0; m < kMeridians; ++m) {
            const Vector3f out = caps[m].points.back() - m_scene.centre;
            const float own = kTurn * static_cast<float>(m) / kMeridians;
            shift[m] = std::remainder(std::atan2(out.x(), out.z()) - own, kTurn);
        }
        for (int round = 0; round < 12; ++round) {
            const std::vector<float> before = shift;
            for (int m = 0; m < kMeridians; ++m) {
                shift[m] = 0.5F * before[m] + 0.25F * (before[(m + 1) % kMeridians] +
                                                       before[(m + kMeridians - 1) % kMeridians]);
            }
        }
        for (int m = 0; m < kMeridians; ++m) {
            m_turn.push_back(kTurn * static_cast<float>(m) / kMeridians + shift[m]);
        }
    }

    /// Where strands of a side whose hair lies on the chest pass the shoulder: before it.
    void bringToFront() {
        m_front = m_turn;
        for (int side = 0; side < 2; ++side) {
            const auto meridianAt = [&](int place) {
                return side == 0 ? place : kMeridians - place;
            };
            int edge = 1;
            while (edge < kSideEnd && m_scene.length[meridianAt(edge)] <= 0.0F) {
                ++edge;
            }
            for (int place = edge; m_scene.inFront[side] && place <= kSideEnd; ++place) {
                const float t = static_cast<float>(place - edge) /
                                static_cast<float>(std::max(1, kSideEnd - edge));
                const float angle = kInnermost + t * (kOutermost - kInnermost);
                m_front[meridianAt(place)] = side == 0 ? angle : -angle;
            }
        }
    }

    [[nodiscard]] bool liesInFront(int meridian) const {
        return m_front[meridian] != m_turn[meridian];
    }

    /// What hangs from the caps; empty paths where nothing does.
    std::vector<StrandPath> hang(const std::vector<StrandPath>& caps) {
        std::vector<std::vector<float>> radius(kMeridians);
        std::vector<std::vector<float>> blocked(kMeridians);
        for (int m = 0; m < kMeridians; ++m) {
            if (m_scene.length[m] > 0.0F) {
                fall(m, caps[m].points.back(), radius[m], blocked[m]);
            }
        }
        smoothRadii(radius, blocked);
        std::vector<StrandPath> paths(kMeridians);
        for (int m = 0; m < kMeridians; ++m) {
            if (radius[m].size() < 3) {
                continue;
            }
            const Vector3f start = caps[m].points.back();
            for (size_t i = 0; i < radius[m].size(); ++i) {
                const float under = blocked[m][i] - clearance(i);
                paths[m].add(i == 0 ? start : placeOf(m, start, i, radius[m][i]),
                             std::max(0.001F, radius[m][i] - under));
            }
        }
        return paths;
    }

    /// Below the start of a strand; the first steps turn into its direction.
    [[nodiscard]] Vector3f placeOf(int meridian, const Vector3f& start, size_t step,
                                   float radius) const {
        const Vector3f from = start - m_scene.centre;
        const float own = std::atan2(from.x(), from.z());
        const float turned = std::min(1.0F, 0.25F * static_cast<float>(step));
        const float down = kStrandDrop * static_cast<float>(step);
        const float swung =
            std::clamp((down - from.y() - kSwingFrom) / (kSwingTo - kSwingFrom), 0.0F, 1.0F);
        const float angle = own + turned * turnBetween(own, m_turn[meridian]) +
                            swung * turnBetween(m_turn[meridian], m_front[meridian]);
        return m_scene.centre +
               Vector3f(radius * std::sin(angle), from.y() - down, radius * std::cos(angle));
    }

    [[nodiscard]] static float turnBetween(float from, float to) {
        return std::remainder(to - from, 2.0F * std::numbers::pi_v<float>);
    }

    [[nodiscard]] static float clearance(size_t step) {
        return std::min(kClearance, 0.0015F * static_cast<float>(step));
    }

    /// Falls from the head, is pushed out by what is under it, ends on a shoulder.
    void fall(int meridian, const Vector3f& start, std::vector<float>& radius,
              std::vector<float>& blocked) const {
        const float tip = m_scene.centre.y() - m_scene.length[meridian];
        float hanging = std::hypot(start.x() - m_scene.centre.x(), start.z() - m_scene.centre.z());
        for (size_t step = 0; start.y() - kStrandDrop * static_cast<float>(step) > tip; ++step) {
            const Vector3f place = placeOf(meridian, start, step, 0.1F);
            const float under =
                std::max(m_scene.envelope->reach(place, 0), m_scene.envelope->reach(place, 1)) +
                clearance(step);
            if (step > 5 && under > hanging + (liesInFront(meridian) ? kSlide : kShelf)) {
                return;
            }
            const bool settles =
                liesInFront(meridian) && m_scene.centre.y() - place.y() > kSwingFrom;
            hanging =
                step == 0 ? hanging : std::max(hanging - (settles ? kSettle : kInward), under);
            radius.push_back(hanging);
            blocked.push_back(under);
        }
    }

    /// Hair does not leap away from the head: a strand begins where the cap ends.
    static void easeStart(std::vector<float>& radius, const std::vector<float>& blocked) {
        constexpr float kLeave = 0.25F; // slope
        for (size_t i = 1; i < radius.size(); ++i) {
            const float most = radius[0] + kLeave * kStrandDrop * static_cast<float>(i);
            radius[i] = std::max(std::min(radius[i], most), blocked[i]);
        }
    }

    static void smoothRadii(std::vector<std::vector<float>>& radius,
                            const std::vector<std::vector<float>>& blocked) {
        for (std::vector<float>& r : radius) {
            for (size_t i = r.size(); i-- > 2;) {
                r[i - 1] = std::max(r[i - 1], r[i] - kSlope * kStrandDrop);
            }
        }
        for (int round = 0; round < 4; ++round) {
            const auto before = radius;
            for (int m = 0; m < kMeridians; ++m) {
                for (size_t i = 1; i < radius[m].size(); ++i) {
                    float sum = before[m][i];
                    float count = 1.0F;
                    for (const int other :
                         {(m + 1) % kMeridians, (m + kMeridians - 1) % kMeridians}) {
                        if (i < before[other].size()) {
                            sum += before[other][i];
                            count += 1.0F;
                        }
                    }
                    radius[m][i] = std::max(blocked[m][i], sum / count);
                }
            }
        }
        for (int m = 0; m < kMeridians; ++m) {
            easeStart(radius[m], blocked[m]);
        }
    }

    const FallScene& m_scene;
    std::vector<float> m_turn;  ///< per meridian: direction in which it hangs, radians
    std::vector<float> m_front; ///< the same from the shoulders down
};

} // namespace

std::vector<StrandPath> hangStrands(const FallScene& scene, const std::vector<StrandPath>& caps) {
    return Hanger(scene).run(caps);
}

} // namespace maquette
