// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Makes a data set in the background.

#include "ui/data/data_services.h"
#include "ui/engine/worker_thread.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace maquette {

/// One data set at a time. Its plan lies in its folder until it is whole, so that it can be gone on
/// with after a pause, an error, or the end of the program, however that came.
/// @threading  Of the UI; works on a thread of its own.
class DatasetJob : public QObject {
    Q_OBJECT
public:
    enum class State { Idle, Making, Perceiving, Pausing, Paused, Failed, Done };
    static constexpr int kShown = 16; ///< pictures kept

    explicit DatasetJob(DataServices services, QObject* parent = nullptr);
    /// Stops; waits for about a second where something is being made.
    ~DatasetJob() override;

    /// Begins, or goes on with what is in the plan's folder. Nothing happens while isRunning().
    void start(const DatasetPlan& plan);
    /// Offers to go on with a plan, as after a pause.
    void offer(const DatasetPlan& plan);
    void pause();
    void goOn();
    /// Idle again; the plan stays in its folder. Nothing happens while isRunning().
    void dismiss();

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] const DatasetPlan& plan() const { return m_plan; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    [[nodiscard]] double progress() const { return m_progress; } ///< of the stage, 0 … 1
    /// Of the stage; nothing while it cannot be told yet.
    [[nodiscard]] std::optional<double> secondsLeft() const;
    /// The last pictures made, oldest first.
    [[nodiscard]] const QList<QImage>& pictures() const { return m_pictures; }

Q_SIGNALS:
    void changed(); ///< at most four times a second while something is being made
    void done();

private:
    struct Shared;

    void poll();
    void setState(State state);
    void onEnded(const Status& status);
    [[nodiscard]] static Status run(const DataServices& services, const DatasetPlan& plan,
                                    Shared& shared, const CancelToken& token);

    DataServices m_services;
    DatasetPlan m_plan;
    State m_state = State::Idle;
    std::optional<Error> m_error;
    double m_progress = 0.0;
    double m_firstProgress = 0.0; ///< of the stage, when it was first told
    QElapsedTimer m_clock;        ///< since then; not valid before
    QList<QImage> m_pictures;
    std::shared_ptr<Shared> m_shared;
    CancelToken m_token;
    QTimer m_timer;
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
