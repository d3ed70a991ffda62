// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The workspace in which data sets are looked through.

#include "ui/data/data_controller.h"
#include "ui/window/workspace.h"

#include <QLabel>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>

namespace maquette {

class SampleFilterPanel;
class SampleGrid;
class SamplePanel;
class StagePanel;

/// Filters at the left, samples in the middle, the chosen one at the right.
class DataWorkspace : public Workspace {
    Q_OBJECT
public:
    /// @param controller, actions, settings  must outlive the workspace.
    DataWorkspace(DataController& controller, const ActionTable& actions, StudioSettings& settings,
                  QWidget* parent = nullptr);
    ~DataWorkspace() override;

    void setTheme(ThemeKind theme) override;
    [[nodiscard]] Needs available() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void createCentre();
    [[nodiscard]] QWidget* createBar();
    void createTable();
    void createFilterPanel();
    void createSamplePanel();
    void connectActions();
    void connectController();

    void openDataset();
    void showView();
    void updateDataset();
    void updateSamples();
    void updateStage();
    void chooseCurrent();
    void sortBy(int column);

    DataController& m_controller;
    const ActionTable& m_actions;
    StudioSettings& m_settings;
    QLabel* m_count = nullptr;
    QSlider* m_size = nullptr;
    QStackedWidget* m_views = nullptr; ///< stage, grid, table
    QWidget* m_stagePage = nullptr;
    StagePanel* m_stage = nullptr;
    SampleGrid* m_grid = nullptr;
    QTableView* m_table = nullptr;
    SampleFilterPanel* m_filters = nullptr;
    SamplePanel* m_sample = nullptr;
    std::int64_t m_chosen = -1; ///< sample
    bool m_wasShown = false;
};

} // namespace maquette
