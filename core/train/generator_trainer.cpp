// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_trainer.h"

#include "core/base/random.h"
#include "core/nn/discriminator.h"
#include "core/nn/posterior_encoder.h"
#include "core/nn/tensor_names.h"
#include "core/nn/weights.h"
#include "core/train/adam.h"
#include "core/train/generator_likeness.h"
#include "core/train/weight_mean.h"

namespace maquette {
namespace {

/// The numbers of a batch with its condition.
struct NumbersBatch {
    torch::Tensor numbers;
    torch::Tensor condition;
};

/// Parameters of a network learn, or not, while it lives.
class Learning {
public:
    Learning(torch::nn::Module& network, bool learns) : m_network(network) { set(learns); }
    ~Learning() { set(true); }
    Learning(const Learning&) = delete;
    Learning& operator=(const Learning&) = delete;

private:
    void set(bool learns) {
        for (torch::Tensor& parameter : m_network.parameters()) {
            parameter.requires_grad_(learns);
        }
    }
    torch::nn::Module& m_network;
};

/// Margins between the atlas' islands are learned, too: they show where textures are filtered.
torch::Tensor textureError(const torch::Tensor& texture, const torch::Tensor& truth) {
    return (texture - truth).abs().mean();
}

torch::Tensor meanDistance(const torch::Tensor& difference) {
    return (difference.square().sum(-1) + 1e-10).sqrt().mean();
}

} // namespace

struct GeneratorTrainer::State {
    State(std::shared_ptr<const GeneratorSet> people, const GeneratorOptions& wanted)
        : set(std::move(people)), options(wanted) {
        options.network = set->settings();
        torch::manual_seed(options.seed);
        generator = makeGenerator(options.network);
        generator->beginWith(set->linearPrior());
        mean = makeGenerator(options.network);
        followWeights(*generator, *mean, 0.0);
        mean->eval();
        const AdamOptions moments = options.hasDiscriminator()
                                        ? AdamOptions{options.firstMoment, options.secondMoment}
                                        : AdamOptions{};
        generatorAdam.emplace(*generator, moments);
        if (options.hasEncoder()) {
            encoder = PosteriorEncoder(options.network);
            encoderAdam.emplace(*encoder, AdamOptions{});
        }
        if (options.hasDiscriminator()) {
            discriminator = makeDiscriminator(options.network);
            discriminatorAdam.emplace(*discriminator, moments);
        }
    }

    std::shared_ptr<const GeneratorSet> set;
    GeneratorOptions options;
    std::shared_ptr<GeneratorImpl> generator;
    std::shared_ptr<GeneratorImpl> mean;
    PosteriorEncoder encoder{nullptr};
    std::shared_ptr<DiscriminatorImpl> discriminator;
    std::optional<Adam> generatorAdam;
    std::optional<Adam> encoderAdam;
    std::optional<Adam> discriminatorAdam;
    std::int64_t step = 0;
    Metrics metrics;

    [[nodiscard]] const SplitPeople& people() const { return set->people(Split::Train); }

    [[nodiscard]] bool isAdversarial() const {
        return options.hasDiscriminator() && step >= options.warmUp;
    }

    [[nodiscard]] double share(std::int64_t of) const {
        return std::min(1.0, static_cast<double>(step + 1) /
                                 static_cast<double>(std::max<std::int64_t>(of, 1)));
    }

    /// Constant, then down to a twentieth over the last half.
    [[nodiscard]] double slowing() const {
        const double done = static_cast<double>(step) / static_cast<double>(options.steps);
        return std::clamp(2.0 * (1.0 - done), 0.05, 1.0);
    }

    [[nodiscard]] PeopleBatch someCharacters() const {
        return people().rows(torch::randint(people().count(), {options.batchSize}));
    }

    [[nodiscard]] NumbersBatch someNumbers() const {
        const torch::Tensor rows = torch::randint(people().count(), {options.numbersBatchSize});
        return {people().numbers.index_select(0, rows),
                people().condition.defined() ? people().condition.index_select(0, rows)
                                             : torch::Tensor()};
    }

    [[nodiscard]] torch::Tensor noise(std::int64_t count) const {
        return torch::randn({count, options.network.noise()});
    }

    [[nodiscard]] torch::Tensor picture(const GeneratedCharacters& characters) const {
        return set->maps().picture(characters);
    }

    void note(const char* name, const torch::Tensor& value) {
        metrics[name] = value.item<double>();
    }

    /// What keeps a judge smooth.
    [[nodiscard]] torch::Tensor penalty(const Judge& judge, const torch::Tensor& real,
                                        const torch::Tensor& made, double gamma) const {
        if (options.loss == AdversarialLoss::WassersteinGp) {
            return options.gradientPenalty * gradientPenalty(judge, real, made);
        }
        if (gamma <= 0.0 || step % options.r1Every != 0) {
            return torch::zeros({});
        }
        return 0.5 * gamma * static_cast<double>(options.r1Every) * squaredGradient(judge, real);
    }

    void teachDiscriminator(const PeopleBatch& real, const NumbersBatch& many) {
        discriminator->zero_grad();
        torch::Tensor made;
        torch::Tensor madeNumbers;
        {
            const torch::NoGradGuard noGradients;
            made = picture(generator->forward(noise(options.batchSize), real.condition));
            madeNumbers = generator->numbers(noise(options.numbersBatchSize), many.condition);
        }
        const torch::Tensor truth = picture(real.characters);
        const Judge judge = [&](const torch::Tensor& pictures) {
            return discriminator->judge(pictures, real.condition);
        };
        const torch::Tensor realLogits = judge(truth);
        const torch::Tensor madeLogits = judge(made);
        torch::Tensor loss = discriminatorLoss(options.loss, realLogits, madeLogits) +
                             penalty(judge, truth, made, options.r1);
        note("discriminator_real", realLogits.mean());
        note("discriminator_made", madeLogits.mean());
        const Judge numbersJudge = [&](const torch::Tensor& numbers) {
            return discriminator->judgeNumbers(numbers, many.condition);
        };
        if (const torch::Tensor logits = numbersJudge(many.numbers); logits.defined()) {
            const torch::Tensor numbersLoss =
                discriminatorLoss(options.loss, logits, numbersJudge(madeNumbers));
            note("numbers_judge_loss", numbersLoss);
            loss = loss + numbersLoss +
                   penalty(numbersJudge, many.numbers, madeNumbers, options.numbersR1);
        }
        note("discriminator_loss", loss);
        loss.backward();
        discriminatorAdam->apply(step + 1, options.discriminatorRate * slowing());
    }

    /// @return  the loss of making again what was read.
    [[nodiscard]] torch::Tensor reconstruction(const PeopleBatch& real) {
        const GeneratedCharacters& truth = real.characters;
        const torch::Tensor known =
            generator->originOf(truth.numbers, real.condition).noise.detach();
        const Posterior code = encoder->forward(picture(truth), known, real.condition);
        const torch::Tensor drawn = code.sample(torch::randn_like(code.mean));
        const GeneratedCharacters again =
            generator->forward(torch::cat({known, drawn}, 1), real.condition);
        const MapSpace& maps = set->maps();
        const GeneratorWeights& weights = options.weights;
        std::map<std::string, std::pair<double, torch::Tensor>> terms;
        terms["vertices_mm"] = {weights.vertices / 10.0,
                                1000.0 * meanDistance(maps.points(again) - maps.points(truth))};
        terms["residual_mm"] = {weights.residual / 10.0,
                                1000.0 * (again.residual - truth.residual).abs().mean()};
        terms["texture"] = {weights.texture, textureError(again.texture, truth.texture)};
        terms["edges_percent"] = {weights.edges, maps.edgeError(again, truth)};
        terms["seams_mm"] = {weights.seams, maps.seamGap(again.residual)};
        terms["asymmetry_mm"] = {weights.symmetry, maps.asymmetry(again.residual)};
        terms["kl"] = {weights.kl * share(options.warmUp),
                       klDivergence(code.mean, code.logVariance, weights.freeBits)};
        torch::Tensor loss = torch::zeros({});
        for (const auto& [name, term] : terms) {
            note(name.c_str(), term.second);
            loss = loss + term.first * term.second;
        }
        return loss;
    }

    /// @return  minus the logarithm of how likely people's numbers are, nats a number.
    [[nodiscard]] torch::Tensor surprise(const NumbersBatch& many) {
        const torch::Tensor likelihood =
            generator->originOf(many.numbers, many.condition).logLikelihood;
        const torch::Tensor nats =
            -likelihood.mean() / static_cast<double>(options.network.numbers());
        note("numbers_nats", nats);
        return nats;
    }

    [[nodiscard]] torch::Tensor persuasion(const PeopleBatch& real, const NumbersBatch& many) {
        const Learning judgesStay(*discriminator, false);
        const torch::Tensor pictures =
            picture(generator->forward(noise(options.batchSize), real.condition));
        const torch::Tensor ofPictures =
            generatorLoss(options.loss, discriminator->judge(pictures, real.condition));
        note("generator_pictures", ofPictures);
        torch::Tensor loss = options.weights.adversarial * ofPictures;
        const torch::Tensor logits = discriminator->judgeNumbers(
            generator->numbers(noise(options.numbersBatchSize), many.condition), many.condition);
        if (logits.defined()) {
            const torch::Tensor ofNumbers = generatorLoss(options.loss, logits);
            note("generator_numbers", ofNumbers);
            loss = loss + options.weights.numbers * ofNumbers;
        }
        return loss;
    }

    void teachGenerator(const PeopleBatch& real, const NumbersBatch& many) {
        generator->zero_grad();
        torch::Tensor loss = torch::zeros({});
        if (encoder) {
            encoder->zero_grad();
            loss = loss + reconstruction(real);
            loss = loss + options.weights.likelihood * surprise(many);
        }
        if (isAdversarial()) {
            loss = loss + persuasion(real, many);
        }
        note("loss", loss);
        loss.backward();
        const double rate = options.learningRate * slowing() * share(100);
        metrics["learning_rate"] = rate;
        metrics["gradient_norm"] = torch::nn::utils::clip_grad_norm_(generator->parameters(), 5.0);
        generatorAdam->apply(step + 1, rate);
        if (encoder) {
            torch::nn::utils::clip_grad_norm_(encoder->parameters(), 5.0);
            encoderAdam->apply(step + 1, rate);
        }
    }

    /// Name and network of all that is saved.
    [[nodiscard]] std::vector<std::pair<std::string, torch::nn::Module*>> networks() {
        std::vector<std::pair<std::string, torch::nn::Module*>> all = {
            {"generator.", generator.get()}, {"mean.", mean.get()}};
        if (encoder) {
            all.emplace_back("encoder.", encoder.get());
        }
        if (discriminator) {
            all.emplace_back("discriminator.", discriminator.get());
        }
        return all;
    }

    [[nodiscard]] std::vector<std::pair<std::string, Adam*>> optimisers() {
        std::vector<std::pair<std::string, Adam*>> all = {{"generator_adam.", &*generatorAdam}};
        if (encoder) {
            all.emplace_back("encoder_adam.", &*encoderAdam);
        }
        if (discriminator) {
            all.emplace_back("discriminator_adam.", &*discriminatorAdam);
        }
        return all;
    }
};

GeneratorTrainer::GeneratorTrainer(std::shared_ptr<const GeneratorSet> set,
                                   const GeneratorOptions& options)
    : m_state(std::make_unique<State>(std::move(set), options)) {}

GeneratorTrainer::~GeneratorTrainer() = default;

Metrics GeneratorTrainer::step() {
    State& s = *m_state;
    s.metrics.clear();
    // Whom a step sees and what it draws depend on seed and step alone.
    torch::manual_seed(Random(s.options.seed).fork(static_cast<std::uint64_t>(s.step)).bits());
    const PeopleBatch real = s.someCharacters();
    const NumbersBatch many = s.someNumbers();
    if (s.isAdversarial()) {
        s.teachDiscriminator(real, many);
    }
    s.teachGenerator(real, many);
    ++s.step;
    followWeights(*s.generator, *s.mean, keptShare(s.options.averaging, s.step));
    return s.metrics;
}

std::int64_t GeneratorTrainer::stepCount() const {
    return m_state->step;
}

const GeneratorOptions& GeneratorTrainer::options() const {
    return m_state->options;
}

const GeneratorSet& GeneratorTrainer::set() const {
    return *m_state->set;
}

std::shared_ptr<GeneratorImpl> GeneratorTrainer::generator() const {
    auto copy = makeGenerator(m_state->options.network);
    followWeights(*m_state->mean, *copy, 0.0);
    copy->eval();
    return copy;
}

Metrics GeneratorTrainer::validate(int most) const {
    State& s = *m_state;
    const torch::NoGradGuard noGradients;
    Metrics metrics = generatorLikeness(*s.mean, *s.set, Split::Validation, most, s.options.seed);
    if (s.encoder) {
        const SplitPeople& people = s.set->people(Split::Validation);
        const std::int64_t count = std::min<std::int64_t>(most, people.count());
        const PeopleBatch real = people.rows(torch::arange(count));
        const GeneratorImpl::Origin origin =
            s.mean->originOf(real.characters.numbers, real.condition);
        const Posterior code =
            s.encoder->forward(s.picture(real.characters), origin.noise, real.condition);
        const GeneratedCharacters again =
            s.mean->forward(torch::cat({origin.noise, code.mean}, 1), real.condition);
        metrics["numbers_nats"] = -origin.logLikelihood.mean().item<double>() /
                                  static_cast<double>(s.options.network.numbers());
        metrics["vertices_mm"] =
            1000.0 * meanDistance(s.set->maps().points(again) - people.points.narrow(0, 0, count))
                         .item<double>();
        metrics["texture"] = textureError(again.texture, real.characters.texture).item<double>();
    }
    return metrics;
}

Status GeneratorTrainer::save(const std::filesystem::path& path) const {
    TensorFile file;
    file.metadata = {{"format", "maquette-generator-state-1"},
                     {"step", std::to_string(m_state->step)},
                     {"options", m_state->options.toJson()}};
    for (const auto& [begin, network] : m_state->networks()) {
        const auto tensors = weightsOf(*network);
        for (const auto& [name, tensor] : *tensors) {
            file.tensors[begin + name] = tensor;
        }
    }
    for (const auto& [begin, adam] : m_state->optimisers()) {
        adam->save(begin, file.tensors);
    }
    return writeSafetensors(path, file);
}

Status GeneratorTrainer::restore(const std::filesystem::path& path) {
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
    for (const auto& [begin, network] : m_state->networks()) {
        if (const Status loaded = loadWeights(*network, tensorsBelow(file->tensors, begin));
            !loaded) {
            return damaged(loaded.error().message);
        }
    }
    for (const auto& [begin, adam] : m_state->optimisers()) {
        if (const Status restored = adam->restore(begin, file->tensors); !restored) {
            return damaged(restored.error().message);
        }
    }
    m_state->step = std::atoll(step->second.c_str());
    return {};
}

} // namespace maquette
