// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The one bridge between the window and the thread that trains.

#include "core/runs/training_engine.h"
#include "ui/engine/mailbox.h"
#include "ui/engine/training_services.h"

namespace maquette {

/// Hands commands to a TrainingEngine and its events back on the thread of this object, at most 20
/// times a second, without those of earlier runs.
///
/// The destructor stops the run, which is saved, and joins: that takes as long as a step.
class TrainingBridge : public QObject {
    Q_OBJECT
public:
    explicit TrainingBridge(TrainingServices services, QObject* parent = nullptr);
    ~TrainingBridge() override;

    [[nodiscard]] const TrainingServices& services() const { return m_services; }

    /// A run that is under way is stopped and saved first.
    /// @param more  steps beyond where the run ends.
    void start(const RunFolder& run, std::int64_t more = 0);
    void pause() { m_engine.pause(); }
    void resume() { m_engine.resume(); }
    void extend(std::int64_t steps) { m_engine.extend(steps); }
    void stop() { m_engine.stop(); }

Q_SIGNALS:
    void happened(const maquette::TrainingEvent& event);

private:
    TrainingServices m_services;
    RunGeneration m_generation = 0;
    Mailbox<TrainingEvent> m_mailbox;
    TrainingEngine m_engine; ///< last: ends first
};

} // namespace maquette
