// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/run_folder.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

std::string lineOf(std::int64_t step, const std::string& kind, const Metrics& metrics) {
    Json json = {{"step", step}, {"kind", kind}};
    for (const auto& [name, value] : metrics) {
        json[name] = value;
    }
    return json.dump() + "\n";
}

std::optional<RunFolder::Record> recordOf(const std::string& line) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("step") || !json["step"].is_number_integer() ||
        !json.contains("kind") || !json["kind"].is_string()) {
        return std::nullopt;
    }
    RunFolder::Record record{json["step"], json["kind"], {}};
    for (const auto& [name, value] : json.items()) {
        if (name != "step" && value.is_number()) {
            record.metrics[name] = value;
        }
    }
    return record;
}

} // namespace

Result<RunFolder> RunFolder::create(const fs::path& folder, const fs::path& dataset,
                                    const TrainOptions& options) {
    if (fs::exists(folder / "config.json")) {
        return fail(ErrorCode::InvalidArgument,
                    "There is a training run in " + folder.string() + ".",
                    "Go on with it (--resume), or choose another folder.");
    }
    std::error_code ignored; // writing the file tells what is wrong
    fs::create_directories(folder / "checkpoints", ignored);
    Json json = Json::parse(options.toJson());
    json["dataset"] = fs::absolute(dataset).string();
    if (auto status = writeFile(folder / "config.json", json.dump(1) + "\n"); !status) {
        return fail(status.error());
    }
    return RunFolder(folder, fs::absolute(dataset), options);
}

Result<RunFolder> RunFolder::open(const fs::path& folder) {
    const auto bytes = readFile(folder / "config.json", 1U << 20);
    if (!bytes) {
        return fail(bytes.error());
    }
    const Json json = Json::parse(bytes->begin(), bytes->end(), nullptr, false);
    const auto options = TrainOptions::fromJson(json.is_object() ? json.dump() : std::string());
    if (!options || !json.contains("dataset") || !json["dataset"].is_string()) {
        return fail(ErrorCode::CorruptData,
                    "The file " + (folder / "config.json").string() + " cannot be used" +
                        (options ? "." : ": " + options.error().message),
                    "Begin a new run.");
    }
    return RunFolder(folder, json["dataset"].get<std::string>(), *options);
}

fs::path RunFolder::checkpoint() const {
    return m_folder / "checkpoints" / "last.safetensors";
}

fs::path RunFolder::model() const {
    return m_folder / "model.safetensors";
}

Status RunFolder::addMetrics(std::int64_t step, const std::string& kind,
                             const Metrics& metrics) const {
    const fs::path path = m_folder / "metrics.jsonl";
    std::ofstream file(path, std::ios::app);
    file << lineOf(step, kind, metrics) << std::flush;
    if (!file) {
        return fail(ErrorCode::FileUnwritable, "Cannot write to " + path.string() + ".",
                    "Free some space, or make the folder writable, and resume the run.");
    }
    return {};
}

Status RunFolder::cutMetrics(std::int64_t step) const {
    std::string kept;
    for (const Record& record : readMetrics()) {
        if (record.step <= step) {
            kept += lineOf(record.step, record.kind, record.metrics);
        }
    }
    return writeFile(m_folder / "metrics.jsonl", kept);
}

std::vector<RunFolder::Record> RunFolder::readMetrics() const {
    std::ifstream file(m_folder / "metrics.jsonl");
    std::vector<Record> records;
    for (std::string line; std::getline(file, line);) {
        if (auto record = recordOf(line)) {
            records.push_back(std::move(*record));
        }
    }
    return records;
}

} // namespace maquette
