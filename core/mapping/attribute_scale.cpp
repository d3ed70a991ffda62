// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mapping/attribute_scale.h"

#include <nlohmann/json.hpp>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;

Eigen::VectorXf toVector(const std::vector<float>& values) {
    return Eigen::Map<const Eigen::VectorXf>(values.data(), std::ssize(values));
}

} // namespace

std::string AttributeScale::toJson() const {
    Json json = Json::array();
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto row = static_cast<Eigen::Index>(i);
        json.push_back({{"name", names[i]}, {"mean", mean[row]}, {"deviation", deviation[row]}});
    }
    return json.dump();
}

Result<AttributeScale> AttributeScale::fromJson(const std::string& text) {
    AttributeScale scale;
    std::vector<float> means;
    std::vector<float> deviations;
    try {
        for (const Json& attribute : Json::parse(text)) {
            scale.names.push_back(attribute.at("name"));
            means.push_back(attribute.at("mean"));
            deviations.push_back(attribute.at("deviation"));
        }
    } catch (const Json::exception& error) {
        return fail(ErrorCode::CorruptData,
                    std::string("The attributes cannot be read: ") + error.what());
    }
    scale.mean = toVector(means);
    scale.deviation = toVector(deviations);
    if (!scale.mean.allFinite() || !scale.deviation.allFinite() ||
        (scale.deviation.array() <= 0.0F).any()) {
        return fail(ErrorCode::CorruptData, "The attributes have impossible deviations.");
    }
    return scale;
}

} // namespace maquette
