// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/pose_library.h"

#include "core/geometry/template_mesh.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr std::array<Side, 2> kSides = {Side::Left, Side::Right};
constexpr int kEveryday = static_cast<int>(PoseKind::TPose); ///< so many kinds are everyday ones

std::string sided(const char* bone, Side side) {
    return std::string(bone) + (side == Side::Left ? ".L" : ".R");
}

/// One pose being made: its random choices and the figure's measures.
class PoseMaker {
public:
    PoseMaker(const Skeleton& skeleton, const BodyExtent& extent, Random& random)
        : m_builder(skeleton), m_extent(extent), m_random(random),
          m_armLength(m_builder.length("upperarm01.L", "lowerarm01.L") +
                      m_builder.length("lowerarm01.L", "wrist.L")) {}

    Pose make(PoseKind kind) {
        bendTrunk(kind);
        if (kind == PoseKind::Sitting) {
            sit();
        } else if (kind == PoseKind::OneLeg) {
            standOnOne();
        } else {
            placeLegs(kind);
        }
        placeArms(kind);
        return m_builder.pose();
    }

private:
    float vary(double mean, double sigma, double limit) {
        return static_cast<float>(
            std::clamp(m_random.normal(mean, sigma), mean - limit, mean + limit));
    }

    void bendTrunk(PoseKind kind) {
        const float bends = kind == PoseKind::Free ? 3.0F : 1.0F;
        const float turns = kind == PoseKind::Free ? 1.6F : 1.0F;
        m_weightSide = m_random.chance(0.5) ? Side::Left : Side::Right;
        const float lean = m_weightSide == Side::Left ? 1.0F : -1.0F;
        const float roll = kind == PoseKind::Contrapposto ? lean * vary(6.0, 1.5, 3.0)
                                                          : bends * vary(0.0, 1.0, 2.0);
        const float twist = kind == PoseKind::Walking ? lean * 5.0F : bends * vary(0.0, 2.5, 6.0);
        const Vector3f x = Vector3f::UnitX();
        const Vector3f y = Vector3f::UnitY();
        const Vector3f z = Vector3f::UnitZ();
        m_builder.rotate("root", rotationAbout(y, twist) * rotationAbout(z, roll));
        const float forward = bends * vary(0.0, 1.5, 3.0);
        const float counter = kind == PoseKind::Walking ? -2.0F * twist : -0.8F * twist;
        for (const char* bone : {"spine05", "spine04", "spine03"}) {
            m_builder.rotate(bone, rotationAbout(z, -0.45F * roll) *
                                       rotationAbout(y, counter / 3.0F) *
                                       rotationAbout(x, forward / 3.0F));
        }
        const float nod = turns * vary(1.0, 4.0, 9.0);
        const float turn = turns * vary(0.0, 9.0, 22.0);
        const float tilt = turns * vary(0.0, 3.0, 7.0);
        for (const char* bone : {"neck01", "neck02", "head"}) {
            m_builder.rotate(bone, rotationAbout(y, turn / 3.0F) * rotationAbout(z, tilt / 3.0F) *
                                       rotationAbout(x, nod / 3.0F));
        }
    }

    /// Both feet on the floor; the pelvis as high as the straighter leg lets it be.
    void placeLegs(PoseKind kind) {
        std::array<Vector3f, 2> ankles;
        const float stride = kind == PoseKind::Walking   ? vary(0.20, 0.04, 0.07)
                             : kind == PoseKind::Free    ? pick(m_random, -0.16, 0.16)
                             : kind == PoseKind::Dancing ? vary(0.0, 0.10, 0.20)
                                                         : vary(0.0, 0.02, 0.05);
        const float spread = kind == PoseKind::APose     ? vary(0.08, 0.02, 0.04)
                             : kind == PoseKind::Free    ? pick(m_random, -0.03, 0.24)
                             : kind == PoseKind::Dancing ? vary(0.14, 0.08, 0.12)
                                                         : vary(0.015, 0.02, 0.035);
        float drop = 1e9F;
        for (const Side side : kSides) {
            const Vector3f hip = m_builder.headOf(sided("upperleg01", side));
            const float front = side == m_weightSide ? -stride : stride;
            const float sideways =
                kind == PoseKind::Contrapposto && side != m_weightSide ? 0.07F : 0.0F;
            Vector3f& ankle = ankles[static_cast<int>(side)];
            ankle = hip + PoseBuilder::outward(side, spread + sideways, 0.0F, front - 0.02F);
            ankle.y() = m_restAnkle;
            if (kind == PoseKind::Walking && side == m_weightSide) {
                ankle.y() += 0.06F; // the rear heel lifts
            }
            drop = std::min(drop, ankle.y() + heightOver(ankle, hip) - hip.y());
        }
        if (kind == PoseKind::Free) {
            drop -= pick(m_random, 0.0, 0.07) * (m_thigh + m_shin);
        }
        m_builder.translate({0.0F, drop, 0.0F});
        for (const Side side : kSides) {
            const bool rear = kind == PoseKind::Walking && side == m_weightSide;
            const float yaw = vary(10.0, 4.0, 9.0);
            const Vector3f forward = PoseBuilder::outward(side, 0.15F, 0.0F, 1.0F);
            m_builder.placeLeg(side, ankles[static_cast<int>(side)], forward, yaw,
                               rear ? 24.0F : 0.0F);
        }
    }

    /// Metres from an ankle up to a hip that a nearly straight leg carries beside it.
    float heightOver(const Vector3f& ankle, const Vector3f& hip) {
        const float straight = 0.994F * (m_thigh + m_shin);
        const Eigen::Vector2f across(ankle.x() - hip.x(), ankle.z() - hip.z());
        return std::sqrt(straight * straight - across.squaredNorm());
    }

    /// The other foot beside or before the knee, the thigh to the front or outward.
    void standOnOne() {
        const Side lifted = m_weightSide == Side::Left ? Side::Right : Side::Left;
        const Vector3f hip = m_builder.headOf(sided("upperleg01", m_weightSide));
        Vector3f ankle = hip + PoseBuilder::outward(m_weightSide, -0.05F, 0.0F, -0.02F);
        ankle.y() = m_restAnkle;
        m_builder.translate({0.0F, ankle.y() + heightOver(ankle, hip) - hip.y(), 0.0F});
        m_builder.placeLeg(m_weightSide, ankle, PoseBuilder::outward(m_weightSide, 0.15F, 0, 1),
                           vary(8.0, 4.0, 9.0), 0.0F);
        const float open = vary(0.45, 0.3, 0.45);
        const float front = 0.05F + (1.0F - open) * vary(0.7, 0.15, 0.3) * m_thigh;
        const float down = vary(0.95, 0.2, 0.35) * m_thigh;
        const Vector3f foot = m_builder.headOf(sided("upperleg01", lifted)) +
                              PoseBuilder::outward(lifted, 0.01F, -down, front);
        const float droop = vary(25.0, 10.0, 20.0);
        m_builder.placeLeg(lifted, foot, PoseBuilder::outward(lifted, open, 0.3F, 1.0F),
                           vary(10.0, 6.0, 12.0), droop);
    }

    /// Thighs nearly level, feet on the floor below the knees or a little before them.
    void sit() {
        const float slope = vary(-3.0, 3.0, 6.0) * 0.01745F;
        const float hip = m_restAnkle + 0.985F * m_shin - m_thigh * std::sin(slope);
        m_builder.translate({0.0F, hip - m_builder.headOf("upperleg01.L").y(), 0.0F});
        const float apart = vary(0.06, 0.03, 0.05);
        for (const Side side : kSides) {
            Vector3f ankle =
                m_builder.headOf(sided("upperleg01", side)) +
                PoseBuilder::outward(side, apart, 0.0F, 0.97F * m_thigh + vary(0.0, 0.04, 0.09));
            ankle.y() = m_restAnkle;
            m_builder.placeLeg(side, ankle, PoseBuilder::outward(side, 0.1F, 0.4F, 1.0F),
                               vary(8.0, 4.0, 9.0), 0.0F);
        }
    }

    void handOnThigh(Side side) {
        const Vector3f hip = m_builder.headOf(sided("upperleg01", side));
        const Vector3f knee = m_builder.headOf(sided("lowerleg01", side));
        const Vector3f wrist =
            hip + vary(0.5, 0.08, 0.16) * (knee - hip) +
            PoseBuilder::outward(side, 0.01F, m_extent.hipHalfWidth * 0.55F, 0.0F);
        m_builder.reachArm(side, wrist, PoseBuilder::outward(side, 1.0F, -0.3F, -0.6F));
        m_builder.twistHand(side, 30.0F);
        m_builder.curlFingers(side, 12.0F, 5.0F);
    }

    /// Degrees from the vertical that keep a hanging arm clear of the hips.
    float clearance(Side side) {
        const float shoulder = std::abs(m_builder.headOf(sided("upperarm01", side)).x());
        const float needed = m_extent.hipHalfWidth + 0.075F - shoulder;
        return std::atan2(std::max(needed, 0.0F), m_armLength) * 57.3F;
    }

    /// Degrees; filled with braces, whose order of evaluation is fixed.
    struct Hang {
        float fromBody;
        float swing;
        float bend;
    };

    void hang(Side side, const Hang& arm) {
        const float out = std::max(arm.fromBody, clearance(side)) * 0.01745F;
        const float front = arm.swing * 0.01745F;
        const float elbow = arm.bend * 0.01745F;
        const Vector3f upper =
            PoseBuilder::outward(side, std::sin(out), -std::cos(out), std::sin(front));
        const Vector3f lower = PoseBuilder::outward(side, 0.75F * std::sin(out), -std::cos(out),
                                                    std::sin(front + elbow));
        m_builder.pointArm(side, upper, lower);
        m_builder.twistHand(side, vary(-20.0, 10.0, 18.0));
        const float curl = vary(14.0, 6.0, 12.0);
        m_builder.curlFingers(side, curl, vary(6.0, 4.0, 8.0));
    }

    void handOnHip(Side side) {
        const Vector3f pelvis = m_builder.headOf("root");
        const float rise = m_extent.waistHeight - 0.03F - m_restPelvis;
        const Vector3f wrist = pelvis + PoseBuilder::outward(side, m_extent.waistHalfWidth + 0.055F,
                                                             rise + vary(0.0, 0.01, 0.02), 0.005F);
        m_builder.reachArm(side, wrist, PoseBuilder::outward(side, 1.0F, -0.2F, -0.45F));
        m_builder.twistHand(side, -35.0F);
        m_builder.curlFingers(side, 18.0F, 4.0F);
    }

    void crossArms() {
        const Vector3f chest = m_builder.headOf("spine01");
        const float depth = std::max(m_extent.chestFront, 0.09F);
        const Side upper = m_random.chance(0.5) ? Side::Left : Side::Right;
        for (const Side side : kSides) {
            const float high = side == upper ? 0.0F : -0.055F;
            const float front = side == upper ? 0.085F : 0.04F;
            const Vector3f wrist(PoseBuilder::outward(side, -0.075F, 0.0F, 0.0F).x(),
                                 chest.y() - 0.16F + high, depth + front);
            m_builder.reachArm(side, wrist, PoseBuilder::outward(side, 1.0F, -0.9F, 0.1F));
            m_builder.twistHand(side, 25.0F);
            m_builder.curlFingers(side, 26.0F, 8.0F);
        }
    }

    void raise(Side side) {
        const float bend = vary(0.0, 0.15, 0.3);
        m_builder.pointArm(side, PoseBuilder::outward(side, 0.80F, 0.22F + bend, 0.25F),
                           PoseBuilder::outward(side, 0.18F, 1.0F, 0.28F));
        m_builder.twistHand(side, -20.0F);
        m_builder.curlFingers(side, 5.0F, 2.0F);
    }

    /// Straight up or to a V.
    void raiseHigh(Side side, float open) {
        const float front = vary(0.1, 0.08, 0.16);
        const float bend = vary(0.15, 0.06, 0.12);
        m_builder.pointArm(side, PoseBuilder::outward(side, open, 1.0F, front),
                           PoseBuilder::outward(side, 0.6F * open, 1.0F, front + bend));
        m_builder.curlFingers(side, vary(8.0, 5.0, 8.0), 3.0F);
    }

    /// Somewhere in front of or beside the chest, the elbow bent as elbows bend.
    void swingAnywhere(Side side) {
        const Vector3f arm{vary(0.75, 0.3, 0.45), vary(0.0, 0.55, 1.0), vary(0.3, 0.35, 0.6)};
        const Vector3f upper = PoseBuilder::outward(side, arm.x(), arm.y(), arm.z()).normalized();
        const Vector3f turn{vary(-0.3, 0.3, 0.4), vary(0.35, 0.3, 0.35), vary(0.5, 0.3, 0.5)};
        const float front = arm.y() < -0.3F ? 1.0F : turn.z();
        const Vector3f bend = PoseBuilder::outward(side, turn.x(), turn.y(), front);
        m_builder.pointArm(side, upper, upper + vary(0.7, 0.5, 0.6) * bend);
        m_builder.twistHand(side, vary(-10.0, 15.0, 30.0));
        m_builder.curlFingers(side, vary(14.0, 10.0, 14.0), 5.0F);
    }

    void behindHead(Side side) {
        m_builder.pointArm(side, PoseBuilder::outward(side, 0.75F, 0.62F, 0.10F),
                           PoseBuilder::outward(side, -0.80F, 0.42F, -0.18F));
        m_builder.curlFingers(side, 14.0F, 4.0F);
    }

    void placeArms(PoseKind kind) {
        const Side active = m_random.chance(0.5) ? Side::Left : Side::Right;
        if (kind == PoseKind::ArmsCrossed) {
            crossArms();
            return;
        }
        const bool swings =
            kind == PoseKind::Dancing || (kind == PoseKind::OneLeg && m_random.chance(0.5));
        const float open = kind == PoseKind::ArmsRaised ? vary(0.35, 0.25, 0.35) : 0.0F;
        for (const Side side : kSides) {
            const bool chosen = side == active;
            if (kind == PoseKind::HandsOnHips || (kind == PoseKind::HandOnHip && chosen)) {
                handOnHip(side);
            } else if (kind == PoseKind::ArmRaised && chosen) {
                raise(side);
            } else if (kind == PoseKind::HandBehindHead && chosen) {
                behindHead(side);
            } else if (kind == PoseKind::ArmsRaised) {
                raiseHigh(side, open);
            } else if (swings) {
                swingAnywhere(side);
            } else if (kind == PoseKind::Sitting) {
                handOnThigh(side);
            } else if (kind == PoseKind::Free) {
                hang(side, {pick(m_random, 5.0, 105.0), pick(m_random, -20.0, 40.0),
                            pick(m_random, 0.0, 75.0)});
            } else if (kind == PoseKind::TPose) {
                hang(side, {vary(88.0, 3.0, 5.0), 2.0F, vary(4.0, 2.0, 3.0)});
            } else if (kind == PoseKind::APose) {
                hang(side, {vary(40.0, 5.0, 9.0), 2.0F, vary(10.0, 3.0, 6.0)});
            } else if (kind == PoseKind::Walking) {
                const float swing =
                    side == m_weightSide ? vary(22.0, 5.0, 9.0) : vary(-20.0, 4.0, 8.0);
                hang(side, {vary(11.0, 2.0, 4.0), swing, vary(22.0, 5.0, 8.0)});
            } else {
                hang(side, {vary(14.0, 4.0, 6.0), vary(0.0, 4.0, 8.0), vary(16.0, 6.0, 10.0)});
            }
        }
    }

    PoseBuilder m_builder;
    const BodyExtent& m_extent;
    Random& m_random;
    Side m_weightSide = Side::Left;
    float m_armLength;
    float m_thigh = m_builder.length("upperleg01.L", "lowerleg01.L");
    float m_shin = m_builder.length("lowerleg01.L", "foot.L");
    float m_restPelvis = m_builder.headOf("root").y();
    float m_restAnkle = m_builder.headOf("foot.L").y();
};

} // namespace

const char* poseName(PoseKind kind) {
    static constexpr std::array<const char*, kPoseKinds> kNames = {
        "relaxed",     "a-pose",     "contrapposto", "walking",          "hands-on-hips",
        "hand-on-hip", "arm-raised", "arms-crossed", "hand-behind-head", "t-pose",
        "arms-raised", "one-leg",    "dancing",      "sitting",          "free"};
    return kNames[static_cast<size_t>(kind)];
}

bool isRarePose(const std::string& name) {
    for (int i = kEveryday; i < kPoseKinds; ++i) {
        if (name == poseName(static_cast<PoseKind>(i))) {
            return true;
        }
    }
    return false;
}

PoseKind samplePoseKind(Random& random, bool wide) {
    constexpr double kRare = 1.0 / 3.0;
    // Their share of the everyday or of the rare ones.
    static constexpr std::array<double, kPoseKinds> kShares = {
        0.28, 0.13, 0.17, 0.13, 0.06, 0.09, 0.06, 0.05, 0.03, 0.07, 0.07, 0.06, 0.12, 0.10, 0.58};
    Random choice = random.fork(0);
    const bool rare = wide && choice.chance(kRare);
    double rest = random.uniform();
    for (int i = rare ? kEveryday : 0; i < (rare ? kPoseKinds : kEveryday); ++i) {
        rest -= kShares[i];
        if (rest < 0.0) {
            return static_cast<PoseKind>(i);
        }
    }
    return PoseKind::Relaxed;
}

BodyExtent measureExtent(const Points& shape, const Points& base) {
    BodyExtent extent{0.0F, 0.0F, 0.0F, 0.0F};
    int waistRows = 0;
    for (int v = 0; v < kBodyVertices; ++v) {
        const Vector3f b = base.row(v);
        const bool trunk = std::abs(b.x()) < 0.22F;
        if (trunk && b.y() > -0.08F && b.y() < 0.22F) {
            extent.hipHalfWidth = std::max(extent.hipHalfWidth, std::abs(shape(v, 0)));
        }
        if (trunk && std::abs(b.y() - 0.165F) < 0.012F) {
            extent.waistHeight += shape(v, 1);
            extent.waistHalfWidth = std::max(extent.waistHalfWidth, std::abs(shape(v, 0)));
            ++waistRows;
        }
        if (std::abs(b.x()) < 0.13F && b.y() > 0.25F && b.y() < 0.45F) {
            extent.chestFront = std::max(extent.chestFront, shape(v, 2));
        }
    }
    extent.waistHeight /= static_cast<float>(std::max(waistRows, 1));
    return extent;
}

Pose makePose(PoseKind kind, const Skeleton& skeleton, const BodyExtent& extent, Random& random) {
    return PoseMaker(skeleton, extent, random).make(kind);
}

} // namespace maquette
