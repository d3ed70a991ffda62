// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/visibility.h"

#include "core/geometry/rasterizer.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace maquette::texture {
namespace {

constexpr int kViewSide = 1000;
constexpr float kBias = 0.006F;       ///< metres that a point may lie behind the z-buffer
constexpr float kStep = 0.025F;       ///< metres of depth between neighbours that make an edge
constexpr float kNearMargin = 0.004F; ///< metres: kept from one's own edge
constexpr float kMostSmear = 0.01F;   ///< metres of surface that one photo pixel may cover
constexpr float kFarMargin = 0.018F;  ///< metres: kept from the edge of what lies in front

/// All surfaces joined for one pass of the rasteriser.
struct Joined {
    Points points;
    Triangles triangles;
    std::vector<int> firstTriangle; ///< per surface
};

Joined join(const std::vector<SurfaceInView>& surfaces, const Camera& camera, float scale) {
    Joined all;
    Eigen::Index vertices = 0;
    Eigen::Index triangles = 0;
    for (const SurfaceInView& s : surfaces) {
        vertices += s.position.rows();
        triangles += s.triangles.rows();
    }
    all.points.resize(vertices, 3);
    all.triangles.resize(triangles, 3);
    vertices = triangles = 0;
    const auto focal = static_cast<float>(camera.focal) * scale;
    const float cx = (static_cast<float>(camera.cx) + 0.5F) * scale - 0.5F;
    const float cy = (static_cast<float>(camera.cy) + 0.5F) * scale - 0.5F;
    for (const SurfaceInView& s : surfaces) {
        all.firstTriangle.push_back(static_cast<int>(triangles));
        const auto z = s.position.col(2).array();
        auto block = all.points.middleRows(vertices, s.position.rows());
        block.col(0) = s.position.col(0).array() / z * focal + cx;
        block.col(1) = s.position.col(1).array() / z * focal + cy;
        block.col(2) = z;
        all.triangles.middleRows(triangles, s.triangles.rows()) =
            s.triangles.array() + static_cast<int>(vertices);
        vertices += s.position.rows();
        triangles += s.triangles.rows();
    }
    return all;
}

/// Integer cell and fraction for bilinear look-up, clamped to the image.
struct Cell {
    int x0, y0, x1, y1;
    float fx, fy;

    Cell(const cv::Mat& image, float x, float y) {
        const float cx = std::clamp(x, 0.0F, static_cast<float>(image.cols - 1));
        const float cy = std::clamp(y, 0.0F, static_cast<float>(image.rows - 1));
        x0 = static_cast<int>(cx);
        y0 = static_cast<int>(cy);
        x1 = std::min(x0 + 1, image.cols - 1);
        y1 = std::min(y0 + 1, image.rows - 1);
        fx = cx - static_cast<float>(x0);
        fy = cy - static_cast<float>(y0);
    }
};

template <typename T> float bilinear(const cv::Mat& image, float x, float y) {
    const Cell c(image, x, y);
    const T* top = image.ptr<T>(c.y0);
    const T* bottom = image.ptr<T>(c.y1);
    const float a = top[c.x0] + c.fx * (static_cast<float>(top[c.x1]) - top[c.x0]);
    const float b = bottom[c.x0] + c.fx * (static_cast<float>(bottom[c.x1]) - bottom[c.x0]);
    return a + c.fy * (b - a);
}

std::array<float, 4> catmullRom(float t) {
    return {0.5F * t * (t * (2.0F - t) - 1.0F), 0.5F * (t * t * (3.0F * t - 5.0F) + 2.0F),
            0.5F * t * (t * (4.0F - 3.0F * t) + 1.0F), 0.5F * t * t * (t - 1.0F)};
}

} // namespace

float sampleFloat(const cv::Mat& image, float x, float y) {
    return bilinear<float>(image, x, y);
}

float sampleByte(const cv::Mat& image, float x, float y) {
    return bilinear<uchar>(image, x, y);
}

Eigen::Vector3f sampleColor(const cv::Mat& image, float x, float y) {
    const float cx = std::clamp(x, 0.0F, static_cast<float>(image.cols - 1));
    const float cy = std::clamp(y, 0.0F, static_cast<float>(image.rows - 1));
    const int ix = static_cast<int>(cx);
    const int iy = static_cast<int>(cy);
    const auto wx = catmullRom(cx - static_cast<float>(ix));
    const auto wy = catmullRom(cy - static_cast<float>(iy));
    Eigen::Array3f sum = Eigen::Array3f::Zero();
    Eigen::Array3f low = Eigen::Array3f::Constant(255.0F);
    Eigen::Array3f high = Eigen::Array3f::Zero();
    for (int j = 0; j < 4; ++j) {
        const auto* row = image.ptr<cv::Vec3b>(std::clamp(iy + j - 1, 0, image.rows - 1));
        Eigen::Array3f line = Eigen::Array3f::Zero();
        for (int i = 0; i < 4; ++i) {
            const cv::Vec3b& p = row[std::clamp(ix + i - 1, 0, image.cols - 1)];
            const Eigen::Array3f color(p[0], p[1], p[2]);
            line += wx[i] * color;
            if ((i == 1 || i == 2) && (j == 1 || j == 2)) {
                low = low.min(color);
                high = high.max(color);
            }
        }
        sum += wy[j] * line;
    }
    return sum.max(low).min(high).matrix(); // no halo along edges
}

SurfaceInView surfaceInView(const Camera& camera, const Points& posed, const Triangles& triangles) {
    SurfaceInView view;
    const Eigen::Matrix3f rotation = camera.modelToCamera.linear();
    const Eigen::RowVector3f translation = camera.modelToCamera.translation().transpose();
    view.position = (posed * rotation.transpose()).rowwise() + translation;
    view.normal = vertexNormals(view.position, triangles);
    view.triangles = triangles;
    return view;
}

View::View(std::vector<SurfaceInView> surfaces, int textured, const PhotoCrop& crop)
    : m_surfaces(std::move(surfaces)), m_crop(crop) {
    const cv::Size size = crop.pixels.size();
    m_scale = std::min(1.0F, static_cast<float>(kViewSide) /
                                 static_cast<float>(std::max(size.width, size.height)));
    m_pixelsPerMetre = crop.pixelsPerMetre * m_scale;
    const int width = std::max(4, cvRound(static_cast<float>(size.width) * m_scale));
    const int height = std::max(4, cvRound(static_cast<float>(size.height) * m_scale));
    const Joined all = join(m_surfaces, crop.camera, m_scale);
    const Raster raster = rasterize(all.points, all.triangles, width, height);
    m_depth = cv::Mat(height, width, CV_32FC1);
    m_seenSurface = cv::Mat(height, width, CV_16SC1);
    m_seenTriangle = cv::Mat(height, width, CV_32SC1);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int hit = raster.at(x, y);
            const auto after =
                std::upper_bound(all.firstTriangle.begin(), all.firstTriangle.end(), hit);
            const auto surface = static_cast<int>(after - all.firstTriangle.begin()) - 1;
            m_depth.at<float>(y, x) = raster.depth[static_cast<size_t>(y) * width + x];
            m_seenSurface.at<short>(y, x) = static_cast<short>(hit < 0 ? -1 : surface);
            m_seenTriangle.at<int>(y, x) = hit < 0 ? -1 : hit - all.firstTriangle[surface];
        }
    }
    findEdges(textured);
}

void View::findEdges(int textured) {
    cv::Mat smooth(m_depth.size(), CV_8UC1, cv::Scalar(1));
    const auto isEdge = [&](int x, int y, int nx, int ny) {
        const int a = m_seenSurface.at<short>(y, x);
        const int b = m_seenSurface.at<short>(ny, nx);
        if (a < 0 || b < 0) {
            return false; // the person's outline has extended colours beyond it
        }
        return (a != b && a < textured && b < textured) ||
               std::abs(m_depth.at<float>(y, x) - m_depth.at<float>(ny, nx)) > kStep;
    };
    for (int y = 0; y < m_depth.rows; ++y) {
        for (int x = 0; x < m_depth.cols; ++x) {
            if (x + 1 < m_depth.cols && isEdge(x, y, x + 1, y)) {
                smooth.at<uchar>(y, x) = smooth.at<uchar>(y, x + 1) = 0;
            }
            if (y + 1 < m_depth.rows && isEdge(x, y, x, y + 1)) {
                smooth.at<uchar>(y, x) = smooth.at<uchar>(y + 1, x) = 0;
            }
        }
    }
    cv::distanceTransform(smooth, m_edgeDistance, cv::DIST_L2, cv::DIST_MASK_5);
    const int reach = std::max(1, cvRound(kFarMargin * m_pixelsPerMetre));
    cv::erode(m_depth, m_nearest,
              cv::getStructuringElement(cv::MORPH_RECT, {2 * reach + 1, 2 * reach + 1}));
}

float View::depthClear(int surface, const Eigen::Vector2f& viewPixel, float z, float cosine) const {
    // The buffer's pixel may lie half a pixel downhill on a slope.
    const float slope = std::sqrt(std::max(0.0F, 1.0F - cosine * cosine)) / std::max(cosine, 0.05F);
    const float bias = kBias + std::min(0.03F, slope / m_pixelsPerMetre);
    const Cell c(m_depth, viewPixel.x(), viewPixel.y());
    const auto passes = [&](int x, int y) {
        const int seen = m_seenSurface.at<short>(y, x);
        // Beyond the outline nothing hides; another surface hides however little it is in front.
        return seen < 0 || (z <= m_depth.at<float>(y, x) + bias &&
                            (seen == surface || z <= m_depth.at<float>(y, x)))
                   ? 1.0F
                   : 0.0F;
    };
    const float top = passes(c.x0, c.y0) * (1.0F - c.fx) + passes(c.x1, c.y0) * c.fx;
    const float bottom = passes(c.x0, c.y1) * (1.0F - c.fx) + passes(c.x1, c.y1) * c.fx;
    return smoothStep(0.3F, 0.9F, top * (1.0F - c.fy) + bottom * c.fy);
}

float View::edgeClear(const Eigen::Vector2f& viewPixel, float z) const {
    const Cell c(m_depth, viewPixel.x(), viewPixel.y());
    const bool isBehind = z > m_nearest.at<float>(c.y0, c.x0) + kStep;
    const float margin = (isBehind ? kFarMargin : kNearMargin) * m_pixelsPerMetre;
    const float distance = sampleFloat(m_edgeDistance, viewPixel.x(), viewPixel.y());
    return smoothStep(0.4F * margin, std::max(margin, 1.5F), distance);
}

float View::edgeDistance(const Sight& sight) const {
    const Eigen::Vector2f at = (sight.pixel.array() + 0.5F) * m_scale - 0.5F;
    return sampleFloat(m_edgeDistance, at.x(), at.y()) / m_pixelsPerMetre;
}

float View::personClear(const Eigen::Vector2f& pixel) const {
    const auto width = static_cast<float>(m_crop.pixels.cols);
    const auto height = static_cast<float>(m_crop.pixels.rows);
    const float border =
        std::min({pixel.x(), pixel.y(), width - 1.0F - pixel.x(), height - 1.0F - pixel.y()});
    if (border <= -0.5F) {
        return 0.0F;
    }
    const float away = sampleFloat(m_crop.outside, pixel.x(), pixel.y());
    const float reach = m_crop.erosion;
    return smoothStep(-0.5F, 3.0F, border) * (1.0F - smoothStep(2.0F * reach, 4.5F * reach, away));
}

Sight View::look(int surface, const Eigen::Vector3i& corners,
                 const Eigen::Vector3f& weights) const {
    const SurfaceInView& s = m_surfaces[surface];
    Eigen::Vector3f p = Eigen::Vector3f::Zero();
    Eigen::Vector3f n = Eigen::Vector3f::Zero();
    for (int k = 0; k < 3; ++k) {
        p += weights[k] * s.position.row(corners[k]).transpose();
        n += weights[k] * s.normal.row(corners[k]).transpose();
    }
    Sight sight;
    if (p.z() <= 0.01F) {
        return sight;
    }
    const Camera& camera = m_crop.camera;
    const auto focal = static_cast<float>(camera.focal);
    sight.pixel = {p.x() / p.z() * focal + static_cast<float>(camera.cx),
                   p.y() / p.z() * focal + static_cast<float>(camera.cy)};
    sight.cosine = -n.dot(p) / std::max(1e-12F, n.norm() * p.norm());
    if (sight.cosine <= 0.02F) {
        return sight;
    }
    sight.clear = personClear(sight.pixel);
    if (sight.clear > 0.0F) {
        const Eigen::Vector2f at = (sight.pixel.array() + 0.5F) * m_scale - 0.5F;
        sight.clear *= depthClear(surface, at, p.z(), sight.cosine);
        sight.clear *= sight.clear > 0.0F ? edgeClear(at, p.z()) : 0.0F;
        const float least =
            std::clamp(m_crop.enlarged / (kMostSmear * m_crop.pixelsPerMetre), 0.1F, 0.35F);
        sight.weight = sight.clear * smoothStep(least, least + 0.32F, sight.cosine);
    }
    return sight;
}

} // namespace maquette::texture
