// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/head_meridians.h"

#include <Eigen/Geometry>

#include <cmath>
#include <mutex>
#include <numbers>
#include <optional>
#include <set>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr float kDegree = std::numbers::pi_v<float> / 180.0F;
constexpr float kStepAngle = 2.5F * kDegree;
constexpr float kTilt = 20.0F * kDegree; ///< of the crown, backwards
constexpr float kLeastRadius = 0.04F;    ///< metres; what is nearer to the centre is not the head

/// Where hair usually ends: degrees round the head from the face, degrees from the crown.
constexpr std::array<std::array<float, 2>, 14> kHairline = {{{0.0F, 67.0F},
                                                             {25.0F, 67.0F},
                                                             {45.0F, 71.0F},
                                                             {60.0F, 79.0F},
                                                             {70.0F, 85.0F},
                                                             {80.0F, 87.0F},
                                                             {90.0F, 83.0F},
                                                             {100.0F, 77.0F},
                                                             {112.0F, 77.0F},
                                                             {125.0F, 88.0F},
                                                             {138.0F, 106.0F},
                                                             {150.0F, 116.0F},
                                                             {165.0F, 124.0F},
                                                             {180.0F, 128.0F}}};

float usualEnd(int meridian) {
    const float turn = 360.0F * static_cast<float>(meridian) / kMeridians;
    const float angle = std::min(turn, 360.0F - turn);
    size_t i = 1;
    while (i + 1 < kHairline.size() && kHairline[i][0] < angle) {
        ++i;
    }
    const auto& a = kHairline[i - 1];
    const auto& b = kHairline[i];
    return (a[1] + (b[1] - a[1]) * (angle - a[0]) / (b[0] - a[0])) * kDegree / kStepAngle;
}

Vector3f direction(int meridian, int step) {
    const float turn = 2.0F * std::numbers::pi_v<float> * static_cast<float>(meridian) / kMeridians;
    const float polar = kStepAngle * static_cast<float>(step);
    const Vector3f upright(std::sin(polar) * std::sin(turn), std::cos(polar),
                           std::sin(polar) * std::cos(turn));
    return Eigen::AngleAxisf(-kTilt, Vector3f::UnitX()) * upright;
}

Vector3f meanOf(const Points& positions, const std::vector<int>& rows) {
    Vector3f sum = Vector3f::Zero();
    for (const int v : rows) {
        sum += positions.row(v).transpose();
    }
    return sum / std::max<float>(1.0F, static_cast<float>(rows.size()));
}

struct Hit {
    float radius = 0.0F;
    Eigen::Vector3i corners;
    Vector3f weights;
    bool isEar = false;
};

/// Where a ray from the origin meets a triangle.
std::optional<Hit> meet(const std::array<Vector3f, 3>& p, const Vector3f& ray) {
    const Vector3f normal = (p[1] - p[0]).cross(p[2] - p[0]);
    const float slope = normal.dot(ray);
    if (std::abs(slope) < 1e-12F) {
        return std::nullopt;
    }
    Hit hit;
    hit.radius = normal.dot(p[0]) / slope;
    const Vector3f point = hit.radius * ray;
    for (int k = 0; k < 3; ++k) {
        const Vector3f& a = p[(k + 1) % 3];
        const Vector3f& b = p[(k + 2) % 3];
        hit.weights[k] = (b - a).cross(point - a).dot(normal) / normal.squaredNorm();
    }
    if (hit.radius < kLeastRadius || hit.weights.minCoeff() < -1e-4F) {
        return std::nullopt;
    }
    return hit;
}

/// Shoots rays from the middle of the head.
class Caster {
public:
    Caster(const Template& templateMesh, const std::vector<int>& ears)
        : m_template(templateMesh), m_isEar(templateMesh.mesh.positions.rows(), false) {
        for (const int v : ears) {
            m_isEar[v] = true;
        }
        m_centre = meanOf(templateMesh.mesh.positions, ears) + Vector3f(0.0F, 0.02F, 0.01F);
        m_centre.x() = 0.0F;
    }

    /// Every ray's hits with the head.
    [[nodiscard]] std::vector<std::vector<Hit>> cast() const {
        std::vector<Vector3f> rays;
        for (int m = 0; m < kMeridians; ++m) {
            for (int s = 0; s < kMeridianSteps; ++s) {
                rays.push_back(direction(m, s));
            }
        }
        std::vector<std::vector<Hit>> hits(rays.size());
        const Triangulation all = triangulate(m_template.mesh);
        for (Eigen::Index t = 0; t < all.vertices.rows(); ++t) {
            const Eigen::Vector3i corners = all.vertices.row(t).transpose();
            if (m_template.faceParts[all.faces[t]] == TemplatePart::Body && isHead(corners)) {
                castAt(corners, rays, hits);
            }
        }
        return hits;
    }

private:
    [[nodiscard]] bool isHead(const Eigen::Vector3i& corners) const {
        const BodyRegion region = m_template.regions[corners[0]];
        return region == BodyRegion::Head || region == BodyRegion::Neck;
    }

    void castAt(const Eigen::Vector3i& corners, const std::vector<Vector3f>& rays,
                std::vector<std::vector<Hit>>& hits) const {
        std::array<Vector3f, 3> p;
        Vector3f middle = Vector3f::Zero();
        for (int k = 0; k < 3; ++k) {
            p[k] = m_template.mesh.positions.row(corners[k]).transpose() - m_centre;
            middle += p[k] / 3.0F;
        }
        float spread = 0.0F;
        for (const Vector3f& corner : p) {
            spread = std::max(spread, (corner - middle).norm());
        }
        const float least = std::cos(std::min(1.0F, spread / middle.norm() + 0.01F));
        const Vector3f toward = middle.normalized();
        for (size_t i = 0; i < rays.size(); ++i) {
            if (rays[i].dot(toward) < least) {
                continue;
            }
            if (auto hit = meet(p, rays[i])) {
                hit->corners = corners;
                hit->isEar = m_isEar[corners[0]] || m_isEar[corners[1]] || m_isEar[corners[2]];
                hits[i].push_back(*hit);
            }
        }
    }

    const Template& m_template;
    std::vector<bool> m_isEar;
    Vector3f m_centre;
};

/// The outermost hit; under an ear the innermost.
Hit surfaceHit(const std::vector<Hit>& hits) {
    Hit outer = hits.front();
    Hit inner = hits.front();
    for (const Hit& hit : hits) {
        outer = hit.radius > outer.radius ? hit : outer;
        inner = hit.radius < inner.radius ? hit : inner;
    }
    return outer.isEar ? inner : outer;
}

HeadMeridians::Anchor anchorOf(const Hit& hit) {
    HeadMeridians::Anchor anchor;
    Eigen::Index heaviest = 0;
    hit.weights.maxCoeff(&heaviest);
    for (int k = 0; k < 3; ++k) {
        const Eigen::Index corner = (heaviest + k) % 3;
        anchor.rows[k] = hit.corners[corner];
        anchor.weights[k] = hit.weights[corner];
    }
    return anchor;
}

HeadMeridians makeMeridians(const Template& templateMesh) {
    HeadMeridians result;
    const auto ears = templateMesh.groups.find("ears");
    if (ears != templateMesh.groups.end()) {
        for (const int v : ears->second) {
            if (v < static_cast<int>(templateMesh.regions.size())) {
                result.earRows.push_back(v);
            }
        }
    }
    if (result.earRows.empty()) {
        return result;
    }
    for (size_t v = 0; v < templateMesh.regions.size(); ++v) {
        if (templateMesh.regions[v] == BodyRegion::Head ||
            templateMesh.regions[v] == BodyRegion::Neck) {
            result.headRows.push_back(static_cast<int>(v));
        }
    }
    const auto hits = Caster(templateMesh, result.earRows).cast();
    for (int m = 0; m < kMeridians; ++m) {
        result.hairline.push_back(usualEnd(m));
        for (int s = 0; s < kMeridianSteps; ++s) {
            const auto& own = hits[HeadMeridians::index(m, s)];
            // Below the chin a ray may leave through the neck's open end: the last point stays.
            result.anchors.push_back(own.empty() ? result.anchors.back()
                                                 : anchorOf(surfaceHit(own)));
        }
    }
    return result;
}

/// Each point half way to the mean of its neighbours on the head.
void smoothOnce(Points& points) {
    const Points before = points;
    for (int m = 0; m < kMeridians; ++m) {
        for (int s = 1; s + 1 < kMeridianSteps; ++s) {
            const auto at = [&](int dm, int ds) {
                return before.row(HeadMeridians::index(m + dm, s + ds));
            };
            points.row(HeadMeridians::index(m, s)) =
                0.5F * at(0, 0) + 0.125F * (at(1, 0) + at(-1, 0) + at(0, 1) + at(0, -1));
        }
    }
}

Points lineNormals(const Points& points) {
    Points normals(points.rows(), 3);
    Vector3f crown = Vector3f::Zero();
    for (int m = 0; m < kMeridians; ++m) {
        for (int s = 1; s < kMeridianSteps; ++s) {
            const int below = std::min(s + 1, kMeridianSteps - 1);
            const Vector3f down = points.row(HeadMeridians::index(m, below)) -
                                  points.row(HeadMeridians::index(m, s - 1));
            const Vector3f round = points.row(HeadMeridians::index(m + 1, s)) -
                                   points.row(HeadMeridians::index(m - 1, s));
            const Vector3f normal = down.cross(round).stableNormalized();
            normals.row(HeadMeridians::index(m, s)) = normal;
            crown += s == 2 ? normal : Vector3f::Zero();
        }
    }
    for (int m = 0; m < kMeridians; ++m) {
        normals.row(HeadMeridians::index(m, 0)) = crown.stableNormalized();
    }
    return normals;
}

} // namespace

std::shared_ptr<const HeadMeridians> headMeridians(const Template& templateMesh) {
    static std::mutex mutex;
    static std::uint64_t hash = 0;
    static std::shared_ptr<const HeadMeridians> kept;
    const std::scoped_lock lock(mutex);
    if (!kept || hash != templateMesh.hash) {
        kept = std::make_shared<const HeadMeridians>(makeMeridians(templateMesh));
        hash = templateMesh.hash;
    }
    return kept;
}

HeadLines headLines(const HeadMeridians& meridians, const Points& shape) {
    constexpr int kSmoothing = 4;
    HeadLines lines;
    lines.points.resize(static_cast<Eigen::Index>(meridians.anchors.size()), 3);
    for (size_t i = 0; i < meridians.anchors.size(); ++i) {
        const HeadMeridians::Anchor& anchor = meridians.anchors[i];
        Eigen::RowVector3f point = Eigen::RowVector3f::Zero();
        for (int k = 0; k < 3; ++k) {
            point += anchor.weights[k] * shape.row(anchor.rows[k]);
        }
        lines.points.row(static_cast<Eigen::Index>(i)) = point;
    }
    for (int i = 0; i < kSmoothing; ++i) {
        smoothOnce(lines.points);
    }
    lines.normals = lineNormals(lines.points);
    return lines;
}

} // namespace maquette
