// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The samples of a dataset that pass a filter, as a table model. No widgets.

#include "core/dataset/dataset.h"
#include "ui/data/thumbnail_loader.h"

#include <QAbstractTableModel>

namespace maquette {

/// A row a sample, in the order of the query; after the fixed columns one for each attribute.
class SampleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Identity, SplitColumn, Rating, FirstAttribute };
    enum Role {
        SampleRole = Qt::UserRole + 1, ///< qint64
        ExcludedRole,                  ///< bool
    };

    /// @param thumbnails  must outlive the model.
    explicit SampleModel(ThumbnailLoader& thumbnails, QObject* parent = nullptr);

    /// @param dataset     null: none.
    /// @param attributes  its own.
    void setDataset(std::shared_ptr<const Dataset> dataset,
                    std::vector<AttributeColumn> attributes);
    /// @param samples  each at most once.
    void setSamples(std::vector<std::int64_t> samples);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// -1 for no such row.
    [[nodiscard]] std::int64_t sampleAt(int row) const;
    /// -1 when it is not among the rows.
    [[nodiscard]] int rowOf(std::int64_t sample) const;
    /// The attribute of a column; null for the fixed ones.
    [[nodiscard]] const AttributeColumn* attribute(int column) const;
    [[nodiscard]] const std::vector<AttributeColumn>& attributes() const { return m_attributes; }

private:
    [[nodiscard]] QVariant text(const QModelIndex& index) const;
    void onLoaded(const QList<qint64>& samples);

    ThumbnailLoader& m_thumbnails;
    std::shared_ptr<const Dataset> m_dataset;
    std::vector<AttributeColumn> m_attributes;
    std::vector<std::int64_t> m_samples;
    std::vector<int> m_rows; ///< by sample; -1: filtered out
};

/// "Train", "Validation", "Test".
[[nodiscard]] QString splitText(Split split);
/// "hair_colour" -> "Hair colour".
[[nodiscard]] QString attributeTitle(const std::string& key);
/// A number with as many digits as one reads, or the text.
[[nodiscard]] QString attributeText(const AttributeValue& value);

} // namespace maquette
