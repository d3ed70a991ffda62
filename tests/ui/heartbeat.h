// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Measures how long the UI thread is away from its event loop.

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <vector>

namespace maquette::test {

/// Beats every few milliseconds on the thread it lives on. The longest gap between beats, less
/// the time in which the kernel let the thread wait for a processor (other processes and the
/// engine's own threads share it), is how long the UI was blocked.
class Heartbeat : public QObject {
    Q_OBJECT
public:
    explicit Heartbeat(QObject* parent = nullptr);

    void start();
    void stop();
    /// Names what the following gaps belong to.
    void setPhase(const QString& phase) { m_phase = phase; }

    /// Takes in another run of the same phases: of each the shorter gap stays, since what blocks
    /// does so every time and what the machine did meanwhile does not.
    void merge(const Heartbeat& other);

    [[nodiscard]] double longest() const; ///< milliseconds
    /// Share of the time in which the thread waited for a processor. Where it is large, caches and
    /// memory are shared too, and the same work takes up to twice as long.
    [[nodiscard]] double waitingShare() const;
    [[nodiscard]] int beats() const { return m_beats; }
    [[nodiscard]] QString report() const; ///< the longest gap of each phase

private:
    struct Gap {
        QString phase;
        double blocked = 0; ///< milliseconds
        double wall = 0;    ///< milliseconds
    };
    void beat();

    QTimer m_timer;
    QElapsedTimer m_clock;
    std::int64_t m_runDelay = 0; ///< nanoseconds, at the last beat
    QString m_phase;
    std::vector<Gap> m_longest; ///< one a phase
    int m_beats = 0;
    double m_waited = 0; ///< milliseconds, in all
    double m_passed = 0; ///< milliseconds, in all
};

/// Uses the studio until no gap is longer than @p limit milliseconds, or @p attempts times, or
/// until a check of the test fails; merges the runs into @p heartbeat.
void watch(Heartbeat& heartbeat, int attempts, double limit,
           const std::function<void(Heartbeat&)>& use);

} // namespace maquette::test
