// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Hair as a shell over the scalp and, when long, a curtain that hangs from it.

#include "core/base/random.h"
#include "core/synthesis/body_coordinates.h"
#include "core/synthesis/skin_painter.h"

#include <optional>
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
/// @param random  one person's own: whether the hair is a rare one depends on its seed.
/// @param wide    an eighth of the people are bald or wear their hair as close as a cap.
[[nodiscard]] HairStyle sampleHairStyle(const MacroParameters& macro, Random& random,
                                        bool wide = false);

/// Posed; without faces where the style has no such part.
struct HairMeshes {
    PolygonMesh shell;
    PolygonMesh tail; ///< a bun or what hangs
};

/// CV_8UC4; empty where the style has no such part.
struct HairPaint {
    cv::Mat shell;
    cv::Mat tail;
};

/// Made once for a template.
class HairDresser {
public:
    /// @param textureSize  pixels a side.
    /// @param refinements  times the scalp's quads are split into four, 0 … 2.
    HairDresser(const Template& body, const BodyCoordinates& coordinates, int textureSize,
                int refinements, int threads);

    [[nodiscard]] HairPaint paint(const HairStyle& style, const SkinLook& look) const;
    /// @param posed    [kTemplateVertices,3]
    /// @param clothed  points [N,3] that long hair must stay outside of (cloth over the shoulders).
    /// @param forward  of the head, model space.
    [[nodiscard]] HairMeshes dress(const HairStyle& style, const Points& posed,
                                   const Points& clothed, const Eigen::Vector3f& forward) const;

private:
    [[nodiscard]] PolygonMesh refined(PolygonMesh mesh, Eigen::MatrixXf& values) const;
    [[nodiscard]] PolygonMesh shell(const HairStyle& style, const Points& posed) const;

    int m_textureSize;
    int m_refinements;
    PolygonMesh m_scalp;                 ///< coarse, base positions, UVs fill the square
    std::vector<int> m_templateVertex;   ///< per coarse vertex
    PolygonMesh m_fine;                  ///< refined
    std::optional<AtlasTexels> m_texels; ///< of m_fine
    Eigen::MatrixXf m_values;            ///< per fine vertex, base position
    std::vector<std::vector<int>> m_neighbours;
    std::vector<int> m_headVertices; ///< template rows of head and neck
};

} // namespace maquette
