// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Photo pixels onto the template's UV atlas: unprojection, mirroring, completion.

#include "core/base/context.h"
#include "core/geometry/camera.h"
#include "core/geometry/template_mesh.h"
#include "core/image/subject.h"
#include "core/texture/hair_map.h"

#include <opencv2/core.hpp>

#include <optional>
#include <string>
#include <vector>

namespace maquette {

/// A mesh as the camera of the photo sees it.
struct PosedSurface {
    std::string name;                ///< "body", "hair", "skirt" …
    PolygonMesh mesh;                ///< posed as in the photo, model space; UVs of its own texture
    std::vector<int> templateVertex; ///< per vertex: row of the template
};

struct TextureInput {
    const Template* templateMesh = nullptr;
    const Subject* subject = nullptr; ///< photo, mask, landmarks
    Camera camera;
    PosedSurface body;                ///< posed body with its clothed offset, kBodyVertices rows
    Points restBody;                  ///< [kBodyVertices,3] rest pose with clothed offset
    std::vector<PosedSurface> layers; ///< occlude the body and get textures of their own
    std::vector<PosedSurface> inner;  ///< eyes, teeth, tongue, lashes: occlude only
    std::optional<bool> isShod;       ///< absent: judged by the colour of the feet
    bool coversChest = false;         ///< a bare chest gets a top
    /// Texels of the body under a layer are never seen in the photo.
    std::optional<texture::HairSight> hair; ///< of the photo's size, where it is known already
};

/// How each texel got its colour, for the artist's eyes and for tests.
enum class TexelSource : unsigned char { Outside, Seen, Mirrored, Continued, Filled };

struct SurfaceTexture {
    std::string name;
    cv::Mat color;      ///< CV_8UC3 BGR sRGB (CV_8UC4 where the layer has soft edges)
    cv::Mat confidence; ///< CV_8UC1, 255 = seen head-on
    cv::Mat source;     ///< CV_8UC1 of TexelSource
};

struct TextureSet {
    SurfaceTexture body;
    std::vector<SurfaceTexture> layers; ///< as in TextureInput::layers
    cv::Vec3b irisColor;                ///< BGR
    cv::Vec3b hairColor;                ///< BGR, median
    cv::Vec3b skinColor;                ///< BGR, median of the face
    std::vector<std::string> warnings;
};

struct TextureOptions {
    int size = 2048;    ///< side of the body atlas, pixels, 256 … 8192
    bool mirror = true; ///< take unseen skin from the other side
};

/// @errors  InvalidArgument, Cancelled.
/// @threading  Reentrant, two threads. Polls @p ctx between steps (each under 0.3 s at 2048).
[[nodiscard]] Result<TextureSet> makeTextures(const TextureInput& input,
                                              const TextureOptions& options = {},
                                              const Context& ctx = {});

} // namespace maquette
