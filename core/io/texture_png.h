// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The images of a character's materials as PNG, each image once.

#include "core/base/context.h"
#include "core/base/file.h"
#include "core/character/character.h"

#include <string>
#include <vector>

namespace maquette {

struct EncodedTexture {
    std::string name; ///< letters, digits, '-' and '_' only; unique; no ending
    Bytes png;        ///< RGB, or RGBA where a material needs the alpha
};

struct EncodedTextures {
    std::vector<EncodedTexture> images;
    std::vector<int> imageOfMesh; ///< index into images, -1 for a mesh without
};

/// Encodes on all cores. Alpha is dropped unless the material cuts out by it.
/// @errors  InvalidArgument (an image that is neither CV_8UC3 nor CV_8UC4), Cancelled, Internal.
/// @threading  Polls @p ctx once an image (about 0.2 s at 2048²).
[[nodiscard]] Result<EncodedTextures>
encodeTextures(const std::vector<const CharacterMesh*>& meshes, const Context& ctx = {});

/// @p name with every byte outside A-Z a-z 0-9 - _ made '_'; "unnamed" when empty.
[[nodiscard]] std::string fileSafe(const std::string& name);

} // namespace maquette
