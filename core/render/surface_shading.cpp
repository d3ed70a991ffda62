// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/surface_shading.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace maquette {
namespace {

using Eigen::Vector3f;

/// How far each colour travels under skin, relative; red furthest.
const Vector3f kScatterReach{0.45F, 0.18F, 0.12F};

float ggxHighlight(const Vector3f& normal, const Vector3f& toLight, const Vector3f& toEye,
                   float roughness, float lightCosine) {
    const Vector3f half = (toLight + toEye).normalized();
    const float nh = std::max(0.0F, normal.dot(half));
    const float nv = std::max(0.05F, normal.dot(toEye));
    const float alpha = std::max(0.02F, roughness * roughness);
    const float a2 = alpha * alpha;
    const float d = nh * nh * (a2 - 1.0F) + 1.0F;
    const float k = 0.5F * alpha;
    const float visibility = 0.25F / ((lightCosine * (1.0F - k) + k) * (nv * (1.0F - k) + k));
    // Light colours are scaled so that Lambert has no 1/pi; the highlight keeps that scale.
    return a2 / (d * d) * visibility * lightCosine;
}

float fresnelAt(const Vector3f& a, const Vector3f& b) {
    const float x = 1.0F - std::clamp(a.dot(b), 0.0F, 1.0F);
    const float x2 = x * x;
    return x2 * x2 * x;
}

Vector3f wrappedCosine(float cosine, float scatter) {
    Vector3f result;
    for (int channel = 0; channel < 3; ++channel) {
        const float wrap = scatter * kScatterReach[channel];
        const float value = std::max(0.0F, (cosine + wrap) / (1.0F + wrap));
        result[channel] = wrap > 0.0F ? value * (1.0F - wrap + wrap * value) : value;
    }
    return result;
}

} // namespace

Vector3f shadeSurface(const SurfacePoint& point, const Lighting& lighting) {
    const Vector3f reflectance =
        Vector3f::Constant(0.04F) + point.metalness * (point.albedo - Vector3f::Constant(0.04F));
    const float grazing = fresnelAt(point.normal, point.toEye);
    const Vector3f diffuse =
        (1.0F - point.metalness) *
        (point.albedo + point.sheen * grazing * (Vector3f::Constant(0.25F) + point.albedo));
    Vector3f result = diffuse.cwiseProduct(point.ambient) +
                      reflectance.cwiseProduct(point.ambient) * (1.0F - 0.7F * point.roughness);
    float shadow = point.shadow; // of the first light that casts one
    for (const auto& light : lighting.lights) {
        const float cosine = point.normal.dot(light.toLight);
        const float lit = light.castsShadow ? std::exchange(shadow, 1.0F) : 1.0F;
        Vector3f received = diffuse.cwiseProduct(wrappedCosine(cosine, point.scatter));
        if (cosine > 0.0F) {
            const Vector3f half = (light.toLight + point.toEye).normalized();
            const float f = fresnelAt(half, point.toEye);
            const Vector3f fresnel = reflectance + f * (Vector3f::Ones() - reflectance);
            received += fresnel * ggxHighlight(point.normal, light.toLight, point.toEye,
                                               point.roughness, cosine);
        }
        result += lit * received.cwiseProduct(light.color);
    }
    return result * lighting.exposure;
}

Vector3f toneMap(const Vector3f& linear) {
    constexpr float kKnee = 0.8F;
    Vector3f result = linear;
    for (int channel = 0; channel < 3; ++channel) {
        if (linear[channel] > kKnee) {
            result[channel] =
                1.0F - (1.0F - kKnee) * std::exp(-(linear[channel] - kKnee) / (1.0F - kKnee));
        }
    }
    return result;
}

} // namespace maquette
