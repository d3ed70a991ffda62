// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/garments.h"

#include "core/texture/trunk_cover.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

constexpr float kWaist = 0.585F;    ///< BodyZones::height where upper and lower garment meet
constexpr float kChest = 0.77F;     ///< and up to where the chest is covered
constexpr float kLeastSeen = 20.0F; ///< sum of sights below which a garment counts as unseen

/// Mean skin probability over a zone; @p sight receives how much of it is seen.
float zoneSkin(const BodyZones& zones, const GarmentEvidence& e, Zone zone, float& sight) {
    float sum = 0.0F;
    sight = 0.0F;
    for (int v = 0; v < kBodyVertices; ++v) {
        if (zones.zone[v] == zone) {
            sight += e.weight[v];
            sum += e.weight[v] * e.skin[v];
        }
    }
    return sight > 0.0F ? sum / sight : 0.0F;
}

/// Shares of the upper and the lower garment in cloth at a vertex.
float upperShare(const BodyZones& zones, const GarmentEvidence& e, int v) {
    if (zones.zone[v] == Zone::Arm || zones.zone[v] == Zone::Hand || zones.zone[v] == Zone::Neck) {
        return 1.0F;
    }
    const float place = (zones.height[v] - kWaist) / 0.025F;
    const bool bothSeen = e.upperWeight > kLeastSeen && e.lowerWeight > kLeastSeen;
    const float color =
        bothSeen && e.weight[v] > 0.05F ? std::clamp(1.5F * e.upper[v], -4.0F, 4.0F) : 0.0F;
    return 1.0F / (1.0F + std::exp(-place - color));
}

/// One vertex's soft seed.
struct Seed {
    float pull = 0.0F;
    std::array<float, kGarmentCount> share{};

    float& of(Garment g) { return share[static_cast<size_t>(g)]; }
};

/// What holds for the whole of hands and feet: they are too small and too often blurred, crossed
/// or misplaced to be judged point by point.
struct Votes {
    bool hasHair = false;
    bool gloves = false;
    bool shoes = true;
    bool legsSeen = false;
    bool chestSeen = false;
    std::vector<bool> neverBare; ///< per vertex
};

Votes vote(const BodyZones& zones, const GarmentEvidence& e, const Wearer& wearer) {
    Votes votes;
    votes.hasHair = wearer.hasHair;
    float sight = 0.0F;
    votes.gloves = zoneSkin(zones, e, Zone::Hand, sight) < 0.15F && sight > kLeastSeen;
    const float feet = zoneSkin(zones, e, Zone::Foot, sight);
    votes.shoes = wearer.isShod.value_or(feet < 0.6F || sight < kLeastSeen);
    zoneSkin(zones, e, Zone::Leg, sight);
    votes.legsSeen = sight > kLeastSeen;
    float chest = 0.0F;
    float breast = 0.0F;
    float bareBreast = 0.0F;
    for (int v = 0; v < kBodyVertices; ++v) {
        chest += zones.zone[v] == Zone::Torso && zones.height[v] < kChest ? e.weight[v] : 0.0F;
        if (isBreastBand(zones, v)) {
            breast += e.weight[v];
            bareBreast += e.weight[v] * e.skin[v];
        }
    }
    votes.chestSeen = chest > kLeastSeen;
    const bool dressesChest = wearer.coversChest && bareBreast > 0.5F * breast;
    for (int v = 0; v < kBodyVertices; ++v) {
        votes.neverBare.push_back(isPrivate(zones, v) || (dressesChest && isBreastBand(zones, v)));
    }
    return votes;
}

Seed clothSeed(const BodyZones& zones, const GarmentEvidence& e, const Votes& votes, int v) {
    const Zone zone = zones.zone[v];
    const float upper = upperShare(zones, e, v);
    // Beige trousers pass for skin sooner than a bare pelvis is met with.
    const bool neverBare = votes.neverBare[v];
    const float bare = neverBare              ? 0.0F
                       : zone == Zone::Pelvis ? smoothStep(0.7F, 0.95F, e.skin[v])
                                              : smoothStep(0.3F, 0.7F, e.skin[v]);
    Seed seed;
    seed.pull = 0.5F * std::min(1.0F, e.weight[v]) * (1.0F - e.hair[v]);
    if (neverBare) {
        seed.pull = std::max(seed.pull, 0.2F);
    }
    if (seed.pull > 0.01F) {
        seed.of(Garment::Skin) = bare;
        seed.of(Garment::Upper) = (1.0F - bare) * upper;
        seed.of(Garment::Lower) = (1.0F - bare) * (1.0F - upper);
        return seed;
    }
    const bool isHiddenLeg = zone == Zone::Leg && !votes.legsSeen;
    const bool isHiddenChest = zone == Zone::Torso && zones.height[v] < kChest && !votes.chestSeen;
    seed.pull = isHiddenChest          ? 0.1F // a portrait's bare shoulders do not undress it
                : isHiddenLeg          ? 0.005F
                : zone == Zone::Pelvis ? 3e-4F
                                       : 3e-6F;
    if (zone == Zone::Neck || (zone == Zone::Leg && votes.legsSeen)) {
        seed.of(Garment::Skin) = 1.0F;
    } else {
        seed.of(Garment::Upper) = upper;
        seed.of(Garment::Lower) = 1.0F - upper;
    }
    return seed;
}

Seed seedAt(const BodyZones& zones, const GarmentEvidence& e, const Votes& votes, int v) {
    Seed seed;
    const float seen = std::min(1.0F, e.weight[v]);
    switch (zones.zone[v]) {
    case Zone::Face:
    case Zone::Ear:
    case Zone::Mouth:
    case Zone::Socket:
        seed.pull = 1.0F;
        seed.of(Garment::Skin) = 1.0F;
        return seed;
    case Zone::Scalp: {
        // Only what is surely skin is a bald patch.
        const float bald = seen > 0.1F ? smoothStep(0.5F, 0.8F, e.skin[v]) *
                                             (1.0F - smoothStep(0.05F, 0.35F, e.hair[v]))
                                       : 0.0F;
        const float hair = votes.hasHair ? 1.0F - bald : 0.0F;
        seed.pull = seen > 0.1F ? 0.5F * seen : 0.02F;
        seed.of(Garment::Hair) = hair;
        seed.of(Garment::Skin) = 1.0F - hair;
        return seed;
    }
    case Zone::Temple:
        // Where the hairline runs differs from head to head.
        seed.pull = seen > 0.1F ? 0.5F * seen : 0.002F;
        seed.of(Garment::Skin) =
            votes.hasHair && seen > 0.1F ? 1.0F - smoothStep(0.3F, 0.7F, e.hair[v]) : 1.0F;
        seed.of(Garment::Hair) = 1.0F - seed.of(Garment::Skin);
        return seed;
    case Zone::Hand:
        seed.pull = 0.3F;
        seed.of(votes.gloves ? Garment::Upper : Garment::Skin) = 1.0F;
        return seed;
    case Zone::Foot: {
        const float bare = votes.shoes ? smoothStep(0.6F, 0.9F, e.skin[v]) : 1.0F;
        seed.pull = votes.shoes && seen > 0.1F ? 0.4F * seen : 0.005F;
        seed.of(Garment::Skin) = seen > 0.1F || !votes.shoes ? bare : 0.0F;
        seed.of(Garment::Shoes) = 1.0F - seed.of(Garment::Skin);
        return seed;
    }
    default:
        return clothSeed(zones, e, votes, v);
    }
}

/// A top goes round: what the photo does not show of the trunk is as bare as what it shows at that
/// height, whatever the arms and the neck beside it are.
void coverTrunk(const BodyZones& zones, const GarmentEvidence& e, const Votes& votes,
                VertexValues& share) {
    constexpr auto kSkin = static_cast<Eigen::Index>(Garment::Skin);
    constexpr auto kUpper = static_cast<Eigen::Index>(Garment::Upper);
    constexpr auto kLower = static_cast<Eigen::Index>(Garment::Lower);
    const TrunkCover trunk(zones, e);
    for (int v = 0; v < kBodyVertices; ++v) {
        if (zones.zone[v] != Zone::Torso || !trunk.isKnown(zones.height[v]) || votes.neverBare[v]) {
            continue;
        }
        const float unseen = 1.0F - std::min(1.0F, e.weight[v] * (1.0F - e.hair[v]));
        const float cloth = share(v, kUpper) + share(v, kLower);
        const float upper = cloth > 0.01F ? share(v, kUpper) / cloth : upperShare(zones, e, v);
        const float bare = share(v, kSkin) + unseen * (trunk.at(zones.height[v]) - share(v, kSkin));
        share(v, kSkin) = bare;
        share(v, kUpper) = (1.0F - bare) * upper;
        share(v, kLower) = (1.0F - bare) * (1.0F - upper);
    }
}

/// A bare arm must not bare the flank that it hides, nor a neck the back.
std::vector<BodyEdge> limbEdges(const BodyZones& zones) {
    std::vector<BodyEdge> edges = zones.edges;
    for (BodyEdge& e : edges) {
        const Limb a = zones.limb[e.a];
        const Limb b = zones.limb[e.b];
        const auto isUpper = [](Limb l) {
            return l == Limb::Head || l == Limb::LeftArm || l == Limb::RightArm;
        };
        e.conductance *= a != b && (isUpper(a) || isUpper(b)) ? 0.1F : 1.0F;
    }
    return edges;
}

} // namespace

GarmentLabels labelGarments(const BodyZones& zones, const std::vector<Sample>& samples,
                            const Wearer& wearer) {
    const GarmentEvidence evidence = gatherEvidence(zones, samples);
    const Votes votes = vote(zones, evidence, wearer);
    Eigen::VectorXf pull(kBodyVertices);
    VertexValues target(kBodyVertices, kGarmentCount);
    for (int v = 0; v < kBodyVertices; ++v) {
        const Seed seed = seedAt(zones, evidence, votes, v);
        pull[v] = seed.pull;
        for (int g = 0; g < kGarmentCount; ++g) {
            target(v, g) = seed.share[g];
        }
    }
    GarmentLabels labels;
    labels.share = diffuse(limbEdges(zones), pull, target).cwiseMax(0.0F);
    coverTrunk(zones, evidence, votes, labels.share);
    labels.vertex.resize(kBodyVertices);
    for (int v = 0; v < kBodyVertices; ++v) {
        Eigen::Index best = 0;
        labels.share.row(v).maxCoeff(&best);
        labels.vertex[v] = static_cast<Garment>(best);
        labels.share.row(v) /= std::max(1e-6F, labels.share.row(v).sum());
    }
    labels.neverBare = votes.neverBare;
    std::array<float, kGarmentCount> seen{};
    for (int v = 0; v < kBodyVertices; ++v) {
        seen[static_cast<size_t>(labels.vertex[v])] += evidence.weight[v];
    }
    labels.upperSeen = seen[static_cast<size_t>(Garment::Upper)] > kLeastSeen;
    labels.lowerSeen = seen[static_cast<size_t>(Garment::Lower)] > kLeastSeen;
    labels.shoesSeen = seen[static_cast<size_t>(Garment::Shoes)] > kLeastSeen;
    return labels;
}

} // namespace maquette::texture
