// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/abroad_setting.h"

#include <array>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector2f;
using Eigen::Vector3f;

constexpr double kRadians = std::numbers::pi / 180.0;

/// How the camera stands; what is left is where.
struct View {
    float yaw = 0.0F;           ///< degrees
    float pitch = 0.0F;         ///< degrees
    double focal = 0.0;         ///< pixels
    float fill = 0.8F;          ///< share of the picture's height or width that the figure takes
    Vector2f shift{0.0F, 0.0F}; ///< of the figure from the middle, pixels
};

View sampleView(int width, int height, Random& random) {
    View view;
    view.yaw = pick(random, -60.0, 60.0);
    view.pitch = pick(random, -8.0, 12.0);
    view.focal = 0.5 * height / std::tan(0.5 * random.uniform(20.0, 45.0) * kRadians);
    const float margin = pick(random, 0.05, 0.30);
    view.fill = 1.0F - margin;
    view.shift.x() = pick(random, -0.4, 0.4) * margin * static_cast<float>(width);
    view.shift.y() = pick(random, -0.4, 0.4) * margin * static_cast<float>(height);
    return view;
}

/// Degrees, white before it is dimmed.
struct LightRange {
    std::array<double, 2> azimuth;
    std::array<double, 2> elevation;
    std::array<double, 2> strength;
    double side; ///< 1 or -1: the sign of the azimuth
};

/// @param yaw  that the azimuth is counted from, degrees.
PlainLight sampleLight(float yaw, const LightRange& range, Random& random) {
    const auto draw = [&](const std::array<double, 2>& ends) {
        return random.uniform(ends[0], ends[1]);
    };
    const double around = (yaw + range.side * draw(range.azimuth)) * kRadians;
    const double up = draw(range.elevation) * kRadians;
    const Eigen::Vector3d toLight(std::sin(around) * std::cos(up), std::sin(up),
                                  std::cos(around) * std::cos(up));
    const auto strength = static_cast<float>(draw(range.strength));
    return {toLight.cast<float>(), pickTint(random, 0.88, 1.0) * strength};
}

} // namespace

Camera sampleAbroadCamera(const Points& figure, int width, int height, Random& random) {
    constexpr int kRounds = 12; // each comes closer; the first few do most of it
    const View view = sampleView(width, height, random);
    const Vector2f size(static_cast<float>(width), static_cast<float>(height));
    const Vector2f middle = 0.5F * size + view.shift;
    Vector3f target = 0.5F * (figure.colwise().minCoeff() + figure.colwise().maxCoeff());
    float distance = 4.0F;
    Camera camera;
    for (int round = 0; round < kRounds; ++round) {
        camera = orbitCamera(target, distance, view.yaw, view.pitch, view.focal, width, height);
        const Points pixels = project(camera, figure);
        const Vector2f low = pixels.leftCols<2>().colwise().minCoeff();
        const Vector2f high = pixels.leftCols<2>().colwise().maxCoeff();
        const Vector2f off =
            (0.5F * (low + high) - middle) * distance / static_cast<float>(view.focal);
        target += camera.modelToCamera.linear().transpose() * Vector3f(off.x(), off.y(), 0.0F);
        distance *= (high - low).cwiseQuotient(size).maxCoeff() / view.fill;
    }
    return camera;
}

PlainSetting sampleSetting(const Camera& camera, Random& random) {
    constexpr float kLowestForFloor = 0.2F; // metres
    const float yaw = yawOf(camera) / static_cast<float>(kRadians);
    const float side = random.chance(0.5) ? 1.0F : -1.0F;
    PlainSetting setting;
    setting.lights = {sampleLight(yaw, {{5.0, 70.0}, {20.0, 65.0}, {0.5, 0.8}, side}, random),
                      sampleLight(yaw, {{20.0, 90.0}, {-10.0, 40.0}, {0.1, 0.35}, -side}, random)};
    setting.ambient = pick(random, 0.2, 0.45);
    setting.gloss = random.chance(0.5) ? 0.0F : pick(random, 0.05, 0.3);
    setting.top = pickTint(random, 0.05, 0.95);
    setting.bottom = random.chance(0.5) ? setting.top : pickTint(random, 0.05, 0.95);
    const Vector3f eye = camera.modelToCamera.inverse(Eigen::Isometry).translation();
    const Tint floor = pickTint(random, 0.1, 0.9);
    if (random.chance(0.6) && eye.y() > kLowestForFloor) {
        setting.floor = floor;
    }
    return setting;
}

} // namespace maquette
