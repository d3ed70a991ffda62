// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: with the plan that time-training chooses, at least 0.95 of
// the pictures a second that PyTorch 2 reaches with the best of all its plans on the same network.
// The time is that of the whole comparison.
#include "core/base/bootstrap.h"
#include "core/base/child_process.h"
#include "core/base/file.h"
#include "core/train/training_speed.h"

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <thread>

namespace maquette {
namespace {

using Json = nlohmann::json;

constexpr int kRounds = 5;

/// How to train fastest, here and in PyTorch.
struct Plans {
    ComputePlan ours;
    std::string torch; ///< as ComputePlan::toText, or "default"
};

/// Pictures a second, one number a round.
struct Speeds {
    std::vector<double> ours;
    std::vector<double> torchBest;
    std::vector<double> torchDefault;
};

/// Of a Python that has PyTorch; empty where nobody names one.
std::string torchPython() {
    const char* value = std::getenv("MAQUETTE_TORCH_PYTHON");
    return value ? value : "";
}

Result<std::string> runScript(const std::vector<std::string>& arguments) {
    constexpr std::chrono::minutes kLimit(60); // every plan has a limit of its own
    std::vector<std::string> all = {MAQUETTE_TORCH_SCRIPT};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return runChild(torchPython(), all, kLimit);
}

Status checkSameNetwork() {
    const auto model = resourceFolder() / "models" / "character.safetensors";
    if (!runScript({"--check", model.string()})) {
        return fail(ErrorCode::Internal, "PyTorch is missing there, or the script's network has "
                                         "other weights than " +
                                             model.string() + ": run the script with --check.");
    }
    return {};
}

/// As time-training does, and by trying everything in PyTorch.
Result<Plans> findPlans() {
    const auto ours =
        timePlans(static_cast<int>(std::thread::hardware_concurrency()),
                  [](const ComputePlan& plan) { return timePlan(MAQUETTE_CLI, plan); });
    if (!ours) {
        return fail(ours.error());
    }
    const auto text = runScript({"--all"});
    if (!text) {
        return fail(text.error());
    }
    const Json json = Json::parse(*text, nullptr, false);
    if (!json.is_object() || !json["best_plan"].is_string()) {
        return fail(ErrorCode::CorruptData, "The script answered: " + *text);
    }
    return Plans{fastestOf(*ours).plan, json["best_plan"]};
}

Result<double> torchSpeed(const std::string& plan) {
    const auto text = runScript({"--plan", plan});
    return text ? Result<double>(std::atof(text->c_str())) : fail(text.error());
}

/// In turns, so that whatever else the machine does slows all of them.
Result<Speeds> timeInTurns(const Plans& plans) {
    Speeds speeds;
    for (int round = 0; round < kRounds; ++round) {
        const auto ours = timePlan(MAQUETTE_CLI, plans.ours);
        const auto best = torchSpeed(plans.torch);
        const auto plain = torchSpeed("default");
        for (const auto* speed : {&ours, &best, &plain}) {
            if (!*speed) {
                return fail(speed->error());
            }
        }
        speeds.ours.push_back(*ours);
        speeds.torchBest.push_back(*best);
        speeds.torchDefault.push_back(*plain);
    }
    return speeds;
}

void report(const Plans& plans, const Speeds& speeds, benchmark::State& state) {
    const double ours = medianInterval(speeds.ours).value;
    const double best = medianInterval(speeds.torchBest).value;
    const double plain = medianInterval(speeds.torchDefault).value;
    state.counters["ours"] = ours;
    state.counters["torch_best"] = best;
    state.counters["torch_default"] = plain;
    state.counters["ratio_to_best"] = ours / best;
    state.counters["ratio_to_default"] = ours / plain;
    state.SetLabel("ours: " + plans.ours.toText() + "; PyTorch: " + plans.torch);
}

Status compare(benchmark::State& state) {
    if (const Status same = checkSameNetwork(); !same) {
        return same;
    }
    const auto plans = findPlans();
    if (!plans) {
        return fail(plans.error());
    }
    const auto speeds = timeInTurns(*plans);
    if (!speeds) {
        return fail(speeds.error());
    }
    report(*plans, *speeds, state);
    return {};
}

void trainingAgainstTorch(benchmark::State& state) {
    if (torchPython().empty()) {
        state.SkipWithError("MAQUETTE_TORCH_PYTHON has to be the path of a Python with PyTorch 2: "
                            "python3 -m venv venv && venv/bin/pip install torch, then "
                            "MAQUETTE_TORCH_PYTHON=venv/bin/python");
        return;
    }
    for (auto _ : state) {
        if (const Status compared = compare(state); !compared) {
            state.SkipWithError(describe(compared.error()).c_str());
            return;
        }
    }
}
BENCHMARK(trainingAgainstTorch)->Iterations(1)->UseRealTime()->Unit(benchmark::kSecond);

} // namespace
} // namespace maquette
