// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/zones.h"

#include "core/geometry/disjoint_sets.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <set>

namespace maquette::texture {
namespace {

/// Fraction of the template's height at which the navel is.
constexpr float kNavel = 0.58F;
/// Conductance along a limb, against 1 round it.
constexpr float kAlong = 0.05F;

Eigen::Vector3f meanOf(const Template& t, TemplatePart part) {
    Eigen::Vector3d sum = Eigen::Vector3d::Zero();
    int count = 0;
    for (const int f : t.facesOf(part)) {
        for (int c = t.mesh.faceOffsets[f]; c < t.mesh.faceOffsets[f + 1]; ++c, ++count) {
            sum += t.mesh.positions.row(t.mesh.cornerVertex[c]).transpose().cast<double>();
        }
    }
    return (sum / std::max(1, count)).cast<float>();
}

/// Head-sized coordinates: origin between the eyes, unit = the distance between them.
struct HeadFrame {
    Eigen::Vector3f origin;
    float unit;

    explicit HeadFrame(const Template& t) {
        const Eigen::Vector3f left = meanOf(t, TemplatePart::LeftEye);
        const Eigen::Vector3f right = meanOf(t, TemplatePart::RightEye);
        origin = 0.5F * (left + right);
        unit = std::max((left - right).norm(), 1e-4F);
    }
    [[nodiscard]] Eigen::Vector3f place(const Template& t, int vertex) const {
        return (t.mesh.positions.row(vertex).transpose() - origin) / unit;
    }
};

/// Zone of a vertex of the outer head, by its place in the head frame.
Zone headZone(const Eigen::Vector3f& p) {
    const float hairline = 1.15F + 0.55F * (p.z() - 0.35F); // from the forehead down to the ear
    if (p.z() > -1.35F) {
        const float temple = 0.75F + 0.9F * (p.z() + 0.1F); // from its corner down to the ear
        return p.y() > hairline                                   ? Zone::Scalp
               : p.y() > std::max(temple, 0.05F) && p.z() < -0.1F ? Zone::Temple
                                                                  : Zone::Face;
    }
    return p.y() > -1.35F ? Zone::Scalp : Zone::Neck;
}

/// The ears as the template names them, else by their place.
void markEars(const Template& t, const HeadFrame& frame, std::vector<Zone>& zone) {
    const auto named = t.groups.find("ears");
    if (named != t.groups.end()) {
        for (const int v : named->second) {
            if (v < kBodyVertices) {
                zone[v] = Zone::Ear;
            }
        }
        return;
    }
    for (int v = 0; v < kBodyVertices; ++v) {
        const Eigen::Vector3f p = frame.place(t, v);
        if (std::abs(p.x()) > 1.08F && p.y() > -0.8F && p.y() < 0.2F && p.z() > -1.55F &&
            p.z() < -0.8F) {
            zone[v] = Zone::Ear;
        }
    }
}

Zone bodyZone(BodyRegion region, float height) {
    switch (region) {
    case BodyRegion::Torso:
        return height < kNavel ? Zone::Pelvis : Zone::Torso;
    case BodyRegion::Head:
    case BodyRegion::Neck:
        return Zone::Neck;
    case BodyRegion::LeftUpperArm:
    case BodyRegion::RightUpperArm:
    case BodyRegion::LeftLowerArm:
    case BodyRegion::RightLowerArm:
        return Zone::Arm;
    case BodyRegion::LeftHand:
    case BodyRegion::RightHand:
        return Zone::Hand;
    case BodyRegion::LeftUpperLeg:
    case BodyRegion::RightUpperLeg:
    case BodyRegion::LeftLowerLeg:
    case BodyRegion::RightLowerLeg:
        return Zone::Leg;
    case BodyRegion::LeftFoot:
    case BodyRegion::RightFoot:
        return Zone::Foot;
    }
    return Zone::Torso;
}

/// Vertices of the body's faces per UV chart, the charts in order of their lowest face.
std::vector<std::set<int>> charts(const Template& t) {
    DisjointSets sets(static_cast<int>(t.mesh.uvs.rows()));
    const std::vector<int> faces = t.facesOf(TemplatePart::Body);
    for (const int f : faces) {
        const int first = t.mesh.faceOffsets[f];
        for (int c = first + 1; c < t.mesh.faceOffsets[f + 1]; ++c) {
            sets.join(t.mesh.cornerUv[c], t.mesh.cornerUv[first]);
        }
    }
    std::map<int, int> number;
    std::vector<std::set<int>> result;
    for (const int f : faces) {
        const int key = sets.root(t.mesh.cornerUv[t.mesh.faceOffsets[f]]);
        const auto [entry, isNew] = number.try_emplace(key, static_cast<int>(result.size()));
        if (isNew) {
            result.emplace_back();
        }
        for (int c = t.mesh.faceOffsets[f]; c < t.mesh.faceOffsets[f + 1]; ++c) {
            result[entry->second].insert(t.mesh.cornerVertex[c]);
        }
    }
    return result;
}

/// The small charts of the head are the inside of the mouth and the two eye sockets. Their rims
/// belong to the face.
void markHiddenCharts(const Template& t, const HeadFrame& frame, std::vector<Zone>& zone) {
    const std::vector<std::set<int>> all = charts(t);
    std::vector<int> uses(kBodyVertices, 0);
    for (const std::set<int>& chart : all) {
        for (const int v : chart) {
            ++uses[v];
        }
    }
    for (const std::set<int>& chart : all) {
        Eigen::Vector3f centre = Eigen::Vector3f::Zero();
        for (const int v : chart) {
            centre += frame.place(t, v) / static_cast<float>(chart.size());
        }
        const bool inHead = std::abs(centre.x()) < 1.0F && std::abs(centre.y()) < 2.0F;
        const bool isSocket =
            inHead && (centre - Eigen::Vector3f(centre.x() > 0 ? 0.5F : -0.5F, 0, 0)).norm() < 0.3F;
        const bool isMouth = inHead && !isSocket && chart.size() < 1000;
        for (const int v : chart) {
            if ((isSocket || isMouth) && uses[v] == 1) {
                zone[v] = isSocket ? Zone::Socket : Zone::Mouth;
            }
        }
    }
}

/// Direction of the limb at a region, or zero where there is none (hands, feet).
Eigen::Vector3f axisOf(const Template& t, BodyRegion region) {
    const auto centre = [&](BodyRegion r) {
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        int count = 0;
        for (int v = 0; v < kBodyVertices; ++v) {
            if (t.regions[v] == r) {
                sum += t.mesh.positions.row(v).transpose();
                ++count;
            }
        }
        return Eigen::Vector3f(sum / std::max(1.0F, static_cast<float>(count)));
    };
    const auto between = [&](BodyRegion a, BodyRegion b) {
        return (centre(a) - centre(b)).stableNormalized();
    };
    switch (region) {
    case BodyRegion::Torso:
    case BodyRegion::Neck:
    case BodyRegion::Head:
        return Eigen::Vector3f::UnitY();
    case BodyRegion::LeftUpperArm:
    case BodyRegion::LeftLowerArm:
        return between(BodyRegion::LeftUpperArm, BodyRegion::LeftLowerArm);
    case BodyRegion::RightUpperArm:
    case BodyRegion::RightLowerArm:
        return between(BodyRegion::RightUpperArm, BodyRegion::RightLowerArm);
    case BodyRegion::LeftUpperLeg:
    case BodyRegion::LeftLowerLeg:
        return between(BodyRegion::LeftUpperLeg, BodyRegion::LeftLowerLeg);
    case BodyRegion::RightUpperLeg:
    case BodyRegion::RightLowerLeg:
        return between(BodyRegion::RightUpperLeg, BodyRegion::RightLowerLeg);
    default:
        return Eigen::Vector3f::Zero();
    }
}

std::vector<BodyEdge> bodyEdges(const Template& t) {
    std::map<BodyRegion, Eigen::Vector3f> axes;
    std::set<std::pair<int, int>> pairs;
    for (const int f : t.facesOf(TemplatePart::Body)) {
        const int first = t.mesh.faceOffsets[f];
        const int count = t.mesh.faceOffsets[f + 1] - first;
        for (int k = 0; k < count; ++k) {
            const int a = t.mesh.cornerVertex[first + k];
            const int b = t.mesh.cornerVertex[first + (k + 1) % count];
            pairs.insert(std::minmax(a, b));
        }
    }
    std::vector<BodyEdge> edges;
    double sum = 0.0;
    for (const auto& [a, b] : pairs) {
        const BodyRegion region = t.regions[a];
        if (!axes.contains(region)) {
            axes[region] = axisOf(t, region);
        }
        const Eigen::Vector3f e = (t.mesh.positions.row(a) - t.mesh.positions.row(b)).transpose();
        const float length = std::max(e.norm(), 1e-4F);
        const float along = std::abs(e.dot(axes[region])) / length;
        const float anisotropy = 1.0F - (1.0F - kAlong) * along * along;
        // 1/length keeps the flow through fine and coarse quads alike.
        edges.push_back({a, b, anisotropy / length, along});
        sum += 1.0 / length;
    }
    for (BodyEdge& edge : edges) {
        edge.conductance *= static_cast<float>(static_cast<double>(edges.size()) / sum);
    }
    return edges;
}

BodyZones makeZones(const Template& t) {
    BodyZones zones;
    const auto y = t.mesh.positions.col(1).head(kBodyVertices);
    const float floor = y.minCoeff();
    const float height = y.maxCoeff() - floor;
    const HeadFrame frame(t);
    for (int v = 0; v < kBodyVertices; ++v) {
        const BodyRegion region = t.regions[v];
        const Eigen::Vector3f place = frame.place(t, v);
        zones.height.push_back((t.mesh.positions(v, 1) - floor) / height);
        zones.frontness.push_back(1.0F + (place.z() - 0.3F) / 1.2F);
        zones.limb.push_back(limbOf(region));
        const bool onHead =
            region == BodyRegion::Head || (region == BodyRegion::Neck && place.y() > -1.35F);
        zones.zone.push_back(onHead && place.y() > -1.9F ? headZone(place)
                                                         : bodyZone(region, zones.height.back()));
        zones.rest.push_back(
            {t.mesh.positions(v, 0), t.mesh.positions(v, 1), t.mesh.positions(v, 2)});
    }
    markEars(t, frame, zones.zone);
    markHiddenCharts(t, frame, zones.zone);
    zones.edges = bodyEdges(t);
    return zones;
}

} // namespace

Limb limbOf(BodyRegion region) {
    switch (region) {
    case BodyRegion::Torso:
        return Limb::Torso;
    case BodyRegion::Neck:
    case BodyRegion::Head:
        return Limb::Head;
    case BodyRegion::LeftUpperArm:
    case BodyRegion::LeftLowerArm:
    case BodyRegion::LeftHand:
        return Limb::LeftArm;
    case BodyRegion::RightUpperArm:
    case BodyRegion::RightLowerArm:
    case BodyRegion::RightHand:
        return Limb::RightArm;
    case BodyRegion::LeftUpperLeg:
    case BodyRegion::LeftLowerLeg:
    case BodyRegion::LeftFoot:
        return Limb::LeftLeg;
    case BodyRegion::RightUpperLeg:
    case BodyRegion::RightLowerLeg:
    case BodyRegion::RightFoot:
        return Limb::RightLeg;
    }
    return Limb::Torso;
}

bool isPrivate(const BodyZones& zones, int vertex) {
    constexpr float kPelvis = 0.53F; ///< BodyZones::height
    constexpr float kThighs = 0.44F; ///< just below the crotch
    constexpr float kInner = 0.09F;  ///< metres from the middle
    const Zone zone = zones.zone[vertex];
    const float height = zones.height[vertex];
    return (zone == Zone::Pelvis && height < kPelvis) ||
           (zone == Zone::Leg && height > kThighs && std::abs(zones.rest[vertex][0]) < kInner);
}

bool isBreastBand(const BodyZones& zones, int vertex) {
    constexpr float kLower = 0.67F; ///< BodyZones::height
    constexpr float kUpper = 0.765F;
    const float height = zones.height[vertex];
    return zones.zone[vertex] == Zone::Torso && height > kLower && height < kUpper;
}

bool isBesideHands(Zone zone) {
    return zone == Zone::Torso || zone == Zone::Pelvis || zone == Zone::Leg || zone == Zone::Foot;
}

std::shared_ptr<const BodyZones> bodyZones(const Template& templateMesh) {
    static std::mutex mutex;
    static std::uint64_t hash = 0;
    static std::shared_ptr<const BodyZones> kept;
    const std::scoped_lock lock(mutex);
    if (!kept || hash != templateMesh.hash) {
        kept = std::make_shared<const BodyZones>(makeZones(templateMesh));
        hash = templateMesh.hash;
    }
    return kept;
}

} // namespace maquette::texture
