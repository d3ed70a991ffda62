// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/garments.h"

#include "core/texture/color_histogram.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

constexpr float kWaist = 0.585F;    ///< BodyZones::height where upper and lower garment meet
constexpr float kChest = 0.77F;     ///< and up to where the chest is covered
constexpr float kLeastSeen = 20.0F; ///< sum of sights below which a garment counts as unseen

/// What the samples say of each vertex.
struct Evidence {
    Eigen::VectorXf weight;   ///< sum of sights
    Eigen::VectorXf skin;     ///< mean skin probability
    Eigen::VectorXf hair;     ///< mean hair probability
    Eigen::VectorXf upper;    ///< mean log likelihood of the upper against the lower garment
    float upperWeight = 0.0F; ///< sight of cloth well above the waist
    float lowerWeight = 0.0F; ///< and well below
};

/// Cloth well above and well below the waist teaches the two garments' colours.
struct GarmentColors {
    ColorHistogram upper;
    ColorHistogram lower;
};

GarmentColors learnColors(const BodyZones& zones, const std::vector<Sample>& samples,
                          const std::vector<cv::Vec3f>& lab) {
    GarmentColors colors;
    for (size_t i = 0; i < samples.size(); ++i) {
        const Sample& s = samples[i];
        const int v = s.vertex();
        if (s.skin > 0.35F || s.hair > 0.35F) {
            continue;
        }
        const float height = zones.height[v];
        if ((zones.zone[v] == Zone::Torso && height > 0.67F) ||
            (zones.zone[v] == Zone::Arm && height > 0.67F)) {
            colors.upper.add(lab[i], s.sight);
        } else if ((zones.zone[v] == Zone::Leg && height > 0.27F) ||
                   (zones.zone[v] == Zone::Pelvis && height < 0.53F)) {
            colors.lower.add(lab[i], s.sight);
        }
    }
    return colors;
}

Evidence gather(const BodyZones& zones, const std::vector<Sample>& samples) {
    const std::vector<cv::Vec3f> lab = labColors(samples);
    const GarmentColors colors = learnColors(zones, samples, lab);
    Evidence e;
    for (Eigen::VectorXf* values : {&e.weight, &e.skin, &e.hair, &e.upper}) {
        *values = Eigen::VectorXf::Zero(kBodyVertices);
    }
    for (size_t i = 0; i < samples.size(); ++i) {
        const Sample& s = samples[i];
        const float ratio = std::log(colors.upper.density(lab[i]) / colors.lower.density(lab[i]));
        for (int k = 0; k < 3; ++k) {
            const int v = s.corners[k];
            const float w = s.sight * s.weights[k];
            e.weight[v] += w;
            e.skin[v] += w * s.skin;
            e.hair[v] += w * s.hair;
            e.upper[v] += w * ratio;
        }
    }
    const Eigen::ArrayXf scale = e.weight.array().max(1e-6F).inverse();
    e.skin.array() *= scale;
    e.hair.array() *= scale;
    e.upper.array() *= scale;
    e.upperWeight = colors.upper.total();
    e.lowerWeight = colors.lower.total();
    return e;
}

/// Mean skin probability over a zone; @p sight receives how much of it is seen.
float zoneSkin(const BodyZones& zones, const Evidence& e, Zone zone, float& sight) {
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
float upperShare(const BodyZones& zones, const Evidence& e, int v) {
    if (zones.zone[v] == Zone::Arm || zones.zone[v] == Zone::Hand || zones.zone[v] == Zone::Neck) {
        return 1.0F;
    }
    const float place = (zones.height[v] - kWaist) / 0.025F;
    const bool bothSeen = e.upperWeight > kLeastSeen && e.lowerWeight > kLeastSeen;
    const float color =
        bothSeen && e.weight[v] > 0.05F ? std::clamp(1.5F * e.upper[v], -4.0F, 4.0F) : 0.0F;
    return 1.0F / (1.0F + std::exp(-place - color));
}

/// How bare the trunk is, seen from the front or from behind, by
/// height.
class TrunkCover {
public:
    TrunkCover(const BodyZones& zones, const Evidence& e) {
        for (int v = 0; v < kBodyVertices; ++v) {
            const float weight = e.weight[v] * (1.0F - smoothStep(0.1F, 0.4F, e.hair[v]));
            if (isTrunk(zones.zone[v]) && std::abs(zones.rest[v][0]) < kHalfWidth) {
                const size_t bin = binOf(zones.height[v]);
                m_weight[bin] += weight;
                m_bare[bin] += weight * e.skin[v];
            }
            if (zones.zone[v] == Zone::Torso && zones.height[v] > kShoulders &&
                std::abs(zones.rest[v][0]) > kStraps) {
                m_shoulderWeight += weight;
                m_shoulderBare += weight * e.skin[v];
            }
        }
    }
    /// Whether enough of the trunk is seen at a height.
    [[nodiscard]] bool isKnown(float height) const { return weightAt(height) > 1.0F; }
    [[nodiscard]] float at(float height) const {
        float bare = 0.0F;
        for (const auto& [bin, share] : binsAt(height)) {
            bare += share * m_bare[bin] / weightAt(height);
        }
        if (height > kShoulders && m_shoulderWeight > 1.0F) {
            // Behind, cloth goes up to where it lies on the shoulders, whatever the neckline.
            bare = std::min(bare, m_shoulderBare / m_shoulderWeight);
        }
        return smoothStep(0.35F, 0.85F, bare);
    }
    static bool isTrunk(Zone zone) { return zone == Zone::Torso || zone == Zone::Pelvis; }

private:
    static constexpr int kBins = 70;           ///< of about 25 mm
    static constexpr float kShoulders = 0.76F; ///< BodyZones::height, about the armpits'
    static constexpr float kStraps = 0.08F;    ///< metres from the middle
    static constexpr float kHalfWidth = 0.17F; ///< with the shoulders: necklines are narrower
    static size_t binOf(float height) {
        return static_cast<size_t>(std::clamp(static_cast<int>(height * kBins), 0, kBins - 1));
    }
    /// The two bins nearest to a height and their shares.
    static std::array<std::pair<size_t, float>, 2> binsAt(float height) {
        const float place = height * kBins - 0.5F;
        const float share = place - std::floor(place);
        return {std::pair(binOf(height - 0.5F / kBins), 1.0F - share),
                std::pair(binOf(height + 0.5F / kBins), share)};
    }
    [[nodiscard]] float weightAt(float height) const {
        float weight = 0.0F;
        for (const auto& [bin, share] : binsAt(height)) {
            weight += share * m_weight[bin];
        }
        return weight;
    }

    std::array<float, kBins> m_weight{};
    std::array<float, kBins> m_bare{};
    float m_shoulderWeight = 0.0F;
    float m_shoulderBare = 0.0F;
};

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
};

Votes vote(const BodyZones& zones, const Evidence& e, bool hasHair) {
    Votes votes;
    votes.hasHair = hasHair;
    float sight = 0.0F;
    votes.gloves = zoneSkin(zones, e, Zone::Hand, sight) < 0.15F && sight > kLeastSeen;
    const float feet = zoneSkin(zones, e, Zone::Foot, sight);
    votes.shoes = feet < 0.6F || sight < kLeastSeen;
    zoneSkin(zones, e, Zone::Leg, sight);
    votes.legsSeen = sight > kLeastSeen;
    float chest = 0.0F;
    for (int v = 0; v < kBodyVertices; ++v) {
        chest += zones.zone[v] == Zone::Torso && zones.height[v] < kChest ? e.weight[v] : 0.0F;
    }
    votes.chestSeen = chest > kLeastSeen;
    return votes;
}

Seed clothSeed(const BodyZones& zones, const Evidence& e, const Votes& votes, int v) {
    const Zone zone = zones.zone[v];
    const float upper = upperShare(zones, e, v);
    // Beige trousers pass for skin sooner than a bare pelvis is met with.
    const float bare = isPrivate(zones, v)    ? 0.0F
                       : zone == Zone::Pelvis ? smoothStep(0.7F, 0.95F, e.skin[v])
                                              : smoothStep(0.3F, 0.7F, e.skin[v]);
    Seed seed;
    seed.pull = 0.5F * std::min(1.0F, e.weight[v]) * (1.0F - e.hair[v]);
    if (isPrivate(zones, v)) {
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

Seed seedAt(const BodyZones& zones, const Evidence& e, const Votes& votes, int v) {
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
void coverTrunk(const BodyZones& zones, const Evidence& e, VertexValues& share) {
    constexpr auto kSkin = static_cast<Eigen::Index>(Garment::Skin);
    constexpr auto kUpper = static_cast<Eigen::Index>(Garment::Upper);
    constexpr auto kLower = static_cast<Eigen::Index>(Garment::Lower);
    const TrunkCover trunk(zones, e);
    for (int v = 0; v < kBodyVertices; ++v) {
        if (zones.zone[v] != Zone::Torso || !trunk.isKnown(zones.height[v])) {
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

void refineSkin(const BodyZones& zones, std::vector<Sample>& samples) {
    const std::vector<cv::Vec3f> lab = labColors(samples);
    ColorHistogram skin;
    ColorHistogram cloth;
    for (size_t i = 0; i < samples.size(); ++i) {
        const Sample& s = samples[i];
        const Zone zone = zones.zone[s.vertex()];
        const bool isTorso = zone == Zone::Torso || zone == Zone::Pelvis;
        if (s.skin > 0.75F && !isTorso && s.hair < 0.3F) {
            skin.add(lab[i], s.sight);
        } else if (s.hair < 0.4F && zone != Zone::Scalp && zone != Zone::Face &&
                   (s.skin < 0.25F || (zone == Zone::Pelvis && s.skin < 0.9F))) {
            cloth.add(lab[i], s.sight);
        }
    }
    for (size_t i = 0; i < samples.size(); ++i) {
        Sample& s = samples[i];
        const float bare = s.skin * skin.density(lab[i]);
        const float clad = (1.0F - s.skin) * cloth.density(lab[i]);
        s.skin = bare / std::max(bare + clad, 1e-9F);
    }
}

GarmentLabels labelGarments(const BodyZones& zones, const std::vector<Sample>& samples,
                            bool hasHair) {
    const Evidence evidence = gather(zones, samples);
    const Votes votes = vote(zones, evidence, hasHair);
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
    coverTrunk(zones, evidence, labels.share);
    labels.vertex.resize(kBodyVertices);
    for (int v = 0; v < kBodyVertices; ++v) {
        Eigen::Index best = 0;
        labels.share.row(v).maxCoeff(&best);
        labels.vertex[v] = static_cast<Garment>(best);
        labels.share.row(v) /= std::max(1e-6F, labels.share.row(v).sum());
    }
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
