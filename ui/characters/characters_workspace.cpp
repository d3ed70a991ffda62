// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/characters_workspace.h"

#include "ui/characters/display_bar.h"
#include "ui/characters/export_dialog.h"
#include "ui/characters/photo_files.h"
#include "ui/characters/photo_list_view.h"
#include "ui/characters/photo_panel.h"
#include "ui/characters/result_panel.h"
#include "ui/characters/settings_panel.h"
#include "ui/characters/stage_content.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_strip.h"

#include <QDesktopServices>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QUrl>

namespace maquette {

CharactersWorkspace::CharactersWorkspace(StudioController& controller, const ActionTable& actions,
                                         QWidget* parent)
    : Workspace(QStringLiteral("characters"), parent), m_controller(controller),
      m_actions(actions) {
    createCentre();
    createPhotoDock();
    createInspectorDock();
    connectActions();
    connectPanels();
    connectController();
    updateCurrent();
}

CharactersWorkspace::~CharactersWorkspace() = default;

void CharactersWorkspace::connectActions() {
    const ActionTable& actions = m_actions;
    const auto on = [&](ActionId id, auto&& what) {
        connect(&actions[id], &QAction::triggered, this, what);
    };
    on(ActionId::OpenPhotos, &CharactersWorkspace::openPhotos);
    on(ActionId::OpenFolder, &CharactersWorkspace::openFolder);
    on(ActionId::RemovePhotos, &CharactersWorkspace::removeSelected);
    on(ActionId::ExportGltf, [this] { openExportDialog(ExportFormat::Glb); });
    on(ActionId::ExportFbx, [this] { openExportDialog(ExportFormat::Fbx); });
    on(ActionId::ExportObj, [this] { openExportDialog(ExportFormat::Obj); });
    on(ActionId::ReconstructAgain, [this] { m_controller.reconstructAgain(); });
    on(ActionId::CancelWork, [this] { m_controller.cancelWork(); });
    on(ActionId::FrameView, [this] { m_viewport->frameCharacter(); });
    connect(&actions[ActionId::Turntable], &QAction::toggled, m_viewport,
            &ViewportWidget::setTurntable);
    actions[ActionId::ShowTextured].setChecked(true);
    actions[ActionId::PoseRest].setChecked(true);
    actions[ActionId::ShowGround].setChecked(true);
}

void CharactersWorkspace::connectPanels() {
    connect(m_displayBar, &DisplayBar::displayChanged, m_viewport, &ViewportWidget::setDisplay);
    m_viewport->setDisplay(m_displayBar->display());
    connect(m_photoList, &PhotoListView::currentPhotoChanged, &m_controller,
            &StudioController::setCurrent);
    connect(m_photoPanel, &PhotoPanel::personChosen, &m_controller,
            &StudioController::choosePerson);
    m_settingsPanel->setOptions(m_controller.settings().reconstructOptions());
    connect(m_settingsPanel, &SettingsPanel::optionsChanged, this,
            [this](const ReconstructOptions& options) {
                m_controller.settings().setReconstructOptions(options);
            });
    connect(m_messageBar, &MessageBar::actionChosen, this, &CharactersWorkspace::runMessageAction);
}

void CharactersWorkspace::connectController() {
    connect(&m_controller, &StudioController::currentChanged, this,
            &CharactersWorkspace::updateCurrent);
    connect(&m_controller, &StudioController::currentPhotoAdded, this,
            &CharactersWorkspace::selectRow);
    connect(&m_controller, &StudioController::workChanged, this, [this](const WorkProgress& work) {
        m_progress->setWork(work);
        Q_EMIT availableChanged();
    });
    connect(&m_controller, &StudioController::engineChanged, this, [this] {
        m_settingsPanel->setRigs(m_controller.rigs());
        Q_EMIT availableChanged();
        updateStage();
    });
    connect(&m_controller, &StudioController::messageRaised, m_messageBar, &MessageBar::show);
    connect(&m_controller, &StudioController::messageWithdrawn, m_messageBar,
            &MessageBar::withdraw);
    connect(&m_controller.photos(), &PhotoListModel::dataChanged, this,
            [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
                updateStage();
                if (roles.contains(Qt::DecorationRole)) {
                    updatePhotoPanel(); // the thumbnail has come
                }
            });
    m_settingsPanel->setRigs(m_controller.rigs());
    m_progress->setWork(m_controller.work());
}

void CharactersWorkspace::openPhotos() {
    auto* dialog = new QFileDialog(this, tr("Open Photos"), m_controller.settings().photoFolder());
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {tr("Photos (%1)").arg(photoPatterns().join(QLatin1Char(' '))), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        m_controller.settings().setPhotoFolder(QFileInfo(files.front()).absolutePath());
        m_controller.addFiles(files);
    });
    dialog->open();
}

void CharactersWorkspace::openFolder() {
    auto* dialog = new QFileDialog(this, tr("Open Folder"), m_controller.settings().photoFolder());
    dialog->setObjectName(QStringLiteral("openDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
        m_controller.settings().setPhotoFolder(folder);
        m_controller.addFiles({folder});
    });
    dialog->open();
}

void CharactersWorkspace::removeSelected() {
    m_controller.removePhotos(m_photoList->selectedPhotos());
}

void CharactersWorkspace::openExportDialog(ExportFormat format) {
    const auto result = m_controller.currentResult();
    const PhotoEntry* photo = m_controller.currentPhoto();
    if (!result || photo == nullptr) {
        return;
    }
    const QFileInfo source(photo->file);
    const QString last = m_controller.settings().exportFolder();
    const QDir folder(QFileInfo(last).isDir() ? last : source.absolutePath());
    const QString name = source.completeBaseName() + QLatin1Char('.') + exportEnding(format);
    auto* dialog = new ExportDialog(format, *result, folder.absoluteFilePath(name),
                                    m_controller.settings().exportOptions(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ExportDialog::exportChosen, &m_controller, &StudioController::exportCurrent);
    dialog->open();
}

void CharactersWorkspace::runMessageAction(const StudioMessage& message) {
    if (message.action == MessageAction::RetryEngine) {
        m_controller.retryEngine();
    } else if (message.action == MessageAction::ShowFolder) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(message.folder));
    }
}

void CharactersWorkspace::selectRow(int row) {
    m_photoList->setCurrentIndex(m_controller.photos().index(row));
}

void CharactersWorkspace::setTheme(ThemeKind theme) {
    m_displayBar->setTheme(theme);
    m_messageBar->setTheme(theme);
    m_photoList->setTheme(theme);
    m_stage->setTheme(theme);
    m_viewport->setTheme(theme);
}

void CharactersWorkspace::updateCurrent() {
    const auto result = m_controller.currentResult();
    const PhotoEntry* photo = m_controller.currentPhoto();
    const auto view = result ? result->view : nullptr;
    const bool samePhoto = m_shownPhoto != 0 && m_shownPhoto == m_controller.current();
    m_viewport->setCharacter(view, samePhoto);
    m_shownPhoto = view ? m_controller.current() : 0;
    m_displayBar->setCharacter(view.get());
    updatePhotoPanel();
    m_resultPanel->show(photo, result);
    setWindowTitle(photo == nullptr ? QString() : QFileInfo(photo->file).fileName());
    updateStage();
    Q_EMIT availableChanged();
}

void CharactersWorkspace::updatePhotoPanel() {
    const PhotoEntry* photo = m_controller.currentPhoto();
    m_photoPanel->show(m_controller.currentResult(), photo == nullptr ? QImage() : photo->thumbnail,
                       photo == nullptr ? 0 : photo->person);
}

Needs CharactersWorkspace::available() const {
    Needs needs = 0;
    const auto add = [&needs](Need need, bool is) { needs |= is ? static_cast<Needs>(need) : 0U; };
    const auto result = m_controller.currentResult();
    add(Need::View, true);
    add(Need::Photo, m_controller.currentPhoto() != nullptr);
    add(Need::Character, result != nullptr);
    add(Need::PhotoCamera, result && result->view->photo && result->view->photoCamera.width > 0);
    add(Need::Engine, m_controller.isEngineReady());
    add(Need::Work, m_controller.work().canCancel && !m_controller.work().isStopping);
    return needs;
}

void CharactersWorkspace::updateStage() {
    std::optional<StageContent> content = stageContent(m_controller, m_actions);
    if (m_isDropping) {
        content.emplace();
        content->icon = QStringLiteral("drop");
        content->title = tr("Drop to add");
        content->text = tr("Files, or folders with photos in them");
    }
    m_stage->setVisible(content.has_value());
    if (content) {
        m_stage->show(*content);
        placeStage();
    }
}

void CharactersWorkspace::placeStage() {
    QRect place(QPoint(), m_stage->size());
    place.moveCenter(m_viewport->rect().center());
    m_stage->setGeometry(place);
}

bool CharactersWorkspace::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_viewport && event->type() == QEvent::Resize) {
        placeStage();
    }
    return Workspace::eventFilter(watched, event);
}

void CharactersWorkspace::showDropHint(bool isDropping) {
    m_isDropping = isDropping;
    updateStage();
}

} // namespace maquette
