// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/duplicate_model.h"

#include "ui/models/sample_model.h"

namespace maquette {

DuplicateModel::DuplicateModel(ThumbnailLoader& thumbnails, QObject* parent)
    : QAbstractListModel(parent), m_thumbnails(thumbnails) {
    connect(&m_thumbnails, &ThumbnailLoader::loaded, this, &DuplicateModel::onLoaded);
}

void DuplicateModel::setPairs(std::vector<PicturePair> pairs, const std::vector<SampleRow>& rows) {
    beginResetModel();
    m_pairs = std::move(pairs);
    m_texts.clear();
    for (const PicturePair& pair : m_pairs) {
        const SampleRow& first = rows[static_cast<std::size_t>(pair.first)];
        const SampleRow& second = rows[static_cast<std::size_t>(pair.second)];
        m_texts.push_back(pair.isSplit ? tr("%1 and %2\n%3 and %4")
                                             .arg(pair.first)
                                             .arg(pair.second)
                                             .arg(splitText(first.split), splitText(second.split))
                                       : tr("%1 and %2\nboth %3")
                                             .arg(pair.first)
                                             .arg(pair.second)
                                             .arg(splitText(first.split)));
    }
    endResetModel();
}

int DuplicateModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_pairs.size());
}

QVariant DuplicateModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return m_texts[index.row()];
    case FirstPictureRole:
        return m_thumbnails.find(pairAt(index.row()).first);
    case SecondPictureRole:
        return m_thumbnails.find(pairAt(index.row()).second);
    default:
        return {};
    }
}

void DuplicateModel::onLoaded(const QList<qint64>& samples) {
    for (int row = 0; row < rowCount(); ++row) {
        if (samples.contains(pairAt(row).first) || samples.contains(pairAt(row).second)) {
            Q_EMIT dataChanged(index(row), index(row), {FirstPictureRole, SecondPictureRole});
        }
    }
}

} // namespace maquette
