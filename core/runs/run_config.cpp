// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_config.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;

bool isKind(const std::string& text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

tl::unexpected<Error> corrupt(const std::string& what) {
    return fail(ErrorCode::CorruptData, "The settings of a training run cannot be read: " + what);
}

} // namespace

std::string RunConfig::toJson() const {
    const Json json = {{"kind", kind},
                       {"dataset", dataset.string()},
                       {"title", title},
                       {"notes", notes},
                       {"options", Json::parse(options, nullptr, false)}};
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<RunConfig> RunConfig::fromJson(const std::string& text) {
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return corrupt("they are no JSON object.");
    }
    if (!json.contains("dataset") || !json["dataset"].is_string()) {
        return corrupt("they name no data set.");
    }
    RunConfig config;
    config.dataset = json["dataset"].get<std::string>();
    if (!json.contains("kind")) {
        json.erase("dataset");
        config.options = json.dump();
        return config;
    }
    if (!json["kind"].is_string() || !isKind(json["kind"].get<std::string>())) {
        return corrupt("their kind is no name.");
    }
    if (!json.contains("options") || !json["options"].is_object()) {
        return corrupt("they have no options.");
    }
    const auto textOf = [&](const char* name) {
        return json.contains(name) && json[name].is_string() ? json[name].get<std::string>()
                                                             : std::string();
    };
    config.kind = json["kind"].get<std::string>();
    config.options = json["options"].dump();
    config.title = textOf("title");
    config.notes = textOf("notes");
    return config;
}

} // namespace maquette
