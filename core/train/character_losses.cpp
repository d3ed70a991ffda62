// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/character_losses.h"

#include "core/geometry/position_map.h"
#include "core/nn/soft_silhouette.h"
#include "core/synthesis/atlas_texels.h"

#include <opencv2/imgproc.hpp>

#include <tuple>

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

/// [3J] of the mean shape, and [K,3J] what each direction adds to them.
std::pair<torch::Tensor, torch::Tensor> linearHeads(const Rig& rig, const ShapeSpace& space) {
    const Eigen::VectorXf heads = headsOf(rig, space.mean);
    ShapeSpace::Rows basis(space.size(), heads.size());
    for (int k = 0; k < space.size(); ++k) {
        basis.row(k) = headsOf(rig, space.shape(Eigen::VectorXf::Unit(space.size(), k))) - heads;
    }
    return {tensorOf(heads.data(), {heads.size()}),
            tensorOf(basis.data(), {basis.rows(), basis.cols()})};
}

/// [J]
std::vector<int> parentsOf(const Rig& rig) {
    std::vector<int> parents;
    for (const Rig::BoneAnchor& bone : rig.bones) {
        parents.push_back(bone.parent);
    }
    return parents;
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

/// int64 [items]
template <typename Items, typename IndexOf>
torch::Tensor indices(const Items& items, const IndexOf& indexOf) {
    std::vector<std::int64_t> list;
    for (const auto& item : items) {
        list.push_back(indexOf(item));
    }
    return torch::tensor(list);
}

/// One edge in twelve: in a linear shape space they tell as much as all.
std::vector<std::pair<int, int>> someEdges(const Triangles& triangles) {
    std::vector<std::pair<int, int>> chosen;
    const auto all = uniqueEdges(triangles);
    for (std::size_t i = 0; i < all.size(); i += 12) {
        chosen.push_back(all[i]);
    }
    return chosen;
}

/// One vertex in three, likewise.
std::vector<int> someBodyVertices() {
    std::vector<int> chosen;
    for (int v = 0; v < kBodyVertices; v += 3) {
        chosen.push_back(v);
    }
    return chosen;
}

/// Vertices that stand for equal shares of a surface.
std::vector<int> spreadEvenly(const Points& points, const Triangles& triangles, int count) {
    const auto area = [&](Eigen::Index t) {
        const auto corner = [&](int i) { return Eigen::Vector3f(points.row(triangles(t, i))); };
        return 0.5F * (corner(1) - corner(0)).cross(corner(2) - corner(0)).norm();
    };
    float whole = 0.0F;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        whole += area(t);
    }
    std::vector<int> chosen;
    const float share = whole / static_cast<float>(count);
    float passed = 0.0F;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        passed += area(t);
        if (passed > share * (static_cast<float>(chosen.size()) + 0.5F)) {
            chosen.push_back(triangles(t, 0));
        }
    }
    return chosen;
}

/// [V,J] of some vertices.
torch::Tensor denseWeights(const SkinWeights& weights, const std::vector<int>& vertices,
                           std::int64_t bones) {
    torch::Tensor dense = torch::zeros({std::ssize(vertices), bones});
    const SkinWeights some = subWeights(weights, vertices);
    for (int v = 0; v < some.vertexCount(); ++v) {
        for (int i = some.offsets[v]; i < some.offsets[v + 1]; ++i) {
            dense[v][some.bones[i]] = some.weights[i];
        }
    }
    return dense;
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
            {"scales", weights.scales},
            {"silhouette_percent", weights.silhouette / 10.0}};
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
    constexpr int kSurfacePoints = 600;
    const Triangles triangles = bodyTriangles(library.templateMesh());
    const std::vector<std::pair<int, int>> edges = someEdges(triangles);
    const std::vector<int> surface = spreadEvenly(space.mean, triangles, kSurfacePoints);
    const auto reading = [&](const TexelMatrix& selection) {
        return BodyReading(space, codec->decoder(), selection);
    };
    const std::vector<int> vertices = someBodyVertices();
    CharacterLosses losses(parentsOf(**rig), reading(someVertices(vertices)),
                           reading(edgeWays(edges)), reading(someVertices(surface)));
    losses.m_vertices = indices(vertices, [](int vertex) { return vertex; });
    losses.m_factors = factorsOf(options.weights);
    losses.m_located =
        indices(options.network.joints, [](const LocatedJoint& joint) { return joint.bone; });
    std::tie(losses.m_heads, losses.m_headBasis) = linearHeads(**rig, space);
    losses.m_seams = toSparse(codec->seamGaps());
    losses.m_edgeFrom = indices(edges, [](const auto& edge) { return edge.first; });
    losses.m_edgeTo = indices(edges, [](const auto& edge) { return edge.second; });
    losses.m_surfaceVertices = indices(surface, [](int vertex) { return vertex; });
    losses.m_skinWeights = denseWeights((*rig)->weights, surface, std::ssize((*rig)->bones));
    losses.m_textureMask =
        textureMask(library.templateMesh(), static_cast<int>(options.network.mapSide));
    return losses;
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

void CharacterLosses::addSilhouette(const torch::Tensor& heads, const PosedBones& posed,
                                    const CharacterOutput& output, const CharacterTruth& truth,
                                    Parts& parts) const {
    constexpr std::int64_t kSide = 48; // texels are as far apart as the points
    const torch::Tensor flip = torch::tensor({1.0F, -1.0F, -1.0F});
    const auto seen = [&](const torch::Tensor& points, const torch::Tensor& rest,
                          const PosedBones& bones, const torch::Tensor& camera) {
        const torch::Tensor fromRoot =
            m_pose.skin(points, m_skinWeights, rest, bones) - bones.heads.narrow(1, 0, 1);
        return softSilhouette(projectToCrop(fromRoot * flip, camera, truth.focal, truth.principal),
                              kSide);
    };
    const torch::Tensor wanted = seen(truth.body.index_select(1, m_surfaceVertices), truth.heads,
                                      m_pose.forward(truth.heads, truth.rotations), truth.camera);
    const torch::Tensor found = seen(m_surface(output), heads, posed, output.camera);
    parts["silhouette_percent"] = 100.0 * (found - wanted).abs().sum() / wanted.sum();
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
    parts["vertices_mm"] =
        1000.0 * distance(m_body(output) - truth.body.index_select(1, m_vertices));

    const auto lengths = [](const torch::Tensor& ways) {
        return (ways.square().sum(-1) + 1e-10).sqrt();
    };
    const torch::Tensor trueLengths =
        lengths(truth.body.index_select(1, m_edgeFrom) - truth.body.index_select(1, m_edgeTo));
    parts["edges_percent"] =
        100.0 * (lengths(m_edges(output)) - trueLengths).abs().mean() / trueLengths.mean();

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
    addSilhouette(heads, posed, output, truth, parts);
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
