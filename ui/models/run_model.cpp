// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/run_model.h"

#include "ui/engine/paths.h"

#include <algorithm>
#include <array>

namespace maquette {

namespace {

/// Told apart by people who see few colours, on dark and on light.
/// @source  Okabe and Ito, "Color universal design", 2008.
const std::array kColors = {QColor(0x2f, 0x9b, 0xe0), QColor(0xe6, 0x8a, 0x00),
                            QColor(0x12, 0xa5, 0x7c), QColor(0xd4, 0x5a, 0x9c),
                            QColor(0xd5, 0x5e, 0x2a), QColor(0x8a, 0x7f, 0xe8),
                            QColor(0xb0, 0xa0, 0x1e), QColor(0x8c, 0x8c, 0x8c)};

} // namespace

RunModel::RunModel(QObject* parent) : QAbstractTableModel(parent) {}

void RunModel::removeMissing(const std::vector<RunSummary>& runs) {
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto& folder = m_rows[row].run.folder;
        const bool isThere =
            std::ranges::any_of(runs, [&](const RunSummary& run) { return run.folder == folder; });
        if (!isThere) {
            beginRemoveRows({}, row, row);
            m_checked.erase(folder);
            m_rows.erase(m_rows.begin() + row);
            endRemoveRows();
        }
    }
}

void RunModel::setRuns(const std::vector<RunSummary>& runs) {
    const auto checkedBefore = m_checked;
    removeMissing(runs);
    int place = 0;
    for (const RunSummary& run : runs) {
        if (const int row = rowOf(run.folder); row >= 0) {
            m_rows[row].run = run;
        } else {
            beginInsertRows({}, place, place);
            m_rows.insert(m_rows.begin() + place, Row{run, freeColor()});
            endInsertRows();
            ++place;
        }
    }
    if (!m_rows.empty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    }
    if (m_checked != checkedBefore) {
        Q_EMIT checkedChanged();
    }
}

void RunModel::setLive(const LiveRun& live) {
    for (const auto& folder : {std::exchange(m_live, live).folder, live.folder}) {
        if (const int row = rowOf(folder); row >= 0) {
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
}

int RunModel::freeColor() const {
    std::array<int, kColors.size()> uses{};
    for (const Row& row : m_rows) {
        ++uses[static_cast<std::size_t>(row.color)];
    }
    return static_cast<int>(std::ranges::min_element(uses) - uses.begin());
}

int RunModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int RunModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags RunModel::flags(const QModelIndex& index) const {
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Name ? flags | Qt::ItemIsUserCheckable : flags;
}

QString RunModel::stateText(const RunSummary& run) const {
    if (run.folder == m_live.folder) {
        return m_live.activity;
    }
    if (!run.config) {
        return tr("Damaged");
    }
    if (run.holder) {
        return tr("Trained elsewhere");
    }
    if (run.isInterrupted()) {
        return tr("Interrupted");
    }
    switch (run.state.phase) {
    case RunPhase::New:
        return tr("Not begun");
    case RunPhase::Finished:
        return tr("Finished");
    case RunPhase::Failed:
        return tr("Failed");
    default:
        return tr("Stopped");
    }
}

std::pair<qlonglong, qlonglong> RunModel::progressOf(const RunSummary& run) const {
    const bool isLive = run.folder == m_live.folder && m_live.steps > 0;
    return isLive ? std::pair<qlonglong, qlonglong>(m_live.step, m_live.steps)
                  : std::pair<qlonglong, qlonglong>(run.state.step, run.state.steps);
}

QVariant RunModel::text(const Row& row, int column) const {
    const RunSummary& run = row.run;
    switch (column) {
    case Name:
        return QString::fromStdString(run.name);
    case State:
        return stateText(run);
    case Step: {
        const auto [step, steps] = progressOf(run);
        return steps > 0 ? tr("%1 %").arg(100 * step / steps) : tr("%L1").arg(step);
    }
    default:
        return run.state.best ? QString::number(*run.state.best, 'f', 2) : QString();
    }
}

QVariant RunModel::data(const QModelIndex& index, int role) const {
    const RunSummary* run = index.isValid() ? at(index.row()) : nullptr;
    if (run == nullptr) {
        return {};
    }
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(color(run->folder)) : QVariant();
    case Qt::CheckStateRole:
        return index.column() == Name
                   ? QVariant(m_checked.contains(run->folder) ? Qt::Checked : Qt::Unchecked)
                   : QVariant();
    case Qt::ToolTipRole: {
        const auto [step, steps] = progressOf(*run);
        QStringList lines = {fromPath(run->folder)};
        if (steps > 0) {
            lines.push_back(tr("Step %L1 of %L2").arg(step).arg(steps));
        }
        for (const std::string& problem : run->problems) {
            lines.push_back(QString::fromStdString(problem));
        }
        if (!run->state.error.empty()) {
            lines.push_back(QString::fromStdString(run->state.error));
        }
        return lines.join(QLatin1Char('\n'));
    }
    default:
        return {};
    }
}

QVariant RunModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 ||
        section >= ColumnCount) {
        return {};
    }
    const std::array titles = {tr("Run"), tr("State"), tr("Done"), tr("Best")};
    return titles[static_cast<std::size_t>(section)];
}

bool RunModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    const RunSummary* run = index.isValid() ? at(index.row()) : nullptr;
    if (run == nullptr || index.column() != Name || role != Qt::CheckStateRole) {
        return false;
    }
    if (value.toInt() == Qt::Checked) {
        m_checked.insert(run->folder);
    } else {
        m_checked.erase(run->folder);
    }
    Q_EMIT dataChanged(index, index, {Qt::CheckStateRole});
    Q_EMIT checkedChanged();
    return true;
}

const RunSummary* RunModel::at(int row) const {
    return row >= 0 && row < rowCount() ? &m_rows[static_cast<std::size_t>(row)].run : nullptr;
}

const RunSummary* RunModel::find(const std::filesystem::path& folder) const {
    return at(rowOf(folder));
}

int RunModel::rowOf(const std::filesystem::path& folder) const {
    const auto found =
        std::ranges::find_if(m_rows, [&](const Row& row) { return row.run.folder == folder; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

std::vector<std::filesystem::path> RunModel::checked() const {
    std::vector<std::filesystem::path> folders;
    for (const Row& row : m_rows) {
        if (m_checked.contains(row.run.folder)) {
            folders.push_back(row.run.folder);
        }
    }
    return folders;
}

QColor RunModel::color(const std::filesystem::path& folder) const {
    const int row = rowOf(folder);
    return row < 0 ? QColor() : kColors[static_cast<std::size_t>(m_rows[row].color)];
}

} // namespace maquette
