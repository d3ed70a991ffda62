// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A character made ready for the viewport: everything slow, done off the UI thread.

#include "core/base/context.h"
#include "core/character/character.h"

#include <vtkImageData.h>
#include <vtkPolyData.h>
#include <vtkSmartPointer.h>

#include <array>

namespace maquette {

/// One VTK data set per CharacterPose.
using PosedPolyData = std::array<vtkSmartPointer<vtkPolyData>, 2>;

/// RGBA bytes, bottom row first: a picture and its mip levels, down to a single pixel.
using TextureLevels = std::vector<vtkSmartPointer<vtkImageData>>;

[[nodiscard]] constexpr std::size_t poseIndex(CharacterPose pose) {
    return pose == CharacterPose::Rest ? 0 : 1;
}

/// Axis-aligned box, metres.
struct Bounds {
    Eigen::Vector3f lower = Eigen::Vector3f::Zero();
    Eigen::Vector3f upper = Eigen::Vector3f::Zero();

    [[nodiscard]] Eigen::Vector3f center() const { return (lower + upper) * 0.5F; }
};

/// A mesh as the graphics card wants it.
struct ViewportMesh {
    std::string name;
    bool isLayer = false;
    bool visible = true;   ///< as the character says; the artist's switch is the scene's
    PosedPolyData surface; ///< triangles; vertices split at UV seams; normals, texture coordinates
    PosedPolyData edges;   ///< lines along the polygons' own edges: a quad shows four, no diagonal
    TextureLevels texture; ///< empty: none
    vtkSmartPointer<vtkImageData> cutout;    ///< white with the texture's alpha; for alphaCutout
    std::array<double, 4> color{1, 1, 1, 1}; ///< sRGB and opacity, where there is no texture
    double roughness = 0.8;
    bool doubleSided = false;
    bool alphaCutout = false;
};

/// Immutable once made; the scene keeps a shared pointer.
struct ViewportCharacter {
    std::vector<ViewportMesh> meshes;
    PosedPolyData bones;                 ///< an octahedron a bone, a small ball a joint
    std::array<Bounds, 2> bounds;        ///< per pose, of visible meshes
    Camera photoCamera;                  ///< width 0: no photo
    vtkSmartPointer<vtkImageData> photo; ///< null: none; possibly smaller than the camera's image
    int faceCount = 0;                   ///< polygons of all meshes
};

struct ViewportPrepareOptions {
    int maximumTexture = 2048; ///< longer sides are scaled down for the screen, pixels
    int maximumPhoto = 2048;
};

/// @param photo  what the character was made from, CV_8UC3 BGR; may be empty.
/// @errors  InvalidArgument (mesh without faces' data or weights that do not fit), Cancelled.
/// @threading  Reentrant; meant for a worker. Polls @p ctx once per mesh (about 20 ms).
[[nodiscard]] Result<std::shared_ptr<const ViewportCharacter>>
prepareViewportCharacter(const Character& character, const cv::Mat& photo,
                         const ViewportPrepareOptions& options = {}, const Context& ctx = {});

/// BGR(A) rows from the top to RGBA rows from the bottom, as OpenGL keeps them: what has three
/// channels would be converted during the upload. Sides above @p longest are scaled down. Null
/// for an empty image.
[[nodiscard]] vtkSmartPointer<vtkImageData> toImageData(const cv::Mat& image, int longest);

/// The same with its mip levels; empty for an empty image.
[[nodiscard]] TextureLevels toTextureLevels(const cv::Mat& image, int longest);

} // namespace maquette
