// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/paint_body.h"

#include "core/texture/parallel.h"

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>

namespace maquette::texture {
namespace {

using Shares = std::array<float, kGarmentCount>;

Eigen::Vector3f rowsMean(const VertexValues& values, const Eigen::Vector3i& corners,
                         const Eigen::Vector3f& weights) {
    Eigen::Vector3f mean = Eigen::Vector3f::Zero();
    for (int k = 0; k < 3; ++k) {
        mean += weights[k] * values.row(corners[k]).transpose();
    }
    return mean;
}

/// Shares of the garments at a point, sharpened so that a hem is a line and not a band.
Shares sharesAt(const GarmentLabels& labels, const Eigen::Vector3i& corners,
                const Eigen::Vector3f& weights) {
    Shares shares{};
    float total = 0.0F;
    for (int g = 0; g < kGarmentCount; ++g) {
        float share = 0.0F;
        for (int k = 0; k < 3; ++k) {
            share += weights[k] * labels.share(corners[k], g);
        }
        const float squared = share * share;
        shares[g] = squared * squared;
        shares[g] *= shares[g]; // eighth power
        shares[g] *= shares[g]; // sixteenth
        total += shares[g];
    }
    for (float& share : shares) {
        share /= std::max(total, 1e-12F);
    }
    return shares;
}

/// Folds of the same garment on the same limb that the camera sees in front of the point.
Eigen::Vector3f foldsAt(const BodyPaint& paint, const Eigen::Vector3i& corners,
                        const Shares& shares, const Eigen::Vector2f& pixel) {
    const ClothSight& cloth = paint.cloth;
    const float x = (pixel.x() + 0.5F) * cloth.scale - 0.5F;
    const float y = (pixel.y() + 0.5F) * cloth.scale - 0.5F;
    const int ix = cvRound(x);
    const int iy = cvRound(y);
    if (ix < 0 || iy < 0 || ix >= cloth.garment.cols || iy >= cloth.garment.rows) {
        return Eigen::Vector3f::Zero();
    }
    const int garment = cloth.garment.at<uchar>(iy, ix);
    const View& view = *paint.survey.view;
    if (garment >= kGarmentCount || view.seenSurface().at<short>(iy, ix) != 0) {
        return Eigen::Vector3f::Zero();
    }
    const int front = view.surface(0).triangles(view.seenTriangle().at<int>(iy, ix), 0);
    if (paint.survey.zones->limb[front] != paint.survey.zones->limb[corners[0]]) {
        return Eigen::Vector3f::Zero();
    }
    const cv::Vec3f& d = cloth.detail.at<cv::Vec3f>(iy, ix);
    return shares[garment] * Eigen::Vector3f(d[0], d[1], d[2]);
}

/// Grain of a surface that no photo shows, one value for all channels.
float grainAt(const BodyPaint& paint, const Eigen::Vector3i& corners,
              const Eigen::Vector3f& weights, const Shares& shares) {
    Eigen::Vector3f place = Eigen::Vector3f::Zero();
    for (int k = 0; k < 3; ++k) {
        const std::array<float, 3>& p = paint.survey.zones->rest[corners[k]];
        place += weights[k] * Eigen::Vector3f(p[0], p[1], p[2]);
    }
    const float hair = shares[static_cast<size_t>(Garment::Hair)];
    float grain = 2.2F * noiseAt(place, 0.003F) + 1.6F * noiseAt(place, 0.011F);
    if (hair > 0.01F) {
        // Strands run down the head.
        const Eigen::Vector3f strand(place.x(), 0.12F * place.y(), place.z());
        grain += hair * (9.0F * noiseAt(strand, 0.0022F) + 6.0F * noiseAt(strand, 0.006F));
    }
    return grain;
}

/// Colour and source of a point that neither the photo nor the other side shows.
Texel completePoint(const BodyPaint& paint, const Eigen::Vector3i& corners,
                    const Eigen::Vector3f& weights, const Sight& sight) {
    const GarmentLabels& labels = paint.survey.labels;
    const Shares shares = sharesAt(labels, corners, weights);
    Texel texel;
    for (int g = 0; g < kGarmentCount; ++g) {
        if (shares[g] > 0.001F) {
            texel.color += shares[g] * rowsMean(paint.colors.color[g], corners, weights);
        }
    }
    const float upper = shares[static_cast<size_t>(Garment::Upper)];
    const float lower = shares[static_cast<size_t>(Garment::Lower)];
    if (upper + lower > 0.01F) {
        texel.color += foldsAt(paint, corners, shares, sight.pixel);
    }
    // Dark surfaces keep from black.
    const float grain = grainAt(paint, corners, weights, shares);
    const float depth = std::min(1.0F, texel.color.mean() / 90.0F);
    texel.color.array() += grain > 0.0F ? grain : grain * depth;
    texel.color = texel.color.cwiseMax(6.0F).cwiseMin(255.0F);
    const bool isContinued =
        (labels.upperSeen && upper > 0.5F) || (labels.lowerSeen && lower > 0.5F);
    texel.source = isContinued ? TexelSource::Continued : TexelSource::Filled;
    return texel;
}

/// The mirrored point's colour and how far it may replace a point seen with @p ownWeight.
Texel mirrorPoint(const BodyPaint& paint, const cv::Mat& pixels, const Eigen::Vector3i& corners,
                  const Eigen::Vector3f& weights, float ownWeight) {
    Texel texel;
    texel.source = TexelSource::Mirrored;
    float scope = 0.0F;
    Eigen::Vector3i partner;
    for (int k = 0; k < 3; ++k) {
        scope += weights[k] * paint.mirror.scope[corners[k]];
        partner[k] = paint.mirror.partner[corners[k]];
    }
    if (scope < 0.01F) {
        return texel;
    }
    const Sight sight = paint.survey.view->look(0, partner, weights);
    const float weight = sight.weight;
    if (weight <= 0.0F) {
        return texel;
    }
    const float trusted = weight * paint.trust.at(partner, weights, sight);
    texel.confidence =
        scope * smoothStep(0.08F, 0.4F, trusted) * smoothStep(0.03F, 0.25F, trusted - ownWeight);
    if (texel.confidence > 0.0F) {
        texel.color = sampleColor(pixels, sight.pixel.x(), sight.pixel.y())
                          .cwiseProduct(rowsMean(paint.mirror.gain, corners, weights));
    }
    return texel;
}

/// The crop's colours at the texture's resolution: blurred where a texel covers several pixels.
cv::Mat matchedPixels(const BodyPaint& paint) {
    const Survey& survey = paint.survey;
    const Points& p = survey.view->surface(0).position;
    const Triangles& triangles = survey.atlas->triangles().vertices;
    double area = 0.0;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const Eigen::Vector3f a = p.row(triangles(t, 0));
        const Eigen::Vector3f b = p.row(triangles(t, 1));
        const Eigen::Vector3f c = p.row(triangles(t, 2));
        area += 0.5 * static_cast<double>((b - a).cross(c - a).norm());
    }
    // About half of the atlas is charts.
    const double texel = std::sqrt(area / (0.5 * survey.atlas->texelCount()));
    const double pixelsPerTexel = texel * static_cast<double>(survey.crop.pixelsPerMetre);
    if (pixelsPerTexel < 1.4) {
        return survey.crop.pixels;
    }
    cv::Mat blurred;
    cv::GaussianBlur(survey.crop.pixels, blurred, {0, 0}, 0.4 * pixelsPerTexel);
    return blurred;
}

void store(SurfaceTexture& texture, int texel, const Texel& value) {
    auto* color = texture.color.ptr<cv::Vec3b>();
    for (int k = 0; k < 3; ++k) {
        color[texel][k] = cv::saturate_cast<uchar>(value.color[k]);
    }
    texture.confidence.ptr<uchar>()[texel] = cv::saturate_cast<uchar>(255.0F * value.confidence);
    texture.source.ptr<uchar>()[texel] = static_cast<uchar>(value.source);
}

} // namespace

Texel paintPoint(const BodyPaint& paint, const cv::Mat& pixels, const AtlasPoint& point) {
    const View& view = *paint.survey.view;
    const Eigen::Vector3i corners = view.surface(0).triangles.row(point.triangle).transpose();
    const Sight sight = view.look(0, corners, point.weights);
    const float steep = sight.weight;
    const float trusted =
        steep > 0.0F ? steep * paint.trust.at(corners, point.weights, sight) : 0.0F;
    const float seen = smoothStep(0.06F, 0.45F, trusted);
    Texel own;
    if (seen > 0.0F) {
        own.color = sampleColor(pixels, sight.pixel.x(), sight.pixel.y());
        own.source = TexelSource::Seen;
        own.confidence = sight.cosine * sight.cosine * trusted;
    }
    if (seen > 0.995F) {
        return own;
    }
    Texel other;
    if (paint.useMirror) {
        other = mirrorPoint(paint, pixels, corners, point.weights, trusted);
    }
    Texel rest;
    if (other.confidence < 0.995F) {
        rest = completePoint(paint, corners, point.weights, sight);
    }
    const float mirrored = (1.0F - seen) * other.confidence;
    const float completed = 1.0F - seen - mirrored;
    Texel result = seen >= 0.5F ? own : mirrored > completed ? other : rest;
    result.color = seen * own.color + mirrored * other.color + completed * rest.color;
    result.confidence = seen >= 0.5F ? own.confidence : 0.0F;
    return result;
}

Result<SurfaceTexture> paintBody(const BodyPaint& paint, const Context& ctx) {
    const Atlas& atlas = *paint.survey.atlas;
    const int size = atlas.size();
    const cv::Mat pixels = matchedPixels(paint);
    SurfaceTexture texture;
    texture.name = "body";
    texture.color = cv::Mat(size, size, CV_8UC3);
    texture.confidence = cv::Mat(size, size, CV_8UC1, cv::Scalar(0));
    texture.source =
        cv::Mat(size, size, CV_8UC1, cv::Scalar(static_cast<int>(TexelSource::Outside)));
    parallelBands(size, 16, [&](int begin, int end) {
        const bool stop = ctx.isCancelled();
        for (int texel = begin * size; texel < end * size && !stop; ++texel) {
            if (atlas.isInside(texel)) {
                store(texture, texel, paintPoint(paint, pixels, atlas.pointAt(texel)));
            }
        }
    });
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    auto* color = texture.color.ptr<cv::Vec3b>();
    for (int texel = 0; texel < atlas.texelCount(); ++texel) {
        color[texel] = color[atlas.nearestInside(texel)];
    }
    return texture;
}

} // namespace maquette::texture
