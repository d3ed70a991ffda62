// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/model_evaluation.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace maquette {
namespace {

nlohmann::ordered_json toJson(const BootstrapInterval& interval) {
    return {{"mean", interval.value}, {"low", interval.low}, {"high", interval.high}};
}

} // namespace

std::string ModelEvaluation::toJson() const {
    nlohmann::ordered_json json = {{"people", people}, {"samples", samples}};
    for (const EvaluationRow& row : rows) {
        nlohmann::ordered_json parts;
        for (std::size_t i = 0; i < kReportedParts.size(); ++i) {
            parts[kReportedParts[i]] = maquette::toJson(row.parts[i]);
        }
        json["rows"].push_back(
            {{"name", row.name}, {"shape_mm", maquette::toJson(row.shape)}, {"parts_mm", parts}});
    }
    for (const EvaluationGroup& group : groups) {
        json["groups"].push_back({{"name", group.name},
                                  {"samples", group.samples},
                                  {"shape_mm", maquette::toJson(group.shape)}});
    }
    json["height_percent"] = maquette::toJson(height);
    json["posed_mm"] = maquette::toJson(posed);
    json["joints_mm"] = maquette::toJson(joints);
    json["silhouette_iou"] = maquette::toJson(iou);
    return json.dump(1);
}

std::string ModelEvaluation::toText() const {
    char line[256];
    std::snprintf(line, sizeof line, "%d people, %d pictures; mm at 1.7 m, 95 %% intervals\n",
                  people, samples);
    std::string text = line;
    std::snprintf(line, sizeof line, "%-22s %-20s", "", "shape");
    text += line;
    for (const char* part : kReportedParts) {
        std::snprintf(line, sizeof line, " %6s", part);
        text += line;
    }
    text += "\n";
    for (const EvaluationRow& row : rows) {
        std::snprintf(line, sizeof line, "%-22s %5.1f [%4.1f, %4.1f]  ", row.name.c_str(),
                      row.shape.value, row.shape.low, row.shape.high);
        text += line;
        for (const BootstrapInterval& part : row.parts) {
            std::snprintf(line, sizeof line, " %6.1f", part.value);
            text += line;
        }
        text += "\n";
    }
    for (const EvaluationGroup& group : groups) {
        std::snprintf(line, sizeof line, "%-26s %5.1f [%4.1f, %4.1f] of %d pictures\n",
                      group.name.c_str(), group.shape.value, group.shape.low, group.shape.high,
                      group.samples);
        text += line;
    }
    std::snprintf(line, sizeof line,
                  "network: height off by %.1f %%; posed vertices %.1f [%.1f, %.1f], joints %.1f "
                  "[%.1f, %.1f]; outline of the bare body against the mask %.3f [%.3f, %.3f]\n",
                  height.value, posed.value, posed.low, posed.high, joints.value, joints.low,
                  joints.high, iou.value, iou.low, iou.high);
    return text + line;
}

} // namespace maquette
