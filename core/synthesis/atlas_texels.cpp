// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/atlas_texels.h"

#include "core/render/parallel_rows.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

/// Per texel the index of the nearest one that has a triangle; empty when none has.
std::vector<int> nearestPainted(const Raster& raster) {
    cv::Mat empty(raster.height, raster.width, CV_8UC1);
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x) {
            empty.at<unsigned char>(y, x) = raster.at(x, y) < 0 ? 255 : 0;
        }
    }
    if (cv::countNonZero(empty) == static_cast<int>(empty.total())) {
        return {};
    }
    cv::Mat distance;
    cv::Mat labels;
    cv::distanceTransform(empty, distance, labels, cv::DIST_L2, 5, cv::DIST_LABEL_PIXEL);
    std::vector<int> texelOf(empty.total() + 1);
    for (int i = 0; i < static_cast<int>(empty.total()); ++i) {
        if (!empty.data[i]) {
            texelOf[labels.at<int>(i / raster.width, i % raster.width)] = i;
        }
    }
    std::vector<int> nearest(empty.total());
    for (int i = 0; i < static_cast<int>(empty.total()); ++i) {
        nearest[i] = texelOf[labels.at<int>(i / raster.width, i % raster.width)];
    }
    return nearest;
}

} // namespace

AtlasTexels::AtlasTexels(const PolygonMesh& mesh, int size, int threads)
    : m_triangulation(triangulate(mesh)), m_threads(threads) {
    Points corners(mesh.uvs.rows(), 3);
    corners.col(0) = mesh.uvs.col(0).array() * static_cast<float>(size) - 0.5F;
    corners.col(1) = (1.0F - mesh.uvs.col(1).array()) * static_cast<float>(size) - 0.5F;
    corners.col(2).setOnes();
    RasterOptions options;
    options.perspective = false;
    m_raster = rasterize(corners, m_triangulation.uvs, size, size, options, threads);
    m_nearest = nearestPainted(m_raster);
}

TexelValues AtlasTexels::valuesAt(const Eigen::MatrixXf& values, int x, int y) const {
    const size_t texel = static_cast<size_t>(y) * m_raster.width + x;
    const int triangle = m_raster.triangle[texel];
    TexelValues sum = TexelValues::Zero(values.cols());
    for (int corner = 0; corner < 3; ++corner) {
        sum += m_raster.barycentric[texel][corner] *
               values.row(m_triangulation.vertices(triangle, corner)).transpose();
    }
    return sum;
}

cv::Mat AtlasTexels::paint(const Eigen::MatrixXf& values,
                           const std::function<Paint(const TexelValues&)>& paint) const {
    cv::Mat image(size(), size(), CV_8UC4, cv::Scalar::all(0));
    parallelRows(size(), m_threads, [&](int y) {
        for (int x = 0; x < size(); ++x) {
            if (m_raster.at(x, y) < 0) {
                continue;
            }
            const Paint color = paint(valuesAt(values, x, y)).cwiseMax(0.0F).cwiseMin(1.0F);
            auto& texel = image.at<cv::Vec4b>(y, x);
            for (int channel = 0; channel < 4; ++channel) {
                const int source = channel == 3 ? 3 : 2 - channel;
                texel[channel] = static_cast<unsigned char>(std::lround(color[source] * 255.0F));
            }
        }
    });
    auto* texels = image.ptr<cv::Vec4b>();
    for (size_t i = 0; i < m_nearest.size(); ++i) {
        texels[i] = texels[m_nearest[i]];
    }
    return image;
}

PolygonMesh withNormalizedUvs(PolygonMesh mesh) {
    constexpr float kMargin = 0.02F;
    const Eigen::RowVector2f low = mesh.uvs.colwise().minCoeff();
    const Eigen::RowVector2f extent = mesh.uvs.colwise().maxCoeff() - low;
    for (Eigen::Index i = 0; i < mesh.uvs.rows(); ++i) {
        mesh.uvs.row(i) =
            ((mesh.uvs.row(i) - low).array() / extent.array() * (1.0F - 2.0F * kMargin) + kMargin)
                .matrix();
    }
    return mesh;
}

} // namespace maquette
