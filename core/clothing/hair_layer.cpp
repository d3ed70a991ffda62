// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/hair_layer.h"

#include "core/clothing/clothed_offset.h"
#include "core/clothing/hair_strands.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

constexpr float kLeastDepth = 0.002F; ///< metres that hair stays over skin and cloth
constexpr float kRise = 0.7F;         ///< metres of volume per metre from the hairline
constexpr float kMostVolume = 0.07F;  ///< metres on the head
constexpr float kMostSwing = 0.06F;   ///< metres where it hangs
constexpr float kNarrow = 0.025F;     ///< metres: half the width of what is no hair but a spike
constexpr float kRadius = 0.09F;      ///< of a head, metres: for u
constexpr double kStiffness = 50.0;

/// The strands joined to a mesh. Vertex 0 is the crown.
class Mesher {
public:
    explicit Mesher(const HairStrands& strands, const Eigen::RowVector3f& crown, int crownRow)
        : m_strands(strands) {
        m_piece.mesh.positions.resize(1 + strands.points.rows(), 3);
        m_piece.mesh.positions.row(0) = crown;
        m_piece.mesh.positions.bottomRows(strands.points.rows()) = strands.points;
        m_piece.templateVertex.push_back(crownRow);
        m_piece.templateVertex.insert(m_piece.templateVertex.end(), strands.templateVertex.begin(),
                                      strands.templateVertex.end());
        m_piece.mesh.faceOffsets.push_back(0);
    }

    Piece run() {
        layUvs();
        for (int m = 0; m < kMeridians; m += 2) {
            addCrown(m);
        }
        for (int m = 0; m < kMeridians; ++m) {
            const int rows = std::min(m_strands.length[m], m_strands.length[(m + 1) % kMeridians]);
            for (int row = 1; row < rows; ++row) {
                addQuad(m, row);
            }
        }
        std::vector<int> all(m_piece.mesh.faceCount());
        for (size_t f = 0; f < all.size(); ++f) {
            all[f] = static_cast<int>(f);
        }
        return all.empty() ? m_piece : compact(all);
    }

    /// Source of every vertex kept, in the numbering of 1 + HairStrands::index; 0 is the crown.
    [[nodiscard]] const std::vector<int>& kept() const { return m_kept; }

private:
    [[nodiscard]] int vertex(int meridian, int row) const {
        return 1 + m_strands.index(meridian, row);
    }

    /// Meridians counted from behind, so that the seam is there: 0 … kMeridians.
    [[nodiscard]] int uvRow(int column, int row) const {
        return column * (m_strands.rows() + 1) + row;
    }

    void layUvs() {
        const float step = 2.0F * std::numbers::pi_v<float> * kRadius / kMeridians;
        UvPoints& uvs = m_piece.mesh.uvs;
        uvs.resize(static_cast<Eigen::Index>(kMeridians + 1) * (m_strands.rows() + 1), 2);
        for (int column = 0; column <= kMeridians; ++column) {
            const int meridian = column + kMeridians / 2;
            float down = 0.0F;
            uvs.row(uvRow(column, 0)) << step * static_cast<float>(column), 0.0F;
            for (int row = 0; row < m_strands.rows(); ++row) {
                const int above = row == 0 ? 0 : vertex(meridian, row - 1);
                if (row < m_strands.length[meridian % kMeridians]) {
                    down += (m_piece.mesh.positions.row(vertex(meridian, row)) -
                             m_piece.mesh.positions.row(above))
                                .norm();
                }
                uvs.row(uvRow(column, row + 1)) << step * static_cast<float>(column), -down;
            }
        }
    }

    /// A quad of the crown and three points of the first row.
    void addCrown(int meridian) {
        const int column = columnOf(meridian);
        addCorner(0, uvRow(column + 1, 0));
        for (int i = 0; i < 3; ++i) {
            addCorner(vertex(meridian + i, 0), uvRow(column + i, 1));
        }
        m_piece.mesh.faceOffsets.push_back(static_cast<int>(m_piece.mesh.cornerVertex.size()));
    }

    void addQuad(int meridian, int row) {
        const int column = columnOf(meridian);
        addCorner(vertex(meridian, row - 1), uvRow(column, row));
        addCorner(vertex(meridian, row), uvRow(column, row + 1));
        addCorner(vertex(meridian + 1, row), uvRow(column + 1, row + 1));
        addCorner(vertex(meridian + 1, row - 1), uvRow(column + 1, row));
        m_piece.mesh.faceOffsets.push_back(static_cast<int>(m_piece.mesh.cornerVertex.size()));
    }

    [[nodiscard]] static int columnOf(int meridian) {
        return (meridian + kMeridians / 2) % kMeridians;
    }

    void addCorner(int vertex, int uv) {
        m_piece.mesh.cornerVertex.push_back(vertex);
        m_piece.mesh.cornerUv.push_back(uv);
    }

    Piece compact(const std::vector<int>& faces) {
        Piece piece;
        piece.mesh = subMesh(m_piece.mesh, faces, &m_kept);
        for (const int v : m_kept) {
            piece.templateVertex.push_back(m_piece.templateVertex[v]);
        }
        return piece;
    }

    const HairStrands& m_strands;
    Piece m_piece;
    std::vector<int> m_kept;
};

/// How far each vertex may be drawn in and out.
PiecePull pullOf(const HairStrands& strands, const std::vector<int>& kept) {
    const auto count = static_cast<Eigen::Index>(kept.size());
    PiecePull pull;
    pull.lower = Eigen::VectorXf::Zero(count);
    pull.upper = Eigen::VectorXf::Constant(count, kMostVolume);
    for (Eigen::Index v = 0; v < count; ++v) {
        if (kept[v] == 0) {
            continue;
        }
        const int i = kept[v] - 1;
        const int row = i % strands.rows();
        const bool hangs = strands.hangs(i / strands.rows());
        pull.lower[v] = std::min(0.0F, kLeastDepth - strands.depth[i]);
        pull.upper[v] = row >= strands.capRows ? kMostSwing
                        : hangs                ? kMostVolume
                                               : std::min(kMostVolume, kRise * strands.toEnd[i]);
    }
    pull.smoothness = kStiffness;
    pull.evenedNormals = 10;
    return pull;
}

/// The mask without what is too narrow for a head of hair.
cv::Mat withoutSpikes(const LayerScene& scene) {
    const float depth = scene.jointPixel("head").z();
    const int r = std::max(1, cvRound(kNarrow * scene.pixelsPerMetre(depth)));
    cv::Mat opened;
    cv::morphologyEx(scene.view.mask, opened, cv::MORPH_OPEN,
                     cv::getStructuringElement(cv::MORPH_ELLIPSE, {2 * r + 1, 2 * r + 1}));
    return opened;
}

} // namespace

Result<std::optional<Layer>> makeHair(const LayerScene& scene, const Context& ctx) {
    const LayerInput& input = *scene.input;
    const auto meridians = headMeridians(*input.templateMesh);
    const auto reading = readHair(scene, *meridians);
    if (!reading) {
        return std::optional<Layer>();
    }
    const Points worn = input.offset.size() == 0
                            ? input.rest
                            : wearOffset(*input.templateMesh, input.rest, input.offset);
    const HairStrands strands = makeStrands(input, *meridians, *reading, worn);
    const HeadLines lines = headLines(*meridians, input.rest);
    const Eigen::RowVector3f crown = lines.points.row(0) + 0.007F * lines.normals.row(0);
    Mesher mesher(strands, crown, meridians->anchors.front().rows[0]);
    const Piece piece = mesher.run();
    PiecePull pull = pullOf(strands, mesher.kept());
    pull.accepts = [&](const cv::Point& target, const cv::Vec2f& normal) {
        const cv::Point inside(cvRound(target.x - 4 * normal[0]),
                               cvRound(target.y - 4 * normal[1]));
        const Limb limb = static_cast<Limb>(scene.limbs.at<uchar>(target));
        return (limb == Limb::Head || limb == Limb::Trunk) &&
               cv::Rect(0, 0, scene.hair.cols, scene.hair.rows).contains(inside) &&
               scene.hair.at<uchar>(inside) > 100;
    };
    LayerScene smooth = scene;
    smooth.view.mask = withoutSpikes(scene);
    auto layer = pullPiece(kHairName, smooth, piece, pull, ctx);
    if (!layer) {
        return fail(layer.error());
    }
    return std::optional<Layer>(std::move(*layer));
}

void drawInUnderHair(const LayerInput& input, const Layer& hair, Eigen::VectorXf& offset) {
    constexpr float kUnder = -0.002F; ///< metres
    std::vector<bool> isCovered(static_cast<size_t>(offset.size()), false);
    for (const int v : hair.templateVertex) {
        isCovered[v] = isCovered[v] || v < offset.size();
    }
    const std::vector<BodyRegion>& regions = input.templateMesh->regions;
    for (Eigen::Index v = 0; v < offset.size(); ++v) {
        if (limbOf(regions[v]) == Limb::Head) {
            offset[v] = std::min(offset[v], isCovered[v] ? kUnder : 0.0F);
        }
    }
}

} // namespace maquette
