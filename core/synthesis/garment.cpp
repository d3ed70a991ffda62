// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/garment.h"

#include "core/synthesis/noise.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

/// Coordinates along and round the limb or trunk, metres: what patterns are woven along.
Eigen::Vector2f clothPlace(const BodyPlace& place) {
    const Vector3f& p = place.base;
    if (place.arm > 0.5F) {
        const float around =
            std::atan2(p.z() - 0.05F * place.armPlace, std::abs(p.x()) + p.y() - 0.7F);
        return {around * 0.05F, place.armPlace * 0.235F};
    }
    return {p.x() + 0.35F * p.z(), p.y()};
}

float gridLine(float x, float spacing, float width) {
    const float t = x / spacing - std::floor(x / spacing);
    const float edge = 0.0012F / spacing;
    return smoothStep(0.0F, edge, t) * smoothStep(width + edge, width, t);
}

/// Bold shapes on the breast: bars, a disc or blocks, by the seed.
float printMask(const BodyPlace& place, std::uint32_t seed) {
    const Vector3f& p = place.base;
    if (p.z() < 0.03F || place.arm > 0.3F) {
        return 0.0F;
    }
    const float x = p.x();
    const float y = p.y() - 0.345F;
    switch (seed % 4) {
    case 0:
        return smoothStep(0.062F, 0.060F, std::hypot(x, y)) *
               (1.0F -
                smoothStep(0.046F, 0.044F, std::hypot(x, y)) * gridLine(y + 1.0F, 0.022F, 0.45F));
    case 1:
        return smoothStep(0.085F, 0.083F, std::abs(x)) * smoothStep(0.030F, 0.028F, std::abs(y));
    case 2: {
        const float letters = valueNoise({x * 70.0F, y * 34.0F, 3.0F}, seed) > 0.5F ? 1.0F : 0.0F;
        return letters * (std::abs(x) < 0.085F && std::abs(y) < 0.022F ? 1.0F : 0.0F);
    }
    default:
        return smoothStep(0.075F, 0.073F, std::abs(x) + 1.2F * std::abs(y)) *
               smoothStep(0.028F, 0.030F, std::abs(x) + 1.2F * std::abs(y));
    }
}

Tint denim(const BodyPlace& place, const Cloth& cloth) {
    const Vector3f& p = place.base;
    const float twill = valueNoise(
        {(p.x() + p.y()) * 900.0F, (p.x() - p.y()) * 160.0F, p.z() * 300.0F}, cloth.seed);
    const float worn = bell(place.legPlace, 0.45F, 0.22F) * smoothStep(0.02F, 0.08F, p.z()) +
                       0.7F * bell(place.legPlace, 1.0F, 0.12F) * smoothStep(0.03F, 0.08F, p.z());
    const float cloud = fractalNoise(p * 24.0F, 3, cloth.seed + 1);
    return cloth.color * (0.86F + 0.20F * twill + 0.30F * worn + 0.16F * (cloud - 0.5F));
}

/// Creases lie across limbs and slant over the trunk; ridged noise has sharp crests.
float foldHeight(const BodyPlace& place, const Garment& garment) {
    const Eigen::Vector2f along = clothPlace(place);
    const bool limb = place.arm > 0.5F || place.legPlace > 0.25F;
    const float f = garment.foldsPerMetre;
    const float across = along.x() * f;
    const float down = along.y() * f;
    const float deep = place.base.z() * f;
    const Vector3f stretched =
        limb ? Vector3f(0.75F * across + 0.45F * down, 1.2F * down, 0.6F * deep)
             : Vector3f(across, 0.8F * down + 0.4F * std::abs(across), 0.6F * deep);
    const float n = fractalNoise(stretched, 2, garment.cloth.seed + 5);
    const float crest = std::max(0.0F, 1.0F - std::abs(2.0F * n - 1.0F) * 3.2F);
    const float ridge = crest * crest * (1.6F - 0.6F * crest) +
                        0.9F * (fractalNoise(stretched * 0.5F, 1, garment.cloth.seed + 6) - 0.5F);
    const float joints = place.arm > 0.5F ? bell(place.armPlace, 1.0F, 0.22F)
                                          : std::max({bell(place.legPlace, 1.0F, 0.16F),
                                                      0.9F * bell(place.legPlace, 0.08F, 0.14F),
                                                      0.8F * bell(place.legPlace, 1.95F, 0.14F)});
    return garment.folds * ridge * (0.55F + 0.6F * joints);
}

Points outwardNormals(const Suit& suit, const Points& surface) {
    Points normals = vertexNormals(surface, suit.triangles());
    for (int i = 0; i < suit.smoothing(6); ++i) {
        smoothOnce(normals, suit.neighbours(), 0.6F);
    }
    normals.rowwise().normalize();
    return normals;
}

/// Smooths the cloth so that it bridges hollows, and keeps it off what is under it.
void relaxCloth(const Suit& suit, const Garment& garment, const std::vector<BodyPlace>& places,
                const Points& surface, const Points& normals, Points& cloth) {
    std::vector<float> least(places.size());
    for (size_t v = 0; v < places.size(); ++v) {
        least[v] = 0.6F * garment.ease(places[v]) + 0.0012F;
    }
    for (int pass = 0; pass < suit.smoothing(garment.relax); ++pass) {
        smoothOnce(cloth, suit.neighbours(), 0.5F);
        for (Eigen::Index v = 0; v < cloth.rows(); ++v) {
            const float gap = (cloth.row(v) - surface.row(v)).dot(normals.row(v));
            if (gap < least[v]) {
                cloth.row(v) += (least[v] - gap) * normals.row(v);
            }
        }
    }
}

} // namespace

BodyPlace placeOf(const TexelValues& values) {
    return {values.head<3>(), values[kArm], values[kArmPlace], values[kLegPlace]};
}

Tint patternColor(const BodyPlace& place, const Cloth& cloth) {
    const Eigen::Vector2f at = clothPlace(place);
    const float weave = valueNoise(place.base * 700.0F, cloth.seed + 2) - 0.5F;
    const Tint plain = cloth.color * (1.0F + 0.05F * weave);
    const auto over = [&](float share) { return Tint(plain + share * (cloth.accent - plain)); };
    switch (cloth.pattern) {
    case ClothPattern::Plain:
        return plain;
    case ClothPattern::Heather:
        return cloth.color * (0.9F + 0.2F * fractalNoise(place.base * 420.0F, 2, cloth.seed));
    case ClothPattern::Denim:
        return denim(place, cloth);
    case ClothPattern::Stripes:
        return over(gridLine(at.y(), cloth.scale, 0.42F));
    case ClothPattern::Checks:
        return over(0.5F * gridLine(at.x(), cloth.scale, 0.4F) +
                    0.5F * gridLine(at.y(), cloth.scale, 0.4F));
    case ClothPattern::Dots: {
        const Eigen::Vector2f cell = at / cloth.scale;
        const Eigen::Vector2f inside(cell.x() - std::floor(cell.x()) - 0.5F,
                                     cell.y() - std::floor(cell.y()) - 0.5F);
        return over(smoothStep(0.24F, 0.20F, inside.norm()));
    }
    case ClothPattern::Print:
        return over(printMask(place, cloth.seed));
    }
    return plain;
}

Tint plainCloth(const BodyPlace& place, float edge, const Cloth& cloth) {
    const float stitch = bell(edge, 0.016F, 0.0011F);
    const float border = smoothStep(0.003F, 0.0F, edge);
    return patternColor(place, cloth) * (1.0F - 0.22F * stitch - 0.15F * border);
}

cv::Mat paintGarment(const Suit& suit, const AtlasTexels& atlas, const Garment& garment) {
    constexpr float kMargin = 0.03F; // metres beyond the border that filtering may reach
    const ClothPainter painter = garment.painter ? garment.painter : plainCloth;
    return atlas.paint(suit.values(), [&](const TexelValues& values) {
        const BodyPlace place = placeOf(values);
        const float edge = garment.keep(place);
        const Tint color =
            edge > -kMargin ? painter(place, edge, garment.cloth) : garment.cloth.color;
        return Paint(color.x(), color.y(), color.z(), 1.0F);
    });
}

PolygonMesh hangGarment(const Suit& suit, const Garment& garment, Points& surface) {
    constexpr float kBand = 0.06F; // metres beyond the border that hang along, for smooth hems
    const Eigen::Index count = surface.rows();
    const Points normals = outwardNormals(suit, surface);
    std::vector<BodyPlace> places(count);
    std::vector<float> keep(count);
    Points cloth = surface;
    for (Eigen::Index v = 0; v < count; ++v) {
        places[v] = placeOf(suit.values().row(v));
        keep[v] = garment.keep(places[v]);
        if (keep[v] > -kBand) {
            cloth.row(v) += garment.ease(places[v]) * normals.row(v);
        }
    }
    relaxCloth(suit, garment, places, surface, normals, cloth);
    for (Eigen::Index v = 0; v < count; ++v) {
        if (keep[v] > -kBand) {
            const float height = foldHeight(places[v], garment);
            const float room = (cloth.row(v) - surface.row(v)).dot(normals.row(v)) - 0.001F;
            cloth.row(v) += std::max(height, -room) * normals.row(v);
        }
    }
    PolygonMesh piece = suit.mesh();
    piece.positions = cloth;
    Eigen::MatrixXf none;
    piece = cutMesh(piece, keep, none);
    foldHems(piece, garment.hem);
    for (Eigen::Index v = 0; v < count; ++v) {
        if (keep[v] > 0.0F) {
            surface.row(v) = cloth.row(v);
        }
    }
    return piece;
}

} // namespace maquette
