// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/unique_names.h"

#include <nlohmann/json.hpp>

namespace maquette {

std::string validUtf8(const std::string& name) {
    using Json = nlohmann::json;
    const std::string text = Json(name).dump(-1, ' ', false, Json::error_handler_t::replace);
    return Json::parse(text).get<std::string>();
}

std::string UniqueNames::claim(const std::string& wanted) {
    const std::string base = wanted.empty() ? "unnamed" : validUtf8(wanted);
    std::string name = base;
    for (int i = 2; !m_taken.insert(name).second; ++i) {
        name = base + "_" + std::to_string(i);
    }
    return name;
}

} // namespace maquette
