// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/garment_evidence.h"

#include "core/texture/color_histogram.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

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

GarmentEvidence gatherEvidence(const BodyZones& zones, const std::vector<Sample>& samples) {
    const std::vector<cv::Vec3f> lab = labColors(samples);
    const GarmentColors colors = learnColors(zones, samples, lab);
    GarmentEvidence e;
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

} // namespace maquette::texture
