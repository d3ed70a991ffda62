// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The workspace in which photos become characters.

#include "ui/characters/studio_controller.h"
#include "ui/window/workspace.h"

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

/// Photos at the left, the view in the middle, what is known of the character at the right.
class CharactersWorkspace : public Workspace {
    Q_OBJECT
public:
    /// @param controller, actions  must outlive the workspace.
    CharactersWorkspace(StudioController& controller, const ActionTable& actions,
                        QWidget* parent = nullptr);
    ~CharactersWorkspace() override;

    void setTheme(ThemeKind theme) override;
    [[nodiscard]] Needs available() const override;
    [[nodiscard]] ViewportWidget& viewport() const { return *m_viewport; }
    /// For View > Layers; owned by the workspace.
    [[nodiscard]] QMenu* layersMenu() const;
    /// A menu of the formats. @return owned by @p parent.
    [[nodiscard]] QMenu* makeExportMenu(const QString& title, QWidget* parent) const;
    /// Says over the view that what is dragged may be dropped.
    void showDropHint(bool isDropping);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void createCentre();
    void createPhotoDock();
    void createInspectorDock();
    [[nodiscard]] QWidget* makeExportFooter(QWidget* parent);
    void connectActions();
    void connectController();
    void connectPanels();

    void openPhotos();
    void openFolder();
    void removeSelected();
    void openExportDialog(ExportFormat format);
    void runMessageAction(const StudioMessage& message);

    void selectRow(int row);
    void updateCurrent();
    void updatePhotoPanel();
    void updateStage();
    void placeStage();

    StudioController& m_controller;
    const ActionTable& m_actions;
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
