// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_state.h"

#include <nlohmann/json.hpp>

#include <array>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kPhaseNames = {"new", "running", "stopped", "finished", "failed"};

template <typename T> void take(const Json& json, const char* name, T& value) {
    if (json.contains(name)) {
        const Json& found = json[name];
        const bool fits =
            std::is_same_v<T, std::string> ? found.is_string() : found.is_number_integer();
        if (fits) {
            value = found.get<T>();
        }
    }
}

} // namespace

std::string RunState::toJson() const {
    Json json = {{"phase", kPhaseNames[static_cast<std::size_t>(phase)]},
                 {"step", step},
                 {"steps", steps},
                 {"error", error},
                 {"held_out", heldOut},
                 {"best_step", bestStep}};
    if (best) {
        json["best"] = *best;
    }
    return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

RunState RunState::fromJson(const std::string& text) {
    RunState state;
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return state;
    }
    std::string phase;
    take(json, "phase", phase);
    for (std::size_t i = 0; i < kPhaseNames.size(); ++i) {
        if (phase == kPhaseNames[i]) {
            state.phase = static_cast<RunPhase>(i);
        }
    }
    take(json, "step", state.step);
    take(json, "steps", state.steps);
    take(json, "error", state.error);
    take(json, "held_out", state.heldOut);
    take(json, "best_step", state.bestStep);
    if (json.contains("best") && json["best"].is_number()) {
        state.best = json["best"].get<double>();
    }
    return state;
}

} // namespace maquette
