// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/fill.h"

#include <cmath>
#include <cstdint>

namespace maquette::texture {
namespace {

/// Conductance left between two garments.
constexpr float kAcross = 1e-4F;
constexpr float kClothAlong = 0.004F;
constexpr int kRingsBeyond = 2;
/// What a head shows of its hair is often a lit fringe; the back keeps to the hair's middle colour.
constexpr float kHairPull = 0.02F;
/// Skin carries on smoothly: a shadow or a stubble at the edge of sight is not drawn out.
constexpr float kSkinFirm = 0.05F;

/// 0 … 1: how surely a sample shows the garment that its vertex is labelled with. Blends at hems
/// and hairlines must not spread.
float purity(const Sample& s, Garment garment, Zone zone) {
    switch (garment) {
    case Garment::Skin: {
        // Hair before an ear or a cheek is often skin-like; only what is surely skin may spread.
        const float least = zone == Zone::Ear || zone == Zone::Hand ? 0.65F : 0.45F;
        return smoothStep(least, least + 0.3F, s.skin) * (1.0F - smoothStep(0.2F, 0.5F, s.hair));
    }
    case Garment::Hair:
        return smoothStep(0.3F, 0.7F, s.hair);
    default:
        return (1.0F - smoothStep(0.2F, 0.6F, s.skin)) * (1.0F - smoothStep(0.3F, 0.6F, s.hair));
    }
}

/// Cloth as the clean picture shows it, if the pixel is of that garment.
bool clothColor(const Sample& s, const ClothSight& cloth, Garment garment, Eigen::Vector3f& color) {
    const int x =
        std::clamp(static_cast<int>((s.pixel.x() + 0.5F) * cloth.scale), 0, cloth.clean.cols - 1);
    const int y =
        std::clamp(static_cast<int>((s.pixel.y() + 0.5F) * cloth.scale), 0, cloth.clean.rows - 1);
    if (cloth.garment.at<uchar>(y, x) != static_cast<uchar>(garment)) {
        return false;
    }
    const cv::Vec3b& c = cloth.clean.at<cv::Vec3b>(y, x);
    color = {static_cast<float>(c[0]), static_cast<float>(c[1]), static_cast<float>(c[2])};
    return true;
}

struct Known {
    Eigen::VectorXf weight = Eigen::VectorXf::Zero(kBodyVertices);
    VertexValues color = VertexValues::Zero(kBodyVertices, 3);
};

Known gatherColors(const Survey& survey, const ClothSight& cloth) {
    Known known;
    for (const Sample& s : survey.samples) {
        for (int k = 0; k < 3; ++k) {
            const int v = s.corners[k];
            const Garment garment = survey.labels.vertex[v];
            const float pure = purity(s, garment, survey.zones->zone[v]);
            if (pure <= 0.0F) {
                continue;
            }
            Eigen::Vector3f color = s.color;
            const bool isCloth = garment == Garment::Upper || garment == Garment::Lower;
            if (isCloth && !clothColor(s, cloth, garment, color)) {
                continue;
            }
            const float w = pure * s.sight * s.weights[k];
            known.weight[v] += w;
            known.color.row(v) += w * color.transpose();
        }
    }
    known.color.array().colwise() /= known.weight.array().max(1e-6F);
    return known;
}

/// Edges of the body with hardly any flow between garments, and in cloth next to none along the
/// limb: belts and stripes stay belts and stripes.
std::vector<BodyEdge> garmentEdges(const Survey& survey) {
    const std::vector<Garment>& vertex = survey.labels.vertex;
    std::vector<BodyEdge> edges = survey.zones->edges;
    for (BodyEdge& e : edges) {
        if (vertex[e.a] != vertex[e.b]) {
            e.conductance *= kAcross;
        } else if (vertex[e.a] == Garment::Upper || vertex[e.a] == Garment::Lower) {
            const float along = e.along * e.along;
            e.conductance *= std::max(kClothAlong, 1.0F - along) / std::max(0.05F, 1.0F - along);
        }
    }
    return edges;
}

/// Clothes that the photo shows keep their mean colour where their own colours do not reach.
Palette seenPalette(const Palette& palette, const Known& known,
                    const std::vector<Garment>& vertex) {
    Palette own = palette;
    for (const auto& [garment, color] :
         {std::pair(Garment::Upper, &own.upper), std::pair(Garment::Lower, &own.lower),
          std::pair(Garment::Shoes, &own.shoes)}) {
        Eigen::Vector3f sum = Eigen::Vector3f::Zero();
        float weight = 0.0F;
        for (int v = 0; v < kBodyVertices; ++v) {
            if (vertex[v] == garment) {
                sum += known.weight[v] * known.color.row(v).transpose();
                weight += known.weight[v];
            }
        }
        if (weight > 10.0F) {
            *color = sum / weight;
        }
    }
    return own;
}

/// Carries the colours of a garment's own vertices to those around them; far from it the palette's.
VertexValues beyondItself(const Survey& survey, Garment garment, const VertexValues& solved,
                          const Eigen::Vector3f& otherwise) {
    VertexValues color = otherwise.transpose().replicate(kBodyVertices, 1);
    std::vector<char> has(kBodyVertices, 0);
    for (int v = 0; v < kBodyVertices; ++v) {
        if (survey.labels.vertex[v] == garment) {
            color.row(v) = solved.row(v);
            has[v] = 1;
        }
    }
    for (int ring = 0; ring < kRingsBeyond; ++ring) {
        VertexValues sum = VertexValues::Zero(kBodyVertices, 3);
        Eigen::VectorXf count = Eigen::VectorXf::Zero(kBodyVertices);
        for (const BodyEdge& e : survey.zones->edges) {
            for (const auto& [from, to] : {std::pair(e.a, e.b), std::pair(e.b, e.a)}) {
                if (has[from] != 0 && has[to] == 0) {
                    sum.row(to) += color.row(from);
                    count[to] += 1.0F;
                }
            }
        }
        for (int v = 0; v < kBodyVertices; ++v) {
            if (count[v] > 0.0F) {
                color.row(v) = sum.row(v) / count[v];
                has[v] = 1;
            }
        }
    }
    return color;
}

/// Colours of what no photo shows.
void paintHidden(const BodyZones& zones, const Eigen::Vector3f& skin, VertexValues& color) {
    const Eigen::Vector3f mouth = skin.cwiseProduct(Eigen::Vector3f(0.38F, 0.32F, 0.58F));
    const Eigen::Vector3f socket = skin.cwiseProduct(Eigen::Vector3f(0.62F, 0.62F, 0.75F));
    for (int v = 0; v < kBodyVertices; ++v) {
        if (zones.zone[v] == Zone::Mouth || zones.zone[v] == Zone::Socket) {
            color.row(v) = (zones.zone[v] == Zone::Mouth ? mouth : socket).transpose();
        }
    }
}

} // namespace

float latticeValue(std::int32_t x, std::int32_t y, std::int32_t z) {
    auto h = static_cast<std::uint32_t>(x) * 0x8da6b343U ^
             static_cast<std::uint32_t>(y) * 0xd8163841U ^
             static_cast<std::uint32_t>(z) * 0xcb1ab31fU;
    h ^= h >> 16U;
    h *= 0x7feb352dU;
    h ^= h >> 15U;
    h *= 0x846ca68bU;
    h ^= h >> 16U;
    return static_cast<float>(h >> 8U) * (2.0F / 16777215.0F) - 1.0F;
}

const Eigen::Vector3f& Palette::of(Garment garment) const {
    switch (garment) {
    case Garment::Skin:
        return skin;
    case Garment::Hair:
        return hair;
    case Garment::Upper:
        return upper;
    case Garment::Lower:
        return lower;
    case Garment::Shoes:
        return shoes;
    }
    return skin;
}

BodyColors fillBody(const Survey& survey, const ClothSight& cloth, const Palette& palette) {
    const std::vector<Garment>& vertex = survey.labels.vertex;
    const Known known = gatherColors(survey, cloth);
    const Palette own = seenPalette(palette, known, vertex);
    VertexValues target(kBodyVertices, 3);
    Eigen::VectorXf pull = Eigen::VectorXf::Zero(kBodyVertices);
    for (int v = 0; v < kBodyVertices; ++v) {
        const bool isKnown = known.weight[v] > 0.02F;
        if (isKnown) {
            const float firm = vertex[v] == Garment::Skin ? kSkinFirm : 1.0F;
            pull[v] = firm * std::min(1.0F, known.weight[v]);
        } else if (vertex[v] == Garment::Hair && !survey.hair.covered) {
            pull[v] = kHairPull;
        }
        target.row(v) = own.of(vertex[v]).transpose();
        if (isKnown) {
            target.row(v) = known.color.row(v);
        }
    }
    const VertexValues solved = diffuse(garmentEdges(survey), pull, target);
    BodyColors colors;
    for (int g = 0; g < kGarmentCount; ++g) {
        const auto garment = static_cast<Garment>(g);
        colors.color[g] = beyondItself(survey, garment, solved, own.of(garment));
    }
    paintHidden(*survey.zones, palette.skin, colors.color[static_cast<size_t>(Garment::Skin)]);
    return colors;
}

float noiseAt(const Eigen::Vector3f& point, float cell) {
    const Eigen::Array3f p = point.array() / cell;
    const Eigen::Array3f whole = p.floor();
    const Eigen::Array3f t = p - whole;
    const Eigen::Array3f s = t * t * (3.0F - 2.0F * t);
    const Eigen::Array3i i = whole.cast<int>();
    float sum = 0.0F;
    for (int corner = 0; corner < 8; ++corner) {
        float weight = 1.0F;
        for (int k = 0; k < 3; ++k) {
            weight *= ((corner >> k) & 1) != 0 ? s[k] : 1.0F - s[k];
        }
        sum += weight * latticeValue(i[0] + (corner & 1), i[1] + ((corner >> 1) & 1),
                                     i[2] + ((corner >> 2) & 1));
    }
    return sum;
}

} // namespace maquette::texture
