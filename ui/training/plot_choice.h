// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which plots there are, and what each shows of a run.

#include "ui/training/curve_plot.h"
#include "ui/training/run_watcher.h"

namespace maquette {

/// A plot by the metric that it shows; "held_out" stands for the one that tells how good a run is.
struct PlotKind {
    std::string metric;
    QString title;
};

/// The plots that runs have curves for, in the order in which they are offered.
[[nodiscard]] std::vector<PlotKind>
plotKinds(const std::vector<std::shared_ptr<const WatchedRun>>& runs);

/// Those that are shown until somebody chooses.
[[nodiscard]] const std::vector<std::string>& usualPlots();

/// A run's lines in a plot: of held-out samples, and fainter of those trained on.
/// @param name  empty where there is only one run.
[[nodiscard]] std::vector<PlotLine> plotLines(const std::shared_ptr<const WatchedRun>& run,
                                              const std::string& metric, const QString& name,
                                              const QColor& color);

/// What a run is compared with in a plot.
[[nodiscard]] std::vector<PlotMark> plotMarks(const WatchedRun& run, const std::string& metric);

/// "joints_mm" -> "Joints, mm".
[[nodiscard]] QString metricTitle(const std::string& metric);

} // namespace maquette
