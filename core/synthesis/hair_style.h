// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Hair as a shell over the scalp and, when long, a curtain that hangs from it.

#include "core/base/random.h"
#include "core/synthesis/body_coordinates.h"
#include "core/synthesis/skin_painter.h"

#include <string>
#include <vector>

namespace maquette {

enum class HairKind { Bald, Buzz, Short, Bun, Bob, Long };

struct HairStyle {
    HairKind kind = HairKind::Short;
    float top = 0.022F;    ///< thickness on the crown, metres
    float side = 0.010F;   ///< thickness at the sides, metres
    float length = 0.0F;   ///< of the curtain below the ears' upper edge, metres
    float opening = 58.0F; ///< half angle of the face's window in the curtain, degrees
    float wave = 0.3F;     ///< 0 straight … 1 wavy
    std::uint32_t seed = 0;
};

[[nodiscard]] const char* hairName(HairKind kind);
[[nodiscard]] HairStyle sampleHairStyle(const MacroParameters& macro, Random& random);

struct HairPiece {
    std::string name;
    PolygonMesh mesh; ///< posed
    cv::Mat texture;  ///< CV_8UC4
};

/// Made once for a template.
class HairDresser {
public:
    HairDresser(const Template& body, const BodyCoordinates& coordinates);

    /// @param posed    [kTemplateVertices,3]
    /// @param clothed  points [N,3] that long hair must stay outside of (cloth over the shoulders).
    /// @param forward  of the head, model space.
    [[nodiscard]] std::vector<HairPiece> dress(const HairStyle& style, const SkinLook& look,
                                               const Points& posed, const Points& clothed,
                                               const Eigen::Vector3f& forward) const;

private:
    [[nodiscard]] HairPiece shell(const HairStyle& style, const SkinLook& look,
                                  const Points& posed) const;

    PolygonMesh m_scalp;               ///< coarse, base positions, UVs fill the square
    std::vector<int> m_templateVertex; ///< per coarse vertex
    PolygonMesh m_fine;                ///< refined
    Eigen::MatrixXf m_values;          ///< per fine vertex, base position
    std::vector<std::vector<int>> m_neighbours;
    std::vector<int> m_headVertices; ///< template rows of head and neck
};

} // namespace maquette
