// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  File names between Qt and the standard library.

#include <QFile>
#include <QString>

#include <filesystem>

namespace maquette {

[[nodiscard]] inline std::filesystem::path toPath(const QString& name) {
    return QFile::encodeName(name).toStdString();
}

[[nodiscard]] inline QString fromPath(const std::filesystem::path& path) {
    return QFile::decodeName(path.c_str());
}

} // namespace maquette
