// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The Training workspace without its widgets: the runs of a folder, and the one that
/// trains.

#include "ui/engine/studio_messages.h"
#include "ui/models/run_model.h"
#include "ui/training/run_watcher.h"
#include "ui/training/training_bridge.h"
#include "ui/window/studio_settings.h"

namespace maquette {

/// Reads, writes and deletes on threads of its own; one thread otherwise.
class TrainingController : public QObject {
    Q_OBJECT
public:
    enum class Activity { Idle, Opening, Training, Paused, Stopping };
    static constexpr int kListInterval = 3000; ///< milliseconds

    /// @param settings  must outlive the controller.
    TrainingController(TrainingServices services, StudioSettings& settings,
                       QObject* parent = nullptr);
    ~TrainingController() override;

    [[nodiscard]] const TrainingServices& services() const { return m_bridge.services(); }
    [[nodiscard]] RunModel& runs() { return m_runs; }
    [[nodiscard]] const RunModel& runs() const { return m_runs; }
    [[nodiscard]] bool wasListed() const { return m_wasListed; } ///< runs() are those of folder()

    /// That the runs lie in.
    [[nodiscard]] QString folder() const;
    void setFolder(const QString& folder);
    /// Looks for runs and what they wrote, by itself from now on, or no more.
    void setActive(bool isActive);
    void refresh();

    /// The run that is looked at; empty: none.
    void setCurrent(const std::filesystem::path& run);
    [[nodiscard]] const std::filesystem::path& current() const { return m_current; }
    /// Null for none.
    [[nodiscard]] const RunSummary* currentRun() const { return m_runs.find(m_current); }
    /// That and the checked ones, as far as they were read. The current one comes first.
    [[nodiscard]] std::vector<std::shared_ptr<const WatchedRun>> shown() const;

    /// Makes the run's folder and begins. @param name  of the folder; a number is added where it is
    /// taken.
    void create(const QString& name, const RunConfig& config);
    /// Goes on where it stopped. @param more  steps beyond where it ends.
    void start(const std::filesystem::path& run, std::int64_t more = 0);
    void pause();
    void resume();
    void stop();
    void extend(const std::filesystem::path& run, std::int64_t steps);
    void remove(const std::filesystem::path& run);
    void describe(const std::filesystem::path& run, const QString& title, const QString& notes);

    /// Runs @p write on a thread, and tells how it went.
    void save(std::function<Status()> write, const QString& file);

    [[nodiscard]] Activity activity() const { return m_activity; }
    /// The run that trains or is paused; empty: none.
    [[nodiscard]] const std::filesystem::path& active() const { return m_active; }
    [[nodiscard]] const RunProgress& progress() const { return m_progress; }
    [[nodiscard]] const QString& stage() const { return m_stage; } ///< of Opening
    [[nodiscard]] double openedShare() const { return m_openedShare; }

Q_SIGNALS:
    void runsChanged();
    void currentChanged();
    void curvesChanged();   ///< of those shown, or which are shown
    void activityChanged(); ///< or its progress
    void messageRaised(const maquette::StudioMessage& message);

private:
    void onHappened(const TrainingEvent& event);
    void onEnded(const TrainingEvent& event);
    void onListed(std::int64_t request, const std::vector<RunSummary>& runs);
    void setActivity(Activity activity);
    void updateLive();
    void updateWatched();
    void raise(const Error& error);
    [[nodiscard]] QString activityText() const;
    /// Runs @p work on the worker, shows its error, and lists the runs again.
    void change(std::function<Status()> work, std::function<void()> then = {});

    StudioSettings& m_settings;
    RunModel m_runs;
    RunWatcher m_watcher;
    bool m_wasListed = false;
    std::int64_t m_request = 0; ///< answers to older ones are dropped
    std::filesystem::path m_current;
    Activity m_activity = Activity::Idle;
    std::filesystem::path m_active;
    RunProgress m_progress;
    QString m_stage;
    double m_openedShare = 0.0;
    QTimer m_listTimer;
    TrainingBridge m_bridge;
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
