// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <string_view>

namespace maquette::log {
namespace {

spdlog::level::level_enum toSpdlog(Level level) {
    switch (level) {
    case Level::Debug:
        return spdlog::level::debug;
    case Level::Info:
        return spdlog::level::info;
    case Level::Warning:
        return spdlog::level::warn;
    case Level::Error:
        return spdlog::level::err;
    case Level::Off:
        return spdlog::level::off;
    }
    return spdlog::level::warn;
}

Level levelFromEnvironment() {
    const char* value = std::getenv("MAQUETTE_LOG");
    const std::string_view name = value ? value : "warning";
    return name == "debug"   ? Level::Debug
           : name == "info"  ? Level::Info
           : name == "error" ? Level::Error
           : name == "off"   ? Level::Off
                             : Level::Warning;
}

spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = std::make_shared<spdlog::logger>(
            "maquette", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
        made->set_pattern("[%H:%M:%S.%e] %^%l%$ %v");
        made->set_level(toSpdlog(levelFromEnvironment()));
        return made;
    }();
    return *instance;
}

} // namespace

void setLevel(Level level) {
    logger().set_level(toSpdlog(level));
}
void debug(const std::string& message) {
    logger().debug(message);
}
void info(const std::string& message) {
    logger().info(message);
}
void warning(const std::string& message) {
    logger().warn(message);
}
void error(const std::string& message) {
    logger().error(message);
}

} // namespace maquette::log
