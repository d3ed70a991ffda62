// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The curves of some runs, kept up to date while they grow.

#include "core/runs/alarms.h"
#include "core/runs/run_curves.h"
#include "core/runs/run_folder.h"
#include "ui/engine/worker_thread.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace maquette {

/// What is known of a run that is looked at.
struct WatchedRun {
    std::filesystem::path folder;
    RunCurves curves;
    std::vector<Baseline> baselines;
    std::string heldOut; ///< metric that tells how good it is
    std::vector<Alarm> alarms;
    std::vector<std::int64_t> previews; ///< steps that have one
};

/// Reads on a thread of its own whatever was appended, also by other programs.
class RunWatcher : public QObject {
    Q_OBJECT
public:
    static constexpr int kInterval = 1000; ///< milliseconds between looks
    static constexpr int kSoon = 250;      ///< likewise, when somebody knows that there is more

    explicit RunWatcher(QObject* parent = nullptr);
    ~RunWatcher() override;

    /// Forgets all others.
    void watch(const std::vector<std::filesystem::path>& folders);
    /// Looks now, not only when it is time.
    void look();
    /// Looks within kSoon, however often it is asked to: plots are dear to draw.
    void lookSoon();
    /// Looks by itself, or does not.
    void setActive(bool isActive);
    /// Null while it was not read yet, or is not watched.
    [[nodiscard]] std::shared_ptr<const WatchedRun> find(const std::filesystem::path& folder) const;

Q_SIGNALS:
    void changed();

private:
    struct Reader;
    struct News;
    struct Entry {
        std::shared_ptr<Reader> reader;
        std::shared_ptr<WatchedRun> run; ///< null: not read yet
        bool isReading = false;
    };
    void look(Entry& entry);
    void take(const std::shared_ptr<News>& news);

    std::map<std::filesystem::path, Entry> m_entries;
    QTimer m_timer;
    QTimer m_soon;         ///< single shot
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
