// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/atlas.h"

#include "core/geometry/rasterizer.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <mutex>

namespace maquette::texture {
namespace {

constexpr float kUnit = 65535.0F;

/// UVs as rasteriser points: texel x, texel y, a constant depth.
Points texelPoints(const UvPoints& uvs, int size) {
    Points points(uvs.rows(), 3);
    points.col(0) = uvs.col(0).array() * static_cast<float>(size) - 0.5F;
    points.col(1) = (1.0F - uvs.col(1).array()) * static_cast<float>(size) - 0.5F;
    points.col(2).setOnes();
    return points;
}

/// Per texel outside the charts, the nearest texel inside.
void assignNearest(const Raster& raster, std::vector<std::int32_t>& owner) {
    cv::Mat outside(raster.height, raster.width, CV_8UC1);
    for (int y = 0; y < raster.height; ++y) {
        for (int x = 0; x < raster.width; ++x) {
            outside.at<uchar>(y, x) = raster.at(x, y) < 0 ? 1 : 0;
        }
    }
    cv::Mat distance;
    cv::Mat label;
    cv::distanceTransform(outside, distance, label, cv::DIST_L2, cv::DIST_MASK_5,
                          cv::DIST_LABEL_PIXEL);
    const auto* labels = label.ptr<int>();
    std::vector<int> texelOf(owner.size() + 1, 0);
    for (size_t i = 0; i < owner.size(); ++i) {
        if (raster.triangle[i] >= 0) {
            texelOf[labels[i]] = static_cast<int>(i);
        }
    }
    for (size_t i = 0; i < owner.size(); ++i) {
        owner[i] = raster.triangle[i] >= 0 ? raster.triangle[i] : -1 - texelOf[labels[i]];
    }
}

PolygonMesh pick(const PolygonMesh& mesh, const std::vector<int>& faces) {
    PolygonMesh picked;
    picked.positions = mesh.positions;
    picked.uvs = mesh.uvs;
    picked.faceOffsets.push_back(0);
    for (const int f : faces) {
        for (int c = mesh.faceOffsets[f]; c < mesh.faceOffsets[f + 1]; ++c) {
            picked.cornerVertex.push_back(mesh.cornerVertex[c]);
            picked.cornerUv.push_back(mesh.cornerUv[c]);
        }
        picked.faceOffsets.push_back(static_cast<int>(picked.cornerVertex.size()));
    }
    return picked;
}

} // namespace

Atlas::Atlas(const PolygonMesh& mesh, const std::vector<int>& faces, int size)
    : m_size(size), m_triangles(triangulate(faces.empty() ? mesh : pick(mesh, faces))),
      m_uvs(mesh.uvs) {
    RasterOptions options;
    options.perspective = false;
    const Raster raster = rasterize(texelPoints(m_uvs, size), m_triangles.uvs, size, size, options);
    m_owner.resize(raster.triangle.size());
    m_weights.resize(raster.triangle.size());
    assignNearest(raster, m_owner);
    for (size_t i = 0; i < m_weights.size(); ++i) {
        for (int k = 0; k < 2; ++k) {
            const float weight = std::clamp(raster.barycentric[i][k + 1], 0.0F, 1.0F);
            m_weights[i][k] = static_cast<std::uint16_t>(std::lround(weight * kUnit));
        }
    }
}

AtlasPoint Atlas::pointAt(int texel) const {
    const std::int32_t owner = m_owner[texel];
    if (owner < 0) {
        return {};
    }
    const auto& w = m_weights[texel];
    const float b = static_cast<float>(w[0]) / kUnit;
    const float c = static_cast<float>(w[1]) / kUnit;
    return {owner, {1.0F - b - c, b, c}};
}

Eigen::Vector2f Atlas::texelPosition(const AtlasPoint& point) const {
    Eigen::Vector2f uv = Eigen::Vector2f::Zero();
    for (int k = 0; k < 3; ++k) {
        uv += point.weights[k] * m_uvs.row(m_triangles.uvs(point.triangle, k)).transpose();
    }
    const auto side = static_cast<float>(m_size);
    return {uv.x() * side - 0.5F, (1.0F - uv.y()) * side - 0.5F};
}

std::shared_ptr<const Atlas> bodyAtlas(const Template& templateMesh, int size) {
    struct Entry {
        std::uint64_t hash;
        int size;
        std::shared_ptr<const Atlas> atlas;
    };
    static std::mutex mutex;
    static std::vector<Entry> kept;
    const std::scoped_lock lock(mutex);
    for (const Entry& entry : kept) {
        if (entry.hash == templateMesh.hash && entry.size == size) {
            return entry.atlas;
        }
    }
    auto atlas = std::make_shared<const Atlas>(templateMesh.mesh,
                                               templateMesh.facesOf(TemplatePart::Body), size);
    if (kept.size() >= 2) {
        kept.erase(kept.begin());
    }
    kept.push_back({templateMesh.hash, size, atlas});
    return atlas;
}

} // namespace maquette::texture
