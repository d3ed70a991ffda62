// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/inner_materials.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr int kEyeTexture = 512;      ///< pixels
constexpr float kEyeReach = 1.6F;     ///< radians from the front at the texture's edge
constexpr float kIrisAngle = 0.465F;  ///< radians; where the base mesh's cornea ends
constexpr float kPupilAngle = 0.185F; ///< radians

float smoothStep(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0F, 1.0F);
    return t * t * (3.0F - 2.0F * t);
}

cv::Vec3f mix(const cv::Vec3f& a, const cv::Vec3f& b, float t) {
    return a * (1.0F - t) + b * t;
}

/// Fine rays of the iris, -1 … 1.
float fibres(float around, float angle) {
    return 0.6F * std::sin(47.0F * around + 9.0F * std::sin(3.0F * around + 20.0F * angle)) +
           0.4F * std::sin(83.0F * around + 31.0F * angle);
}

cv::Vec3f eyeColor(float angle, float around, const cv::Vec3f& iris) {
    const cv::Vec3f white =
        cv::Vec3f(218, 222, 228) * (1.0F - 0.15F * smoothStep(0.5F, 1.3F, angle));
    const float shade = 1.0F + 0.14F * fibres(around, angle);
    const float inner = 1.0F + 0.35F * smoothStep(kIrisAngle, kPupilAngle, angle);
    cv::Vec3f color = mix(white, iris * 0.4F, smoothStep(0.50F, kIrisAngle, angle));
    color = mix(color, iris * (shade * inner), smoothStep(kIrisAngle, 0.42F, angle));
    return mix(color, cv::Vec3f(8, 8, 8), smoothStep(kPupilAngle + 0.02F, kPupilAngle, angle));
}

float toLinear(float value) {
    const float s = value / 255.0F;
    return s <= 0.04045F ? s / 12.92F : std::pow((s + 0.055F) / 1.055F, 2.4F);
}

Material plain(const char* name, const cv::Vec3f& bgr, float roughness) {
    Material material;
    material.name = name;
    material.baseFactor = {toLinear(bgr[2]), toLinear(bgr[1]), toLinear(bgr[0]), 1.0F};
    material.roughness = roughness;
    return material;
}

} // namespace

Material eyeMaterial(const cv::Vec3b& iris) {
    Material material;
    material.name = "eyes";
    material.roughness = 0.15F;
    material.baseColor.create(kEyeTexture, kEyeTexture, CV_8UC3);
    const float middle = 0.5F * (kEyeTexture - 1);
    for (int y = 0; y < kEyeTexture; ++y) {
        for (int x = 0; x < kEyeTexture; ++x) {
            const float dx = (static_cast<float>(x) - middle) / middle;
            const float dy = (middle - static_cast<float>(y)) / middle;
            const float angle = kEyeReach * std::hypot(dx, dy);
            const cv::Vec3f color = eyeColor(angle, std::atan2(dy, dx), iris);
            material.baseColor.at<cv::Vec3b>(y, x) =
                cv::Vec3b(cv::saturate_cast<uchar>(color[0]), cv::saturate_cast<uchar>(color[1]),
                          cv::saturate_cast<uchar>(color[2]));
        }
    }
    return material;
}

Material teethMaterial() {
    return plain("teeth", {205, 220, 228}, 0.3F);
}

Material tongueMaterial() {
    return plain("tongue", {105, 98, 180}, 0.45F);
}

Material lashMaterial(const cv::Vec3b& hair) {
    const cv::Vec3f dark = mix(cv::Vec3f(hair) * 0.4F, cv::Vec3f(18, 18, 20), 0.5F);
    Material material = plain("lashes", dark, 0.9F);
    material.doubleSided = true;
    return material;
}

void projectEye(PolygonMesh& mesh) {
    const Eigen::RowVector3f center =
        0.5F * (mesh.positions.colwise().minCoeff() + mesh.positions.colwise().maxCoeff());
    mesh.uvs.resize(mesh.positions.rows(), 2);
    for (Eigen::Index v = 0; v < mesh.positions.rows(); ++v) {
        const Eigen::RowVector3f d = mesh.positions.row(v) - center;
        const float angle = std::atan2(std::hypot(d.x(), d.y()), d.z());
        const float radius = 0.5F * std::min(angle / kEyeReach, 1.0F);
        const float around = std::atan2(d.y(), d.x());
        mesh.uvs.row(v) << 0.5F + radius * std::cos(around), 0.5F + radius * std::sin(around);
    }
    mesh.cornerUv = mesh.cornerVertex;
}

} // namespace maquette
