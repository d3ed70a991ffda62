// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/character_losses.h"

#include "core/geometry/position_map.h"
#include "core/synthesis/atlas_texels.h"

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

torch::Tensor tensorOf(const float* values, std::vector<std::int64_t> shape) {
    return torch::from_blob(const_cast<float*>(values), shape).clone();
}

Eigen::VectorXf headsOf(const Rig& rig, const Points& shape) {
    const Skeleton skeleton = rig.skeletonFor(shape);
    Eigen::VectorXf heads(3 * skeleton.boneCount());
    for (int b = 0; b < skeleton.boneCount(); ++b) {
        heads.segment<3>(3 * b) = skeleton.bones[b].head;
    }
    return heads;
}

/// 1 where the atlas of the body has surface.
torch::Tensor textureMask(const Template& body, int side) {
    const AtlasTexels atlas(subMesh(body.mesh, body.facesOf(TemplatePart::Body)), side, 1);
    torch::Tensor mask = torch::zeros({1, 1, side, side});
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            mask[0][0][y][x] = atlas.isSurface(x, y) ? 1.0F : 0.0F;
        }
    }
    return mask;
}

} // namespace

Result<CharacterLosses> CharacterLosses::create(const Library& library, const ShapeSpace& space,
                                                const TrainOptions& options) {
    const auto rig = library.rig("default");
    const auto codec =
        PositionMapCodec::create(library.templateMesh(), static_cast<int>(options.network.mapSide));
    if (!rig || !codec) {
        return fail(rig ? codec.error() : rig.error());
    }
    std::vector<int> parents;
    for (const Rig::BoneAnchor& bone : (*rig)->bones) {
        parents.push_back(bone.parent);
    }
    CharacterLosses losses(std::move(parents));
    losses.m_weights = options.weights;
    constexpr std::int64_t kNumbers = std::int64_t{3} * kBodyVertices;
    losses.m_mean = tensorOf(space.mean.data(), {kNumbers});
    losses.m_directions =
        tensorOf(space.directions.data(), {space.directions.rows(), space.directions.cols()})
            .narrow(1, 0, kNumbers)
            .contiguous();
    const Eigen::VectorXf heads = headsOf(**rig, space.mean);
    ShapeSpace::Rows headBasis(space.size(), heads.size());
    for (int k = 0; k < space.size(); ++k) {
        headBasis.row(k) =
            headsOf(**rig, space.shape(Eigen::VectorXf::Unit(space.size(), k))) - heads;
    }
    losses.m_heads = tensorOf(heads.data(), {heads.size()});
    losses.m_headBasis = tensorOf(headBasis.data(), {headBasis.rows(), headBasis.cols()});
    losses.m_decoder = toSparse(codec->decoder());
    losses.m_seams = toSparse(codec->seamGaps());
    std::vector<std::int64_t> from;
    std::vector<std::int64_t> to;
    // A quarter of them tells as much.
    const auto edges = uniqueEdges(bodyTriangles(library.templateMesh()));
    for (std::size_t i = 0; i < edges.size(); i += 4) {
        from.push_back(edges[i].first);
        to.push_back(edges[i].second);
    }
    losses.m_edgeFrom = torch::tensor(from);
    losses.m_edgeTo = torch::tensor(to);
    losses.m_textureMask =
        textureMask(library.templateMesh(), static_cast<int>(options.network.mapSide));
    return losses;
}

torch::Tensor CharacterLosses::bodies(const CharacterOutput& output) const {
    const std::int64_t n = output.coefficients.size(0);
    const torch::Tensor linear =
        (m_mean + output.coefficients.matmul(m_directions)).view({n, kBodyVertices, 3});
    return linear + readMaps(m_decoder, output.residual);
}

CharacterLosses::Terms CharacterLosses::operator()(const CharacterOutput& output,
                                                   const CharacterTruth& truth) const {
    const std::int64_t n = output.coefficients.size(0);
    std::map<std::string, torch::Tensor> parts;
    const auto distance = [](const torch::Tensor& difference) {
        return (difference.square().sum(-1) + 1e-10).sqrt().mean();
    };
    const torch::Tensor body = bodies(output);
    parts["vertices_mm"] = 1000.0 * distance(body - truth.body);

    const auto lengths = [&](const torch::Tensor& points) {
        const torch::Tensor ways =
            points.index_select(1, m_edgeFrom) - points.index_select(1, m_edgeTo);
        return (ways.square().sum(-1) + 1e-10).sqrt();
    };
    const torch::Tensor trueLengths = lengths(truth.body);
    parts["edges_percent"] =
        100.0 * (lengths(body) - trueLengths).abs().mean() / trueLengths.mean();

    const torch::Tensor heads =
        (m_heads + output.coefficients.matmul(m_headBasis)).view({n, -1, 3});
    const PosedBones posed = m_pose.forward(heads, output.rotations, output.scales);
    const torch::Tensor fromRoot = posed.heads - posed.heads.narrow(1, 0, 1);
    parts["joints_mm"] = 1000.0 * distance(fromRoot - truth.joints);
    parts["rotations"] =
        (output.rotations - truth.rotations).abs().mean() +
        (output.rotations.select(1, 0) - truth.rotations.select(1, 0)).abs().mean();
    const torch::Tensor flip = torch::tensor({1.0F, -1.0F, -1.0F});
    const torch::Tensor pixels =
        projectToCrop(fromRoot * flip, output.camera, truth.focal, truth.principal);
    parts["pixels_percent"] = 100.0 * distance((pixels - truth.joints2d).clamp(-1.0, 1.0));
    parts["camera"] = (output.camera - truth.camera).abs().mean() +
                      0.2 * (output.focal - torch::log(truth.focal / 2.0)).abs().mean();
    parts["height_percent"] = 100.0 * (output.height - truth.height).abs().mean();
    const torch::Tensor texture = torch::nn::functional::interpolate(
        truth.texture,
        torch::nn::functional::InterpolateFuncOptions()
            .size(std::vector<std::int64_t>{output.texture.size(2), output.texture.size(3)})
            .mode(torch::kArea));
    parts["texture"] = ((output.texture - texture).abs() * m_textureMask).sum() /
                       (3.0 * static_cast<double>(n) * m_textureMask.sum());
    parts["seams_mm"] = 1000.0 * readMaps(m_seams, output.residual).abs().mean();
    parts["scales"] = output.scales.square().mean();

    const LossWeights& w = m_weights;
    Terms terms;
    terms.total = w.vertices * parts["vertices_mm"] / 10.0 + w.edges * parts["edges_percent"] +
                  w.joints * parts["joints_mm"] / 100.0 + w.rotations * parts["rotations"] +
                  w.pixels * parts["pixels_percent"] / 10.0 + w.camera * parts["camera"] +
                  w.height * parts["height_percent"] / 10.0 + w.texture * parts["texture"] +
                  w.seams * parts["seams_mm"] + w.scales * parts["scales"];
    for (auto& [name, value] : parts) {
        value = value.detach();
    }
    terms.parts = std::move(parts);
    return terms;
}

} // namespace maquette
