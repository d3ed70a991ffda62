// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/garments.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

constexpr float kWaist = 0.585F;    ///< BodyZones::height where upper and lower garment meet
constexpr float kLeastSeen = 20.0F; ///< sum of sights below which a garment counts as unseen

/// Colours of a garment as a Lab histogram: garments are often of several colours.
class ColorHistogram {
public:
    void add(const cv::Vec3f& lab, float weight) {
        m_bins[binOf(lab)] += weight;
        m_total += weight;
    }
    [[nodiscard]] float total() const { return m_total; }
    /// Share of the weight in and around a colour, never 0.
    [[nodiscard]] float density(const cv::Vec3f& lab) const {
        constexpr float kStep[3] = {kLight, kChroma, kChroma};
        float sum = m_bins[binOf(lab)];
        for (int k = 0; k < 3; ++k) {
            for (const float side : {-1.0F, 1.0F}) {
                cv::Vec3f near = lab;
                near[k] += side * kStep[k];
                sum += 0.5F * m_bins[binOf(near)];
            }
        }
        return (sum + 0.2F) / (m_total + 20.0F);
    }

private:
    static constexpr float kLight = 20.0F;
    static constexpr float kChroma = 9.0F;
    static constexpr int kSide = 16;

    static size_t binOf(const cv::Vec3f& lab) {
        const auto bin = [](float value, float step) {
            return static_cast<size_t>(std::clamp(static_cast<int>(value / step), 0, kSide - 1));
        };
        // Chroma bins are centred on grey: 128 lies in the middle of bin 8.
        return (bin(lab[0], kLight) * kSide + bin(lab[1] - 128.0F + 8.5F * kChroma, kChroma)) *
                   kSide +
               bin(lab[2] - 128.0F + 8.5F * kChroma, kChroma);
    }

    std::array<float, kSide * kSide * kSide> m_bins{};
    float m_total = 0.0F;
};

/// Lab of every sample's colour, 8-bit scale.
std::vector<cv::Vec3f> labOf(const std::vector<Sample>& samples) {
    cv::Mat colors(static_cast<int>(samples.size()), 1, CV_8UC3);
    for (size_t i = 0; i < samples.size(); ++i) {
        const Eigen::Vector3f& c = samples[i].color;
        colors.at<cv::Vec3b>(static_cast<int>(i)) = {cv::saturate_cast<uchar>(c[0]),
                                                     cv::saturate_cast<uchar>(c[1]),
                                                     cv::saturate_cast<uchar>(c[2])};
    }
    std::vector<cv::Vec3f> lab(samples.size());
    if (!samples.empty()) {
        cv::cvtColor(colors, colors, cv::COLOR_BGR2Lab);
        std::transform(colors.begin<cv::Vec3b>(), colors.end<cv::Vec3b>(), lab.begin(),
                       [](const cv::Vec3b& c) { return cv::Vec3f(c); });
    }
    return lab;
}

/// The nearest vertex of a sample.
int anchorOf(const Sample& s) {
    Eigen::Index k = 0;
    s.weights.maxCoeff(&k);
    return s.corners[k];
}

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
        const int v = anchorOf(s);
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
    const std::vector<cv::Vec3f> lab = labOf(samples);
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
    return votes;
}

Seed clothSeed(const BodyZones& zones, const Evidence& e, const Votes& votes, int v) {
    const Zone zone = zones.zone[v];
    const float upper = upperShare(zones, e, v);
    // Beige trousers pass for skin sooner than a bare pelvis is met with.
    const float bare = zone == Zone::Pelvis ? smoothStep(0.7F, 0.95F, e.skin[v])
                                            : smoothStep(0.3F, 0.7F, e.skin[v]);
    Seed seed;
    seed.pull = 0.5F * std::min(1.0F, e.weight[v]) * (1.0F - e.hair[v]);
    if (seed.pull > 0.01F) {
        seed.of(Garment::Skin) = bare;
        seed.of(Garment::Upper) = (1.0F - bare) * upper;
        seed.of(Garment::Lower) = (1.0F - bare) * (1.0F - upper);
        return seed;
    }
    seed.pull = zone == Zone::Pelvis ? 3e-4F : 3e-6F;
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
        const float hair =
            votes.hasHair ? (seen > 0.1F ? 1.0F - smoothStep(0.4F, 0.8F, e.skin[v]) : 1.0F) : 0.0F;
        seed.pull = seen > 0.1F ? 0.5F * seen : 0.003F;
        seed.of(Garment::Hair) = hair;
        seed.of(Garment::Skin) = 1.0F - hair;
        return seed;
    }
    case Zone::Hand:
        seed.pull = 0.3F;
        seed.of(votes.gloves ? Garment::Upper : Garment::Skin) = 1.0F;
        return seed;
    case Zone::Foot: {
        const float bare = votes.shoes ? smoothStep(0.6F, 0.9F, e.skin[v]) : 1.0F;
        seed.pull = votes.shoes && seen > 0.1F ? 0.4F * seen : 0.02F;
        seed.of(Garment::Skin) = seen > 0.1F || !votes.shoes ? bare : 0.0F;
        seed.of(Garment::Shoes) = 1.0F - seed.of(Garment::Skin);
        return seed;
    }
    default:
        return clothSeed(zones, e, votes, v);
    }
}

} // namespace

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
    labels.share = diffuse(zones.edges, pull, target).cwiseMax(0.0F);
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

} // namespace maquette
