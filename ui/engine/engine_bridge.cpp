// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/engine_bridge.h"

#include "ui/characters/photo_files.h"
#include "ui/engine/guarded.h"
#include "ui/engine/paths.h"

#include <QTimer>

#include <algorithm>
#include <utility>

namespace maquette {

namespace {

QStringList rigNames(const Reconstructor& engine) {
    QStringList names;
    for (const std::string& name : engine.rigNames()) {
        names.append(QString::fromStdString(name));
    }
    return names;
}

} // namespace

EngineBridge::EngineBridge(EngineServices services, QObject* parent)
    : QObject(parent), m_services(std::move(services)),
      m_mailbox([this](const EngineEvent& event) { handle(event); }) {}

EngineBridge::~EngineBridge() {
    m_openToken.cancel();
    m_fileToken.cancel();
    cancelExports();
    if (m_running) {
        m_running->token.cancel();
    }
    // The members that join (the threads) are destroyed before those that the tasks use.
}

void EngineBridge::openEngine(const ReconstructorPaths& paths) {
    if (m_loading) {
        return;
    }
    m_loading = true;
    m_openGeneration = ++m_generation;
    m_openToken = CancelToken();
    m_engineThread.post([this, paths, generation = m_openGeneration, token = m_openToken] {
        const Context ctx(token, [this, generation](double fraction, const std::string& stage) {
            m_mailbox.post(EngineLoading{generation, fraction, QString::fromStdString(stage)});
        });
        auto engine = guarded([&] { return m_services.openReconstructor(paths, ctx); });
        QStringList rigs = engine ? rigNames(**engine) : QStringList();
        m_mailbox.post(EngineOpened{generation, std::move(engine), std::move(rigs)});
    });
}

void EngineBridge::reconstruct(const JobRequest& request) {
    forget(request.photo);
    m_waiting.push_back({++m_generation, request, CancelToken()});
    startNext();
}

void EngineBridge::removeWaiting(PhotoId photo) {
    std::erase_if(m_waiting, [photo](const Job& job) { return job.request.photo == photo; });
}

void EngineBridge::cancel(PhotoId photo) {
    const std::size_t before = m_waiting.size();
    removeWaiting(photo);
    if (m_waiting.size() != before) {
        Q_EMIT jobCancelled(photo);
    } else if (m_running && m_running->request.photo == photo) {
        cancelRunning();
    }
}

void EngineBridge::cancelRunning() {
    m_running->token.cancel();
    QTimer::singleShot(kPatience, this, [this, generation = m_running->generation] {
        if (m_running && m_running->generation == generation && m_running->request.photo != 0) {
            Q_EMIT jobCancelled(std::exchange(m_running->request.photo, 0));
        }
    });
}

void EngineBridge::cancelAll() {
    while (!m_waiting.empty()) {
        cancel(m_waiting.back().request.photo);
    }
    if (m_running) {
        cancelRunning();
    }
}

void EngineBridge::forget(PhotoId photo) {
    removeWaiting(photo);
    if (m_running && m_running->request.photo == photo) {
        m_running->token.cancel();
        m_running->request.photo = 0; // its events match no photo from now on
    }
}

std::optional<PhotoId> EngineBridge::running() const {
    const bool known = m_running && m_running->request.photo != 0;
    return known ? std::optional(m_running->request.photo) : std::nullopt;
}

void EngineBridge::startNext() {
    if (!m_engine || m_running || m_waiting.empty()) {
        return;
    }
    m_running = std::move(m_waiting.front());
    m_waiting.pop_front();
    startJob(*m_running);
    Q_EMIT jobStarted(m_running->request.photo);
}

void EngineBridge::startJob(const Job& job) {
    m_engineThread.post([this, job, engine = m_engine] {
        const PhotoId photo = job.request.photo;
        const auto report = [this, &job, photo](double fraction, const std::string& stage) {
            m_mailbox.post(
                JobProgress{job.generation, photo, fraction, QString::fromStdString(stage)});
        };
        auto result = runJob(*engine, job.request, Context(job.token, report));
        m_mailbox.post(JobFinished{job.generation, photo, std::move(result)});
    });
}

void EngineBridge::exportCharacter(const ExportRequest& request) {
    const Generation generation = ++m_generation;
    const CancelToken token;
    m_exports.emplace(generation, token);
    const auto task = [this, request, generation, token] {
        const Context ctx(token, [this, generation](double fraction, const std::string&) {
            m_mailbox.post(ExportProgress{generation, fraction});
        });
        const Character& character = *request.result->reconstruction.character;
        const Status status = guarded([&]() -> Status {
            if (ctx.isCancelled()) {
                return ctx.cancelled();
            }
            return m_services.exportCharacter(character, toPath(request.file), request.options,
                                              ctx);
        });
        m_mailbox.post(ExportFinished{generation, request.file, status});
    };
    m_fileThread.post(task, WorkerThread::Urgency::Urgent);
}

void EngineBridge::cancelExports() {
    for (const auto& [generation, token] : m_exports) {
        token.cancel();
    }
}

void EngineBridge::makeThumbnail(PhotoId photo, const std::filesystem::path& path) {
    m_fileThread.post([this, photo, path, ctx = Context(m_fileToken)] {
        if (!ctx.isCancelled()) {
            const auto image = loadThumbnail(m_services, path, ctx);
            m_mailbox.post(ThumbnailMade{photo, image ? *image : QImage()});
        }
    });
}

void EngineBridge::collectPhotos(const QStringList& filesAndFolders) {
    const auto task = [this, filesAndFolders, ctx = Context(m_fileToken)] {
        m_mailbox.post(PhotosCollected{maquette::collectPhotos(filesAndFolders, ctx)});
    };
    m_fileThread.post(task, WorkerThread::Urgency::Urgent);
}

void EngineBridge::handle(const EngineEvent& event) {
    std::visit([this](const auto& known) { handle(known); }, event);
}

void EngineBridge::handle(const EngineLoading& event) {
    if (event.generation == m_openGeneration && m_loading) {
        Q_EMIT engineLoading(event.fraction, event.stage);
    }
}

void EngineBridge::handle(const EngineOpened& event) {
    if (event.generation != m_openGeneration) {
        return;
    }
    m_loading = false;
    if (!event.engine) {
        Q_EMIT engineUnavailable(event.engine.error());
        return;
    }
    m_engine = *event.engine;
    Q_EMIT engineReady(event.rigs);
    startNext();
}

void EngineBridge::handle(const JobProgress& event) {
    if (m_running && m_running->generation == event.generation &&
        m_running->request.photo == event.photo) {
        Q_EMIT jobProgress(event.photo, event.fraction, event.stage);
    }
}

void EngineBridge::handle(const JobFinished& event) {
    const bool wanted = m_running && m_running->generation == event.generation &&
                        m_running->request.photo == event.photo;
    m_running.reset();
    if (wanted && event.result) {
        Q_EMIT jobDone(event.photo, *event.result);
    } else if (wanted && event.result.error().code == ErrorCode::Cancelled) {
        Q_EMIT jobCancelled(event.photo);
    } else if (wanted) {
        Q_EMIT jobFailed(event.photo, event.result.error());
    }
    startNext();
}

void EngineBridge::handle(const ExportProgress& event) {
    if (m_exports.contains(event.generation)) {
        Q_EMIT exportProgress(event.fraction);
    }
}

void EngineBridge::handle(const ExportFinished& event) {
    m_exports.erase(event.generation);
    if (event.status) {
        Q_EMIT exportDone(event.file);
    } else if (event.status.error().code == ErrorCode::Cancelled) {
        Q_EMIT exportCancelled(event.file);
    } else {
        Q_EMIT exportFailed(event.file, event.status.error());
    }
}

void EngineBridge::handle(const ThumbnailMade& event) {
    Q_EMIT thumbnailReady(event.photo, event.image);
}

void EngineBridge::handle(const PhotosCollected& event) {
    Q_EMIT photosCollected(event.files);
}

} // namespace maquette
