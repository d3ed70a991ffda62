// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/plot_choice.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <set>

namespace maquette {

namespace {

constexpr const char* kHeldOut = "held_out";

struct KnownMetric {
    const char* metric;
    const char* title;
};

/// In the order in which they are offered; the others follow by name.
constexpr std::array kKnown{
    KnownMetric{kHeldOut, QT_TRANSLATE_NOOP("Plots", "Held-out error")},
    KnownMetric{"loss", QT_TRANSLATE_NOOP("Plots", "Loss")},
    KnownMetric{"learning_rate", QT_TRANSLATE_NOOP("Plots", "Learning rate")},
    KnownMetric{"samples_per_second", QT_TRANSLATE_NOOP("Plots", "Samples a second")},
    KnownMetric{"gradient_norm", QT_TRANSLATE_NOOP("Plots", "Gradient norm")},
    KnownMetric{"data_wait_percent", QT_TRANSLATE_NOOP("Plots", "Waiting for data, %")},
    KnownMetric{"memory_mb", QT_TRANSLATE_NOOP("Plots", "Memory, MB")},
    KnownMetric{"diversity", QT_TRANSLATE_NOOP("Plots", "Diversity")},
};

QString known(const std::string& metric) {
    const auto found = std::ranges::find_if(
        kKnown, [&](const KnownMetric& item) { return metric == item.metric; });
    return found == kKnown.end() ? QString() : QCoreApplication::translate("Plots", found->title);
}

/// The metric itself.
const std::string& metricOf(const WatchedRun& run, const std::string& metric) {
    return metric == kHeldOut ? run.heldOut : metric;
}

} // namespace

QString metricTitle(const std::string& metric) {
    if (const QString title = known(metric); !title.isEmpty()) {
        return title;
    }
    static const std::array kUnits{std::pair{QStringLiteral(" mm"), QStringLiteral(", mm")},
                                   std::pair{QStringLiteral(" percent"), QStringLiteral(", %")},
                                   std::pair{QStringLiteral(" mb"), QStringLiteral(", MB")}};
    QString title = QString::fromStdString(metric).replace(QLatin1Char('_'), QLatin1Char(' '));
    for (const auto& [word, unit] : kUnits) {
        if (title.endsWith(word)) {
            title = title.chopped(word.size()) + unit;
        }
    }
    if (!title.isEmpty()) {
        title[0] = title[0].toUpper();
    }
    return title;
}

std::vector<PlotKind> plotKinds(const std::vector<std::shared_ptr<const WatchedRun>>& runs) {
    std::set<std::string> metrics;
    for (const auto& run : runs) {
        for (const auto& [key, curve] : run->curves.all()) {
            metrics.insert(key.second == run->heldOut ? kHeldOut : key.second);
        }
    }
    metrics.erase("seconds");
    std::vector<PlotKind> kinds;
    for (const KnownMetric& item : kKnown) {
        if (metrics.erase(item.metric) > 0) {
            kinds.push_back({item.metric, metricTitle(item.metric)});
        }
    }
    for (const std::string& metric : metrics) {
        kinds.push_back({metric, metricTitle(metric)});
    }
    // The error's unit is that of its metric.
    if (!kinds.empty() && kinds.front().metric == kHeldOut) {
        const QString unit = metricTitle(runs.front()->heldOut).section(QLatin1Char(','), 1);
        kinds.front().title += unit.isEmpty() ? QString() : QLatin1Char(',') + unit;
    }
    return kinds;
}

const std::vector<std::string>& usualPlots() {
    static const std::vector<std::string> kUsual = {kHeldOut, "loss", "learning_rate",
                                                    "samples_per_second", "memory_mb"};
    return kUsual;
}

std::vector<PlotLine> plotLines(const std::shared_ptr<const WatchedRun>& run,
                                const std::string& metric, const QString& name,
                                const QColor& color) {
    const std::string& own = metricOf(*run, metric);
    const auto shared = [&](const Curve* curve) {
        return std::shared_ptr<const Curve>(run, curve); // keeps the run
    };
    const Curve* heldOut = run->curves.find(kValidationRecord, own);
    const Curve* training = run->curves.find(kTrainRecord, own);
    const bool areBoth = heldOut != nullptr && training != nullptr;
    const auto called = [&](const QString& what) {
        return name.isEmpty() ? what
               : areBoth      ? QCoreApplication::translate("Plots", "%1, %2").arg(name, what)
                              : name;
    };
    std::vector<PlotLine> lines;
    if (heldOut != nullptr) {
        lines.push_back({called(QCoreApplication::translate("Plots", "held out")), color, false,
                         shared(heldOut)});
    }
    if (training != nullptr) {
        lines.push_back(
            {called(areBoth ? QCoreApplication::translate("Plots", "training") : QString()), color,
             areBoth, shared(training)});
    }
    return lines;
}

std::vector<PlotMark> plotMarks(const WatchedRun& run, const std::string& metric) {
    std::vector<PlotMark> marks;
    for (const Baseline& baseline : run.baselines) {
        if (baseline.metric == metricOf(run, metric)) {
            marks.push_back({QString::fromStdString(baseline.name), baseline.value});
        }
    }
    return marks;
}

} // namespace maquette
