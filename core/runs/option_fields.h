// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The options of a kind of run as a form shows them, whatever they mean.

#include "core/base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace maquette {

/// One number or switch among the options' JSON.
struct OptionField {
    enum class Type { Integer, Number, Switch };
    std::string path; ///< of JSON: "weights/vertices"
    Type type = Type::Number;
    std::string group; ///< heading: "Losses"
    std::string label; ///< "Learning rate"
    std::string help;  ///< a sentence or two
    double least = 0.0;
    double largest = 1.0;
};

/// A field's value; switches are 0 or 1. Nothing where it is missing or of another type.
[[nodiscard]] std::optional<double> optionValue(const std::string& json, const OptionField& field);

/// The options with a field set. @p json stays as it is where it is no object.
[[nodiscard]] std::string withOption(const std::string& json, const OptionField& field,
                                     double value);

/// All that is wrong at once, a sentence each: missing, of another type, out of range.
[[nodiscard]] std::vector<std::string> checkOptions(const std::string& json,
                                                    const std::vector<OptionField>& fields);

} // namespace maquette
