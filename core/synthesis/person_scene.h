// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Body, clothes and hair of a posed person as meshes to render.

#include "core/render/scene.h"
#include "core/synthesis/hair_style.h"
#include "core/synthesis/outfit.h"

#include <string>
#include <vector>

namespace maquette {

/// What is the same for all people of a library.
struct PersonParts {
    BodyCoordinates coordinates;
    Suit suit;  ///< over the tights helper
    Suit skirt; ///< over the skirt helper
    HairDresser hairDresser;

    /// @errors  those of Library::rig.
    [[nodiscard]] static Result<PersonParts> create(const Library& library);
};

struct PersonLook {
    SkinLook skin;
    Outfit outfit;
    HairStyle hair;
    int skinTextureSize = 2048; ///< pixels
};

struct PersonScene {
    std::vector<std::string> names; ///< "body", "left eye" …, garments, "hair"
    std::vector<SceneMesh> meshes;
};

/// Body faces well inside a garment are left out, so that skin never shows through cloth.
/// @param posed        [kTemplateVertices,3] model space, metres.
/// @param headForward  where the face looks, model space.
[[nodiscard]] PersonScene makePersonScene(const PersonParts& parts, const Template& body,
                                          const PersonLook& look, const Points& posed,
                                          const Eigen::Vector3f& headForward);

} // namespace maquette
