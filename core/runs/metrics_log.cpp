// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/metrics_log.h"

#include "core/base/descriptor.h"
#include "core/base/file.h"

#include <nlohmann/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;

Json jsonOf(double value) {
    if (std::isfinite(value)) {
        return value;
    }
    return std::isnan(value) ? "nan" : value > 0.0 ? "inf" : "-inf";
}

std::optional<double> numberOf(const Json& json) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (json.is_number()) {
        return json.get<double>();
    }
    return json == "nan"    ? std::optional(std::numeric_limits<double>::quiet_NaN())
           : json == "inf"  ? std::optional(kInfinity)
           : json == "-inf" ? std::optional(-kInfinity)
                            : std::nullopt;
}

std::string lineOf(const RunRecord& record) {
    Json json = {{"step", record.step}, {"kind", record.kind}};
    for (const auto& [name, value] : record.metrics) {
        json[name] = jsonOf(value);
    }
    return json.dump() + "\n";
}

std::optional<RunRecord> recordOf(const std::string& line) {
    const Json json = Json::parse(line, nullptr, false);
    if (!json.is_object() || !json.contains("step") || !json["step"].is_number_integer() ||
        !json.contains("kind") || !json["kind"].is_string()) {
        return std::nullopt;
    }
    RunRecord record{json["step"], json["kind"], {}};
    for (const auto& [name, value] : json.items()) {
        if (name != "step" && name != "kind") {
            if (const auto number = numberOf(value)) {
                record.metrics[name] = *number;
            }
        }
    }
    return record;
}

} // namespace

Status MetricsLog::append(const RunRecord& record) const {
    const Descriptor file(::open(m_file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644));
    const std::string line = lineOf(record);
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(line.data());
    if (file.get() < 0 || !writeAll(file.get(), {bytes, line.size()})) {
        return unwritable(m_file, errno);
    }
    return {};
}

Status MetricsLog::cut(std::int64_t step) const {
    std::string kept;
    for (const RunRecord& record : read()) {
        if (record.step <= step) {
            kept += lineOf(record);
        }
    }
    return writeFile(m_file, kept);
}

std::vector<RunRecord> MetricsLog::read() const {
    std::ifstream file(m_file);
    std::vector<RunRecord> records;
    for (std::string line; std::getline(file, line);) {
        if (auto record = recordOf(line)) {
            records.push_back(std::move(*record));
        }
    }
    return records;
}

MetricsTail::News MetricsTail::read() {
    News news;
    struct stat info {};
    if (::stat(m_file.c_str(), &info) != 0) {
        news.isFromStart = std::exchange(m_inode, 0) != 0;
        m_place = 0;
        return news;
    }
    const auto size = static_cast<std::uintmax_t>(info.st_size);
    if (m_inode != info.st_ino || size < m_place) {
        m_inode = info.st_ino;
        m_place = 0;
        news.isFromStart = true;
    }
    std::ifstream file(m_file, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(m_place));
    for (std::string line; std::getline(file, line) && !file.eof();) {
        m_place += line.size() + 1;
        if (auto record = recordOf(line)) {
            news.records.push_back(std::move(*record));
        }
    }
    return news;
}

} // namespace maquette
