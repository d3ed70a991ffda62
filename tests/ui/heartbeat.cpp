// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/heartbeat.h"

#include <QTest>

#include <algorithm>
#include <fstream>

namespace maquette::test {

namespace {

constexpr int kInterval = 5; // milliseconds

/// How long this thread has waited for a processor, nanoseconds (proc(5), schedstat).
std::int64_t runDelay() {
    std::ifstream file("/proc/thread-self/schedstat");
    std::int64_t running = 0;
    std::int64_t waiting = 0;
    file >> running >> waiting;
    return waiting;
}

} // namespace

Heartbeat::Heartbeat(QObject* parent) : QObject(parent) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::beat);
}

void Heartbeat::start() {
    m_beats = 0;
    m_waited = 0;
    m_passed = 0;
    m_longest.clear();
    m_runDelay = runDelay();
    m_clock.start();
    m_timer.start();
}

void Heartbeat::stop() {
    m_timer.stop();
}

void Heartbeat::beat() {
    const double wall = static_cast<double>(m_clock.nsecsElapsed()) * 1e-6;
    const std::int64_t delay = runDelay();
    m_clock.start();
    const double waited = static_cast<double>(delay - m_runDelay) * 1e-6;
    m_runDelay = delay;
    m_waited += waited;
    m_passed += wall;
    ++m_beats;
    const Gap gap{m_phase, std::max(0.0, wall - waited - kInterval), wall};
    const auto same = std::find_if(m_longest.begin(), m_longest.end(),
                                   [&](const Gap& other) { return other.phase == m_phase; });
    if (same == m_longest.end()) {
        m_longest.push_back(gap);
    } else if (gap.blocked > same->blocked) {
        *same = gap;
    }
}

void Heartbeat::merge(const Heartbeat& other) {
    m_beats += other.m_beats;
    m_waited += other.m_waited;
    m_passed += other.m_passed;
    for (const Gap& gap : other.m_longest) {
        const auto same = std::find_if(m_longest.begin(), m_longest.end(),
                                       [&](const Gap& mine) { return mine.phase == gap.phase; });
        if (same == m_longest.end()) {
            m_longest.push_back(gap);
        } else if (gap.blocked < same->blocked) {
            *same = gap;
        }
    }
}

double Heartbeat::longest() const {
    double longest = 0;
    for (const Gap& gap : m_longest) {
        longest = std::max(longest, gap.blocked);
    }
    return longest;
}

double Heartbeat::waitingShare() const {
    return m_passed > 0 ? m_waited / m_passed : 0.0;
}

QString Heartbeat::report() const {
    QString text = QStringLiteral("waited for a processor %1 % of the time\n")
                       .arg(waitingShare() * 100.0, 0, 'f', 0);
    for (const Gap& gap : m_longest) {
        text += QStringLiteral("%1: blocked %2 ms (gap %3 ms)\n")
                    .arg(gap.phase, -28)
                    .arg(gap.blocked, 0, 'f', 1)
                    .arg(gap.wall, 0, 'f', 1);
    }
    return text;
}

void watch(Heartbeat& heartbeat, int attempts, double limit,
           const std::function<void(Heartbeat&)>& use) {
    for (int i = 0; i < attempts && (i == 0 || heartbeat.longest() > limit); ++i) {
        Heartbeat run;
        use(run);
        heartbeat.merge(run);
        qInfo("%s", qPrintable(run.report()));
        if (QTest::currentTestFailed()) {
            return;
        }
    }
}

} // namespace maquette::test
