// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The studio's window: builds its parts and connects them to the controller.

#include "ui/action_table.h"
#include "ui/studio_controller.h"

#include <QMainWindow>

namespace maquette {

class DisplayBar;
class MessageBar;
class PhotoListView;
class PhotoPanel;
class ProgressStrip;
class ResultPanel;
class SettingsPanel;
class StagePanel;
class ViewportWidget;

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    /// @param controller  must outlive the window.
    explicit MainWindow(StudioController& controller, QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Geometry and docks of the last session.
    void restoreWindow();
    void setTheme(ThemeKind theme);
    [[nodiscard]] ViewportWidget& viewport() const { return *m_viewport; }
    [[nodiscard]] const ActionTable& actions() const { return *m_actions; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void createCentre();
    void createPhotoDock();
    void createInspectorDock();
    void createMenus();
    [[nodiscard]] QMenu* makeExportMenu(const QString& title, QWidget* parent);
    [[nodiscard]] QWidget* makeExportFooter(QWidget* parent);
    void connectActions();
    void connectController();
    void connectPanels();

    void openPhotos();
    void openFolder();
    void removeSelected();
    void openExportDialog(ExportFormat format);
    void openAbout();
    void showMessage(const StudioMessage& message);
    void runMessageAction(const StudioMessage& message);

    void selectRow(int row);
    void updateCurrent();
    void updatePhotoPanel();
    void updateActions();
    void updateStage();
    void placeStage();
    [[nodiscard]] Needs available() const;

    StudioController& m_controller;
    ActionTable* m_actions;
    DisplayBar* m_displayBar = nullptr;
    MessageBar* m_messageBar = nullptr;
    ViewportWidget* m_viewport = nullptr;
    StagePanel* m_stage = nullptr;
    ProgressStrip* m_progress = nullptr;
    PhotoListView* m_photoList = nullptr;
    PhotoPanel* m_photoPanel = nullptr;
    ResultPanel* m_resultPanel = nullptr;
    SettingsPanel* m_settingsPanel = nullptr;
    PhotoId m_shownPhoto = 0; ///< whose character the viewport shows
    bool m_isDropping = false;
};

} // namespace maquette
