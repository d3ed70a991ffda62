// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One piece of clothing: where it covers the body, how loose it hangs, its cloth.

#include "core/synthesis/body_coordinates.h"
#include "core/synthesis/skin_painter.h"
#include "core/synthesis/suit.h"

#include <cstdint>
#include <functional>
#include <string>

namespace maquette {

/// A place on the body, equal for all people (see BodyColumn).
struct BodyPlace {
    Eigen::Vector3f base;  ///< on the base mesh, metres
    float arm = 0.0F;      ///< 0 … 1
    float armPlace = 0.0F; ///< 0 shoulder, 1 elbow, 2 wrist
    float legPlace = 0.0F; ///< 0 hip, 1 knee, 2 ankle, 3 sole
};

[[nodiscard]] BodyPlace placeOf(const TexelValues& values);

enum class ClothPattern { Plain, Heather, Denim, Stripes, Checks, Dots, Print };

struct Cloth {
    Tint color{0.5F, 0.5F, 0.5F};
    Tint accent{0.9F, 0.9F, 0.9F};
    ClothPattern pattern = ClothPattern::Plain;
    float scale = 0.03F; ///< metres between stripes, checks or dots
    float roughness = 0.85F;
    std::uint32_t seed = 0;
};

/// Colour of a garment at a place; @p edge is the distance to its border in metres.
using ClothPainter = std::function<Tint(const BodyPlace& place, float edge, const Cloth& cloth)>;

struct Garment {
    std::string name;
    TemplatePart part = TemplatePart::Tights;
    /// Metres inside the garment's border, negative outside.
    std::function<float(const BodyPlace&)> keep;
    /// Metres that the cloth hangs off the body, at least 0.001.
    std::function<float(const BodyPlace&)> ease;
    float folds = 0.003F; ///< height of creases, metres
    float foldsPerMetre = 14.0F;
    int relax = 12;     ///< smoothing passes that bridge hollows, 0 … 60
    float hem = 0.003F; ///< thickness shown at the border, metres
    Cloth cloth;
    ClothPainter painter; ///< empty: the pattern of the cloth with a stitched hem
};

/// Cloth of @p pattern without any seams.
[[nodiscard]] Tint patternColor(const BodyPlace& place, const Cloth& cloth);

/// patternColor with hems stitched in.
[[nodiscard]] Tint plainCloth(const BodyPlace& place, float edge, const Cloth& cloth);

/// CV_8UC4.
/// @param atlas  of the suit's mesh.
[[nodiscard]] cv::Mat paintGarment(const Suit& suit, const AtlasTexels& atlas,
                                   const Garment& garment);

/// Hangs a garment over @p surface (fine suit vertices, posed) and moves the surface out to it,
/// so that the next garment goes over this one.
/// @return  the posed piece with clean hems, UVs of the suit.
[[nodiscard]] PolygonMesh hangGarment(const Suit& suit, const Garment& garment, Points& surface);

} // namespace maquette
