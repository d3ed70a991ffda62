// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The workspace in which data sets are looked through.

#include "ui/data/data_controller.h"
#include "ui/engine/studio_messages.h"
#include "ui/window/workspace.h"

#include <QLabel>
#include <QSlider>
#include <QStackedWidget>
#include <QTableView>

namespace maquette {

class ChecksPanel;
class DatasetJobStrip;
class MessageBar;
class NeighbourStrip;
class PersonView;
class SampleActions;
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
    [[nodiscard]] bool mayClose() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void createCentre();
    [[nodiscard]] QWidget* createBar();
    void createTable();
    void createFilterPanel();
    void createSamplePanel();
    void createChecksPanel();
    void connectActions();
    void connectController();
    void connectViews();

    void openDataset();
    void openFolder(const QString& folder);
    void newDataset();
    void showView();
    void updateDataset();
    void updateSamples();
    void updateStage();
    void updateCount();
    void chooseCurrent();
    void choose(std::int64_t sample);
    void showSample();
    [[nodiscard]] QString provenance() const;
    void openCurrentPerson();
    void search();
    void sortBy(int column);
    void showSaved();
    void runMessageAction(const StudioMessage& message);
    void openSampleMenu(const QAbstractItemView& view, QPoint place);

    DataController& m_controller;
    const ActionTable& m_actions;
    StudioSettings& m_settings;
    QLabel* m_count = nullptr;
    QSlider* m_size = nullptr;
    QStackedWidget* m_views = nullptr; ///< stage, grid, table
    QWidget* m_stagePage = nullptr;
    MessageBar* m_messages = nullptr;
    StagePanel* m_stage = nullptr;
    SampleGrid* m_grid = nullptr;
    QTableView* m_table = nullptr;
    SampleFilterPanel* m_filters = nullptr;
    SamplePanel* m_sample = nullptr;
    NeighbourStrip* m_neighbours = nullptr;
    PersonView* m_person = nullptr;
    ChecksPanel* m_checks = nullptr;
    DatasetJobStrip* m_job = nullptr;
    SampleActions* m_sampleActions = nullptr;
    std::int64_t m_chosen = -1; ///< sample
    bool m_wasShown = false;
};

} // namespace maquette
