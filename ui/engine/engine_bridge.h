// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The one bridge between the window and the engine.

#include "ui/engine/engine_services.h"
#include "ui/engine/event_mailbox.h"
#include "ui/engine/worker_thread.h"

#include <deque>
#include <map>
#include <optional>

namespace maquette {

struct ExportRequest {
    std::shared_ptr<const JobResult> result;
    QString file;
    ExportOptions options;
};

/// Loads the engine, works photos off one by one, exports, makes thumbnails: all on two owned
/// threads (one for the engine, one for files). Signals come on the thread of this object, with
/// stale ones left out: those of photos cancelled for good or asked for again.
///
/// Every job gets a token of its own. The destructor cancels everything and joins; that takes as
/// long as the engine takes to answer a cancel (under a second).
class EngineBridge : public QObject {
    Q_OBJECT
public:
    static constexpr int kPatience = 600; ///< milliseconds

    explicit EngineBridge(EngineServices services, QObject* parent = nullptr);
    ~EngineBridge() override;

    /// Loads library and networks; may be called again after a failure.
    void openEngine(const ReconstructorPaths& paths);
    [[nodiscard]] bool isReady() const { return m_engine != nullptr; }
    [[nodiscard]] bool isLoading() const { return m_loading; }

    /// Queues a photo. A job of the same photo that waits or runs is cancelled and forgotten.
    void reconstruct(const JobRequest& request);
    /// Asks the photo's job to stop. jobCancelled follows, at once if it waits, else within
    /// kPatience: an engine that has not answered by then ends unheard, before the next job.
    void cancel(PhotoId photo);
    void cancelAll();
    /// As cancel(), but nothing is heard of the photo again.
    void forget(PhotoId photo);
    [[nodiscard]] bool isBusy() const { return running() || !m_waiting.empty(); }
    /// The photo being worked on.
    [[nodiscard]] std::optional<PhotoId> running() const;
    [[nodiscard]] int waitingCount() const { return static_cast<int>(m_waiting.size()); }

    /// One export at a time; a second waits.
    void exportCharacter(const ExportRequest& request);
    void cancelExports();

    void makeThumbnail(PhotoId photo, const std::filesystem::path& path);
    void collectPhotos(const QStringList& filesAndFolders);

Q_SIGNALS:
    void engineLoading(double fraction, const QString& stage);
    void engineReady(const QStringList& rigs);
    void engineUnavailable(const maquette::Error& error);
    void jobStarted(maquette::PhotoId photo);
    void jobProgress(maquette::PhotoId photo, double fraction, const QString& stage);
    void jobDone(maquette::PhotoId photo, const std::shared_ptr<const maquette::JobResult>& result);
    void jobCancelled(maquette::PhotoId photo);
    void jobFailed(maquette::PhotoId photo, const maquette::Error& error);
    void exportProgress(double fraction);
    void exportDone(const QString& file);
    void exportCancelled(const QString& file);
    void exportFailed(const QString& file, const maquette::Error& error);
    void thumbnailReady(maquette::PhotoId photo, const QImage& image);
    void photosCollected(const QStringList& files);

private:
    struct Job {
        Generation generation = 0;
        JobRequest request;
        CancelToken token;
    };

    void handle(const EngineEvent& event);
    void handle(const EngineLoading& event);
    void handle(const EngineOpened& event);
    void handle(const JobProgress& event);
    void handle(const JobFinished& event);
    void handle(const ExportProgress& event);
    void handle(const ExportFinished& event);
    void handle(const ThumbnailMade& event);
    void handle(const PhotosCollected& event);

    void startNext();
    void startJob(const Job& job);
    void removeWaiting(PhotoId photo);
    void cancelRunning();

    EngineServices m_services;
    EventMailbox m_mailbox;
    std::shared_ptr<Reconstructor> m_engine; ///< null until ready
    bool m_loading = false;
    Generation m_generation = 0;     ///< the latest stamp given
    Generation m_openGeneration = 0; ///< of the latest openEngine()
    CancelToken m_openToken;
    std::optional<Job> m_running;
    std::deque<Job> m_waiting;
    std::map<Generation, CancelToken> m_exports;
    CancelToken m_fileToken; ///< thumbnails and folders: cancelled at the end only
    WorkerThread m_engineThread;
    WorkerThread m_fileThread;
};

} // namespace maquette
