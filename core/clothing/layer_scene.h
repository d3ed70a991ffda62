// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the makers of layers share: the posed template and the photo at working size.

#include "core/clothing/layers.h"
#include "core/clothing/limbs.h"
#include "core/clothing/outline_pull.h"

namespace maquette {

struct LayerScene {
    const LayerInput* input = nullptr;
    Points posed;   ///< [kTemplateVertices,3]
    Triangles body; ///< the body's triangles
    BoneTransforms transforms;
    OutlineView view; ///< empty mask: nothing to be seen
    cv::Mat photo;    ///< CV_8UC3, size of the view
    cv::Mat skin;     ///< CV_8UC1, size of the view
    cv::Mat hair;     ///< CV_8UC1, size of the view; all 0 where none was looked for
    cv::Mat limbs;    ///< CV_8UC1 of Limb
    cv::Mat bareBody; ///< CV_8UC1, 1 where the undressed body is

    /// A bone's head in the photo's pose: pixel x, y of the view and depth.
    [[nodiscard]] Eigen::Vector3f jointPixel(const std::string& bone) const;
    /// Pixels of the view per metre at a depth.
    [[nodiscard]] float pixelsPerMetre(float depth) const;
};

[[nodiscard]] LayerScene makeLayerScene(const LayerInput& input);

/// Some faces of the template, on their way to a layer.
struct Piece {
    PolygonMesh mesh; ///< rest pose
    std::vector<int> templateVertex;
};

[[nodiscard]] Piece makePiece(const LayerInput& input, const std::vector<int>& faces);

/// What of the piece is above a height of the rest pose, metres. Faces that cross it are cut, so
/// that the new border is straight; its vertices keep the row of the kept end of the cut edge.
[[nodiscard]] Piece cutBelow(const Piece& piece, float height);

/// What of the piece is below a height.
[[nodiscard]] Piece cutAbove(const Piece& piece, float height);

/// Positions of the piece's vertices in the photo's pose.
[[nodiscard]] Points poseVertices(const LayerScene& scene, const Points& rest,
                                  const std::vector<int>& templateVertex);

/// How a piece is pulled to the outline.
struct PiecePull {
    Eigen::VectorXf lower; ///< [V] metres
    Eigen::VectorXf upper; ///< [V] metres
    std::vector<std::pair<int, int>> links;
    std::function<bool(const cv::Point& target, const cv::Vec2f& normal)> accepts;
    double smoothness = 3.0;
    int evenedNormals = 0; ///< rounds in which the normals are averaged with their neighbours'
};

/// @errors  those of pullToOutline.
[[nodiscard]] Result<Layer> pullPiece(const std::string& name, const LayerScene& scene,
                                      const Piece& piece, const PiecePull& pull,
                                      const Context& ctx);

} // namespace maquette
