// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_folder.h"

#include "core/base/descriptor.h"
#include "core/base/file.h"
#include "core/runs/run_lock.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMostBytes = 1U << 20; ///< of a JSON file
constexpr const char* kConfig = "config.json";
constexpr const char* kState = "state.json";
constexpr const char* kMetrics = "metrics.jsonl";
constexpr const char* kBaselines = "baselines.json";

/// Empty where it cannot be read.
std::string textOf(const fs::path& file) {
    const auto bytes = readFile(file, kMostBytes);
    return bytes ? std::string(bytes->begin(), bytes->end()) : std::string();
}

} // namespace

Result<RunFolder> RunFolder::create(const fs::path& folder, const RunConfig& config) {
    if (fs::exists(folder / kConfig)) {
        return fail(ErrorCode::InvalidArgument,
                    "There is a training run in " + folder.string() + ".",
                    "Go on with it (--resume), or choose another folder.");
    }
    std::error_code ignored; // writing the file tells what is wrong
    fs::create_directories(folder / "checkpoints", ignored);
    fs::create_directories(folder / "previews", ignored);
    RunConfig own = config;
    own.dataset = fs::absolute(config.dataset);
    if (auto status = writeFile(folder / kConfig, own.toJson()); !status) {
        return fail(status.error());
    }
    return RunFolder(folder, own);
}

Result<RunFolder> RunFolder::open(const fs::path& folder) {
    const auto bytes = readFile(folder / kConfig, kMostBytes);
    if (!bytes) {
        return fail(bytes.error());
    }
    const auto config = RunConfig::fromJson(std::string(bytes->begin(), bytes->end()));
    if (!config) {
        return fail(ErrorCode::CorruptData,
                    "The file " + (folder / kConfig).string() +
                        " cannot be used: " + config.error().message,
                    "Begin a new run.");
    }
    return RunFolder(folder, *config);
}

std::string RunFolder::name() const {
    return m_config.title.empty() ? m_folder.filename().string() : m_config.title;
}

fs::path RunFolder::checkpoint() const {
    return m_folder / "checkpoints" / "last.safetensors";
}

MetricsLog RunFolder::metrics() const {
    return MetricsLog(m_folder / kMetrics);
}

MetricsTail RunFolder::metricsTail() const {
    return MetricsTail(m_folder / kMetrics);
}

Status RunFolder::describe(const std::string& title, const std::string& notes) {
    RunConfig config = m_config;
    config.title = title;
    config.notes = notes;
    const Status written = writeFile(m_folder / kConfig, config.toJson());
    if (written) {
        m_config = config;
    }
    return written;
}

RunState RunFolder::state() const {
    return RunState::fromJson(textOf(m_folder / kState));
}

Status RunFolder::writeState(const RunState& state) const {
    return writeFile(m_folder / kState, state.toJson());
}

std::vector<Baseline> RunFolder::baselines() const {
    const Json json = Json::parse(textOf(m_folder / kBaselines), nullptr, false);
    std::vector<Baseline> baselines;
    for (const Json& item : json.is_array() ? json : Json::array()) {
        const bool isWhole = item.is_object() && item.contains("metric") && item.contains("name") &&
                             item.contains("value") && item["metric"].is_string() &&
                             item["name"].is_string() && item["value"].is_number();
        if (isWhole) {
            baselines.push_back({item["metric"], item["name"], item["value"]});
        }
    }
    return baselines;
}

Status RunFolder::writeBaselines(const std::vector<Baseline>& baselines) const {
    Json json = Json::array();
    for (const Baseline& baseline : baselines) {
        json.push_back(
            {{"metric", baseline.metric}, {"name", baseline.name}, {"value", baseline.value}});
    }
    return writeFile(m_folder / kBaselines, json.dump(1) + "\n");
}

Status removeRun(const fs::path& folder) {
    const std::array<const char*, 9> parts = {
        "checkpoints",      "previews", kMetrics, kBaselines, "model.safetensors",
        "best.safetensors", kState,     kConfig,  "lock"};
    const bool isRun =
        std::ranges::any_of(parts, [&](const char* part) { return fs::exists(folder / part); });
    if (!isRun) {
        return fail(ErrorCode::InvalidArgument,
                    "There is no training run in " + folder.string() + ".");
    }
    const auto lock = RunLock::take(folder / "lock");
    if (!lock) {
        return fail(lock.error());
    }
    for (const char* part : parts) {
        std::error_code error;
        fs::remove_all(folder / part, error);
        if (error) {
            return unwritable(folder / part, error.value());
        }
    }
    std::error_code ignored; // other files are in it
    fs::remove(folder, ignored);
    return {};
}

} // namespace maquette
