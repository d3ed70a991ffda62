// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_list_model.h"

namespace maquette {

SampleListModel::SampleListModel(ThumbnailLoader& thumbnails, QObject* parent)
    : QAbstractListModel(parent), m_thumbnails(thumbnails) {
    connect(&m_thumbnails, &ThumbnailLoader::loaded, this, &SampleListModel::onLoaded);
}

void SampleListModel::setEntries(std::vector<Entry> entries) {
    beginResetModel();
    m_entries = std::move(entries);
    endResetModel();
}

std::int64_t SampleListModel::sampleAt(int row) const {
    return row >= 0 && row < rowCount() ? m_entries[static_cast<std::size_t>(row)].sample : -1;
}

int SampleListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

QVariant SampleListModel::data(const QModelIndex& index, int role) const {
    const std::int64_t sample = index.isValid() ? sampleAt(index.row()) : -1;
    if (sample < 0) {
        return {};
    }
    const Entry& entry = m_entries[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return entry.caption;
    case Qt::DecorationRole:
        return m_thumbnails.find(sample);
    default:
        return {};
    }
}

void SampleListModel::onLoaded(const QList<qint64>& samples) {
    for (int row = 0; row < rowCount(); ++row) {
        if (samples.contains(sampleAt(row))) {
            Q_EMIT dataChanged(index(row), index(row), {Qt::DecorationRole});
        }
    }
}

} // namespace maquette
