// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/generator_settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <bit>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<const char*, 2> kKinds = {"styled", "classic"};
constexpr std::array<const char*, 2> kConditions = {"nothing", "attributes"};

template <typename Choice, std::size_t Count>
Choice choiceOf(const std::array<const char*, Count>& names, const Json& json) {
    const auto found = std::find(names.begin(), names.end(), json.get<std::string>());
    if (found == names.end()) {
        throw Json::other_error::create(501, "unknown choice " + json.dump(), nullptr);
    }
    return static_cast<Choice>(found - names.begin());
}

bool isPossible(const GeneratorSettings& s) {
    const auto within = [](std::int64_t value, std::int64_t low, std::int64_t high) {
        return value >= low && value <= high;
    };
    return within(s.coefficients, 1, 512) && within(s.mapNoise, 1, 1024) &&
           within(s.width, 8, 4096) && within(s.flowLayers, 0, 64) && within(s.channels, 4, 256) &&
           within(s.mapSide, 32, 256) &&
           std::has_single_bit(static_cast<std::uint64_t>(s.mapSide)) &&
           within(s.conditionSize, 0, 4096) && within(s.attentionSide, 0, 32) &&
           (s.condition != GeneratorCondition::Nothing || s.conditionSize == 0);
}

} // namespace

std::string GeneratorSettings::toJson() const {
    const Json json = {{"kind", kKinds[static_cast<std::size_t>(kind)]},
                       {"condition", kConditions[static_cast<std::size_t>(condition)]},
                       {"condition_size", conditionSize},
                       {"coefficients", coefficients},
                       {"map_noise", mapNoise},
                       {"width", width},
                       {"flow_layers", flowLayers},
                       {"channels", channels},
                       {"map_side", mapSide},
                       {"residual", residual},
                       {"attention_side", attentionSide}};
    return json.dump();
}

Result<GeneratorSettings> GeneratorSettings::fromJson(const std::string& text) {
    GeneratorSettings settings;
    try {
        const Json json = Json::parse(text);
        settings.kind = choiceOf<GeneratorKind>(kKinds, json.at("kind"));
        settings.condition = choiceOf<GeneratorCondition>(kConditions, json.at("condition"));
        settings.conditionSize = json.at("condition_size");
        settings.coefficients = json.at("coefficients");
        settings.mapNoise = json.at("map_noise");
        settings.width = json.at("width");
        settings.flowLayers = json.at("flow_layers");
        settings.channels = json.at("channels");
        settings.mapSide = json.at("map_side");
        settings.residual = json.at("residual");
        settings.attentionSide = json.at("attention_side");
    } catch (const Json::exception& error) {
        return fail(ErrorCode::CorruptData,
                    std::string("The sizes of the generator cannot be read: ") + error.what());
    }
    if (!isPossible(settings)) {
        return fail(ErrorCode::CorruptData, "No generator can have the sizes " + text + ".");
    }
    return settings;
}

} // namespace maquette
