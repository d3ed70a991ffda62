// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The learned mapping as the rest of the program knows it, whatever computes it.

#include "core/base/result.h"
#include "core/geometry/camera.h"
#include "core/geometry/skeleton.h"
#include "core/mapping/mapping_input.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace maquette {

/// What the mapping says of one person.
struct MappedCharacter {
    Eigen::VectorXf coefficients; ///< of the mapping's shape space
    Points normalized; ///< [kTemplateVertices,3] rest pose, normalizedShape()'s frame, metres
    double height = 0; ///< metres, as guessed
    Pose pose;         ///< of the "default" rig; the root's rotation is 1, translation 0
    /// From the posed character (scaled to kNormalHeight, feet at y = 0) to the photo: with the
    /// root's rotation; the photo's size is for the caller to set.
    Camera camera;
    cv::Mat texture;          ///< CV_8UC3 BGR, coarse, over the template's atlas
    Eigen::VectorXf features; ///< that the shape was made of
};

class CharacterMapper {
public:
    virtual ~CharacterMapper() = default;

    /// @param inputs  at least one.
    /// @errors  Internal (the library that computes it failed), OutOfMemory.
    /// @threading  One thread at a time.
    [[nodiscard]] virtual Result<std::vector<MappedCharacter>>
    map(const std::vector<MappingInput>& inputs) const = 0;

    /// For people: where it comes from and how good it is.
    [[nodiscard]] virtual std::string name() const = 0;
    /// Mean rest-pose error on people that it never saw, millimetres at 1.7 m; 0 when unknown.
    [[nodiscard]] virtual double heldOutError() const = 0;
};

} // namespace maquette
