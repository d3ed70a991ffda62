// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Curves as files: numbers for other programs, pictures for papers.

#include "core/base/result.h"

#include <QStringList>

#include <functional>

namespace maquette {

class CurvePanel;

/// For a file dialog: CSV, PNG, SVG.
[[nodiscard]] QStringList curveFileFilters();
/// "csv", "png" or "svg".
[[nodiscard]] QString curveFileSuffix(const QString& filter);

/// Takes what the panel shows now; the function writes it, by the file's ending, and may be called
/// on any thread.
/// @errors (of the function)  UnsupportedFormat, FileUnwritable.
[[nodiscard]] std::function<Status()> curveExport(const CurvePanel& panel, const QString& file);

} // namespace maquette
