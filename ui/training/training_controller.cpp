// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_controller.h"

#include "ui/engine/paths.h"

#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>

namespace maquette {

namespace {

namespace fs = std::filesystem;
using Kind = TrainingEvent::Kind;

QString defaultFolder() {
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation) +
           QStringLiteral("/Maquette/runs");
}

/// @p folder / @p name, or with the first number that is free.
fs::path freeFolder(const fs::path& folder, const std::string& name) {
    fs::path path = folder / name;
    std::error_code ignored;
    for (int i = 2; fs::exists(path, ignored); ++i) {
        path = folder / (name + " " + std::to_string(i));
    }
    return path;
}

} // namespace

TrainingController::TrainingController(TrainingServices services, StudioSettings& settings,
                                       QObject* parent)
    : QObject(parent), m_settings(settings), m_bridge(std::move(services)) {
    m_listTimer.setInterval(kListInterval);
    connect(&m_listTimer, &QTimer::timeout, this, &TrainingController::refresh);
    connect(&m_watcher, &RunWatcher::changed, this, &TrainingController::curvesChanged);
    connect(&m_runs, &RunModel::checkedChanged, this, &TrainingController::updateWatched);
    connect(&m_bridge, &TrainingBridge::happened, this, &TrainingController::onHappened);
}

TrainingController::~TrainingController() = default;

QString TrainingController::folder() const {
    const QString chosen = m_settings.runFolder();
    return chosen.isEmpty() ? defaultFolder() : chosen;
}

void TrainingController::setFolder(const QString& folder) {
    m_settings.setRunFolder(folder);
    m_wasListed = false;
    setCurrent({});
    m_runs.setRuns({});
    refresh();
}

void TrainingController::setActive(bool isActive) {
    m_watcher.setActive(isActive);
    if (isActive) {
        refresh();
        m_listTimer.start();
    } else {
        m_listTimer.stop();
    }
}

void TrainingController::refresh() {
    m_worker.post([this, folder = toPath(folder()), request = ++m_request] {
        const auto runs = listRuns(folder);
        QMetaObject::invokeMethod(
            this, [this, request, runs] { onListed(request, runs); }, Qt::QueuedConnection);
    });
}

void TrainingController::onListed(std::int64_t request, const std::vector<RunSummary>& runs) {
    if (request != m_request) {
        return;
    }
    m_wasListed = true;
    m_runs.setRuns(runs);
    if (currentRun() == nullptr) {
        setCurrent(runs.empty() ? fs::path() : m_runs.at(0)->folder);
    }
    Q_EMIT runsChanged();
}

void TrainingController::setCurrent(const fs::path& run) {
    if (run == m_current) {
        return;
    }
    m_current = run;
    updateWatched();
    Q_EMIT currentChanged();
}

void TrainingController::updateWatched() {
    std::vector<fs::path> folders = m_runs.checked();
    if (!m_current.empty() && std::ranges::find(folders, m_current) == folders.end()) {
        folders.push_back(m_current);
    }
    m_watcher.watch(folders);
}

std::vector<std::shared_ptr<const WatchedRun>> TrainingController::shown() const {
    std::vector<std::shared_ptr<const WatchedRun>> shown;
    if (auto run = m_watcher.find(m_current)) {
        shown.push_back(std::move(run));
    }
    for (const fs::path& folder : m_runs.checked()) {
        auto run = m_watcher.find(folder);
        if (run && folder != m_current) {
            shown.push_back(std::move(run));
        }
    }
    return shown;
}

void TrainingController::change(std::function<Status()> work, std::function<void()> then) {
    m_worker.post([this, work = std::move(work), then = std::move(then)] {
        const Status done = work();
        QMetaObject::invokeMethod(
            this,
            [this, done, then] {
                if (!done) {
                    raise(done.error());
                } else if (then) {
                    then();
                }
                refresh();
            },
            Qt::QueuedConnection);
    });
}

void TrainingController::create(const QString& name, const RunConfig& config) {
    const auto folder = std::make_shared<fs::path>();
    change(
        [folder, config, runs = toPath(this->folder()),
         wanted = toPath(name).string()]() -> Status {
            *folder = freeFolder(runs, wanted);
            const auto made = RunFolder::create(*folder, config);
            return made ? Status() : fail(made.error());
        },
        [this, folder] {
            setCurrent(*folder);
            start(*folder);
        });
}

void TrainingController::start(const fs::path& run, std::int64_t more) {
    if (!services().canTrain()) {
        return;
    }
    m_worker.post([this, run, more] {
        const auto opened = RunFolder::open(run);
        QMetaObject::invokeMethod(
            this,
            [this, opened, more] {
                if (!opened) {
                    raise(opened.error());
                    return;
                }
                m_active = opened->path();
                m_progress = {};
                m_stage.clear();
                m_openedShare = 0.0;
                m_bridge.start(*opened, more);
                setActivity(Activity::Opening);
            },
            Qt::QueuedConnection);
    });
}

void TrainingController::pause() {
    m_bridge.pause();
}

void TrainingController::resume() {
    m_bridge.resume();
}

void TrainingController::stop() {
    if (m_activity != Activity::Idle) {
        m_bridge.stop();
        setActivity(Activity::Stopping);
    }
}

void TrainingController::extend(const fs::path& run, std::int64_t steps) {
    if (run == m_active && m_activity != Activity::Idle) {
        m_bridge.extend(steps);
        m_progress.steps += steps;
        updateLive();
        return;
    }
    start(run, steps);
}

void TrainingController::remove(const fs::path& run) {
    change([run] { return removeRun(run); });
}

void TrainingController::describe(const fs::path& run, const QString& title, const QString& notes) {
    change([run, title = title.toStdString(), notes = notes.toStdString()]() -> Status {
        auto folder = RunFolder::open(run);
        return folder ? folder->describe(title, notes) : fail(folder.error());
    });
}

void TrainingController::save(std::function<Status()> write, const QString& file) {
    change(std::move(write), [this, file] {
        StudioMessage message;
        message.severity = Severity::Success;
        message.topic = QStringLiteral("export");
        message.text = tr("%1 is saved.").arg(QFileInfo(file).fileName());
        Q_EMIT messageRaised(message);
    });
}

void TrainingController::onHappened(const TrainingEvent& event) {
    switch (event.kind) {
    case Kind::Opening:
        m_openedShare = event.fraction;
        m_stage = QString::fromStdString(event.stage);
        updateLive();
        return;
    case Kind::Opened:
        m_progress = event.progress;
        setActivity(Activity::Training);
        refresh();
        return;
    case Kind::Progress:
        m_progress = event.progress;
        m_watcher.lookSoon();
        updateLive();
        return;
    case Kind::Paused:
        setActivity(Activity::Paused);
        return;
    case Kind::Resumed:
        setActivity(Activity::Training);
        return;
    case Kind::Saved:
        if (event.error) {
            raise(*event.error);
        }
        return;
    default:
        onEnded(event);
    }
}

void TrainingController::onEnded(const TrainingEvent& event) {
    const QString name = fromPath(m_active.filename());
    m_active.clear();
    setActivity(Activity::Idle);
    m_watcher.look();
    refresh();
    if (event.kind == Kind::Failed) {
        raise(event.error.value_or(Error()));
    } else if (event.kind == Kind::Finished) {
        StudioMessage message;
        message.severity = Severity::Success;
        message.topic = QStringLiteral("training");
        message.text = tr("%1 is trained.").arg(name);
        message.advice = tr("Use its model in Characters, or extend the run.");
        Q_EMIT messageRaised(message);
    }
}

void TrainingController::setActivity(Activity activity) {
    m_activity = activity;
    updateLive();
}

void TrainingController::updateLive() {
    m_runs.setLive({m_active, activityText(), m_progress.step, m_progress.steps});
    Q_EMIT activityChanged();
}

QString TrainingController::activityText() const {
    switch (m_activity) {
    case Activity::Opening:
        return tr("Opening");
    case Activity::Training:
        return tr("Training");
    case Activity::Paused:
        return tr("Paused");
    case Activity::Stopping:
        return tr("Stopping");
    default:
        return {};
    }
}

void TrainingController::raise(const Error& error) {
    Q_EMIT messageRaised(errorMessage(QStringLiteral("training"), error, fromPath(m_current)));
}

} // namespace maquette
