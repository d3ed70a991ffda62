// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The training runs of a folder as a table model. No widgets.

#include "core/runs/run_catalog.h"

#include <QAbstractTableModel>
#include <QColor>

#include <set>

namespace maquette {

/// What the run that this studio trains is doing; an empty folder: none.
struct LiveRun {
    std::filesystem::path folder;
    QString activity; ///< "Training"
    std::int64_t step = 0;
    std::int64_t steps = 0;
};

/// A row a run. Its name can be checked: checked runs are compared with the one chosen.
class RunModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, State, Step, Best, ColumnCount };

    explicit RunModel(QObject* parent = nullptr);

    /// Rows that are there already keep their place; new ones come first, in their order.
    void setRuns(const std::vector<RunSummary>& runs);
    void setLive(const LiveRun& live);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

    /// Null for no such run.
    [[nodiscard]] const RunSummary* find(const std::filesystem::path& folder) const;
    [[nodiscard]] const RunSummary* at(int row) const;
    /// -1 for no such run.
    [[nodiscard]] int rowOf(const std::filesystem::path& folder) const;
    /// In the order of the rows.
    [[nodiscard]] std::vector<std::filesystem::path> checked() const;
    /// That a run's curves have; stays with it.
    [[nodiscard]] QColor color(const std::filesystem::path& folder) const;

Q_SIGNALS:
    void checkedChanged();

private:
    struct Row {
        RunSummary run;
        int color;
    };
    [[nodiscard]] QVariant text(const Row& row, int column) const;
    /// Step, and where it ends.
    [[nodiscard]] std::pair<qlonglong, qlonglong> progressOf(const RunSummary& run) const;
    [[nodiscard]] QString stateText(const RunSummary& run) const;
    void removeMissing(const std::vector<RunSummary>& runs);
    [[nodiscard]] int freeColor() const;

    std::vector<Row> m_rows;
    std::set<std::filesystem::path> m_checked;
    LiveRun m_live;
};

} // namespace maquette
