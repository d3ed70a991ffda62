// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A short list of samples with a line of text each. No widgets.

#include "ui/data/thumbnail_loader.h"

#include <QAbstractListModel>

namespace maquette {

class SampleListModel : public QAbstractListModel {
    Q_OBJECT
public:
    struct Entry {
        std::int64_t sample = 0;
        QString caption;
    };

    /// @param thumbnails  must outlive the model.
    explicit SampleListModel(ThumbnailLoader& thumbnails, QObject* parent = nullptr);

    void setEntries(std::vector<Entry> entries);
    /// -1 for no such row.
    [[nodiscard]] std::int64_t sampleAt(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;

private:
    void onLoaded(const QList<qint64>& samples);

    ThumbnailLoader& m_thumbnails;
    std::vector<Entry> m_entries;
};

} // namespace maquette
