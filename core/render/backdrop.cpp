// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/backdrop.h"

#include "core/render/parallel_rows.h"
#include "core/render/texture_sampler.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

cv::Vec3f linearRgb(const cv::Vec3b& bgr) {
    return {linearFromSrgb(bgr[2]), linearFromSrgb(bgr[1]), linearFromSrgb(bgr[0])};
}

/// The gradient is dithered by a fixed pattern: 8-bit steps would show as bands.
cv::Vec3f gradientAt(const Background& background, int x, int y, int height) {
    const float t = height > 1 ? static_cast<float>(y) / (height - 1) : 0.0F;
    const float smooth = t * t * (3.0F - 2.0F * t);
    const cv::Vec3f top = linearRgb(background.top);
    const cv::Vec3f bottom = linearRgb(background.bottom);
    const float noise = (((x * 5 + y * 3) & 7) - 3.5F) * 0.0006F;
    return top + smooth * (bottom - top) + cv::Vec3f::all(noise);
}

/// Rays from the eye through pixels, met with the floor.
class FloorView {
public:
    FloorView(const Camera& camera, float height)
        : m_camera(camera), m_toModel(camera.modelToCamera.inverse()), m_height(height) {}

    /// False where the pixel looks above the floor's horizon.
    bool hit(int x, int y, Vector3f& point) const {
        const Vector3f ray(static_cast<float>((x - m_camera.cx) / m_camera.focal),
                           static_cast<float>((y - m_camera.cy) / m_camera.focal), 1.0F);
        const Vector3f direction = m_toModel.linear() * ray;
        const float drop = m_height - m_toModel.translation().y();
        if (direction.y() >= -1e-4F || drop >= 0.0F) {
            return false;
        }
        point = m_toModel.translation() + direction * (drop / direction.y());
        return true;
    }

private:
    const Camera& m_camera;
    Eigen::Affine3f m_toModel;
    float m_height;
};

float floorLight(const Vector3f& point, const GroundShadow& shadow, int x, int y) {
    const float ambient = shadow.ambient ? shadow.ambient->at(point.x(), point.z()) : 1.0F;
    if (!shadow.key) {
        return ambient;
    }
    const float turn = static_cast<float>((x * 7 + y * 13) % 16) * 0.3927F;
    const float key = shadow.key->litFraction(point, 0.002F, 0.0F, shadow.keyTangent, turn);
    return shadow.keyShare * key + (1.0F - shadow.keyShare) * ambient;
}

} // namespace

cv::Mat renderBackdrop(const Camera& camera, const Background& background,
                       const GroundShadow& shadow, int threads) {
    cv::Mat image;
    if (!background.image.empty()) {
        cv::resize(background.image, image, {camera.width, camera.height}, 0, 0, cv::INTER_AREA);
    }
    cv::Mat result(camera.height, camera.width, CV_32FC3);
    cv::Mat light(camera.height, camera.width, CV_32FC1, cv::Scalar(1.0));
    const FloorView floor(camera, background.groundHeight);
    parallelRows(camera.height, threads, [&](int y) {
        for (int x = 0; x < camera.width; ++x) {
            result.at<cv::Vec3f>(y, x) = image.empty() ? gradientAt(background, x, y, camera.height)
                                                       : linearRgb(image.at<cv::Vec3b>(y, x));
            Vector3f point;
            if (background.groundShadow && floor.hit(x, y, point)) {
                light.at<float>(y, x) = floorLight(point, shadow, x, y);
            }
        }
    });
    if (background.groundShadow) {
        cv::GaussianBlur(light, light, {}, std::max(0.8, camera.height * 0.0015));
        parallelRows(camera.height, threads, [&](int y) {
            for (int x = 0; x < camera.width; ++x) {
                result.at<cv::Vec3f>(y, x) *=
                    1.0F - background.shadowStrength * (1.0F - light.at<float>(y, x));
            }
        });
    }
    return result;
}

} // namespace maquette
