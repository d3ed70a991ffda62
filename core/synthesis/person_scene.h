// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Body, clothes and hair of a posed person as meshes to render.

#include "core/render/software_renderer.h"
#include "core/synthesis/hair_style.h"
#include "core/synthesis/outfit.h"

#include <string>
#include <vector>

namespace maquette {

/// How finely people are made. The defaults suit photos of 900x1350.
struct PersonDetail {
    int skinTexture = 2048;          ///< pixels a side, 128 … 4096
    int clothTexture = 1024;         ///< pixels a side
    int hairTexture = 512;           ///< pixels a side
    int eyeTexture = 256;            ///< pixels a side, lashes too
    int refinements = Suit::kFinest; ///< of garments and hair, 0 … 2
    RenderOptions render;            ///< its threads paint, too

    /// Pictures of about 256x256; one thread.
    [[nodiscard]] static PersonDetail small();
};

/// What is the same for all people of a library.
struct PersonParts {
    BodyCoordinates coordinates;
    SkinCanvas skin;
    Suit suit;  ///< over the tights helper
    Suit skirt; ///< over the skirt helper
    AtlasTexels suitTexels;
    AtlasTexels skirtTexels;
    HairDresser hairDresser;
    int eyeTexture = 256; ///< pixels a side

    /// @errors  those of Library::rig.
    [[nodiscard]] static Result<PersonParts> create(const Library& library,
                                                    const PersonDetail& detail = {});
};

struct PersonLook {
    SkinLook skin;
    Outfit outfit;
    HairStyle hair;
};

/// Textures of a person, CV_8UC4: the same in every picture.
struct PersonPaint {
    cv::Mat skin;
    cv::Mat leftEye;
    cv::Mat rightEye;
    cv::Mat lashes;
    std::vector<cv::Mat> garments; ///< one each of the outfit
    HairPaint hair;
};

[[nodiscard]] PersonPaint paintPerson(const PersonParts& parts, const Template& body,
                                      const PersonLook& look);

struct PersonScene {
    std::vector<std::string> names; ///< "body", "left eye" …, garments, "hair"
    std::vector<SceneMesh> meshes;
};

/// Skin and the clothes over it as one texture of the body, CV_8UC4; skirts are left out.
[[nodiscard]] cv::Mat paintDressedBody(const SkinCanvas& canvas, const PersonLook& look);

/// Body faces well inside a garment are left out, so that skin never shows through cloth.
/// @param posed        [kTemplateVertices,3] model space, metres.
/// @param headForward  where the face looks, model space.
[[nodiscard]] PersonScene makePersonScene(const PersonParts& parts, const Template& body,
                                          const PersonLook& look, const PersonPaint& paint,
                                          const Points& posed, const Eigen::Vector3f& headForward);

} // namespace maquette
