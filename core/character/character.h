// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The character: what the chain makes of a photo, and what is shown and exported.

#include "core/geometry/camera.h"
#include "core/geometry/skeleton.h"

#include <opencv2/core.hpp>

#include <memory>
#include <string>
#include <vector>

namespace maquette {

/// How a surface looks. Images are CV_8UC3 or CV_8UC4 (BGR order), sRGB.
struct Material {
    std::string name;
    cv::Mat baseColor;                                  ///< empty: baseFactor alone
    Eigen::Vector4f baseFactor{1.0F, 1.0F, 1.0F, 1.0F}; ///< linear RGBA
    float roughness = 0.8F;
    float metalness = 0.0F;
    bool doubleSided = false;
    bool alphaCutout = false; ///< uses the alpha of baseColor
};

/// A mesh of the character in rest pose, bound to the rig.
struct CharacterMesh {
    std::string name; ///< "body", "eyes", "teeth", "tongue", "lashes", "hair", "skirt", "top" …
    PolygonMesh mesh; ///< rest pose, feet at y = 0, metres
    SkinWeights weights; ///< to Character::skeleton, at most 4 a vertex
    Material material;
    bool isLayer = false; ///< clothes and hair: may be switched off
    bool visible = true;
    std::vector<int> templateVertex; ///< per vertex: row of the template, -1 where none
};

/// A morph target shared by the meshes of a character (a facial unit).
struct CharacterMorph {
    std::string name; ///< ARKit name
    /// Per mesh of Character::meshes: empty, or offsets [V,3] metres.
    std::vector<Points> offsets;
};

struct Character {
    std::string name;
    Skeleton skeleton;                 ///< rest pose, feet at y = 0
    Pose photoPose;                    ///< the pose of the photo, for skeleton
    std::vector<CharacterMesh> meshes; ///< the body first
    std::vector<CharacterMorph> morphs;
    Camera photoCamera;  ///< maps the posed character onto the photo
    float height = 0.0F; ///< metres
};

enum class CharacterPose { Rest, Photo };

/// Vertex positions of one mesh in the pose asked for.
[[nodiscard]] Points posedPositions(const Character& character, const CharacterMesh& mesh,
                                    CharacterPose pose);

} // namespace maquette
