// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/map_space.h"

#include "core/base/evenly_chosen.h"
#include "core/geometry/position_map.h"
#include "core/nn/discriminator.h"

#include <numeric>

namespace maquette {
namespace {

constexpr std::size_t kPoints = 1000;
constexpr std::size_t kEdges = 1000;
constexpr double kLeastDeviation = 2e-3; ///< metres

std::vector<int> someVertices() {
    std::vector<int> all(kBodyVertices);
    std::iota(all.begin(), all.end(), 0);
    return evenlyChosen(all, kPoints);
}

std::vector<std::pair<int, int>> someEdges(const Template& body) {
    return evenlyChosen(uniqueEdges(bodyTriangles(body)), kEdges);
}

/// [3SS] of an offset from the mean shape. @param offset  [kBodyVertices,3] metres.
torch::Tensor mapOf(const PositionMapCodec& codec, const Points& offset) {
    const auto map = codec.toMap(codec.meanShape() + offset);
    TORCH_CHECK(map, "no position map");
    return torch::tensor(map->values);
}

torch::Tensor lengths(const torch::Tensor& ways) {
    return (ways.square().sum(-1) + 1e-10).sqrt();
}

} // namespace

Result<MapSpace> MapSpace::create(const Template& body, const ShapeSpace& space, int side) {
    const auto codec = PositionMapCodec::create(body, side);
    if (!codec) {
        return fail(codec.error());
    }
    return MapSpace(space, *codec, body);
}

MapSpace::MapSpace(const ShapeSpace& space, const PositionMapCodec& codec, const Template& body)
    : m_space(std::make_shared<const ShapeSpace>(space)),
      m_codec(std::make_shared<const PositionMapCodec>(codec)), m_pointVertices(someVertices()),
      m_points(space, codec.decoder(), maquette::someVertices(m_pointVertices)),
      m_edges(space, codec.decoder(), edgeWays(someEdges(body))) {
    const std::int64_t side = codec.size();
    std::vector<torch::Tensor> basis;
    for (int k = 0; k < space.size(); ++k) {
        const Eigen::Map<const Points> direction(space.directions.row(k).data(), kTemplateVertices,
                                                 3);
        basis.push_back(mapOf(codec, direction.topRows(kBodyVertices)));
    }
    m_basis = torch::stack(basis);
    const auto valid = codec.validTexels();
    m_surface =
        torch::tensor(std::vector<float>(valid.begin(), valid.end())).view({1, 1, side, side});
    m_deviation = (m_basis.view({-1, 3, side, side}).square().sum(0, true).mean(1, true))
                      .sqrt()
                      .clamp_min(kLeastDeviation);
    m_seams = toSparse(codec.seamGaps());
    const std::vector<int>& mirror = codec.mirrorTexel();
    m_mirror = torch::tensor(std::vector<std::int64_t>(mirror.begin(), mirror.end()));
}

torch::Tensor MapSpace::picture(const GeneratedCharacters& characters) const {
    const torch::Tensor coefficients = characters.numbers.narrow(1, 0, m_basis.size(0));
    const torch::Tensor positions =
        coefficients.matmul(m_basis).view_as(characters.residual) + characters.residual;
    return torch::cat({positions / m_deviation * m_surface, 2.0 * characters.texture - 1.0}, 1);
}

torch::Tensor MapSpace::points(const GeneratedCharacters& characters) const {
    return m_points(characters.numbers.narrow(1, 0, m_basis.size(0)), characters.residual);
}

torch::Tensor MapSpace::points(const Points& normalized) const {
    torch::Tensor chosen = torch::empty({std::ssize(m_pointVertices), 3});
    for (std::size_t i = 0; i < m_pointVertices.size(); ++i) {
        std::copy_n(&normalized(m_pointVertices[i], 0), 3, chosen.data_ptr<float>() + 3 * i);
    }
    return chosen;
}

torch::Tensor MapSpace::residual(const Points& normalized,
                                 const Eigen::VectorXf& coefficients) const {
    const Points offset = (normalized - m_space->shape(coefficients)).topRows(kBodyVertices);
    return mapOf(*m_codec, offset).view({3, m_codec->size(), m_codec->size()});
}

torch::Tensor MapSpace::seamGap(const torch::Tensor& residual) const {
    return 1000.0 * readMaps(m_seams, residual).abs().mean();
}

torch::Tensor MapSpace::edgeError(const GeneratedCharacters& characters,
                                  const GeneratedCharacters& truth) const {
    const auto edges = [&](const GeneratedCharacters& c) {
        return lengths(m_edges(c.numbers.narrow(1, 0, m_basis.size(0)), c.residual));
    };
    const torch::Tensor wanted = edges(truth);
    return 100.0 * (edges(characters) - wanted).abs().mean() / wanted.mean();
}

torch::Tensor MapSpace::asymmetry(const torch::Tensor& residual) const {
    const torch::Tensor flip = torch::tensor({-1.0F, 1.0F, 1.0F}).view({1, 3, 1});
    const torch::Tensor mirrored = residual.flatten(2).index_select(2, m_mirror) * flip;
    return 1000.0 * (residual.flatten(2) - mirrored).abs().mean();
}

} // namespace maquette
