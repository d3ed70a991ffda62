// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_likeness.h"

#include "core/train/gaussian_people.h"
#include "core/train/sample_statistics.h"

namespace maquette {
namespace {

constexpr std::int64_t kAtOnce = 64;

/// int64 [count], evenly spread over @p all.
torch::Tensor evenRows(std::int64_t count, std::int64_t all) {
    return torch::arange(count) * all / count;
}

/// [count,P,3] metres.
torch::Tensor somePoints(const SplitPeople& people, std::int64_t count) {
    return people.points.index_select(0, evenRows(count, people.count()).to(torch::kInt64));
}

/// Both [N,P,3], metres.
Metrics likenessOf(const torch::Tensor& made, const torch::Tensor& real) {
    const SampleComparison found = compareSamples(
        pointDistances(made, made), pointDistances(made, real), pointDistances(real, real));
    return {{"neighbour_accuracy_percent", 100.0 * found.neighbourAccuracy()},
            {"coverage_percent", 100.0 * found.coverage()},
            {"matching_mm", 1000.0 * found.matching()},
            {"diversity", found.diversity}};
}

} // namespace

GeneratedCharacters makeLike(GeneratorImpl& generator, const SplitPeople& people,
                             std::int64_t count, std::uint64_t seed) {
    const torch::NoGradGuard noGradients;
    const at::Generator drawn = at::make_generator<at::CPUGeneratorImpl>(seed);
    const torch::Tensor noise = torch::randn({count, generator.settings().noise()}, drawn);
    torch::Tensor condition;
    if (people.condition.defined()) {
        condition =
            people.condition.index_select(0, evenRows(count, people.count()).to(torch::kInt64));
    }
    std::vector<torch::Tensor> numbers;
    std::vector<torch::Tensor> residuals;
    std::vector<torch::Tensor> textures;
    for (std::int64_t begin = 0; begin < count; begin += kAtOnce) {
        const std::int64_t length = std::min(kAtOnce, count - begin);
        const GeneratedCharacters some =
            generator.forward(noise.narrow(0, begin, length),
                              condition.defined() ? condition.narrow(0, begin, length) : condition);
        numbers.push_back(some.numbers);
        residuals.push_back(some.residual);
        textures.push_back(some.texture);
    }
    return {torch::cat(numbers), torch::cat(residuals), torch::cat(textures)};
}

Metrics generatorLikeness(GeneratorImpl& generator, const GeneratorSet& set, Split split,
                          std::int64_t most, std::uint64_t seed) {
    const SplitPeople& people = set.people(split);
    const std::int64_t count = std::min(most, people.count());
    return likenessOf(set.maps().points(makeLike(generator, people, count, seed)),
                      somePoints(people, count));
}

std::vector<Baseline> likenessBaselines(const GeneratorSet& set, Split split, std::int64_t most) {
    const SplitPeople& trained = set.people(Split::Train);
    const std::int64_t count = std::min({most, set.people(split).count(), trained.count()});
    const torch::Tensor real = somePoints(set.people(split), count);
    const std::vector<std::pair<const char*, torch::Tensor>> ways = {
        {"Gaussian of components", set.maps().points(GaussianPeople(trained).make(count, 1))},
        {"People trained on", somePoints(trained, count)}};
    std::vector<Baseline> baselines;
    for (const auto& [name, made] : ways) {
        for (const auto& [metric, value] : likenessOf(made, real)) {
            baselines.push_back({metric, name, value});
        }
    }
    return baselines;
}

} // namespace maquette
