// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Linked into maquette-bench. The bar: the Data workspace opens 100,000 samples in under 1 s, shows
// a filter's answer in under 200 ms, and scrolls at 60 frames a second with memory flat while
// thumbnails load.
#include "tests/dataset/many_samples.h"
#include "ui/data/data_controller.h"
#include "ui/data/sample_grid.h"
#include "ui/engine/paths.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QScrollBar>
#include <QTemporaryDir>

#include <algorithm>
#include <fstream>

namespace maquette {
namespace {

/// Qt on the offscreen platform, for as long as the program runs.
void startQt() {
    static int count = 1;
    static char name[] = "maquette-bench";
    static char* arguments[] = {name, nullptr};
    qputenv("QT_QPA_PLATFORM", "offscreen");
    static const QApplication application(count, arguments);
    (void)application;
}

/// Memory that is the process's own, MiB: mapped files do not count.
double ownMemory() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "RssAnon:") {
            double kibibytes = 0.0;
            status >> kibibytes;
            return kibibytes / 1024.0;
        }
    }
    return 0.0;
}

/// A controller, and the grid that shows its samples at the size of a large window.
class Browser {
public:
    Browser()
        : m_store(m_folder.filePath(QStringLiteral("studio.ini")), QSettings::IniFormat),
          m_settings(m_store), m_data(m_settings) {
        grid.setModel(&m_data.samples());
        grid.setCellSide(128);
        grid.resize(1280, 860);
        grid.show();
    }

    void open() {
        QEventLoop loop;
        QObject::connect(&m_data, &DataController::samplesChanged, &loop, &QEventLoop::quit);
        m_data.open(fromPath(test::manySamples()));
        loop.exec();
        QApplication::processEvents(); // lays the grid out and paints it
    }

    void search(const SampleQuery& query) {
        QEventLoop loop;
        QObject::connect(&m_data, &DataController::samplesChanged, &loop, &QEventLoop::quit);
        m_data.setQuery(query);
        loop.exec();
        QApplication::processEvents();
    }

    [[nodiscard]] int shown() { return m_data.samples().rowCount(); }

    SampleGrid grid;

private:
    QTemporaryDir m_folder;
    QSettings m_store;
    StudioSettings m_settings;
    DataController m_data;
};

void studioOpen100k(benchmark::State& state) {
    startQt();
    (void)test::manySamples();
    for (auto _ : state) {
        Browser browser;
        browser.open();
        state.counters["samples"] = browser.shown();
    }
}
BENCHMARK(studioOpen100k)->UseRealTime()->Unit(benchmark::kMillisecond);

void studioFilter100k(benchmark::State& state) {
    startQt();
    Browser browser;
    browser.open();
    double least = 0.0;
    for (auto _ : state) {
        least += 0.25; // another query every time
        browser.search({.filters = {{.key = "age", .low = least}, {.key = "yaw", .low = -90.0}},
                        .sortBy = "build"});
    }
    state.counters["found"] = browser.shown();
}
BENCHMARK(studioFilter100k)->UseRealTime()->Unit(benchmark::kMillisecond);

/// An iteration is a frame: some pixels further down, all events handled, everything painted. As
/// often as a hundred frames it jumps far, so that all samples come by.
void studioScroll100k(benchmark::State& state) {
    startQt();
    Browser browser;
    browser.open();
    QScrollBar& bar = *browser.grid.verticalScrollBar();
    std::vector<double> frames;
    double memory = 0.0;
    for (auto _ : state) {
        const bool jumps = frames.size() % 100 == 99;
        const int step = jumps ? bar.maximum() / 37 : 48;
        QElapsedTimer timer;
        timer.start();
        bar.setValue(bar.value() + step > bar.maximum() ? 0 : bar.value() + step);
        QApplication::processEvents();
        browser.grid.viewport()->repaint();
        frames.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
        if (frames.size() == 500) {
            memory = ownMemory(); // the cache of thumbnails is in use
        }
    }
    std::ranges::sort(frames);
    state.counters["p99ms"] = frames[frames.size() * 99 / 100];
    state.counters["worstMs"] = frames.back();
    state.counters["grownMiB"] = ownMemory() - memory;
}
BENCHMARK(studioScroll100k)->Iterations(4000)->UseRealTime()->Unit(benchmark::kMillisecond);

} // namespace
} // namespace maquette
