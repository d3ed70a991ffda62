// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/samples.h"

#include "core/texture/parallel.h"

#include <opencv2/imgproc.hpp>

namespace maquette::texture {
namespace {

constexpr int kPoints = 4;
const Eigen::Vector3f kPattern[kPoints] = {{1.0F / 3, 1.0F / 3, 1.0F / 3},
                                           {0.7F, 0.15F, 0.15F},
                                           {0.15F, 0.7F, 0.15F},
                                           {0.15F, 0.15F, 0.7F}};

} // namespace

std::vector<Sample> samplePhoto(const View& view, int surface, const cv::Mat& hair) {
    const PhotoCrop& crop = view.crop();
    const Triangles& triangles = view.surface(surface).triangles;
    cv::Mat blurred;
    cv::GaussianBlur(crop.pixels, blurred, {0, 0}, std::max(0.8F, 0.002F * crop.pixelsPerMetre));
    std::vector<Sample> all(triangles.rows() * kPoints);
    parallelBands(static_cast<int>(triangles.rows()), 512, [&](int begin, int end) {
        for (int t = begin; t < end; ++t) {
            for (int k = 0; k < kPoints; ++k) {
                Sample& sample = all[t * kPoints + k];
                sample.corners = triangles.row(t).transpose();
                sample.weights = kPattern[k];
                const Sight sight = view.look(surface, sample.corners, sample.weights);
                sample.sight = sight.weight;
                if (sample.sight <= 0.0F) {
                    continue;
                }
                sample.pixel = sight.pixel;
                sample.color = sampleColor(blurred, sight.pixel.x(), sight.pixel.y());
                sample.skin = sampleByte(crop.skin, sight.pixel.x(), sight.pixel.y()) / 255.0F;
                sample.hair = hair.empty()
                                  ? 0.0F
                                  : sampleByte(hair, sight.pixel.x(), sight.pixel.y()) / 255.0F;
            }
        }
    });
    std::erase_if(all, [](const Sample& s) { return s.sight <= 0.0F; });
    return all;
}

int Sample::vertex() const {
    Eigen::Index k = 0;
    weights.maxCoeff(&k);
    return corners[k];
}

std::vector<cv::Vec3f> labColors(const std::vector<Sample>& samples) {
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

} // namespace maquette::texture
