// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/gaussian_people.h"

namespace maquette {
namespace {

constexpr std::int64_t kTextureComponents = 64;
constexpr std::int64_t kTextureExamples = 2000;

/// Principal directions [C,D], orthonormal. @param rows  [M,D] of mean 0.
torch::Tensor principalDirections(const torch::Tensor& rows, std::int64_t components) {
    // Far fewer rows than columns: their Gram matrix gives the same directions.
    const auto [values, vectors] = torch::linalg_eigh(rows.mm(rows.t()));
    const torch::Tensor last = vectors.narrow(1, vectors.size(1) - components, components);
    const torch::Tensor directions = last.t().mm(rows);
    return directions / directions.norm(2, 1, true).clamp_min(1e-12);
}

torch::Tensor floats(const torch::Tensor& textures) {
    return textures.to(torch::kFloat32).flatten(1) * (1.0 / 255.0);
}

} // namespace

GaussianPeople::GaussianPeople(const SplitPeople& trained)
    : m_mapShape(trained.residual.sizes().slice(1).vec()), m_numbers(trained.numbers.size(1)) {
    const std::int64_t count = std::min(kTextureExamples, trained.count());
    const torch::Tensor rows = torch::arange(count) * trained.count() / count;
    const torch::Tensor textures = floats(trained.texture.index_select(0, rows.to(torch::kInt64)));
    m_textureMean = textures.mean(0);
    const torch::Tensor centred = textures - m_textureMean;
    m_textureDirections = principalDirections(centred, std::min(kTextureComponents, count - 1));
    const torch::Tensor seen = torch::cat({trained.numbers.index_select(0, rows.to(torch::kInt64)),
                                           centred.mm(m_textureDirections.t())},
                                          1)
                                   .to(torch::kFloat64);
    m_mean = seen.mean(0);
    const torch::Tensor away = seen - m_mean;
    const auto [values, vectors] =
        torch::linalg_eigh(away.t().mm(away) / static_cast<double>(count - 1));
    m_root = vectors * values.clamp_min(0.0).sqrt();
}

GeneratedCharacters GaussianPeople::make(std::int64_t count, std::uint64_t seed) const {
    const at::Generator drawn = at::make_generator<at::CPUGeneratorImpl>(seed);
    const torch::Tensor normal = torch::randn({count, m_root.size(1)}, drawn, torch::kFloat64);
    const torch::Tensor all = (m_mean + normal.mm(m_root.t())).to(torch::kFloat32);
    std::vector<std::int64_t> maps = {count};
    maps.insert(maps.end(), m_mapShape.begin(), m_mapShape.end());
    const torch::Tensor textures =
        m_textureMean + all.narrow(1, m_numbers, all.size(1) - m_numbers).mm(m_textureDirections);
    return {all.narrow(1, 0, m_numbers), torch::zeros(maps), textures.clamp(0.0, 1.0).view(maps)};
}

} // namespace maquette
