// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_report.h"

#include <cmath>
#include <span>

namespace maquette::cli {
namespace {

/// Tenths of a pixel are finer than any landmark.
double rounded(float pixels) {
    constexpr double kSteps = 10.0;
    return std::round(kSteps * pixels) / kSteps;
}

nlohmann::json pixelsOf(std::span<const cv::Point3f> points) {
    nlohmann::json list = nlohmann::json::array();
    for (const cv::Point3f& point : points) {
        list.push_back({rounded(point.x), rounded(point.y)});
    }
    return list;
}

nlohmann::json landmarksOf(const Person& person) {
    nlohmann::json body = nlohmann::json::array();
    for (const BodyLandmark& point : person.body) {
        body.push_back({rounded(point.pixel.x), rounded(point.pixel.y), point.visibility});
    }
    nlohmann::json hands = nlohmann::json::array();
    for (const Hand& hand : person.hands) {
        hands.push_back(
            {{"side", hand.left ? "left" : "right"}, {"points", pixelsOf(hand.points)}});
    }
    return {{"body", body}, {"face", pixelsOf(person.face)}, {"hands", hands}};
}

} // namespace

nlohmann::json reportOf(const std::filesystem::path& photo,
                        const std::vector<std::filesystem::path>& outputs,
                        const Reconstruction& result, double exportSeconds) {
    nlohmann::json stages = nlohmann::json::object();
    double total = exportSeconds;
    for (const StageTime& time : result.times) {
        stages[time.stage] = time.seconds;
        total += time.seconds;
    }
    stages["export"] = exportSeconds;
    nlohmann::json layers = nlohmann::json::array();
    for (const CharacterMesh& mesh : result.character->meshes) {
        if (mesh.isLayer) {
            layers.push_back(mesh.name);
        }
    }
    nlohmann::json files = nlohmann::json::array();
    for (const std::filesystem::path& output : outputs) {
        files.push_back(output.string());
    }
    const Subject& subject = *result.subject;
    return {{"photo", photo.string()},
            {"outputs", files},
            {"mapping", {{"model", result.mapping}, {"heldOutMm", result.mappingErrorMm}}},
            {"stages", stages},
            {"seconds", total},
            {"iou", result.metrics.iou},
            {"clothedIou", result.clothedIou},
            {"jointError", result.metrics.jointError},
            {"faceError", result.metrics.faceError},
            {"leanDegrees", result.metrics.leanDegrees},
            {"gender", result.metrics.gender},
            {"iterations", result.metrics.iterations},
            {"heightMetres", result.character->height},
            {"layers", layers},
            {"people", subject.others.size() + 1},
            {"landmarks", landmarksOf(*subject.person)},
            {"warnings", result.warnings}};
}

nlohmann::json reportOf(const std::filesystem::path& photo, const Error& error) {
    return {{"photo", photo.string()},
            {"error",
             {{"code", errorCodeName(error.code)},
              {"message", error.message},
              {"advice", error.advice}}}};
}

} // namespace maquette::cli
