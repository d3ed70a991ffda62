// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/base/evenly_chosen.h"
#include "core/nn/tensor_names.h"
#include "core/nn/weights.h"
#include "core/train/adam.h"
#include "core/train/batch_mirror.h"
#include "core/train/character_losses.h"
#include "core/train/learn_shape_space.h"
#include "core/train/located_joints.h"
#include "core/train/weight_mean.h"

#include <chrono>
#include <cmath>
#include <numbers>
#include <numeric>

namespace maquette {
namespace {

using Clock = std::chrono::steady_clock;

double secondsBetween(Clock::time_point a, Clock::time_point b) {
    return std::chrono::duration<double>(b - a).count();
}

/// Shows a network what it will be given: training samples, evenly chosen.
void showExamples(CharacterNetwork& network, const TrainingSet& set, const CharacterLosses& losses,
                  const TrainOptions& options) {
    constexpr std::size_t kExamples = 1500;
    constexpr std::size_t kAtOnce = 100;
    const auto all = evenlyChosen(set.samples(Split::Train), kExamples);
    std::vector<CharacterInput> examples;
    std::vector<torch::Tensor> places;
    for (std::size_t begin = 0; begin < all.size(); begin += kAtOnce) {
        const std::vector<std::int64_t> samples(
            all.begin() + begin, all.begin() + std::min(begin + kAtOnce, all.size()));
        const Random random = Random(options.seed).fork(begin);
        Batch batch = set.batch(samples, options.augment, random, Seen::LandmarksAndMasks);
        places.push_back(losses.truePlaces(batch.truth));
        examples.push_back(std::move(batch.input));
    }
    network->whitenInputs(examples, torch::cat(places));
}

Metrics read(const CharacterLosses::Terms& terms) {
    Metrics metrics;
    metrics["loss"] = terms.total.item<double>();
    for (const auto& [name, value] : terms.parts) {
        metrics[name] = value.item<double>();
    }
    return metrics;
}

} // namespace

struct Trainer::State {
    std::shared_ptr<const Library> library;
    std::shared_ptr<const Rig> rig;
    std::shared_ptr<const TrainingSet> set;
    TrainOptions options;
    ShapeSpace space;
    CharacterLosses losses;
    BatchMirror mirror;
    torch::Tensor residualReader; ///< sparse [kBodyVertices,texels]
    CharacterNetwork network;
    CharacterNetwork mean;
    Adam optimiser;
    std::int64_t step = 0;
    std::int64_t epoch = -1;
    std::vector<std::int64_t> order = {}; ///< of this epoch

    [[nodiscard]] bool seesPoints() const { return step < options.pointSteps; }

    /// Steps with landmarks and masks alone begin with a warm-up; those with pictures, too, and
    /// fall with a cosine.
    [[nodiscard]] double learningRate() const {
        const auto share = [](std::int64_t part, std::int64_t whole) {
            return static_cast<double>(part) /
                   static_cast<double>(std::max<std::int64_t>(whole, 1));
        };
        const double done =
            seesPoints() ? share(step, options.pointSteps)
                         : share(step - options.pointSteps, options.steps - options.pointSteps);
        const double rise = std::min(1.0, done / std::max(options.warmUp, 1e-9) + 1e-3);
        const double fall =
            seesPoints() ? 1.0 : 0.5 + 0.5 * std::cos(std::numbers::pi * std::min(done, 1.0));
        const double rate = seesPoints() ? options.pointLearningRate : options.learningRate;
        return rate * rise * std::max(fall, 0.005);
    }

    [[nodiscard]] Seen seen() const {
        return seesPoints() ? Seen::LandmarksAndMasks : Seen::Everything;
    }

    /// Samples that were used before a step.
    [[nodiscard]] std::int64_t samplesBefore(std::int64_t at) const {
        const std::int64_t points = std::min(at, options.pointSteps);
        return points * options.pointBatchSize + (at - points) * options.batchSize;
    }

    /// Every sample once an epoch, in an order that depends on seed and epoch alone.
    [[nodiscard]] std::vector<std::int64_t> nextSamples() {
        const auto& all = set->samples(Split::Train);
        const std::int64_t count = options.mostSamples > 0
                                       ? std::min(options.mostSamples, std::ssize(all))
                                       : std::ssize(all);
        std::vector<std::int64_t> chosen;
        for (std::int64_t i = samplesBefore(step); i < samplesBefore(step + 1); ++i) {
            if (i / count != epoch) {
                epoch = i / count;
                order.assign(all.begin(), all.begin() + count);
                Random random = Random(options.seed).fork(static_cast<std::uint64_t>(epoch));
                for (int k = static_cast<int>(count) - 1; k > 0; --k) {
                    std::swap(order[k], order[random.below(k + 1)]);
                }
            }
            chosen.push_back(order[i % count]);
        }
        return chosen;
    }
};

Trainer::Trainer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Trainer::~Trainer() = default;

Result<std::unique_ptr<Trainer>> Trainer::create(std::shared_ptr<const Library> library,
                                                 std::shared_ptr<const TrainingSet> set,
                                                 const TrainOptions& wanted, const Context& ctx) {
    auto rig = library->rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    TrainOptions options = wanted;
    options.network.bones = static_cast<std::int64_t>((*rig)->bones.size());
    options.network.joints = locatedJoints(**rig);
    auto space = learnShapeSpace(set->dataset(), static_cast<int>(options.network.coefficients),
                                 options.shapeSamples, ctx);
    if (!space) {
        return fail(space.error());
    }
    auto losses = CharacterLosses::create(*library, *space, options);
    if (!losses) {
        return fail(losses.error());
    }
    const auto codec = PositionMapCodec::create(library->templateMesh(),
                                                static_cast<int>(options.network.mapSide));
    if (!codec) {
        return fail(codec.error());
    }
    torch::manual_seed(options.seed);
    CharacterNetwork network(options.network);
    CharacterNetwork mean(options.network);
    network->computeBy({});
    mean->computeBy({});
    showExamples(network, *set, *losses, options);
    followWeights(*network, *mean, 0.0);
    mean->eval();
    Adam optimiser(*network);
    BatchMirror mirror(library->templateMesh(), **rig);
    return std::unique_ptr<Trainer>(new Trainer(std::unique_ptr<State>(new State{
        std::move(library), *rig, std::move(set), options, std::move(*space), std::move(*losses),
        std::move(mirror), toSparse(codec->decoder()), network, mean, std::move(optimiser)})));
}

void Trainer::computeBy(const PictureMath& math) {
    m_state->network->computeBy(math);
    m_state->mean->computeBy(math);
}

Metrics Trainer::step() {
    State& s = *m_state;
    const Random random = Random(s.options.seed).fork(~static_cast<std::uint64_t>(s.step));
    const auto begin = Clock::now();
    Batch batch = s.set->batch(s.nextSamples(), s.options.augment, random, s.seen());
    if (s.options.augment.enabled && s.options.augment.mirror) {
        s.mirror.apply(batch);
    }
    const auto hasData = Clock::now();
    s.network->train();
    s.network->zero_grad();
    // What the network leaves out of a step depends on seed and step alone, as its samples do.
    torch::manual_seed(Random(s.options.seed).fork(s.step).bits());
    const CharacterOutput output = s.network->forward(batch.input, {}, s.seen());
    const CharacterLosses::Terms terms = s.losses(output, batch.truth);
    terms.total.backward();
    const double norm = torch::nn::utils::clip_grad_norm_(s.network->parameters(), 5.0);
    const double rate = s.learningRate();
    ++s.step;
    s.optimiser.apply(s.step, rate, s.options.weightDecay);
    followWeights(*s.network, *s.mean, keptShare(s.options.averaging, s.step));
    Metrics metrics = read(terms);
    metrics["learning_rate"] = rate;
    metrics["gradient_norm"] = norm;
    metrics["data_wait_percent"] =
        100.0 * secondsBetween(begin, hasData) / secondsBetween(begin, Clock::now());
    return metrics;
}

std::int64_t Trainer::stepCount() const {
    return m_state->step;
}

int Trainer::batchSize() const {
    const TrainOptions& options = m_state->options;
    return m_state->seesPoints() ? options.pointBatchSize : options.batchSize;
}

Seen Trainer::seen() const {
    return m_state->seen();
}

const TrainOptions& Trainer::options() const {
    return m_state->options;
}

std::shared_ptr<const CharacterModel> Trainer::model() const {
    CharacterNetwork copy(m_state->options.network);
    followWeights(*m_state->mean, *copy, 0.0);
    copy->computeBy({});
    return std::make_shared<const CharacterModel>(copy, m_state->space, *m_state->library,
                                                  m_state->rig);
}

Status Trainer::save(const std::filesystem::path& path) const {
    TensorFile file;
    file.metadata = {{"format", "maquette-training-state-1"},
                     {"step", std::to_string(m_state->step)},
                     {"options", m_state->options.toJson()}};
    const auto add = [&](const std::string& begin, const torch::nn::Module& network) {
        const auto tensors = weightsOf(network);
        for (const auto& [name, tensor] : *tensors) {
            file.tensors[begin + name] = tensor;
        }
    };
    add("weights.", *m_state->network);
    add("mean.", *m_state->mean);
    m_state->optimiser.save("", file.tensors);
    return writeSafetensors(path, file);
}

Status Trainer::restore(const std::filesystem::path& path) {
    const auto file = readSafetensors(path);
    if (!file) {
        return fail(file.error());
    }
    const auto damaged = [&](const std::string& what) {
        return fail(ErrorCode::InvalidArgument,
                    "Training cannot go on from " + path.string() + ": " + what,
                    "Go on from another checkpoint, or begin a new run.");
    };
    const auto options = file->metadata.find("options");
    const auto step = file->metadata.find("step");
    if (options == file->metadata.end() || step == file->metadata.end() ||
        options->second != m_state->options.toJson()) {
        return damaged("it was saved with other options.");
    }
    for (auto [begin, network] :
         {std::pair("weights.", m_state->network), std::pair("mean.", m_state->mean)}) {
        if (const Status loaded = loadWeights(*network, tensorsBelow(file->tensors, begin));
            !loaded) {
            return damaged(loaded.error().message);
        }
    }
    if (const Status restored = m_state->optimiser.restore("", file->tensors); !restored) {
        return damaged(restored.error().message);
    }
    m_state->step = std::atoll(step->second.c_str());
    m_state->epoch = -1;
    return {};
}

Metrics Trainer::validate(Split split, int most) const {
    State& s = *m_state;
    const torch::NoGradGuard noGradients;
    AugmentOptions none;
    none.enabled = false;
    const Random random(0);
    constexpr std::size_t kAtOnce = 64;
    const auto all = evenlyChosen(s.set->samples(split), static_cast<std::size_t>(most));
    Metrics sums;
    for (std::size_t begin = 0; begin < all.size(); begin += kAtOnce) {
        const std::vector<std::int64_t> samples(
            all.begin() + begin, all.begin() + std::min(begin + kAtOnce, all.size()));
        const Batch batch = s.set->batch(samples, none, random, s.seen());
        for (const auto& [name, value] :
             read(s.losses(s.mean->forward(batch.input, {}, s.seen()), batch.truth))) {
            sums[name] +=
                value * static_cast<double>(samples.size()) / static_cast<double>(all.size());
        }
    }
    return sums;
}

std::vector<Points> Trainer::shapes(const std::vector<std::int64_t>& samples) const {
    State& s = *m_state;
    const torch::NoGradGuard noGradients;
    AugmentOptions none;
    none.enabled = false;
    const Batch batch = s.set->batch(samples, none, Random(0), s.seen());
    const CharacterOutput output = s.mean->forward(batch.input, {}, s.seen());
    std::vector<Points> shapes;
    for (std::int64_t i = 0; i < output.coefficients.size(0); ++i) {
        const torch::Tensor row = output.coefficients[i].contiguous();
        Points shape =
            s.space.shape(Eigen::Map<const Eigen::VectorXf>(row.data_ptr<float>(), row.numel()));
        if (output.residual.defined()) {
            const torch::Tensor residual =
                readMaps(s.residualReader, output.residual.narrow(0, i, 1)).contiguous();
            shape.topRows(kBodyVertices) +=
                Eigen::Map<const Points>(residual.data_ptr<float>(), kBodyVertices, 3);
        }
        shapes.push_back(normalizedShape(shape));
    }
    return shapes;
}

const ShapeSpace& Trainer::space() const {
    return m_state->space;
}

const TrainingSet& Trainer::set() const {
    return *m_state->set;
}

} // namespace maquette
