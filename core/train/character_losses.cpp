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

/// [N,L,H*W] of which each map is 1 in all: normal distributions a cell wide.
/// @param places  [N,L,2] -1 … 1.
torch::Tensor heatRound(const torch::Tensor& places, std::int64_t height, std::int64_t width) {
    const auto along = [&](int axis, std::int64_t count) {
        const double cells = 0.5 * static_cast<double>(count);
        const torch::Tensor away =
            (cellMiddles(count) - places.select(-1, axis).unsqueeze(-1)) * cells;
        return torch::softmax(-0.5 * away.square(), -1);
    };
    return (along(1, height).unsqueeze(-1) * along(0, width).unsqueeze(-2)).flatten(2);
}

/// By the names of CharacterLosses::Terms.
std::map<std::string, double> factorsOf(const LossWeights& weights) {
    return {{"vertices_mm", weights.vertices / 10.0},
            {"edges_percent", weights.edges},
            {"joints_mm", weights.joints / 100.0},
            {"rotations", weights.rotations},
            {"pixels_percent", weights.pixels / 10.0},
            {"guesses_percent", weights.places},
            {"places_percent", weights.places},
            {"heat", weights.heat},
            {"camera", weights.camera},
            {"height_percent", weights.height / 10.0},
            {"texture", weights.texture},
            {"seams_mm", weights.seams},
            {"scales", weights.scales}};
}

} // namespace

torch::Tensor CharacterLosses::truePlaces(const CharacterTruth& truth) const {
    const torch::Tensor scale = torch::exp(truth.camera.select(1, 2)).view({-1, 1, 1});
    const torch::Tensor depth = -truth.joints.index_select(1, m_located).narrow(-1, 2, 1) * scale;
    return torch::cat({truth.joints2d.index_select(1, m_located), depth}, -1);
}

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
    losses.m_factors = factorsOf(options.weights);
    std::vector<std::int64_t> located;
    for (const LocatedJoint& joint : options.network.joints) {
        located.push_back(joint.bone);
    }
    losses.m_located = torch::tensor(located);
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
    return output.residual.defined() ? linear + readMaps(m_decoder, output.residual) : linear;
}

// Away from the picture's edges: what is cut off cannot be found.
void CharacterLosses::addPlaces(const CharacterOutput& output, const CharacterTruth& truth,
                                Parts& parts) const {
    const torch::Tensor places = truePlaces(truth);
    const torch::Tensor inside = (places.narrow(-1, 0, 2).abs().amax(-1) < 1.0).to(torch::kFloat32);
    const auto off = [&](const torch::Tensor& found) {
        const torch::Tensor distance = (found - places).abs().clamp_max(1.0).sum(-1);
        return 100.0 * (distance * inside).sum() / (3.0 * inside.sum() + 1.0);
    };
    parts["guesses_percent"] = off(output.guesses);
    if (output.places.defined()) {
        parts["places_percent"] = off(output.places);
        const torch::Tensor wanted =
            heatRound(places.narrow(-1, 0, 2), output.heat.size(2), output.heat.size(3));
        const torch::Tensor surprise = -(wanted * output.heat.flatten(2)).sum(-1);
        parts["heat"] = (surprise * inside).sum() / (inside.sum() + 1.0);
    }
}

void CharacterLosses::addTexture(const torch::Tensor& texture, const CharacterTruth& truth,
                                 Parts& parts) const {
    namespace F = torch::nn::functional;
    const torch::Tensor known = truth.textureKnown.view({-1, 1, 1, 1});
    const std::vector<std::int64_t> side = {texture.size(2), texture.size(3)};
    const torch::Tensor wanted =
        F::interpolate(truth.texture, F::InterpolateFuncOptions().size(side).mode(torch::kArea));
    parts["texture"] = ((texture - wanted).abs() * m_textureMask * known).sum() /
                       (3.0 * known.sum().clamp_min(1.0) * m_textureMask.sum());
}

CharacterLosses::Terms CharacterLosses::operator()(const CharacterOutput& output,
                                                   const CharacterTruth& truth) const {
    const std::int64_t n = output.coefficients.size(0);
    Parts parts;
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
    parts["scales"] = output.scales.square().mean();
    addPlaces(output, truth, parts);
    if (output.residual.defined()) {
        addTexture(output.texture, truth, parts);
        parts["seams_mm"] = 1000.0 * readMaps(m_seams, output.residual).abs().mean();
    }

    Terms terms;
    terms.total = torch::zeros({});
    for (auto& [name, value] : parts) {
        terms.total = terms.total + m_factors.at(name) * value;
        value = value.detach();
    }
    terms.parts = std::move(parts);
    return terms;
}

} // namespace maquette
