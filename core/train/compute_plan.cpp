// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/compute_plan.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>
#include <torch/version.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <thread>

namespace maquette {
namespace {

using Json = nlohmann::json;

/// What a timing holds for.
std::string machineName() {
    std::ifstream info("/proc/cpuinfo");
    std::string model = "unknown processor";
    for (std::string line; std::getline(info, line);) {
        if (line.starts_with("model name")) {
            model = line.substr(std::min(line.size(), line.find(':') + 2));
            break;
        }
    }
    std::ostringstream name;
    name << std::thread::hardware_concurrency() << " x " << model << ", LibTorch " << TORCH_VERSION;
    return name.str();
}

} // namespace

std::string ComputePlan::toText() const {
    std::ostringstream text;
    text << threads << (threads == 1 ? " thread, " : " threads, ")
         << (pictures.channelsLast ? "channels-last, " : "channels-first, ")
         << (pictures.bfloat16 ? "bfloat16" : "float32");
    return text.str();
}

Result<std::vector<TimedPlan>> timePlans(int processors, const PlanTimer& timer) {
    std::vector<TimedPlan> plans;
    std::optional<Error> first;
    const auto attempt = [&](const ComputePlan& plan) -> Status {
        const auto speed = timer(plan);
        if (!speed && speed.error().code == ErrorCode::Cancelled) {
            return fail(speed.error());
        }
        if (!speed && !first) {
            first = speed.error();
        }
        plans.push_back({plan, speed.value_or(0.0)});
        return {};
    };
    for (int threads = processors; threads >= 1 && 4 * threads >= processors; threads /= 2) {
        if (const Status tried = attempt({threads, {}}); !tried) {
            return fail(tried.error());
        }
    }
    const int threads = fastestOf(plans).plan.threads;
    for (const PictureMath math : {PictureMath{false, false}, PictureMath{true, true}}) {
        if (const Status tried = attempt({threads, math}); !tried) {
            return fail(tried.error());
        }
    }
    if (fastestOf(plans).samplesPerSecond <= 0.0) {
        return fail(*first);
    }
    return plans;
}

const TimedPlan& fastestOf(const std::vector<TimedPlan>& plans) {
    return *std::max_element(plans.begin(), plans.end(),
                             [](const TimedPlan& a, const TimedPlan& b) {
                                 return a.samplesPerSecond < b.samplesPerSecond;
                             });
}

std::optional<TimedPlan> PlanStore::load() const {
    const auto bytes = readFile(m_file, 1U << 16);
    if (!bytes) {
        return std::nullopt;
    }
    try {
        const Json json = Json::parse(bytes->begin(), bytes->end());
        const TimedPlan timed{{json.at("threads"), {json.at("channels_last"), json.at("bfloat16")}},
                              json.at("samples_per_second")};
        const bool fits = json.at("machine") == machineName() && timed.plan.threads >= 1 &&
                          timed.samplesPerSecond > 0.0;
        return fits ? std::optional(timed) : std::nullopt;
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

Status PlanStore::save(const TimedPlan& timed) const {
    const ComputePlan& plan = timed.plan;
    std::error_code ignored; // writing the file tells what is wrong with its folder
    std::filesystem::create_directories(m_file.parent_path(), ignored);
    return writeFile(m_file, Json{{"machine", machineName()},
                                  {"threads", plan.threads},
                                  {"channels_last", plan.pictures.channelsLast},
                                  {"bfloat16", plan.pictures.bfloat16},
                                  {"samples_per_second", timed.samplesPerSecond}}
                                 .dump(1));
}

} // namespace maquette
