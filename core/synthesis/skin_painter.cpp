// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/skin_painter.h"

#include "core/synthesis/noise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

Tint mixTint(const Tint& a, const Tint& b, float share) {
    return a + share * (b - a);
}

/// Light to dark; common skin tones in even light.
const std::array<Tint, 6> kSkinTones = {Tint{0.93F, 0.79F, 0.71F}, Tint{0.88F, 0.71F, 0.60F},
                                        Tint{0.80F, 0.61F, 0.48F}, Tint{0.66F, 0.47F, 0.35F},
                                        Tint{0.48F, 0.33F, 0.24F}, Tint{0.34F, 0.23F, 0.17F}};

Tint skinTone(float darkness) {
    const float place = std::clamp(darkness, 0.0F, 1.0F) * (kSkinTones.size() - 1);
    const int i = std::min(static_cast<int>(place), static_cast<int>(kSkinTones.size()) - 2);
    return mixTint(kSkinTones[i], kSkinTones[i + 1], place - static_cast<float>(i));
}

Tint sampleHair(const MacroParameters& macro, double fair, Random& random) {
    static const std::array<Tint, 6> dark = {Tint{0.07F, 0.06F, 0.06F}, Tint{0.12F, 0.09F, 0.07F},
                                             Tint{0.19F, 0.13F, 0.09F}, Tint{0.10F, 0.07F, 0.06F},
                                             Tint{0.15F, 0.10F, 0.08F}, Tint{0.24F, 0.16F, 0.10F}};
    static const std::array<Tint, 5> light = {Tint{0.42F, 0.28F, 0.16F}, Tint{0.62F, 0.47F, 0.28F},
                                              Tint{0.74F, 0.60F, 0.40F}, Tint{0.42F, 0.20F, 0.11F},
                                              Tint{0.30F, 0.20F, 0.13F}};
    const Tint tint = random.chance(0.75 * fair) ? light[random.below(light.size())]
                                                 : dark[random.below(dark.size())];
    const double greying = std::clamp((macro.age - 45.0) / 30.0, 0.0, 1.0);
    const Tint grey = Tint::Constant(static_cast<float>(random.uniform(0.45, 0.75)));
    return mixTint(tint, grey, static_cast<float>(greying * random.uniform(0.2, 1.0)));
}

/// Opacity of a brow; strokes lie along it.
float browAt(const Vector3f& p, float width, std::uint32_t seed) {
    const float x = std::abs(p.x());
    if (p.z() < 0.09F || x < 0.008F || x > 0.060F) {
        return 0.0F;
    }
    const float t = (x - 0.0115F) / 0.042F; // 0 inner end … 1 outer end
    const float arch =
        0.7505F + 0.0075F * smoothStep(-0.1F, 0.68F, t) - 0.0085F * smoothStep(0.66F, 1.15F, t);
    const float half = width * (0.0036F - 0.0022F * smoothStep(0.35F, 1.0F, t));
    const float distance = std::abs(p.y() - arch) / half;
    const float ends = smoothStep(-0.06F, 0.10F, t) * smoothStep(1.08F, 0.90F, t);
    const float strokes =
        0.7F + 0.5F * valueNoise({p.x() * 2200.0F, (p.y() - 0.3F * x) * 5200.0F, 0.0F}, seed);
    return std::min(1.0F, smoothStep(1.25F, 0.45F, distance) * ends * strokes);
}

/// 1 where a beard grows.
float beardAt(const Vector3f& p) {
    if (p.y() > 0.715F || p.z() < 0.045F) {
        return 0.0F;
    }
    const float x = std::abs(p.x());
    // From above the moustache over the cheek to the sideburn.
    const float line =
        0.682F + 0.55F * std::max(0.0F, x - 0.040F) - 0.006F * bell(x, 0.044F, 0.010F);
    const float cover = smoothStep(line + 0.006F, line - 0.010F, p.y());
    const float mouth = std::hypot(x / 0.0270F, (p.y() - 0.6600F) / 0.0105F);
    return cover * smoothStep(0.92F, 1.22F, mouth) * smoothStep(0.594F, 0.624F, p.y());
}

struct SkinPoint {
    Vector3f p;
    float arm;
    float armPlace;
    float legPlace;
    float lips;
    float nails;
    float mouth;
};

SkinPoint readPoint(const TexelValues& v) {
    return {v.head<3>(), v[kArm], v[kArmPlace], v[kLegPlace], v[kLips], v[kNails], v[kMouth]};
}

bool isFace(const Vector3f& p) {
    return p.y() > 0.60F && p.z() > 0.06F;
}

/// Redness where blood shows: cheeks, nose, ears, knuckles, elbows, knees.
float rednessAt(const SkinPoint& s) {
    const Vector3f& p = s.p;
    float red = 0.0F;
    if (p.y() > 0.60F) {
        const float x = std::abs(p.x());
        red =
            std::max(red, bell((p - Vector3f(std::copysign(0.040F, p.x()), 0.694F, 0.135F)).norm(),
                               0.0F, 0.014F) *
                              0.9F);
        red = std::max(red, bell((p - Vector3f(0.0F, 0.695F, 0.163F)).norm(), 0.0F, 0.009F) * 0.8F);
        red = std::max(red, smoothStep(0.074F, 0.084F, x) * 0.8F);
        red = std::max(red, bell((p - Vector3f(0.0F, 0.628F, 0.148F)).norm(), 0.0F, 0.010F) * 0.4F);
    } else if (s.arm > 0.5F) {
        red = bell(s.armPlace, 1.0F, 0.12F) * 0.5F + smoothStep(2.1F, 2.8F, s.armPlace) * 0.6F;
    } else {
        red = bell(s.legPlace, 1.0F, 0.10F) * 0.5F;
    }
    return red;
}

Tint eyeRegion(const Tint& color, const Vector3f& p, const SkinLook& look) {
    const float x = std::abs(p.x());
    const Eigen::Vector2f fromEye((x - 0.0315F) / 0.0165F, (p.y() - 0.7288F) / 0.0072F);
    const float near = fromEye.norm();
    const float socket = 0.20F * smoothStep(2.1F, 0.9F, near);
    const float rim = (0.40F + 0.40F * look.makeup) * smoothStep(1.15F, 0.80F, near);
    Tint result =
        mixTint(color, color.cwiseProduct(Tint(0.60F, 0.46F, 0.44F)), std::max(socket, rim));
    if (look.makeup > 0.0F) {
        const float shadow =
            look.makeup * 0.4F * smoothStep(2.4F, 0.9F, near) * smoothStep(0.7270F, 0.7330F, p.y());
        result = mixTint(result, Tint(0.35F, 0.24F, 0.25F), shadow);
    }
    return result;
}

float freckleAt(const Vector3f& p, const SkinLook& look) {
    if (look.freckles <= 0.0F) {
        return 0.0F;
    }
    const float spots = cellNoise(p * 240.0F, look.seed + 31);
    const float where = fractalNoise(p * 22.0F, 2, look.seed + 32);
    return look.freckles * smoothStep(0.30F, 0.14F, spots) * smoothStep(0.40F, 0.62F, where);
}

/// Wrinkles that every adult face has; deeper with age.
float lineAt(const Vector3f& p, float age) {
    const float x = std::abs(p.x());
    const float fold = bell(x - (0.020F + 0.55F * std::max(0.0F, 0.690F - p.y())), 0.0F, 0.0022F) *
                       smoothStep(0.648F, 0.660F, p.y()) * smoothStep(0.690F, 0.682F, p.y());
    const float forehead = smoothStep(0.55F, 0.8F, age) *
                           bell(std::fmod(p.y() - 0.762F, 0.0105F), 0.005F, 0.0011F) *
                           smoothStep(0.763F, 0.768F, p.y()) * smoothStep(0.800F, 0.795F, p.y()) *
                           smoothStep(0.045F, 0.030F, x);
    return (0.05F + 0.13F * age) * fold + 0.13F * forehead;
}

Tint baseSkin(const SkinPoint& s, const SkinLook& look) {
    const float wide = fractalNoise(s.p * 14.0F, 3, look.seed) - 0.5F;
    const float fine = fractalNoise(s.p * 260.0F, 2, look.seed + 7) - 0.5F;
    const float blotch = (0.06F + 0.06F * look.age) * wide + 0.07F * fine;
    Tint color = look.skin * (1.0F + blotch);
    const Tint red = color.cwiseProduct(Tint(1.0F, 0.74F, 0.74F));
    color = mixTint(color, red, std::min(1.0F, look.blush * rednessAt(s)));
    if (s.arm > 0.5F && s.armPlace > 2.0F) {
        color = mixTint(color, red * 1.02F, 0.15F);
    }
    return color * (1.0F - 0.4F * freckleAt(s.p, look));
}

Tint faceDetails(Tint color, const SkinPoint& s, const SkinLook& look) {
    const Vector3f& p = s.p;
    color = eyeRegion(color, p, look);
    color *= 1.0F - lineAt(p, look.age);
    const float nostril =
        bell((p - Vector3f(std::copysign(0.0068F, p.x()), 0.6845F, 0.1535F)).norm(), 0.0F, 0.0028F);
    color *= 1.0F - 0.55F * nostril;
    const float lipNoise = valueNoise({p.x() * 900.0F, p.y() * 200.0F, 0.0F}, look.seed + 3);
    color = mixTint(color, look.lips * (0.93F + 0.14F * lipNoise),
                    0.85F * smoothStep(0.25F, 0.8F, s.lips));
    const float mouthLine = smoothStep(0.0022F, 0.0006F, std::abs(p.y() - 0.6608F)) *
                            smoothStep(0.024F, 0.021F, std::abs(p.x())) *
                            smoothStep(0.145F, 0.150F, p.z());
    color = mixTint(color, color.cwiseProduct(Tint(0.42F, 0.28F, 0.28F)), 0.8F * mouthLine);
    const float grain = valueNoise(p * 1500.0F, look.seed + 5);
    const float beard = beardAt(p);
    color = mixTint(color, mixTint(color, look.hair, 0.6F),
                    beard * look.stubble * (0.35F + 0.5F * grain));
    color = mixTint(color, look.hair * (0.8F + 0.5F * grain),
                    beard * look.beard * smoothStep(0.1F, 0.5F, grain + 0.35F));
    return mixTint(color, look.hair * 0.85F, look.brows * browAt(p, look.browWidth, look.seed + 9));
}

Paint skinPaint(const SkinPoint& s, const SkinLook& look) {
    const Vector3f& p = s.p;
    Tint color = baseSkin(s, look);
    if (isFace(p)) {
        color = faceDetails(color, s, look);
        color = mixTint(color, Tint(0.38F, 0.16F, 0.15F), smoothStep(0.6F, 1.0F, s.mouth));
    }
    if (p.y() > 0.60F && look.scalp > 0.0F) {
        const float grain = valueNoise(p * 1300.0F, look.seed + 11);
        const float cover = smoothStep(-0.004F, 0.014F, scalpHeight(p) + 0.006F * (grain - 0.5F));
        color = mixTint(color, look.hair * (0.8F + 0.4F * grain), look.scalp * cover);
    }
    color = mixTint(color, mixTint(color, Tint(0.95F, 0.80F, 0.76F), 0.5F),
                    0.6F * smoothStep(0.4F, 0.8F, s.nails));
    return {color.x(), color.y(), color.z(), 1.0F};
}

} // namespace

SkinLook sampleSkinLook(const MacroParameters& macro, Random& random) {
    const double sum = macro.african + macro.asian + macro.caucasian;
    const double african = macro.african / sum;
    const double asian = macro.asian / sum;
    const double caucasian = macro.caucasian / sum;
    SkinLook look;
    double darkness = african * random.uniform(0.55, 0.98);
    darkness += asian * random.uniform(0.12, 0.45);
    darkness += caucasian * random.uniform(0.0, 0.38);
    look.skin = skinTone(static_cast<float>(darkness));
    for (int channel = 0; channel < 3; ++channel) {
        look.skin[channel] *= static_cast<float>(random.uniform(0.975, 1.025));
    }
    const bool female = macro.gender < 0.5;
    look.makeup =
        female && random.chance(0.45) ? static_cast<float>(random.uniform(0.2, 0.9)) : 0.0F;
    const Tint natural = look.skin.cwiseProduct(Tint(0.88F, 0.64F, 0.64F));
    const Tint painted = random.chance(0.5) ? Tint(0.66F, 0.16F, 0.20F) : Tint(0.76F, 0.36F, 0.38F);
    look.lips = mixTint(natural, painted, look.makeup * 0.7F);
    look.hair = sampleHair(macro, caucasian, random);
    static const std::array<Tint, 5> irises = {Tint{0.26F, 0.16F, 0.09F}, Tint{0.36F, 0.24F, 0.13F},
                                               Tint{0.38F, 0.40F, 0.24F}, Tint{0.36F, 0.48F, 0.58F},
                                               Tint{0.42F, 0.46F, 0.48F}};
    look.iris = irises[random.chance(0.6 * caucasian) ? 2 + random.below(3) : random.below(2)];
    look.blush = static_cast<float>(random.uniform(0.2, 0.8));
    look.brows = static_cast<float>(random.uniform(0.6, 0.95));
    look.browWidth =
        static_cast<float>(female ? random.uniform(0.7, 1.1) : random.uniform(0.95, 1.45));
    if (macro.gender > 0.6 && macro.age > 18.0) {
        look.stubble = static_cast<float>(random.uniform(0.1, 0.8));
        look.beard = random.chance(0.28) ? static_cast<float>(random.uniform(0.6, 0.95)) : 0.0F;
    }
    look.freckles =
        random.chance(0.2 * caucasian) ? static_cast<float>(random.uniform(0.3, 0.9)) : 0.0F;
    look.age = static_cast<float>(std::clamp((macro.age - 18.0) / 65.0, 0.0, 1.0));
    look.seed = static_cast<std::uint32_t>(random.bits());
    return look;
}

SkinCanvas::SkinCanvas(const Template& body, const BodyCoordinates& coordinates, int size,
                       int threads) {
    std::vector<int> vertices;
    const PolygonMesh mesh = subMesh(body.mesh, body.facesOf(TemplatePart::Body), &vertices);
    m_texels.emplace(mesh, size, threads);
    m_values = coordinates.values(vertices, Eigen::all);
}

cv::Mat SkinCanvas::paint(const SkinLook& look, const Overlay& overlay,
                          const std::function<bool(const TexelValues&)>& isHidden) const {
    return m_texels->paint(m_values, [&](const TexelValues& v) {
        if (isHidden && isHidden(v)) {
            return Paint(look.skin.x(), look.skin.y(), look.skin.z(), 1.0F);
        }
        Paint paint = skinPaint(readPoint(v), look);
        if (overlay) {
            overlay(v, paint);
        }
        return paint;
    });
}

cv::Mat paintEye(const PolygonMesh& eye, const SkinLook& look, int size) {
    const Eigen::RowVector3f center =
        0.5F * (eye.positions.colwise().minCoeff() + eye.positions.colwise().maxCoeff());
    const Eigen::MatrixXf values = eye.positions.rowwise() - center;
    return AtlasTexels(withNormalizedUvs(eye), size).paint(values, [&](const TexelValues& v) {
        const Vector3f direction = Vector3f(v).normalized();
        const float angle = std::atan2(std::hypot(direction.x(), direction.y()), direction.z());
        const float around = std::atan2(direction.y(), direction.x());
        const float fibres = valueNoise({around * 18.0F, angle * 6.0F, 0.0F}, look.seed + 21);
        Tint color = Tint(0.90F, 0.88F, 0.86F) * (1.0F - 0.12F * smoothStep(0.5F, 1.2F, angle));
        const Tint iris =
            look.iris * (0.75F + 0.6F * fibres) * (1.0F + 0.5F * smoothStep(0.42F, 0.2F, angle));
        color = mixTint(color, look.iris * 0.35F, smoothStep(0.50F, 0.465F, angle));
        color = mixTint(color, iris, smoothStep(0.465F, 0.42F, angle));
        color = mixTint(color, Tint::Constant(0.02F), smoothStep(0.205F, 0.18F, angle));
        return Paint(color.x(), color.y(), color.z(), 1.0F);
    });
}

cv::Mat paintLashes(const PolygonMesh& lashes, const SkinLook& look, int size) {
    // Strips stand off the lids towards the front: their roots are the points nearest the eye.
    Eigen::MatrixXf values(lashes.vertexCount(), 2);
    for (int v = 0; v < lashes.vertexCount(); ++v) {
        const Vector3f p = lashes.positions.row(v);
        const Vector3f eye(std::copysign(0.0308F, p.x()), 0.7284F, 0.1245F);
        values(v, 0) = (p - eye).norm();
        values(v, 1) = std::atan2(p.y() - eye.y(), p.x() - eye.x());
    }
    return AtlasTexels(withNormalizedUvs(lashes), size).paint(values, [&](const TexelValues& v) {
        const float out = smoothStep(0.0150F, 0.0230F, v[0]);
        const float fibre = valueNoise({v[1] * 60.0F, 0.0F, 0.0F}, look.seed + 22);
        const float alpha =
            smoothStep(out, out + 0.25F, 0.35F + 0.65F * fibre) * (1.0F - 0.5F * out);
        const Tint color = look.hair * 0.35F;
        return Paint(color.x(), color.y(), color.z(), alpha);
    });
}

} // namespace maquette
