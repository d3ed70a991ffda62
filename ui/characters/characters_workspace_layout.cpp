// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// @file  The part of CharactersWorkspace that builds: centre and panels.

#include "ui/characters/characters_workspace.h"
#include "ui/characters/display_bar.h"
#include "ui/characters/photo_list_view.h"
#include "ui/characters/photo_panel.h"
#include "ui/characters/result_panel.h"
#include "ui/characters/settings_panel.h"
#include "ui/characters/stage_panel.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/mnemonic.h"
#include "ui/widgets/progress_strip.h"
#include "ui/widgets/section.h"

#include <QDockWidget>
#include <QGridLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kPhotoDockWidth = 244;
constexpr int kInspectorWidth = 292;

/// A full-width button at the foot of a dock.
struct Footer {
    QWidget* box;
    QPushButton* button;
};

Footer makeFooter(const char* name, const QString& text, const QString& toolTip, QWidget* parent) {
    auto* box = new QWidget(parent);
    auto* button = new QPushButton(text, box);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(text);
    button->setToolTip(toolTip);
    auto* layout = new QVBoxLayout(box);
    layout->setContentsMargins(12, 8, 12, 10);
    layout->addWidget(button);
    return {box, button};
}

/// One that triggers an action.
QWidget* makeActionFooter(QAction& action, const char* name, QWidget* parent) {
    const Footer footer =
        makeFooter(name, withoutMnemonic(action.text()), action.toolTip(), parent);
    footer.button->setEnabled(action.isEnabled());
    QObject::connect(footer.button, &QPushButton::clicked, &action, &QAction::trigger);
    QObject::connect(&action, &QAction::enabledChanged, footer.button, &QWidget::setEnabled);
    return footer.box;
}

} // namespace

void CharactersWorkspace::createCentre() {
    auto* centre = new QWidget(this);
    centre->setObjectName(QStringLiteral("centre"));
    m_displayBar = new DisplayBar(m_actions, centre);
    m_messageBar = new MessageBar(centre);
    m_viewport = new ViewportWidget(centre);
    m_viewport->setToolTip({});
    m_progress = new ProgressStrip(m_actions[ActionId::CancelWork], centre);
    m_progress->setIdleText(tr("Ready"));
    m_stage = new StagePanel(m_viewport);
    m_viewport->installEventFilter(this);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_displayBar);
    auto* view = new QGridLayout; // messages lie over the view, which neither jumps nor is redrawn
    view->addWidget(m_viewport, 0, 0);
    view->addWidget(m_messageBar, 0, 0, Qt::AlignTop);
    m_messageBar->raise();
    layout->addLayout(view, 1);
    layout->addWidget(m_progress);
    setCentralWidget(centre);
}

void CharactersWorkspace::createPhotoDock() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock =
        addPanel(QStringLiteral("photoDock"), tr("Photos"), column, Qt::LeftDockWidgetArea);
    m_photoList = new PhotoListView(m_controller.photos(), dock);
    m_photoList->addAction(&m_actions[ActionId::RemovePhotos]);
    m_photoList->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_settingsPanel = new SettingsPanel(dock);
    column->addWidget(m_photoList, 1);
    column->addWidget(makeActionFooter(m_actions[ActionId::OpenPhotos], "openPhotosButton", dock));
    column->addWidget(
        new Section(QStringLiteral("settingsSection"), tr("Settings"), m_settingsPanel, dock));
    column->addWidget(
        makeActionFooter(m_actions[ActionId::ReconstructAgain], "reconstructAgainButton", dock));
    resizeDocks({dock}, {kPhotoDockWidth}, Qt::Horizontal);
}

void CharactersWorkspace::createInspectorDock() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock =
        addPanel(QStringLiteral("inspectorDock"), tr("Character"), column, Qt::RightDockWidgetArea);
    auto* panels = new QWidget;
    panels->setObjectName(QStringLiteral("inspectorPanels"));
    m_photoPanel = new PhotoPanel(panels);
    m_resultPanel = new ResultPanel(panels);
    auto* layout = new QVBoxLayout(panels);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new Section(QStringLiteral("photoSection"), tr("Photo"), m_photoPanel));
    layout->addWidget(new Section(QStringLiteral("resultSection"), tr("Result"), m_resultPanel));
    layout->addStretch(1);
    column->addWidget(makeScrollable(QStringLiteral("inspectorScroll"), panels), 1);
    column->addWidget(makeExportFooter(dock));
    resizeDocks({dock}, {kInspectorWidth}, Qt::Horizontal);
}

QMenu* CharactersWorkspace::layersMenu() const {
    return m_displayBar->layersMenu();
}

QMenu* CharactersWorkspace::makeExportMenu(const QString& title, QWidget* parent) const {
    auto* menu = new QMenu(title, parent);
    for (const ActionId id : {ActionId::ExportGltf, ActionId::ExportFbx, ActionId::ExportObj}) {
        menu->addAction(&m_actions[id]);
    }
    return menu;
}

QWidget* CharactersWorkspace::makeExportFooter(QWidget* parent) {
    const QAction& needs = m_actions[ActionId::ExportGltf];
    const Footer footer = makeFooter("exportFooterButton", tr("Export"),
                                     tr("Write the character as glTF, FBX or OBJ"), parent);
    footer.button->setProperty("primary", true);
    footer.button->setMenu(makeExportMenu({}, footer.button));
    footer.button->setEnabled(needs.isEnabled());
    connect(&needs, &QAction::enabledChanged, footer.button, &QWidget::setEnabled);
    return footer.box;
}

} // namespace maquette
