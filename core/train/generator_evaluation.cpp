// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_evaluation.h"

#include "core/train/gaussian_people.h"
#include "core/train/generator_likeness.h"
#include "core/train/sample_statistics.h"

#include <nlohmann/json.hpp>

#include <functional>

namespace maquette {
namespace {

constexpr std::int64_t kFewestPeople = 100;
constexpr std::int64_t kTexelStep = 2; ///< every which texel of a texture is compared

/// Things to compare.
struct Compared {
    torch::Tensor points;   ///< [N,P,3] millimetres
    torch::Tensor textures; ///< [N,D]
};

torch::Tensor someTexels(const torch::Tensor& textures) {
    const auto every =
        torch::indexing::Slice(torch::indexing::None, torch::indexing::None, kTexelStep);
    return textures.index({torch::indexing::Slice(), torch::indexing::Slice(), every, every})
        .flatten(1)
        .contiguous();
}

Compared comparedOf(const GeneratedCharacters& characters, const MapSpace& maps) {
    return {1000.0 * maps.points(characters), someTexels(characters.texture)};
}

Compared comparedOf(const SplitPeople& people, const torch::Tensor& rows) {
    return {1000.0 * people.points.index_select(0, rows),
            someTexels(people.texture.index_select(0, rows).to(torch::kFloat32) * (1.0 / 255.0))};
}

/// Of shape, of texture, and of both, each in means of the true people's.
struct Distances {
    torch::Tensor shape;
    torch::Tensor texture;
    [[nodiscard]] torch::Tensor both(const Distances& unit) const {
        return shape / unit.shape.mean() + texture / unit.texture.mean();
    }
};

Distances between(const Compared& a, const Compared& b) {
    return {pointDistances(a.points, b.points), meanDifferences(a.textures, b.textures)};
}

BootstrapInterval interval(const torch::Tensor& values, double factor) {
    const torch::Tensor numbers = (factor * values).to(torch::kFloat64).contiguous();
    return meanInterval({numbers.data_ptr<double>(), numbers.data_ptr<double>() + numbers.numel()});
}

/// Sums of several seeds.
struct Tally {
    torch::Tensor told, covered, matching, toTrained, textureTold, bothTold;

    void add(const SampleComparison& shape, const torch::Tensor& trained,
             const SampleComparison& texture, const SampleComparison& both) {
        const auto addTo = [](torch::Tensor& sum, const torch::Tensor& values) {
            sum = sum.defined() ? sum + values : values.clone();
        };
        addTo(told, shape.told);
        addTo(covered, shape.covered);
        addTo(matching, shape.toMade);
        addTo(toTrained, trained);
        addTo(textureTold, texture.told);
        addTo(bothTold, both.told);
    }

    [[nodiscard]] LikenessRow row(std::string name, int seeds) const {
        const double share = 1.0 / seeds;
        return {std::move(name),
                interval(told, 100.0 * share),
                interval(covered, 100.0 * share),
                interval(matching, share),
                interval(toTrained, share),
                interval(textureTold, 100.0 * share),
                interval(bothTold, 100.0 * share)};
    }
};

/// Compares ways to make people with the people of the test split.
class Judgement {
public:
    explicit Judgement(const GeneratorSet& set)
        : m_trained(1000.0 * set.people(Split::Train).points),
          m_true(
              comparedOf(set.people(Split::Test), torch::arange(set.people(Split::Test).count()))),
          m_trueToTrue(between(m_true, m_true)) {}

    void add(Tally& tally, const Compared& made) const {
        const Distances own = between(made, made);
        const Distances toTrue = between(made, m_true);
        tally.add(compareSamples(own.shape, toTrue.shape, m_trueToTrue.shape),
                  nearestDistances(made.points, m_trained),
                  compareSamples(own.texture, toTrue.texture, m_trueToTrue.texture),
                  compareSamples(own.both(m_trueToTrue), toTrue.both(m_trueToTrue),
                                 m_trueToTrue.both(m_trueToTrue)));
    }

    [[nodiscard]] BootstrapInterval testToTrained() const {
        return interval(nearestDistances(m_true.points, m_trained), 1.0);
    }

private:
    torch::Tensor m_trained;
    Compared m_true;
    Distances m_trueToTrue;
};

nlohmann::ordered_json toJson(const BootstrapInterval& interval) {
    return {{"mean", interval.value}, {"low", interval.low}, {"high", interval.high}};
}

std::string toText(const BootstrapInterval& interval) {
    char text[64];
    std::snprintf(text, sizeof text, " %6.1f [%5.1f, %5.1f]", interval.value, interval.low,
                  interval.high);
    return text;
}

} // namespace

Result<GeneratorEvaluation> evaluateGenerator(GeneratorImpl& generator, const GeneratorSet& set,
                                              int seeds, const Context& ctx) {
    const SplitPeople& tested = set.people(Split::Test);
    const SplitPeople& trained = set.people(Split::Train);
    const std::int64_t count = tested.count();
    if (count < kFewestPeople || trained.count() < count) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset has " + std::to_string(count) + " people to compare with; " +
                        std::to_string(kFewestPeople) + " are needed, and as many trained on.",
                    "Make more people with maquette-cli dataset make.");
    }
    const torch::NoGradGuard noGradients;
    const Judgement judgement(set);
    const GaussianPeople gaussian(trained);
    using Way = std::function<Compared(std::uint64_t)>;
    const std::vector<std::pair<std::string, Way>> ways = {
        {"generator",
         [&](std::uint64_t seed) {
             return comparedOf(makeLike(generator, tested, count, seed), set.maps());
         }},
        {"Gaussian of components",
         [&](std::uint64_t seed) { return comparedOf(gaussian.make(count, seed), set.maps()); }},
        {"people trained on", [&](std::uint64_t seed) {
             const at::Generator drawn = torch::make_generator<at::CPUGeneratorImpl>(seed);
             return comparedOf(
                 trained,
                 torch::randperm(trained.count(), drawn, torch::kInt64).narrow(0, 0, count));
         }}};
    GeneratorEvaluation result;
    result.people = static_cast<int>(count);
    result.seeds = seeds;
    double done = 0.0;
    for (const auto& [name, way] : ways) {
        Tally tally;
        for (int seed = 1; seed <= seeds; ++seed) {
            if (ctx.isCancelled()) {
                return ctx.cancelled();
            }
            judgement.add(tally, way(static_cast<std::uint64_t>(seed)));
            ctx.report(++done / static_cast<double>(seeds * ways.size()));
        }
        result.rows.push_back(tally.row(name, seeds));
    }
    result.testToTrained = judgement.testToTrained();
    result.meanToTrained = result.rows.front().toTrained.value / result.testToTrained.value;
    return result;
}

std::string GeneratorEvaluation::toJson() const {
    nlohmann::ordered_json json = {{"people", people}, {"seeds", seeds}};
    for (const LikenessRow& row : rows) {
        json["rows"].push_back({{"name", row.name},
                                {"neighbour_accuracy_percent", maquette::toJson(row.accuracy)},
                                {"coverage_percent", maquette::toJson(row.coverage)},
                                {"matching_mm", maquette::toJson(row.matching)},
                                {"to_trained_mm", maquette::toJson(row.toTrained)},
                                {"texture_accuracy_percent", maquette::toJson(row.textureAccuracy)},
                                {"both_accuracy_percent", maquette::toJson(row.bothAccuracy)}});
    }
    json["test_to_trained_mm"] = maquette::toJson(testToTrained);
    json["to_trained_ratio"] = meanToTrained;
    return json.dump(1);
}

std::string GeneratorEvaluation::toText() const {
    std::string text = std::to_string(people) + " people, " + std::to_string(seeds) +
                       " seeds; mm at 1.7 m, 95 % intervals\n";
    char line[256];
    std::snprintf(line, sizeof line, "%-23s %21s %22s %21s %21s %22s %22s\n", "", "told apart, %",
                  "coverage, %", "matching, mm", "to trained, mm", "textures apart, %",
                  "both apart, %");
    text += line;
    for (const LikenessRow& row : rows) {
        std::snprintf(line, sizeof line, "%-23s", row.name.c_str());
        text += line;
        for (const BootstrapInterval& value :
             {row.accuracy, row.coverage, row.matching, row.toTrained, row.textureAccuracy,
              row.bothAccuracy}) {
            text += maquette::toText(value);
        }
        text += "\n";
    }
    std::snprintf(line, sizeof line,
                  "test people to the nearest trained on:%s mm; the generator's are %.2f times as "
                  "far\n",
                  maquette::toText(testToTrained).c_str(), meanToTrained);
    return text + line;
}

} // namespace maquette
