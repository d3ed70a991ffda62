// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The studio without its window: photos, their results, work and messages.

#include "ui/characters/result_store.h"
#include "ui/engine/engine_bridge.h"
#include "ui/engine/studio_messages.h"
#include "ui/models/photo_list_model.h"
#include "ui/window/studio_settings.h"

namespace maquette {

/// Holds the document of the session and drives the bridge. No widgets; one thread.
class StudioController : public QObject {
    Q_OBJECT
public:
    /// @param settings  must outlive the controller.
    StudioController(EngineServices services, StudioSettings& settings, QObject* parent = nullptr);

    /// Starts loading the engine; again after a failure.
    void openEngine(const ReconstructorPaths& paths);
    void retryEngine();
    /// Photos go through this model from now on, also after the next start; empty: the shipped one.
    /// The characters that are there stay.
    void useMapping(const QString& file);

    [[nodiscard]] PhotoListModel& photos() { return m_photos; }
    [[nodiscard]] StudioSettings& settings() { return m_settings; }

    /// Adds files and the photos of folders, selects the first of them and queues them all.
    void addFiles(const QStringList& filesAndFolders);
    /// Lists the photos of the last session; only the one selected is worked on.
    void restorePhotos(const QStringList& files);
    void removePhotos(const std::vector<PhotoId>& photos);

    void setCurrent(PhotoId photo); ///< 0 for none
    [[nodiscard]] PhotoId current() const { return m_current; }
    [[nodiscard]] const PhotoEntry* currentPhoto() const { return m_photos.find(m_current); }
    /// Null while the current photo has no character.
    [[nodiscard]] std::shared_ptr<const JobResult> currentResult() const { return m_shown; }

    void reconstructAgain();
    void choosePerson(int person); ///< of the current photo; reconstructs it again
    void cancelWork();             ///< what runs and what waits, exports too
    void exportCurrent(const QString& file, const ExportOptions& options);

    [[nodiscard]] bool isEngineReady() const { return m_bridge.isReady(); }
    [[nodiscard]] bool isEngineLoading() const { return m_bridge.isLoading(); }
    [[nodiscard]] const std::optional<Error>& engineError() const { return m_engineError; }
    [[nodiscard]] const QStringList& rigs() const { return m_rigs; }
    [[nodiscard]] const WorkProgress& work() const { return m_work; }

Q_SIGNALS:
    void currentChanged();           ///< another photo, or its result, state or error
    void currentPhotoAdded(int row); ///< the list should select this row
    void workChanged(const maquette::WorkProgress& work);
    void engineChanged();
    void messageRaised(const maquette::StudioMessage& message);
    void messageWithdrawn(const QString& topic);
    /// A photo's job has ended, in whatever way; for scripts and tests.
    void photoSettled(maquette::PhotoId photo);

private:
    void connectBridge();
    void queue(PhotoId photo);
    void onEngineReady(const QStringList& rigs);
    void onEngineUnavailable(const Error& error);
    void onCollected(const QStringList& files);
    void onJobDone(PhotoId photo, const std::shared_ptr<const JobResult>& result);
    void onJobCancelled(PhotoId photo);
    void onJobFailed(PhotoId photo, const Error& error);
    void settle(PhotoId photo); ///< after every end of a job
    void onExportDone(const QString& file);
    void settleExport(); ///< after every end of an export
    void requestThumbnails(const std::vector<PhotoId>& photos);
    void updateWork();
    [[nodiscard]] WorkProgress describeWork() const;
    [[nodiscard]] WorkProgress describeJob(PhotoId photo) const;

    StudioSettings& m_settings;
    PhotoListModel m_photos;
    ResultStore m_results;
    EngineBridge m_bridge;
    ReconstructorPaths m_paths;
    QStringList m_rigs;
    std::optional<Error> m_engineError;
    PhotoId m_current = 0;
    std::shared_ptr<const JobResult> m_shown;
    WorkProgress m_work;
    double m_loadFraction = 0.0;
    QString m_loadStage;
    int m_batchSize = 0; ///< photos queued since the queue was last empty
    int m_batchDone = 0;
    int m_exports = 0; ///< under way
    double m_exportFraction = 0.0;
    bool m_isStopping = false;
};

} // namespace maquette
