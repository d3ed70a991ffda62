// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The template: one topology, one UV atlas and one set of labels that all characters share.

#include "core/geometry/mesh.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace maquette {

/// Vertex rows of the MakeHuman base mesh (hm08), half-open. All shapes have kTemplateVertices
/// rows so that joints (means of helper vertices) move with the body.
inline constexpr int kTemplateVertices = 19158;
inline constexpr int kBodyVertices = 13380; ///< rows 0 … 13379 are the body

/// Meshes that belong to a character, in export order.
enum class TemplatePart {
    Body,
    LeftEye,
    RightEye,
    UpperTeeth,
    LowerTeeth,
    Tongue,
    Lashes, ///< both eyes, upper and lower
    Hair,   ///< helper: the mass of long hair; source of hair layers
    Tights, ///< helper: skin-tight suit from neck to ankles and wrists
    Skirt,  ///< helper: long skirt
};
inline constexpr int kTemplatePartCount = 10;

/// Coarse region of a body vertex, by its heaviest bone. Left and right are the character's.
enum class BodyRegion : std::uint8_t {
    Torso,
    Neck,
    Head,
    LeftUpperArm,
    RightUpperArm,
    LeftLowerArm,
    RightLowerArm,
    LeftHand,
    RightHand,
    LeftUpperLeg,
    RightUpperLeg,
    LeftLowerLeg,
    RightLowerLeg,
    LeftFoot,
    RightFoot,
};

struct Template {
    PolygonMesh mesh;                    ///< all kTemplateVertices rows; faces of all parts, quads
    std::vector<TemplatePart> faceParts; ///< per face of mesh
    std::vector<int> mirrorVertex;       ///< per vertex: its mirror image (itself on the midline)
    std::vector<BodyRegion> regions;     ///< per body vertex
    std::map<std::string, std::vector<int>>
        groups;             ///< named vertex groups ("joint-head", "lips", ...)
    std::uint64_t hash = 0; ///< of topology and UVs; files made for another are refused

    /// Faces of one part, in mesh order.
    [[nodiscard]] std::vector<int> facesOf(TemplatePart part) const;
};

/// The body's faces as triangles of template rows.
[[nodiscard]] Triangles bodyTriangles(const Template& templateMesh);

/// One part alone.
/// @param posed  [kTemplateVertices,3]
[[nodiscard]] PolygonMesh partMesh(const Template& templateMesh, TemplatePart part,
                                   const Points& posed);

} // namespace maquette
