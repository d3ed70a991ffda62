// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/data/data_workspace.h"
#include "ui/data/sample_actions.h"
#include "ui/training/training_workspace.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/widgets/mnemonic.h"
#include "ui/window/about_dialog.h"
#include "ui/window/command_palette.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>

namespace maquette {

MainWindow::MainWindow(StudioController& controller, DataServices dataServices,
                       TrainingServices training, QWidget* parent)
    : QMainWindow(parent), m_controller(controller),
      m_data(controller.settings(), std::move(dataServices)),
      m_training(std::move(training), controller.settings()), m_actions(new ActionTable(this)) {
    setObjectName(QStringLiteral("mainWindow"));
    setAcceptDrops(true);
    m_stack = new QStackedWidget(this);
    m_stack->setObjectName(QStringLiteral("workspaces"));
    setCentralWidget(m_stack);
    createTabs();
    m_characters = new CharactersWorkspace(m_controller, *m_actions, m_stack);
    addWorkspace(m_characters, ActionId::ShowCharacters);
    addWorkspace(new DataWorkspace(m_data, *m_actions, m_controller.settings(), m_stack),
                 ActionId::ShowData);
    auto* trains = new TrainingWorkspace(m_training, *m_actions, m_controller.settings(), m_stack);
    addWorkspace(trains, ActionId::ShowTraining);
    connect(trains, &TrainingWorkspace::modelChosen, this, &MainWindow::useModel);
    createMenus();
    connectActions();
    setTheme(m_controller.settings().theme());
    showWorkspace(0);
    connect(m_tabs, &QTabBar::currentChanged, this, &MainWindow::showWorkspace);
    resize(1280, 720);
    viewport().setFocus(); // its keys work from the start
}

MainWindow::~MainWindow() {
    delete m_stack; // workspaces use the controllers to their end
}

void MainWindow::createTabs() {
    m_tabs = new QTabBar(menuBar());
    m_tabs->setObjectName(QStringLiteral("workspaceTabs"));
    m_tabs->setAccessibleName(tr("Workspaces"));
    m_tabs->setToolTip(tr("What the window is used for"));
    m_tabs->setDocumentMode(true);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    menuBar()->setCornerWidget(m_tabs);
}

void MainWindow::addWorkspace(Workspace* workspace, ActionId action) {
    const int index = static_cast<int>(m_pages.size());
    QAction& show = (*m_actions)[action];
    m_pages.push_back({workspace, action});
    m_stack->addWidget(workspace);
    m_tabs->addTab(withoutMnemonic(show.text()));
    m_tabs->setTabToolTip(index, show.toolTip());
    connect(&show, &QAction::triggered, this, [this, index] { showWorkspace(index); });
    connect(workspace, &Workspace::availableChanged, this, &MainWindow::updateActions);
    connect(workspace, &QWidget::windowTitleChanged, this, &MainWindow::updateTitle);
}

void MainWindow::showWorkspace(int index) {
    if (index < 0 || index >= static_cast<int>(m_pages.size())) {
        return;
    }
    m_stack->setCurrentIndex(index);
    m_tabs->setCurrentIndex(index);
    (*m_actions)[m_pages[index].action].setChecked(true);
    updatePanelMenu();
    updateActions();
    updateTitle();
}

void MainWindow::restoreWindow() {
    StudioSettings& settings = m_controller.settings();
    restoreGeometry(settings.windowGeometry());
    for (std::size_t i = 0; i < m_pages.size(); ++i) {
        Workspace& workspace = *m_pages[i].workspace;
        workspace.restoreState(settings.workspaceState(workspace.objectName()));
        if (workspace.objectName() == settings.workspace()) {
            showWorkspace(static_cast<int>(i));
        }
    }
}

void MainWindow::closeEvent(QCloseEvent* event) {
    for (const Page& page : m_pages) {
        if (!page.workspace->mayClose()) {
            event->ignore();
            return;
        }
    }
    StudioSettings& settings = m_controller.settings();
    settings.setWindowGeometry(saveGeometry());
    settings.setWorkspace(m_stack->currentWidget()->objectName());
    for (const Page& page : m_pages) {
        settings.setWorkspaceState(page.workspace->objectName(), page.workspace->saveState());
    }
    settings.setPhotos(m_controller.photos().files());
    QMainWindow::closeEvent(event);
}

void MainWindow::createMenus() {
    const auto fill = [this](QMenu* menu, std::initializer_list<ActionId> ids) {
        for (const ActionId id : ids) {
            menu->addAction(&(*m_actions)[id]);
        }
    };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    fill(file,
         {ActionId::OpenPhotos, ActionId::OpenFolder, ActionId::OpenDataset, ActionId::NewDataset});
    file->addSeparator();
    QMenu* exports = m_characters->makeExportMenu(tr("&Export"), file);
    exports->setObjectName(QStringLiteral("exportMenu"));
    file->addMenu(exports);
    file->addSeparator();
    fill(file, {ActionId::Quit});
    fill(menuBar()->addMenu(tr("&Edit")), {ActionId::Undo, ActionId::Redo});
    QMenu* photo = menuBar()->addMenu(tr("&Photo"));
    fill(photo, {ActionId::ReconstructAgain, ActionId::CancelWork, ActionId::RemovePhotos});
    addSampleActions(*menuBar()->addMenu(tr("&Sample")), *m_actions);
    createTrainingMenu();
    createViewMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    fill(help, {ActionId::FindAction, ActionId::About});
}

void MainWindow::createTrainingMenu() {
    QMenu* menu = menuBar()->addMenu(tr("&Training"));
    const auto fill = [&](std::initializer_list<ActionId> ids) {
        for (const ActionId id : ids) {
            menu->addAction(&(*m_actions)[id]);
        }
    };
    fill({ActionId::NewRun, ActionId::OpenRuns});
    menu->addSeparator();
    fill({ActionId::GoOnRun, ActionId::PauseRun, ActionId::StopRun, ActionId::ExtendRun});
    menu->addSeparator();
    fill({ActionId::UseRunModel, ActionId::UseShippedModel});
    menu->addSeparator();
    fill({ActionId::ExportCurves, ActionId::DeleteRun});
}

void MainWindow::createViewMenu() {
    QMenu* view = menuBar()->addMenu(tr("&View"));
    const auto fill = [this](QMenu* menu, std::initializer_list<ActionId> ids) {
        for (const ActionId id : ids) {
            menu->addAction(&(*m_actions)[id]);
        }
        menu->addSeparator();
    };
    for (const Page& page : m_pages) {
        view->addAction(&(*m_actions)[page.action]);
    }
    view->addSeparator();
    fill(view, {ActionId::ShowTextured, ActionId::ShowShaded});
    fill(view, {ActionId::ShowWireframe, ActionId::ShowSkeleton, ActionId::ShowGround,
                ActionId::ShowPhotoOverlay});
    view->addMenu(m_characters->layersMenu());
    view->addSeparator();
    fill(view, {ActionId::PoseRest, ActionId::PosePhoto});
    fill(view, {ActionId::Turntable, ActionId::FrameView});
    fill(view, {ActionId::SampleGrid, ActionId::SampleTable});
    fill(view, {ActionId::GroupPeople, ActionId::LeavePerson, ActionId::FindSamples});
    m_panelMenu = view->addMenu(tr("P&anels"));
    fill(view->addMenu(tr("T&heme")),
         {ActionId::ThemeSystem, ActionId::ThemeDark, ActionId::ThemeLight});
}

void MainWindow::updatePanelMenu() {
    m_panelMenu->clear();
    m_panelMenu->addActions(m_pages[m_stack->currentIndex()].workspace->panelActions());
}

void MainWindow::connectActions() {
    const auto on = [this](ActionId id, auto&& what) {
        connect(&(*m_actions)[id], &QAction::triggered, this, what);
    };
    on(ActionId::Quit, &QWidget::close);
    for (const ActionId id : {ActionId::OpenPhotos, ActionId::OpenFolder}) {
        on(id, [this] { (*m_actions)[ActionId::ShowCharacters].trigger(); });
    }
    for (const ActionId id : {ActionId::OpenDataset, ActionId::NewDataset}) {
        on(id, [this] { (*m_actions)[ActionId::ShowData].trigger(); });
    }
    on(ActionId::OpenRuns, [this] { (*m_actions)[ActionId::ShowTraining].trigger(); });
    on(ActionId::ThemeSystem, [this] { setTheme(ThemeChoice::System); });
    on(ActionId::ThemeDark, [this] { setTheme(ThemeChoice::Dark); });
    on(ActionId::ThemeLight, [this] { setTheme(ThemeChoice::Light); });
    on(ActionId::FindAction, &MainWindow::openPalette);
    on(ActionId::About, &MainWindow::openAbout);
}

void MainWindow::setTheme(ThemeChoice choice) {
    static const std::map<ThemeChoice, ActionId> kActions = {
        {ThemeChoice::System, ActionId::ThemeSystem},
        {ThemeChoice::Dark, ActionId::ThemeDark},
        {ThemeChoice::Light, ActionId::ThemeLight}};
    m_controller.settings().setTheme(choice);
    (*m_actions)[kActions.at(choice)].setChecked(true);
    const ThemeKind theme = themeOf(choice);
    applyTheme(*qApp, theme);
    m_actions->setTheme(theme);
    for (const Page& page : m_pages) {
        page.workspace->setTheme(theme);
    }
}

void MainWindow::updateActions() {
    m_actions->setAvailable(m_pages[m_stack->currentIndex()].workspace->available());
}

void MainWindow::updateTitle() {
    const QString shown = m_stack->currentWidget()->windowTitle();
    setWindowTitle(shown.isEmpty() ? tr("Maquette") : tr("%1 – Maquette").arg(shown));
}

void MainWindow::openPalette() {
    auto* palette = new CommandPalette(*m_actions, this);
    palette->setAttribute(Qt::WA_DeleteOnClose);
    palette->open();
}

void MainWindow::useModel(const QString& file) {
    (*m_actions)[ActionId::ShowCharacters].trigger();
    m_controller.useMapping(file);
}

void MainWindow::openAbout() {
    auto* dialog = new AboutDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (!localFiles(*event->mimeData()).isEmpty()) {
        event->setDropAction(Qt::CopyAction);
        event->accept();
        m_characters->showDropHint(true);
    }
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent* /*event*/) {
    m_characters->showDropHint(false);
}

void MainWindow::dropEvent(QDropEvent* event) {
    m_characters->showDropHint(false);
    showWorkspace(0);
    m_controller.addFiles(localFiles(*event->mimeData()));
    event->acceptProposedAction();
}

} // namespace maquette
