// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/photo_setting.h"

#include "core/render/parallel_rows.h"
#include "core/synthesis/noise.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;
using Rgb = Eigen::Vector3f; ///< sRGB 0 … 1

constexpr double kRadians = std::numbers::pi / 180.0;

Rgb mixRgb(const Rgb& a, const Rgb& b, float share) {
    return a + share * (b - a);
}

float band(float x, float spacing, float width) {
    const float t = x / spacing - std::floor(x / spacing);
    return smoothStep(width / spacing, 0.0F, std::min(t, 1.0F - t));
}

/// Colours and seeds of one setting.
struct Place {
    Surroundings kind;
    Rgb wall;
    Rgb floorColor;
    Rgb accent;
    float wallDistance; ///< metres behind the figure
    int floorKind;
    int wallKind;
    std::uint32_t seed;
};

Place samplePlace(Surroundings kind, Random& random) {
    static const std::array<Rgb, 7> walls = {Rgb{0.86F, 0.85F, 0.82F}, Rgb{0.72F, 0.74F, 0.76F},
                                             Rgb{0.80F, 0.76F, 0.68F}, Rgb{0.55F, 0.62F, 0.66F},
                                             Rgb{0.63F, 0.53F, 0.45F}, Rgb{0.42F, 0.46F, 0.44F},
                                             Rgb{0.76F, 0.68F, 0.66F}};
    static const std::array<Rgb, 4> floors = {Rgb{0.58F, 0.43F, 0.30F}, Rgb{0.45F, 0.44F, 0.43F},
                                              Rgb{0.70F, 0.66F, 0.60F}, Rgb{0.36F, 0.28F, 0.22F}};
    static const std::array<Rgb, 3> grounds = {Rgb{0.46F, 0.46F, 0.47F}, Rgb{0.33F, 0.42F, 0.20F},
                                               Rgb{0.62F, 0.57F, 0.48F}};
    Place place;
    place.kind = kind;
    place.wall = walls[random.below(walls.size())];
    place.floorKind = random.below(3);
    place.floorColor = kind == Surroundings::Outdoors ? grounds[place.floorKind]
                                                      : floors[random.below(floors.size())];
    place.accent = Rgb(pick(random, 0.2, 0.8), pick(random, 0.2, 0.7), pick(random, 0.2, 0.7));
    place.wallDistance =
        kind == Surroundings::Outdoors ? pick(random, 8.0, 20.0) : pick(random, 1.2, 3.5);
    place.wallKind = random.below(3);
    place.seed = static_cast<std::uint32_t>(random.bits());
    return place;
}

Rgb floorColor(const Place& place, float x, float z) {
    const float grain = fractalNoise({x * 9.0F, 0.0F, z * 9.0F}, 3, place.seed);
    if (place.kind == Surroundings::Outdoors) {
        const float coarse = fractalNoise({x * 1.6F, 5.0F, z * 1.6F}, 3, place.seed);
        return place.floorColor * (0.65F + 0.35F * grain + 0.35F * coarse);
    }
    if (place.floorKind == 0) { // planks
        const float row = std::floor(x / 0.14F);
        const float tone =
            valueNoise({row * 3.7F, std::floor((z + row * 0.37F) / 1.1F), 0.0F}, place.seed);
        const float wood = valueNoise({x * 80.0F, 0.0F, z * 4.0F}, place.seed + 1);
        return place.floorColor * (0.72F + 0.3F * tone + 0.18F * wood) *
               (1.0F - 0.4F * band(x, 0.14F, 0.004F));
    }
    if (place.floorKind == 1) { // tiles
        const float joint = std::max(band(x, 0.45F, 0.006F), band(z, 0.45F, 0.006F));
        return place.floorColor * (0.88F + 0.2F * grain) * (1.0F - 0.3F * joint);
    }
    return place.floorColor * (0.85F + 0.3F * grain); // carpet
}

Rgb shelves(const Place& place, float x, float y) {
    const float shelf = std::floor(y / 0.34F);
    const float inside = y - shelf * 0.34F;
    if (inside < 0.03F) {
        return place.wall * 0.55F;
    }
    const float slot =
        std::floor(x / 0.06F + 9.0F * valueNoise({shelf * 3.1F, 0.0F, 0.0F}, place.seed));
    const float height = 0.12F + 0.18F * valueNoise({slot * 2.3F, shelf, 4.0F}, place.seed);
    if (inside > height) {
        return place.wall * 0.38F;
    }
    const auto tone = [&](float k) {
        return 0.15F + 0.7F * valueNoise({slot * 1.7F, shelf * 5.3F, k}, place.seed);
    };
    const Rgb bright(tone(11.0F), tone(23.0F), tone(37.0F));
    return mixRgb(Rgb::Constant(0.8F * bright.mean()), bright, 0.45F);
}

Rgb wallColor(const Place& place, float x, float y) {
    const float stain = fractalNoise({x * 1.2F, y * 1.2F, 0.0F}, 3, place.seed + 3);
    Rgb color = place.wall * (0.90F + 0.2F * stain);
    if (place.kind == Surroundings::Clutter) {
        return std::abs(x) > 0.2F || place.wallKind == 0 ? shelves(place, x, y) : color;
    }
    if (y < 0.10F) {
        return place.wall * 1.08F; // skirting board
    }
    if (place.wallKind == 1) { // bricks
        const float row = std::floor(y / 0.075F);
        const float shifted = x + 0.11F * std::fmod(row, 2.0F);
        const float joint = std::max(band(y, 0.075F, 0.006F), band(shifted, 0.22F, 0.006F));
        const float tone =
            valueNoise({std::floor(shifted / 0.22F) * 2.1F, row * 1.3F, 0.0F}, place.seed);
        return mixRgb(place.wall.cwiseProduct(Rgb(0.95F, 0.72F, 0.62F)) * (0.7F + 0.4F * tone),
                      Rgb(0.75F, 0.73F, 0.70F), 0.8F * joint);
    }
    if (place.wallKind == 2) { // a picture and a door frame
        const float px = std::abs(x - 0.75F) - 0.32F;
        const float py = std::abs(y - 1.55F) - 0.24F;
        if (std::max(px, py) < 0.0F) {
            const bool frame = std::max(px, py) > -0.03F;
            const float art = fractalNoise({x * 5.0F, y * 5.0F, 1.0F}, 3, place.seed);
            return frame ? Rgb(Rgb::Constant(0.15F))
                         : mixRgb(place.accent, Rgb::Ones() - place.accent, art);
        }
        if (std::abs(x + 0.95F) < 0.45F && y < 2.05F) {
            return place.wall * (std::abs(std::abs(x + 0.95F) - 0.42F) < 0.05F ? 1.1F : 0.78F);
        }
    }
    return color;
}

Rgb outdoorColor(const Place& place, float x, float y) {
    const Rgb sky =
        mixRgb(Rgb(0.85F, 0.88F, 0.90F), Rgb(0.52F, 0.68F, 0.86F), smoothStep(0.0F, 14.0F, y));
    const float crown = 2.0F + 5.0F * fractalNoise({x * 0.22F, 0.0F, 0.0F}, 3, place.seed);
    const float leaf = fractalNoise({x * 1.3F, y * 1.3F, 0.0F}, 4, place.seed + 1);
    const Rgb tree = Rgb(0.25F, 0.36F, 0.16F) * (0.35F + 1.3F * leaf);
    if (place.wallKind == 0) { // buildings
        const float block = std::floor(x / 4.5F);
        const float height = 3.0F + 9.0F * valueNoise({block * 1.9F, 2.0F, 0.0F}, place.seed);
        const bool window = std::fmod(std::abs(x), 1.5F) < 0.8F && std::fmod(y, 2.2F) > 0.9F;
        const Rgb house = place.wall * (0.6F + 0.5F * valueNoise({block, 0.0F, 3.0F}, place.seed));
        return y < height ? (window ? Rgb(house * 0.5F) : house) : sky;
    }
    return mixRgb(sky, tree, smoothStep(0.4F, -0.4F, y - crown * (0.7F + 0.6F * leaf)));
}

/// Colour in the direction of a pixel; the wall stands across the camera's heading.
Rgb colorAt(const Place& place, const Vector3f& eye, const Vector3f& ray, float floor, float yaw) {
    const Vector3f heading(-std::sin(yaw), 0.0F, -std::cos(yaw));
    const Vector3f right(std::cos(yaw), 0.0F, -std::sin(yaw));
    const float toWall =
        (place.wallDistance - eye.dot(heading)) / std::max(ray.dot(heading), 1e-4F);
    const float toFloor = ray.y() < -1e-5F ? (floor - eye.y()) / ray.y() : 1e9F;
    const Vector3f point = eye + std::min(toWall, toFloor) * ray;
    const float x = point.dot(right);
    if (toFloor < toWall) {
        const float shade =
            0.85F + 0.15F * smoothStep(0.0F, 1.2F, place.wallDistance - point.dot(heading));
        return floorColor(place, x, point.dot(heading)) * shade;
    }
    const float y = point.y() - floor;
    return place.kind == Surroundings::Outdoors ? outdoorColor(place, x, y)
                                                : wallColor(place, x, y);
}

cv::Mat paintPlace(const Place& place, const Camera& camera, float floor) {
    const Eigen::Affine3f toModel = camera.modelToCamera.inverse();
    const float yaw = yawOf(camera);
    cv::Mat image(camera.height, camera.width, CV_8UC3);
    parallelRows(camera.height, 2, [&](int y) {
        for (int x = 0; x < camera.width; ++x) {
            const Vector3f ray(static_cast<float>((x - camera.cx) / camera.focal),
                               static_cast<float>((y - camera.cy) / camera.focal), 1.0F);
            const Rgb color =
                colorAt(place, toModel.translation(), toModel.linear() * ray, floor, yaw);
            auto& pixel = image.at<cv::Vec3b>(y, x);
            for (int channel = 0; channel < 3; ++channel) {
                pixel[2 - channel] = cv::saturate_cast<unsigned char>(color[channel] * 255.0F);
            }
        }
    });
    return image;
}

} // namespace

const char* surroundingsName(Surroundings surroundings) {
    static constexpr std::array<const char*, 4> kNames = {"studio", "room", "outdoors", "clutter"};
    return kNames[static_cast<size_t>(surroundings)];
}

Surroundings sampleSurroundings(Random& random) {
    const double kind = random.uniform();
    return kind < 0.3    ? Surroundings::Studio
           : kind < 0.6  ? Surroundings::Room
           : kind < 0.85 ? Surroundings::Outdoors
                         : Surroundings::Clutter;
}

Camera samplePhotoCamera(const Vector3f& low, const Vector3f& high, const PhotoOptions& options,
                         Random& random) {
    const double sigma = options.maximumYaw * 0.42;
    const double yaw =
        std::clamp(random.normal(0.0, sigma), -options.maximumYaw, options.maximumYaw);
    const double diagonal = std::hypot(options.width, options.height);
    const double focal =
        std::exp(random.uniform(std::log(28.0), std::log(85.0))) * diagonal / 43.27;
    const double fill = random.uniform(options.minimumFill, options.maximumFill);
    const Vector3f size = high - low;
    const double across = std::hypot(size.x(), size.z());
    const double needed = std::max(size.y() / fill, across / 0.95 * options.height / options.width);
    const double distance = needed * focal / options.height + 0.5 * size.z();
    const double eyeHeight = random.uniform(0.52, 0.98) * size.y();
    const Vector3f middle = 0.5F * (low + high);
    const double pitch = std::asin((eyeHeight + low.y() - middle.y()) / distance) / kRadians;
    Camera camera = orbitCamera(middle, static_cast<float>(distance), static_cast<float>(yaw),
                                static_cast<float>(pitch), focal, options.width, options.height);
    // Off-centre framing by shifting the view, within the room that is left.
    const double room = 1.0 - size.y() / needed;
    camera.cx += random.uniform(-0.03, 0.03) * options.width;
    camera.cy += random.uniform(-0.25, 0.15) * room * options.height;
    return camera;
}

Lighting samplePhotoLight(const Camera& camera, Surroundings surroundings, Random& random) {
    const float yaw = yawOf(camera);
    const float keyYaw = yaw + pick(random, -75.0, 75.0) * static_cast<float>(kRadians);
    const float keyPitch = pick(random, 22.0, 62.0) * static_cast<float>(kRadians);
    const bool outdoors = surroundings == Surroundings::Outdoors;
    const float warmth = pick(random, -0.06, 0.10);
    const float key = pick(random, 0.45, outdoors ? 1.0 : 0.8);
    DirectionalLight light;
    light.toLight = {std::sin(keyYaw) * std::cos(keyPitch), std::sin(keyPitch),
                     std::cos(keyYaw) * std::cos(keyPitch)};
    light.color = Vector3f(1.0F + warmth, 1.0F, 1.0F - warmth) * key;
    light.angularRadius = outdoors ? pick(random, 0.6, 4.0) : pick(random, 2.5, 9.0);
    light.castsShadow = true;
    DirectionalLight fill;
    fill.toLight =
        Vector3f(std::sin(2.0F * yaw - keyYaw), 0.35F, std::cos(2.0F * yaw - keyYaw)).normalized();
    fill.color = Vector3f::Constant(pick(random, 0.05, 0.28));
    Lighting lighting;
    lighting.lights = {light, fill};
    const float ambient = pick(random, 0.30, 0.60);
    lighting.sky = Vector3f(1.0F, 1.0F, outdoors ? 1.12F : 1.0F) * ambient;
    lighting.ground = Vector3f(1.0F, 0.97F, 0.92F) * ambient * 0.55F;
    lighting.exposure =
        1.0F / (0.62F * key + 0.5F * fill.color.x() + 0.8F * ambient) * pick(random, 0.72, 1.0);
    return lighting;
}

Background paintSurroundings(Surroundings surroundings, const Camera& camera, float floor,
                             Random& random) {
    Background background;
    background.groundHeight = floor;
    background.shadowStrength = pick(random, 0.45, 0.75);
    if (surroundings == Surroundings::Studio) {
        const float tone = pick(random, 0.45, 0.96);
        const float tint = pick(random, -0.03, 0.03);
        const auto byte = [](float value) {
            return cv::saturate_cast<unsigned char>(value * 255.0F);
        };
        background.top = {byte(tone + tint), byte(tone), byte(tone - tint)};
        const float low = tone * pick(random, 0.80, 1.02);
        background.bottom = {byte(low + tint), byte(low), byte(low - tint)};
        return background;
    }
    const Place place = samplePlace(surroundings, random);
    cv::Mat image = paintPlace(place, camera, floor);
    const double blur = surroundings == Surroundings::Outdoors ? random.uniform(3.0, 10.0)
                                                               : random.uniform(1.0, 6.0);
    cv::GaussianBlur(image, image, {}, blur);
    background.image = image;
    return background;
}

void addPhotoFlaws(cv::Mat& image, Random& random) {
    cv::GaussianBlur(image, image, {}, random.uniform(0.35, 0.8));
    const double noise = random.uniform(1.0, 4.0);
    const double vignette = random.uniform(0.0, 0.18);
    const double warm = random.uniform(-0.03, 0.03);
    const cv::Vec3d balance(1.0 - warm, 1.0, 1.0 + warm);
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            const double dx = 2.0 * x / image.cols - 1.0;
            const double dy = 2.0 * y / image.rows - 1.0;
            const double dim = 1.0 - vignette * 0.5 * (dx * dx + dy * dy);
            const double shared = random.normal() * noise * 0.7;
            auto& pixel = image.at<cv::Vec3b>(y, x);
            for (int channel = 0; channel < 3; ++channel) {
                const double own = (random.uniform() + random.uniform() - 1.0) * noise;
                pixel[channel] = cv::saturate_cast<unsigned char>(
                    pixel[channel] * dim * balance[channel] + shared + own);
            }
        }
    }
    std::vector<unsigned char> bytes;
    cv::imencode(".jpg", image, bytes, {cv::IMWRITE_JPEG_QUALITY, 80 + random.below(16)});
    image = cv::imdecode(bytes, cv::IMREAD_COLOR);
}

} // namespace maquette
