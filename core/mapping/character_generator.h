// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A generator of characters as the rest of the program knows it, whatever computes it.

#include "core/geometry/mesh.h"
#include "core/mapping/attribute_scale.h"

#include <opencv2/core.hpp>

namespace maquette {

/// A character out of nothing.
struct MadeCharacter {
    Points normalized;   ///< [kTemplateVertices,3] of normalizedShape()
    double height = 0.0; ///< metres
    cv::Mat texture;     ///< CV_8UC3 BGR, the template's atlas
};

class CharacterGenerator {
public:
    virtual ~CharacterGenerator() = default;

    /// @param noise       [noiseSize()] in sigmas; zeros are the likeliest character.
    /// @param attributes  as people are described, in the order of attributes().names; not read
    ///                    where there are none.
    /// @errors  InvalidArgument (other sizes); OutOfMemory; Internal.
    /// @threading  One thread at a time.
    [[nodiscard]] virtual Result<MadeCharacter> make(const Eigen::VectorXf& noise,
                                                     const Eigen::VectorXf& attributes) const = 0;

    [[nodiscard]] virtual int noiseSize() const = 0;
    /// The first of them are the directions of the shape space, the largest first.
    [[nodiscard]] virtual int shapeDirections() const = 0;
    [[nodiscard]] virtual const AttributeScale& attributes() const = 0;
    /// The file's name, or "model in training".
    [[nodiscard]] virtual std::string name() const = 0;
};

} // namespace maquette
