// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/option_fields.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;
using Type = OptionField::Type;

Json::json_pointer pointerOf(const OptionField& field) {
    return Json::json_pointer("/" + field.path);
}

std::optional<double> valueIn(const Json& json, const OptionField& field) {
    if (!json.is_object() || !json.contains(pointerOf(field))) {
        return std::nullopt;
    }
    const Json& value = json[pointerOf(field)];
    if (field.type == Type::Switch) {
        return value.is_boolean() ? std::optional(value.get<bool>() ? 1.0 : 0.0) : std::nullopt;
    }
    const bool fits = field.type == Type::Integer ? value.is_number_integer() : value.is_number();
    return fits ? std::optional(value.get<double>()) : std::nullopt;
}

std::string textOf(double value) {
    std::ostringstream text;
    text.precision(10);
    text << value;
    return text.str();
}

} // namespace

std::optional<double> optionValue(const std::string& json, const OptionField& field) {
    return valueIn(Json::parse(json, nullptr, false), field);
}

std::string withOption(const std::string& text, const OptionField& field, double value) {
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) {
        return text;
    }
    try {
        Json& place = json[pointerOf(field)];
        if (field.type == Type::Switch) {
            place = value != 0.0;
        } else if (field.type == Type::Integer) {
            place = static_cast<std::int64_t>(std::llround(value));
        } else {
            place = value;
        }
    } catch (const Json::exception&) { // a number stands where a group should
        return text;
    }
    return json.dump(1);
}

std::vector<std::string> checkOptions(const std::string& text,
                                      const std::vector<OptionField>& fields) {
    const Json json = Json::parse(text, nullptr, false);
    std::vector<std::string> problems;
    for (const OptionField& field : fields) {
        const auto value = valueIn(json, field);
        if (!value) {
            problems.push_back(field.label + " (" + field.path +
                               (field.type == Type::Switch    ? ") must be true or false."
                                : field.type == Type::Integer ? ") must be a whole number."
                                                              : ") must be a number."));
        } else if (field.type != Type::Switch &&
                   !(*value >= field.least && *value <= field.largest)) {
            problems.push_back(field.label + " (" + field.path + ") is " + textOf(*value) +
                               "; it must be " + textOf(field.least) + " to " +
                               textOf(field.largest) + ".");
        }
    }
    return problems;
}

} // namespace maquette
