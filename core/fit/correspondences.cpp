// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/correspondences.h"

#include "core/base/file.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace maquette {
namespace {

using nlohmann::json;

constexpr int kFormatVersion = 1;

/// Metres with 0.01 mm resolution, so that the file stays small and diffs readable.
double rounded(float metres) {
    return std::round(metres * 1e5) / 1e5;
}

json toJson(const BodyCorrespondence& c) {
    return {{"bone", c.bone},
            {"anchor", c.anchor},
            {"offset", {rounded(c.offset.x()), rounded(c.offset.y()), rounded(c.offset.z())}},
            {"spread", rounded(c.spread)}};
}

json toJson(const FaceCorrespondence& c) {
    const auto weight = [](float w) { return std::round(w * 1e4) / 1e4; };
    return {{"vertices", c.vertices},
            {"weights", {weight(c.weights.x()), weight(c.weights.y()), weight(c.weights.z())}},
            {"spread", rounded(c.spread)}};
}

Eigen::Vector3f vectorFrom(const json& values) {
    return {values.at(0).get<float>(), values.at(1).get<float>(), values.at(2).get<float>()};
}

Correspondences fromJson(const json& document) {
    Correspondences table;
    for (int i = 0; i < kBodyLandmarks; ++i) {
        const json& entry = document.at("body").at(i);
        table.body[i] = {entry.at("bone"), entry.at("anchor"), vectorFrom(entry.at("offset")),
                         entry.at("spread")};
    }
    for (int i = 0; i < kFaceLandmarks; ++i) {
        const json& entry = document.at("face").at(i);
        table.face[i] = {entry.at("vertices"), vectorFrom(entry.at("weights")), entry.at("spread")};
    }
    return table;
}

} // namespace

Result<Correspondences> loadCorrespondences(const std::filesystem::path& file) {
    const auto bytes = readFile(file, 16 << 20);
    if (!bytes) {
        return fail(ErrorCode::MissingData, bytes.error().message,
                    "Install Maquette's resources again, or run maquette-cli calibrate.");
    }
    try {
        const json document = json::parse(bytes->begin(), bytes->end());
        if (document.at("version") != kFormatVersion) {
            return fail(ErrorCode::CorruptData, file.string() + " has another format version.");
        }
        return fromJson(document);
    } catch (const json::exception& e) {
        return fail(ErrorCode::CorruptData, file.string() + " is damaged: " + e.what(),
                    "Install Maquette's resources again, or run maquette-cli calibrate.");
    }
}

Status saveCorrespondences(const Correspondences& table, const std::filesystem::path& file) {
    json document = {{"version", kFormatVersion}, {"body", json::array()}, {"face", json::array()}};
    for (const auto& c : table.body) {
        document["body"].push_back(toJson(c));
    }
    for (const auto& c : table.face) {
        document["face"].push_back(toJson(c));
    }
    std::string text = document.dump();
    // One landmark a line keeps the table readable in reviews.
    for (size_t at = 0; (at = text.find("},{", at)) != std::string::npos; at += 3) {
        text.insert(at + 2, "\n");
    }
    return writeFile(file, text + "\n");
}

std::filesystem::path shippedCorrespondences() {
    return resourceFolder() / "correspondences" / "mediapipe.json";
}

} // namespace maquette
