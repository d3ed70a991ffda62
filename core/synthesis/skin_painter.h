// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Procedural skin, eyes and lashes for the library's characters.

#include "core/base/random.h"
#include "core/synthesis/atlas_texels.h"
#include "core/synthesis/body_coordinates.h"

#include <cstdint>
#include <optional>

namespace maquette {

/// sRGB 0 … 1.
using Tint = Eigen::Vector3f;

/// Each part in [low,high).
[[nodiscard]] inline Tint pickTint(Random& random, double low, double high) {
    return Tint{pick(random, low, high), pick(random, low, high), pick(random, low, high)};
}

struct SkinLook {
    Tint skin{0.85F, 0.68F, 0.58F};
    Tint lips{0.72F, 0.42F, 0.40F};
    Tint hair{0.18F, 0.12F, 0.09F};
    Tint iris{0.35F, 0.24F, 0.14F};
    float blush = 0.5F;     ///< 0 … 1: redness of cheeks, nose, ears, knuckles
    float brows = 0.8F;     ///< 0 … 1: opacity
    float browWidth = 1.0F; ///< 0.6 … 1.6
    float stubble = 0.0F;   ///< 0 … 1
    float beard = 0.0F;     ///< 0 … 1: opacity of a full beard
    float freckles = 0.0F;  ///< 0 … 1
    float makeup = 0.0F;    ///< 0 … 1: eye shadow and liner
    float age = 0.2F;       ///< 0 … 1: blotches and lines
    float scalp = 0.0F;     ///< 0 … 1: hair tint on the scalp (under hair, or shaved)
    std::uint32_t seed = 0;
};

/// Skin tones follow the ethnicity mix; stubble and beards need gender above 0.6.
[[nodiscard]] SkinLook sampleSkinLook(const MacroParameters& macro, Random& random);

/// The body's atlas and what the painter needs to know of each of its texels.
class SkinCanvas {
public:
    /// @param size  side of the atlas, pixels.
    SkinCanvas(const Template& body, const BodyCoordinates& coordinates, int size, int threads = 2);

    /// Paints over the skin at a texel.
    using Overlay = std::function<void(const TexelValues& values, Paint& paint)>;

    /// CV_8UC4, sRGB.
    /// @param isHidden  of texels that are never seen: they get the skin's plain colour.
    [[nodiscard]] cv::Mat paint(const SkinLook& look, const Overlay& overlay = {},
                                const std::function<bool(const TexelValues&)>& isHidden = {}) const;

private:
    std::optional<AtlasTexels> m_texels; ///< always there
    Eigen::MatrixXf m_values;            ///< per vertex of the body
};

/// A ball with white, iris and pupil over the UVs of @p eye (positions on the base mesh).
[[nodiscard]] cv::Mat paintEye(const PolygonMesh& eye, const SkinLook& look, int size);

/// Dark fibres over the UVs of the lash strips (positions on the base mesh).
[[nodiscard]] cv::Mat paintLashes(const PolygonMesh& lashes, const SkinLook& look, int size);

} // namespace maquette
