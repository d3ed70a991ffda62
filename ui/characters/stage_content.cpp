// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/stage_content.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace maquette {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Stage", text);
}

StageContent emptyContent(const ActionTable& actions) {
    StageContent content;
    content.icon = QStringLiteral("drop");
    content.title = tr("Drop photos of a person here");
    content.text = tr("One person, whole figure, best standing and seen from the front. "
                      "JPEG, PNG, WebP, TIFF, BMP, HEIC or AVIF.");
    content.action = &actions[ActionId::OpenPhotos];
    content.actionText = tr("Open Photos…");
    return content;
}

StageContent engineContent(const Error& error) {
    StageContent content;
    content.icon = QStringLiteral("warning");
    content.title = QString::fromStdString(error.message);
    content.text = QString::fromStdString(error.advice);
    return content;
}

StageContent photoContent(const PhotoEntry& photo, const ActionTable& actions) {
    StageContent content;
    content.picture = photo.thumbnail;
    content.icon = QStringLiteral("photo");
    const QString name = QFileInfo(photo.file).fileName();
    switch (photo.state) {
    case PhotoState::Failed:
        content.icon = QStringLiteral("warning");
        content.title = sentenceOf(photo.error, photo.file);
        content.text = QString::fromStdString(photo.error.advice);
        content.action = &actions[ActionId::ReconstructAgain];
        content.actionText = tr("Try Again");
        break;
    case PhotoState::Cancelled:
        content.title = tr("%1 was cancelled").arg(name);
        content.action = &actions[ActionId::ReconstructAgain];
        content.actionText = tr("Reconstruct Again");
        break;
    case PhotoState::Working:
        content.title = tr("Reconstructing %1").arg(name);
        content.text = photo.stage;
        break;
    default:
        content.title = tr("%1 is waiting").arg(name);
        content.text = tr("It starts when the photos before it are done.");
        break;
    }
    return content;
}

} // namespace

std::optional<StageContent> stageContent(const StudioController& controller,
                                         const ActionTable& actions) {
    if (controller.currentResult()) {
        return std::nullopt;
    }
    const PhotoEntry* photo = controller.currentPhoto();
    if (controller.engineError() && (photo == nullptr || photo->state != PhotoState::Failed)) {
        return engineContent(*controller.engineError());
    }
    if (photo == nullptr) {
        return emptyContent(actions);
    }
    StageContent content = photoContent(*photo, actions);
    if (controller.isEngineLoading() && photo->state == PhotoState::Waiting) {
        content.text = tr("It starts when the character library is loaded.");
    }
    return content;
}

} // namespace maquette
