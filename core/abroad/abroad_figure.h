// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Bodies in painted-on clothes of flat colours, with a cap of hair.

#include "core/data/library.h"
#include "core/render/scene.h"
#include "core/synthesis/atlas_texels.h"
#include "core/synthesis/body_coordinates.h"
#include "core/synthesis/skin_painter.h"

#include <optional>
#include <string>
#include <vector>

namespace maquette {

struct AbroadLook {
    Tint skin{0.8F, 0.6F, 0.5F};
    Tint hair{0.1F, 0.1F, 0.1F};
    Tint iris{0.3F, 0.2F, 0.1F};
    Tint top{0.5F, 0.5F, 0.5F};
    Tint bottom{0.2F, 0.2F, 0.2F};
    Tint shoes{0.1F, 0.1F, 0.1F};
    float sleeve = 0.5F;         ///< where it ends: 0 shoulder, 1 elbow, 2 wrist
    float trousers = 1.9F;       ///< where they end: 0 hip, 1 knee, 2 ankle
    float waist = 0.1F;          ///< where they begin, metres above the hips of the base mesh
    float hairThickness = 0.01F; ///< metres; 0: bald
};

[[nodiscard]] AbroadLook sampleAbroadLook(Random& random);

/// What someone wears, in words.
[[nodiscard]] std::string describeOutfit(const AbroadLook& look);

/// Paints figures; holds what is the same for all.
class AbroadPainter {
public:
    /// @errors  those of Library::rig.
    [[nodiscard]] static Result<AbroadPainter> create(const Library& library);

    /// Body, eyes and, where there is any, hair.
    /// @param posed  [kTemplateVertices,3] model space, metres.
    [[nodiscard]] std::vector<SceneMesh> figure(const Template& body, const AbroadLook& look,
                                                const Points& posed) const;

private:
    AbroadPainter(const Template& body, const BodyCoordinates& coordinates);

    [[nodiscard]] SceneMesh hairCap(const Template& body, const AbroadLook& look,
                                    const Points& posed) const;

    Eigen::MatrixXf m_values;            ///< BodyCoordinates of the body's vertices
    std::optional<AtlasTexels> m_texels; ///< always there
    std::vector<float> m_scalp;          ///< per body vertex: metres above the hairline
};

} // namespace maquette
