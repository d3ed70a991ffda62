// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_report.h"

namespace maquette::cli {

nlohmann::json reportOf(const std::filesystem::path& photo, const std::filesystem::path& output,
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
    return {{"photo", photo.string()},
            {"output", output.string()},
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
