// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_options.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 3> kAims = {"vae", "gan", "vae-gan"};

/// The article's networks and training.
GeneratorOptions classicOptions() {
    GeneratorOptions options;
    options.network.kind = GeneratorKind::Classic;
    options.network.mapNoise = 100 - options.network.numbers() % 100;
    options.aim = GeneratorAim::Gan;
    options.loss = AdversarialLoss::Bce;
    options.weights.adversarial = 1.0;
    options.warmUp = 0;
    options.batchSize = 32;
    options.learningRate = 2e-4;
    options.discriminatorRate = 2e-4;
    options.firstMoment = 0.5;
    options.secondMoment = 0.999;
    options.r1 = 0.0;
    return options;
}

} // namespace

std::vector<std::string> generatorPresetNames() {
    return {"vae-gan", "vae", "gan", "classic"};
}

Result<GeneratorOptions> generatorPreset(const std::string& name) {
    if (name == "classic") {
        return classicOptions();
    }
    const auto* const aim = std::find(kAims.begin(), kAims.end(), name);
    if (aim == kAims.end()) {
        return fail(ErrorCode::InvalidArgument, "There is no preset " + name + ".",
                    "Use vae-gan, vae, gan or classic.");
    }
    GeneratorOptions options;
    options.aim = static_cast<GeneratorAim>(aim - kAims.begin());
    if (options.aim == GeneratorAim::Gan) {
        options.warmUp = 0;
        options.weights.numbers = 1.0;
    }
    return options;
}

std::string GeneratorOptions::toJson() const {
    const Json json = {{"network", Json::parse(network.toJson())},
                       {"aim", kAims[static_cast<std::size_t>(aim)]},
                       {"loss", adversarialLossName(loss)},
                       {"weights",
                        {{"vertices", weights.vertices},
                         {"residual", weights.residual},
                         {"texture", weights.texture},
                         {"edges", weights.edges},
                         {"seams", weights.seams},
                         {"symmetry", weights.symmetry},
                         {"kl", weights.kl},
                         {"free_bits", weights.freeBits},
                         {"adversarial", weights.adversarial},
                         {"likelihood", weights.likelihood},
                         {"numbers", weights.numbers}}},
                       {"steps", steps},
                       {"warm_up", warmUp},
                       {"batch_size", batchSize},
                       {"numbers_batch_size", numbersBatchSize},
                       {"learning_rate", learningRate},
                       {"discriminator_rate", discriminatorRate},
                       {"first_moment", firstMoment},
                       {"second_moment", secondMoment},
                       {"r1", r1},
                       {"numbers_r1", numbersR1},
                       {"r1_every", r1Every},
                       {"gradient_penalty", gradientPenalty},
                       {"averaging", averaging},
                       {"seed", seed},
                       {"most_people", mostPeople}};
    return json.dump(1);
}

Result<GeneratorOptions> GeneratorOptions::fromJson(const std::string& text) {
    GeneratorOptions options;
    try {
        const Json json = Json::parse(text);
        const auto network = GeneratorSettings::fromJson(json.at("network").dump());
        const auto loss = adversarialLossOf(json.at("loss"));
        const auto preset = generatorPreset(json.at("aim"));
        if (!network || !loss || !preset) {
            return fail(!network ? network.error() : !loss ? loss.error() : preset.error());
        }
        options.network = *network;
        options.loss = *loss;
        options.aim = preset->aim;
        const Json& weights = json.at("weights");
        options.weights = {
            weights.at("vertices"),   weights.at("residual"),  weights.at("texture"),
            weights.at("edges"),      weights.at("seams"),     weights.at("symmetry"),
            weights.at("kl"),         weights.at("free_bits"), weights.at("adversarial"),
            weights.at("likelihood"), weights.at("numbers")};
        options.steps = json.at("steps");
        options.warmUp = json.at("warm_up");
        options.batchSize = json.at("batch_size");
        options.numbersBatchSize = json.at("numbers_batch_size");
        options.learningRate = json.at("learning_rate");
        options.discriminatorRate = json.at("discriminator_rate");
        options.firstMoment = json.at("first_moment");
        options.secondMoment = json.at("second_moment");
        options.r1 = json.at("r1");
        options.numbersR1 = json.at("numbers_r1");
        options.r1Every = json.at("r1_every");
        options.gradientPenalty = json.at("gradient_penalty");
        options.averaging = json.at("averaging");
        options.seed = json.at("seed");
        options.mostPeople = json.at("most_people");
    } catch (const Json::exception& error) {
        return fail(ErrorCode::CorruptData,
                    std::string("The training options cannot be read: ") + error.what());
    }
    return options;
}

} // namespace maquette
