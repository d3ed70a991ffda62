// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/face_surface.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <cmath>
#include <limits>

namespace maquette {
namespace {

using Eigen::Vector3f;

/// Vertices of the head that a face landmark may not lie on.
std::vector<bool> forbiddenVertices(const Template& body) {
    std::vector<bool> forbidden(kTemplateVertices, false);
    for (const char* name : {"ears", "inside-mouth"}) {
        const auto group = body.groups.find(name);
        if (group != body.groups.end()) {
            for (const int v : group->second) {
                forbidden[v] = true;
            }
        }
    }
    for (int v = 0; v < kBodyVertices; ++v) {
        forbidden[v] = forbidden[v] ||
                       (body.regions[v] != BodyRegion::Head && body.regions[v] != BodyRegion::Neck);
    }
    return forbidden;
}

bool hides(TemplatePart part) {
    return part == TemplatePart::Body || part == TemplatePart::LeftEye ||
           part == TemplatePart::RightEye;
}

/// Barycentric weights of the point of triangle a, b, c that is nearest to @p p.
/// @source  Ericson, "Real-Time Collision Detection", 2004, section 5.1.5.
Vector3f nearestWeights(const Vector3f& p, const Vector3f& a, const Vector3f& b,
                        const Vector3f& c) {
    const Vector3f ab = b - a;
    const Vector3f ac = c - a;
    const float d1 = ab.dot(p - a);
    const float d2 = ac.dot(p - a);
    const float d3 = ab.dot(p - b);
    const float d4 = ac.dot(p - b);
    const float d5 = ab.dot(p - c);
    const float d6 = ac.dot(p - c);
    if (d1 <= 0 && d2 <= 0) {
        return {1, 0, 0};
    }
    if (d3 >= 0 && d4 <= d3) {
        return {0, 1, 0};
    }
    if (d6 >= 0 && d5 <= d6) {
        return {0, 0, 1};
    }
    const float vc = d1 * d4 - d3 * d2;
    if (vc <= 0 && d1 >= 0 && d3 <= 0) {
        const float v = d1 / (d1 - d3);
        return {1 - v, v, 0};
    }
    const float vb = d5 * d2 - d1 * d6;
    if (vb <= 0 && d2 >= 0 && d6 <= 0) {
        const float w = d2 / (d2 - d6);
        return {1 - w, 0, w};
    }
    const float va = d3 * d6 - d5 * d4;
    if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) {
        const float w = (d4 - d3) / ((d4 - d3) + (d5 - d6));
        return {0, 1 - w, w};
    }
    return Vector3f(va, vb, vc) / (va + vb + vc);
}

} // namespace

FaceSurface::FaceSurface(const Template& body, const Points& mean)
    : m_mean(mean), m_mirrorVertex(body.mirrorVertex) {
    for (int v = 0; v < kTemplateVertices; ++v) {
        const Eigen::RowVector3f other = mean.row(m_mirrorVertex[v]);
        m_mean.row(v) = 0.5F * (mean.row(v) + Eigen::RowVector3f(-other.x(), other.y(), other.z()));
    }
    const std::vector<bool> forbidden = forbiddenVertices(body);
    const Triangulation all = triangulate(body.mesh);
    std::vector<int> skin;
    std::vector<int> others;
    for (int t = 0; t < all.vertices.rows(); ++t) {
        const TemplatePart part = body.faceParts[all.faces[t]];
        const auto corners = all.vertices.row(t);
        const bool isSkin = part == TemplatePart::Body && !forbidden[corners[0]] &&
                            !forbidden[corners[1]] && !forbidden[corners[2]];
        if (hides(part)) {
            (isSkin ? skin : others).push_back(t);
        }
    }
    m_skinCount = static_cast<int>(skin.size());
    skin.insert(skin.end(), others.begin(), others.end());
    m_triangles = all.vertices(skin, Eigen::all);
}

FaceSurface::View FaceSurface::look(const Camera& camera, const Points& shape) const {
    View view;
    view.raster = rasterize(project(camera, shape), m_triangles, camera.width, camera.height);
    view.shape = &shape;
    view.eye = camera.modelToCamera.inverse() * Vector3f::Zero();
    return view;
}

std::optional<FaceSurface::Hit> FaceSurface::hit(const View& view, cv::Point2f pixel,
                                                 int reach) const {
    const Raster& raster = view.raster;
    const int column = cvRound(pixel.x);
    const int row = cvRound(pixel.y);
    int best = std::numeric_limits<int>::max();
    std::size_t found = 0;
    for (int y = std::max(0, row - reach); y <= std::min(raster.height - 1, row + reach); ++y) {
        for (int x = std::max(0, column - reach); x <= std::min(raster.width - 1, column + reach);
             ++x) {
            const int distance = (x - column) * (x - column) + (y - row) * (y - row);
            const int triangle = raster.at(x, y);
            if (triangle >= 0 && triangle < m_skinCount && distance < best) {
                best = distance;
                found = static_cast<std::size_t>(y) * raster.width + x;
            }
        }
    }
    if (best > reach * reach) {
        return std::nullopt;
    }
    Hit hit;
    const auto corners = m_triangles.row(raster.triangle[found]);
    const auto on = [&](const Points& shape) -> Vector3f {
        return shape(corners, Eigen::all).transpose() * raster.barycentric[found];
    };
    const Points& shape = *view.shape;
    const Vector3f a = shape.row(corners[0]);
    const Vector3f normal =
        (Vector3f(shape.row(corners[1])) - a).cross(Vector3f(shape.row(corners[2])) - a);
    hit.onMean = on(m_mean);
    hit.facing = normal.normalized().dot((view.eye - on(shape)).normalized());
    const bool inFrame = column >= 0 && row >= 0 && column < raster.width && row < raster.height;
    hit.inside = inFrame && raster.at(column, row) >= 0;
    return hit;
}

FaceCorrespondence FaceSurface::nearest(const Vector3f& point) const {
    FaceCorrespondence result;
    float best = std::numeric_limits<float>::max();
    for (int t = 0; t < m_skinCount; ++t) {
        const Vector3f a = m_mean.row(m_triangles(t, 0));
        const Vector3f b = m_mean.row(m_triangles(t, 1));
        const Vector3f c = m_mean.row(m_triangles(t, 2));
        const Vector3f weights = nearestWeights(point, a, b, c);
        const float distance =
            (weights.x() * a + weights.y() * b + weights.z() * c - point).squaredNorm();
        if (distance < best) {
            best = distance;
            result.vertices = {m_triangles(t, 0), m_triangles(t, 1), m_triangles(t, 2)};
            result.weights = weights;
        }
    }
    return result;
}

FaceCorrespondence FaceSurface::mirrored(const FaceCorrespondence& place) const {
    FaceCorrespondence result = place;
    for (int& v : result.vertices) {
        v = m_mirrorVertex[v];
    }
    return result;
}

} // namespace maquette
