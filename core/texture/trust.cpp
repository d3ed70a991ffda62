// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/trust.h"

namespace maquette::texture {
namespace {

/// 1 where a pixel passes for skin.
float skinLike(float skin) {
    return smoothStep(0.2F, 0.5F, skin);
}

/// Whether what is seen of a hand is a hand: in a pocket, behind a bag or badly placed it is not.
float handTrust(const Survey& survey, Limb limb) {
    float sum = 0.0F;
    float sight = 0.0F;
    for (const Sample& s : survey.samples) {
        const int v = s.vertex();
        if (survey.zones->zone[v] == Zone::Hand && survey.zones->limb[v] == limb) {
            sum += s.sight * s.skin;
            sight += s.sight;
        }
    }
    return sight > 0.0F ? smoothStep(0.35F, 0.6F, sum / sight) : 0.0F;
}

} // namespace

Trust::Trust(const Survey& survey) : m_survey(survey), m_rules(kBodyVertices) {
    const float leftHand = handTrust(survey, Limb::LeftArm);
    const float rightHand = handTrust(survey, Limb::RightArm);
    for (int v = 0; v < kBodyVertices; ++v) {
        Rules& rules = m_rules[v];
        const float bare = survey.labels.share(v, static_cast<int>(Garment::Skin));
        switch (survey.zones->zone[v]) {
        case Zone::Ear:
            rules.skin = 1.0F;
            rules.noHair = 1.0F;
            break;
        case Zone::Face:
            rules.skinAslant = 1.0F - smoothStep(0.35F, 0.6F, survey.zones->frontness[v]);
            rules.noSmear = 1.0F;
            break;
        case Zone::Temple:
            rules.noSmear = 1.0F;
            break;
        case Zone::Neck:
            rules.skinAslant = smoothStep(0.8F, 0.95F, bare);
            rules.noHair = 1.0F;
            break;
        case Zone::Hand:
            rules.skin = smoothStep(0.8F, 0.95F, bare);
            rules.never =
                bare * (1.0F - (survey.zones->limb[v] == Limb::LeftArm ? leftHand : rightHand));
            break;
        case Zone::Torso:
        case Zone::Pelvis:
        case Zone::Leg:
        case Zone::Arm:
            rules.noArm = smoothStep(0.8F, 0.97F, 1.0F - bare);
            rules.noHair = 1.0F;
            break;
        default:
            break;
        }
        rules.noSkin = survey.labels.neverBare[static_cast<size_t>(v)] ? 1.0F : 0.0F;
        rules.noHand = isBesideHands(survey.zones->zone[v]) ? 1.0F : 0.0F;
    }
}

float Trust::at(const Eigen::Vector3i& corners, const Eigen::Vector3f& weights,
                const Sight& sight) const {
    Rules rules;
    for (int k = 0; k < 3; ++k) {
        const Rules& r = m_rules[corners[k]];
        rules.never += weights[k] * r.never;
        rules.skin += weights[k] * r.skin;
        rules.skinAslant += weights[k] * r.skinAslant;
        rules.noArm += weights[k] * r.noArm;
        rules.noHair += weights[k] * r.noHair;
        rules.noSmear += weights[k] * r.noSmear;
        rules.noSkin += weights[k] * r.noSkin;
        rules.noHand += weights[k] * r.noHand;
    }
    const float x = sight.pixel.x();
    const float y = sight.pixel.y();
    float trust = 1.0F - rules.never;
    trust *= 1.0F - rules.noSmear * (1.0F - smoothStep(0.2F, 0.5F, sight.cosine));
    trust *= 1.0F - (1.0F - smoothStep(0.4F, 0.75F, sight.cosine)) *
                        sampleByte(m_survey.crop.stray, x, y) / 255.0F;
    if (rules.skin > 0.0F || rules.skinAslant > 0.0F || rules.noArm > 0.0F || rules.noSkin > 0.0F) {
        const float skin = sampleByte(m_survey.crop.skin, x, y) / 255.0F;
        trust *= 1.0F - rules.noSkin * smoothStep(0.6F, 0.9F, skin);
        const float aslant = rules.skinAslant * (1.0F - smoothStep(0.45F, 0.7F, sight.cosine));
        trust *= 1.0F - std::min(1.0F, rules.skin + aslant) * (1.0F - skinLike(skin));
        if (rules.noArm > 0.0F) {
            const float near = 1.0F - smoothStep(0.02F, 0.05F, m_survey.view->edgeDistance(sight));
            trust *= 1.0F - rules.noArm * near * smoothStep(0.5F, 0.75F, skin);
        }
    }
    if (rules.noHand > 0.0F) {
        trust *= 1.0F - rules.noHand * sampleByte(m_survey.crop.hands, x, y) / 255.0F;
    }
    if (rules.noHair > 0.0F) {
        const float hair = sampleByte(m_survey.hair.probability, x, y) / 255.0F;
        trust *= 1.0F - rules.noHair * smoothStep(0.35F, 0.6F, hair);
    }
    return trust;
}

} // namespace maquette::texture
