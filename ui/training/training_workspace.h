// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The workspace in which models are trained.

#include "ui/training/training_controller.h"
#include "ui/window/workspace.h"

#include <QStackedWidget>
#include <QTableView>

namespace maquette {

class CurvePanel;
class MessageBar;
class PreviewPanel;
class ProgressStrip;
class RunDetails;
class StagePanel;

/// Runs at the left, their curves in the middle, the chosen run at the right, held-out people
/// below.
class TrainingWorkspace : public Workspace {
    Q_OBJECT
public:
    /// @param controller, actions, settings  must outlive the workspace.
    TrainingWorkspace(TrainingController& controller, const ActionTable& actions,
                      StudioSettings& settings, QWidget* parent = nullptr);
    ~TrainingWorkspace() override;

    void setTheme(ThemeKind theme) override;
    [[nodiscard]] Needs available() const override;

Q_SIGNALS:
    /// Photos are to go through this model from now on; empty: through the shipped one.
    void modelChosen(const QString& file);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void createCentre();
    void createRunPanel();
    void createDetailPanel();
    void createPreviewPanel();
    void connectActions();
    void connectController();

    void newRun();
    void openRuns();
    void goOn();
    void extendRun();
    void deleteRun();
    void useModel();
    void exportCurves();

    void chooseCurrent();
    void updateRuns();
    void updateCurves();
    void updateStage();
    void updateActivity();
    [[nodiscard]] WorkProgress work() const;
    [[nodiscard]] QString stageOfWork() const;

    TrainingController& m_controller;
    const ActionTable& m_actions;
    StudioSettings& m_settings;
    MessageBar* m_messages = nullptr;
    QStackedWidget* m_views = nullptr; ///< stage, curves
    QWidget* m_stagePage = nullptr;
    StagePanel* m_stage = nullptr;
    CurvePanel* m_curves = nullptr;
    ProgressStrip* m_progress = nullptr;
    QTableView* m_table = nullptr;
    RunDetails* m_details = nullptr;
    PreviewPanel* m_previews = nullptr;
};

} // namespace maquette
