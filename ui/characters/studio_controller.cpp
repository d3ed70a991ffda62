// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/studio_controller.h"

#include "ui/characters/stage_names.h"
#include "ui/engine/paths.h"

#include <QFileInfo>

namespace maquette {

StudioController::StudioController(EngineServices services, StudioSettings& settings,
                                   QObject* parent)
    : QObject(parent), m_settings(settings), m_bridge(std::move(services)) {
    connectBridge();
    connect(&m_photos, &PhotoListModel::filesDropped, this, &StudioController::addFiles);
}

void StudioController::connectBridge() {
    connect(&m_bridge, &EngineBridge::engineLoading, this,
            [this](double fraction, const QString& stage) {
                m_loadFraction = fraction;
                m_loadStage = stageTitle(stage);
                updateWork();
            });
    connect(&m_bridge, &EngineBridge::engineReady, this, &StudioController::onEngineReady);
    connect(&m_bridge, &EngineBridge::engineUnavailable, this,
            &StudioController::onEngineUnavailable);
    connect(&m_bridge, &EngineBridge::jobStarted, this, [this](PhotoId photo) {
        m_isStopping = false;
        m_photos.setProgress(photo, 0.0, tr("Starting"));
        updateWork();
        if (photo == m_current) {
            Q_EMIT currentChanged();
        }
    });
    connect(&m_bridge, &EngineBridge::jobProgress, this,
            [this](PhotoId photo, double fraction, const QString& stage) {
                m_photos.setProgress(photo, fraction, stageTitle(stage));
                updateWork();
            });
    connect(&m_bridge, &EngineBridge::jobDone, this, &StudioController::onJobDone);
    connect(&m_bridge, &EngineBridge::jobCancelled, this, &StudioController::onJobCancelled);
    connect(&m_bridge, &EngineBridge::jobFailed, this, &StudioController::onJobFailed);
    connect(&m_bridge, &EngineBridge::exportProgress, this, [this](double fraction) {
        m_exportFraction = fraction;
        updateWork();
    });
    connect(&m_bridge, &EngineBridge::exportDone, this, &StudioController::onExportDone);
    connect(&m_bridge, &EngineBridge::exportCancelled, this, &StudioController::settleExport);
    connect(&m_bridge, &EngineBridge::exportFailed, this,
            [this](const QString& file, const Error& error) {
                settleExport();
                Q_EMIT messageRaised(errorMessage(QStringLiteral("export"), error, file));
            });
    connect(&m_bridge, &EngineBridge::thumbnailReady, &m_photos, &PhotoListModel::setThumbnail);
    connect(&m_bridge, &EngineBridge::photosCollected, this, &StudioController::onCollected);
}

void StudioController::openEngine(const ReconstructorPaths& paths) {
    m_paths = paths;
    retryEngine();
}

void StudioController::retryEngine() {
    m_engineError.reset();
    m_loadFraction = 0.0;
    m_loadStage.clear();
    Q_EMIT messageWithdrawn(QStringLiteral("engine"));
    m_bridge.openEngine(m_paths);
    updateWork();
    Q_EMIT engineChanged();
}

void StudioController::useMapping(const QString& file) {
    m_settings.setMapping(file);
    m_paths.mapping = toPath(file);
    cancelWork();
    retryEngine();
    StudioMessage message;
    message.severity = Severity::Success;
    message.topic = QStringLiteral("mapping");
    message.text = file.isEmpty() ? tr("Photos go through the shipped model from now on.")
                                  : tr("Photos go through %1 from now on.").arg(file);
    message.advice = tr("Reconstruct a photo again to see the difference.");
    Q_EMIT messageRaised(message);
}

void StudioController::onEngineReady(const QStringList& rigs) {
    m_rigs = rigs;
    updateWork();
    Q_EMIT engineChanged();
}

void StudioController::onEngineUnavailable(const Error& error) {
    m_engineError = error;
    StudioMessage message = errorMessage(QStringLiteral("engine"), error, tr("loading the engine"));
    message.action = MessageAction::RetryEngine;
    updateWork();
    Q_EMIT engineChanged();
    Q_EMIT messageRaised(message);
}

void StudioController::addFiles(const QStringList& filesAndFolders) {
    if (!filesAndFolders.isEmpty()) {
        m_bridge.collectPhotos(filesAndFolders);
    }
}

void StudioController::onCollected(const QStringList& files) {
    if (files.isEmpty()) {
        StudioMessage message;
        message.severity = Severity::Warning;
        message.topic = QStringLiteral("open");
        message.text = tr("There are no photos in this folder.");
        message.advice = tr("Choose a folder with JPEG, PNG, WebP, TIFF, BMP, HEIC or AVIF files.");
        Q_EMIT messageRaised(message);
        return;
    }
    const std::vector<PhotoId> added = m_photos.add(files);
    requestThumbnails(added);
    for (const PhotoId photo : added) {
        queue(photo);
    }
    Q_EMIT currentPhotoAdded(m_photos.rowOfFile(files.front()));
}

void StudioController::restorePhotos(const QStringList& files) {
    QStringList present;
    for (const QString& file : files) {
        if (QFileInfo::exists(file)) {
            present.append(file);
        }
    }
    requestThumbnails(m_photos.add(present));
    if (!present.isEmpty()) {
        Q_EMIT currentPhotoAdded(0);
    }
}

void StudioController::requestThumbnails(const std::vector<PhotoId>& photos) {
    for (const PhotoId photo : photos) {
        m_bridge.makeThumbnail(photo, toPath(m_photos.find(photo)->file));
    }
}

void StudioController::removePhotos(const std::vector<PhotoId>& photos) {
    for (const PhotoId photo : photos) {
        if (const PhotoEntry* entry = m_photos.find(photo);
            entry != nullptr && entry->state == PhotoState::Failed) {
            Q_EMIT messageWithdrawn(QStringLiteral("photo"));
        }
        m_bridge.forget(photo);
        m_results.remove(photo);
        m_photos.removeRows(m_photos.rowOf(photo), 1);
    }
    if (m_photos.find(m_current) == nullptr) {
        setCurrent(0);
    }
    updateWork();
}

void StudioController::setCurrent(PhotoId photo) {
    if (photo == m_current && m_photos.find(photo) != nullptr) {
        return;
    }
    m_current = photo;
    m_shown = m_results.use(photo);
    if (const PhotoEntry* entry = currentPhoto(); entry && entry->state == PhotoState::Idle) {
        queue(photo);
    }
    Q_EMIT currentChanged();
}

void StudioController::queue(PhotoId photo) {
    const PhotoEntry* entry = m_photos.find(photo);
    if (entry == nullptr) {
        return;
    }
    JobRequest request;
    request.photo = photo;
    request.path = toPath(entry->file);
    request.options = m_settings.reconstructOptions();
    request.options.personIndex = entry->person;
    if (!m_bridge.isBusy()) {
        m_batchSize = 0;
        m_batchDone = 0;
    }
    ++m_batchSize;
    m_photos.setState(photo, PhotoState::Waiting);
    m_bridge.reconstruct(request);
    updateWork();
}

void StudioController::reconstructAgain() {
    if (currentPhoto() == nullptr) {
        return;
    }
    Q_EMIT messageWithdrawn(QStringLiteral("photo"));
    queue(m_current);
    Q_EMIT currentChanged();
}

void StudioController::choosePerson(int person) {
    const PhotoEntry* entry = currentPhoto();
    if (entry != nullptr && entry->person != person) {
        m_photos.setPerson(m_current, person);
        reconstructAgain();
    }
}

void StudioController::cancelWork() {
    m_bridge.cancelExports();
    m_bridge.cancelAll();
    m_isStopping = m_bridge.isBusy() || m_exports > 0;
    updateWork();
}

void StudioController::onJobDone(PhotoId photo, const std::shared_ptr<const JobResult>& result) {
    const auto dropped = m_results.insert(photo, result, m_current);
    for (const PhotoId other : dropped) {
        m_photos.setState(other, PhotoState::Idle); // made again when selected
    }
    m_photos.setDone(photo, static_cast<int>(result->reconstruction.warnings.size()));
    if (photo == m_current) {
        m_shown = result;
    }
    settle(photo);
}

void StudioController::onJobCancelled(PhotoId photo) {
    if (const auto before = m_results.use(photo)) {
        m_photos.setDone(photo, static_cast<int>(before->reconstruction.warnings.size()));
    } else {
        m_photos.setState(photo, PhotoState::Cancelled);
    }
    settle(photo);
}

void StudioController::onJobFailed(PhotoId photo, const Error& error) {
    m_photos.setFailed(photo, error);
    const PhotoEntry* entry = m_photos.find(photo);
    const QString file = entry == nullptr ? QString() : entry->file;
    StudioMessage message = errorMessage(QStringLiteral("photo"), error, file);
    message.text = sentenceOf(error, file);
    Q_EMIT messageRaised(message);
    settle(photo);
}

void StudioController::settle(PhotoId photo) {
    ++m_batchDone;
    m_isStopping = m_isStopping && (m_bridge.isBusy() || m_exports > 0);
    updateWork();
    if (photo == m_current) {
        Q_EMIT currentChanged();
    }
    Q_EMIT photoSettled(photo);
}

void StudioController::exportCurrent(const QString& file, const ExportOptions& options) {
    if (!m_shown) {
        return;
    }
    m_settings.setExportFolder(QFileInfo(file).absolutePath());
    m_settings.setExportOptions(options);
    Q_EMIT messageWithdrawn(QStringLiteral("export"));
    ++m_exports;
    m_exportFraction = 0.0;
    m_bridge.exportCharacter({m_shown, file, options});
    updateWork();
}

void StudioController::settleExport() {
    --m_exports;
    m_isStopping = m_isStopping && (m_bridge.isBusy() || m_exports > 0);
    updateWork();
}

void StudioController::onExportDone(const QString& file) {
    settleExport();
    StudioMessage message;
    message.severity = Severity::Success;
    message.topic = QStringLiteral("export");
    message.text = tr("Exported %1.").arg(QFileInfo(file).fileName());
    message.action = MessageAction::ShowFolder;
    message.folder = QFileInfo(file).absolutePath();
    Q_EMIT messageRaised(message);
}

WorkProgress StudioController::describeJob(PhotoId photo) const {
    WorkProgress work;
    const PhotoEntry* entry = m_photos.find(photo);
    if (entry == nullptr) {
        return work;
    }
    const QString name = QFileInfo(entry->file).fileName();
    work.isActive = true;
    work.title = m_batchSize > 1
                     ? tr("%1 (%2 of %3)").arg(name).arg(m_batchDone + 1).arg(m_batchSize)
                     : name;
    work.stage = entry->stage;
    work.fraction = entry->fraction;
    return work;
}

WorkProgress StudioController::describeWork() const {
    WorkProgress work;
    if (const auto photo = m_bridge.running()) {
        work = describeJob(*photo);
        work.canCancel = true;
    } else if (m_bridge.isLoading()) {
        work.isActive = true;
        work.title = tr("Loading the character library");
        work.stage = m_loadStage;
        work.fraction = m_loadFraction;
    } else if (m_exports > 0) {
        work.isActive = true;
        work.title = tr("Exporting");
        work.fraction = m_exportFraction;
        work.canCancel = true;
    }
    work.isStopping = work.isActive && m_isStopping;
    return work;
}

void StudioController::updateWork() {
    WorkProgress work = describeWork();
    if (work != m_work) {
        m_work = std::move(work);
        Q_EMIT workChanged(m_work);
    }
}

} // namespace maquette
