// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The studio's window: menus, and the workspaces behind tabs.

#include "ui/characters/characters_workspace.h"
#include "ui/data/data_controller.h"
#include "ui/training/training_controller.h"

#include <QTabBar>

class QStackedWidget;

namespace maquette {

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// @param controller  must outlive the window.
    /// @param training    what the Training workspace trains with; empty: it only shows runs.
    explicit MainWindow(StudioController& controller, DataServices dataServices = {},
                        TrainingServices training = {}, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Geometry, panels and workspace of the last session.
    void restoreWindow();
    void setTheme(ThemeChoice choice);
    [[nodiscard]] ViewportWidget& viewport() const { return m_characters->viewport(); }
    [[nodiscard]] DataController& data() { return m_data; }
    [[nodiscard]] TrainingController& training() { return m_training; }
    [[nodiscard]] const ActionTable& actions() const { return *m_actions; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addWorkspace(Workspace* workspace, ActionId action);
    void createTabs();
    void createMenus();
    void createTrainingMenu();
    void createViewMenu();
    void connectActions();
    void showWorkspace(int index);
    void updateActions();
    void updateTitle();
    void updatePanelMenu();
    void openPalette();
    void openAbout();
    void useModel(const QString& file);

    /// A page and the action that shows it.
    struct Page {
        Workspace* workspace;
        ActionId action;
    };

    StudioController& m_controller;
    DataController m_data;
    TrainingController m_training;
    ActionTable* m_actions;
    std::vector<Page> m_pages;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    QMenu* m_panelMenu = nullptr;
    CharactersWorkspace* m_characters = nullptr;
};

} // namespace maquette
