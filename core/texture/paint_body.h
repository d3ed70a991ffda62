// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Colours every texel of the body: seen, mirrored, continued or filled.

#include "core/texture/fill.h"
#include "core/texture/mirror.h"
#include "core/texture/trust.h"

namespace maquette::texture {

/// All that decides a texel's colour; borrowed.
struct BodyPaint {
    const Survey& survey;
    const ClothSight& cloth;
    const BodyColors& colors;
    const MirrorPlan& mirror;
    const Trust& trust;
    bool useMirror = true;
};

struct Texel {
    Eigen::Vector3f color = Eigen::Vector3f::Zero(); ///< BGR 0 … 255
    float confidence = 0.0F;                         ///< 0 … 1
    TexelSource source = TexelSource::Filled;
};

/// A point of the body's surface. Depends on the surface point alone, so that charts meet.
/// @param pixels  the crop's colours, CV_8UC3.
[[nodiscard]] Texel paintPoint(const BodyPaint& paint, const cv::Mat& pixels,
                               const AtlasPoint& point);

/// The body's texture over its whole atlas; the space between charts repeats the nearest colour.
/// @errors  Cancelled; polled every 64 rows.
[[nodiscard]] Result<SurfaceTexture> paintBody(const BodyPaint& paint, const Context& ctx);

} // namespace maquette::texture
