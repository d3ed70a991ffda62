// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/hair_look.h"

#include "core/texture/fill.h"
#include "core/texture/visibility.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <queue>

namespace maquette::texture {
namespace {

constexpr float kHangFrom = 0.14F; ///< metres below the top of the hair
constexpr float kHangAll = 0.18F;
constexpr float kRim = 0.03F;     ///< metres from the rim in which the photo may end the hair
constexpr float kRagged = 0.004F; ///< metres by which strands end differently at the hairline
constexpr float kTips = 0.035F;   ///< and at the tips of hanging hair

std::map<std::pair<int, int>, int> edgeUses(const PolygonMesh& mesh) {
    std::map<std::pair<int, int>, int> uses;
    for (int f = 0; f < mesh.faceCount(); ++f) {
        const int first = mesh.faceOffsets[f];
        const int count = mesh.faceOffsets[f + 1] - first;
        for (int k = 0; k < count; ++k) {
            ++uses[std::minmax(mesh.cornerVertex[first + k],
                               mesh.cornerVertex[first + (k + 1) % count])];
        }
    }
    return uses;
}

/// Length of the shortest way along edges to the rim.
std::vector<float> rimDistances(const PolygonMesh& mesh) {
    const auto uses = edgeUses(mesh);
    std::vector<std::vector<int>> neighbours(mesh.vertexCount());
    std::vector<float> distance(mesh.vertexCount(), std::numeric_limits<float>::max());
    using Entry = std::pair<float, int>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
    for (const auto& [edge, count] : uses) {
        neighbours[edge.first].push_back(edge.second);
        neighbours[edge.second].push_back(edge.first);
        for (const int v : {edge.first, edge.second}) {
            if (count == 1 && distance[v] > 0.0F) {
                distance[v] = 0.0F;
                open.emplace(0.0F, v);
            }
        }
    }
    while (!open.empty()) {
        const auto [at, v] = open.top();
        open.pop();
        if (at > distance[v]) {
            continue;
        }
        for (const int n : neighbours[v]) {
            const float length = (mesh.positions.row(n) - mesh.positions.row(v)).norm();
            if (at + length < distance[n]) {
                distance[n] = at + length;
                open.emplace(distance[n], n);
            }
        }
    }
    return distance;
}

} // namespace

HairLook::HairLook(const PosedSurface& layer, const Atlas& atlas)
    : m_atlas(atlas), m_positions(layer.mesh.positions), m_toRim(rimDistances(layer.mesh)) {
    constexpr float kRound = 0.565F; ///< metres round a head at the height of the brows
    const auto u = atlas.uvs().col(0);
    m_left = u.minCoeff();
    m_top = atlas.uvs().col(1).maxCoeff();
    m_metres = kRound / std::max(1e-6F, u.maxCoeff() - m_left);
    m_highest = m_positions.col(1).maxCoeff();
}

HairLook::Place HairLook::placeOf(const AtlasPoint& point) const {
    Place place;
    const Triangulation& triangles = m_atlas.triangles();
    for (int k = 0; k < 3; ++k) {
        const int vertex = triangles.vertices(point.triangle, k);
        const auto uv = m_atlas.uvs().row(triangles.uvs(point.triangle, k));
        place.round += point.weights[k] * (uv[0] - m_left) * m_metres;
        place.down += point.weights[k] * (m_top - uv[1]) * m_metres;
        place.toRim += point.weights[k] * m_toRim[vertex];
        place.below += point.weights[k] * (m_highest - m_positions(vertex, 1));
    }
    return place;
}

float HairLook::strand(float round, float down, float width, float length, int salt) const {
    constexpr float kRound = 0.565F;
    const int cells = cvRound(kRound / width);
    const float x = round / kRound * static_cast<float>(cells);
    const float y = down / length;
    const int ix = cvFloor(x);
    const int iy = cvFloor(y);
    const float fx = smoothStep(0.0F, 1.0F, x - static_cast<float>(ix));
    const float fy = smoothStep(0.0F, 1.0F, y - static_cast<float>(iy));
    const auto at = [&](int dx, int dy) {
        return latticeValue(((ix + dx) % cells + cells) % cells, iy + dy, salt);
    };
    const float top = at(0, 0) + fx * (at(1, 0) - at(0, 0));
    const float bottom = at(0, 1) + fx * (at(1, 1) - at(0, 1));
    return top + fy * (bottom - top);
}

float HairLook::grain(const AtlasPoint& point) const {
    const Place place = placeOf(point);
    // Strands swing a little on their way down.
    const float swing = 0.004F * strand(place.round, place.down, 0.03F, 0.05F, 1);
    const float round = place.round + swing * smoothStep(0.03F, 0.12F, place.down);
    return 0.45F * strand(round, place.down, 0.0018F, 0.05F, 2) +
           0.45F * strand(round, place.down, 0.005F, 0.08F, 3) +
           0.35F * strand(round, place.down, 0.016F, 0.12F, 4);
}

float HairLook::alpha(const AtlasPoint& point, float hair, float seen) const {
    const Place place = placeOf(point);
    const float hanging = smoothStep(kHangFrom, kHangAll, place.below);
    const float ragged = kRagged + hanging * (kTips - kRagged);
    const float noise = 0.5F + 0.3F * strand(place.round, place.down, 0.002F, 0.06F, 5) +
                        0.3F * hanging * strand(place.round, place.down, 0.012F, 0.2F, 6);
    const float rim = smoothStep(-0.001F, 0.003F, place.toRim - ragged * std::max(0.0F, noise));
    const float atRim = 1.0F - smoothStep(0.5F * kRim, kRim, place.toRim);
    const float told = seen * std::max(hanging, atRim);
    return rim * (1.0F - told * (1.0F - smoothStep(0.25F, 0.55F, hair)));
}

} // namespace maquette::texture
