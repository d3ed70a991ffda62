// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pairs of samples whose pictures are nearly the same. No widgets.

#include "core/dataset/near_duplicates.h"
#include "ui/data/thumbnail_loader.h"

#include <QAbstractListModel>

namespace maquette {

/// A row a pair.
class DuplicateModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        FirstPictureRole = Qt::UserRole + 1, ///< QImage, null while it is made
        SecondPictureRole,
    };

    /// @param thumbnails  must outlive the model.
    explicit DuplicateModel(ThumbnailLoader& thumbnails, QObject* parent = nullptr);

    /// @param rows  of the dataset; must live while this is called.
    void setPairs(std::vector<PicturePair> pairs, const std::vector<SampleRow>& rows);
    /// @param row  of the model.
    [[nodiscard]] const PicturePair& pairAt(int row) const {
        return m_pairs[static_cast<std::size_t>(row)];
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;

private:
    void onLoaded(const QList<qint64>& samples);

    ThumbnailLoader& m_thumbnails;
    std::vector<PicturePair> m_pairs;
    QStringList m_texts;
};

} // namespace maquette
