// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The samples of a dataset that pass a filter, as a table model. No widgets.

#include "core/dataset/sample_query.h"
#include "ui/data/thumbnail_loader.h"

#include <QAbstractTableModel>

namespace maquette {

/// A row a sample, in the order of the query; after the fixed columns one for each attribute.
class SampleModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Number, Identity, SplitColumn, Rating, Tags, FirstAttribute };
    enum Role {
        SampleRole = Qt::UserRole + 1, ///< qint64
        ExcludedRole,                  ///< bool
        RatingRole,                    ///< int
        TagsRole,                      ///< QStringList
        CountRole,                     ///< int, pictures of the person; 0: not grouped
    };
    using Rows = std::shared_ptr<const std::vector<SampleRow>>;

    /// @param thumbnails  must outlive the model.
    explicit SampleModel(ThumbnailLoader& thumbnails, QObject* parent = nullptr);

    /// @param rows        all samples of a dataset; null: there is none.
    /// @param attributes  its own; null as @p rows is.
    void setDataset(Rows rows, std::shared_ptr<const AttributeColumns> attributes);
    /// More columns of attributes after those that are there, or the last one anew.
    void setAttributes(std::shared_ptr<const AttributeColumns> attributes);
    /// The same samples with other marks. @param changed  which have others.
    void setMarks(Rows rows, const QList<qint64>& changed);
    /// A row a sample. @param samples  each at most once.
    void setSamples(std::vector<std::int64_t> samples);
    /// A row a person: their first sample stands for them.
    void setGroups(const SampleGroups& groups);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// What a column says of a sample, whether it is among the rows or not.
    [[nodiscard]] QString textOf(std::int64_t sample, int column) const;
    /// -1 for no such row.
    [[nodiscard]] std::int64_t sampleAt(int row) const;
    /// What clicking a fixed column's head sorts by.
    [[nodiscard]] static SampleField sortField(int column);
    /// All that the row stands for.
    [[nodiscard]] std::span<const std::int64_t> samplesAt(int row) const;
    [[nodiscard]] bool isGrouped() const { return !m_groups.begins.empty(); }
    /// -1 for no such sample.
    [[nodiscard]] std::int64_t identityOf(std::int64_t sample) const;
    /// -1 when it is not among the rows.
    [[nodiscard]] int rowOf(std::int64_t sample) const;
    /// The attribute of a column; null for the fixed ones.
    [[nodiscard]] const AttributeColumn* attribute(int column) const;
    [[nodiscard]] const AttributeColumns& attributes() const { return *m_attributes; }

private:
    void show(std::vector<std::int64_t> samples);
    [[nodiscard]] const SampleRow& sampleRow(std::int64_t sample) const;
    void onLoaded(const QList<qint64>& samples);

    ThumbnailLoader& m_thumbnails;
    Rows m_all;                                           ///< never null
    std::shared_ptr<const AttributeColumns> m_attributes; ///< never null
    std::vector<std::int64_t> m_samples;
    SampleGroups m_groups;   ///< without begins: not grouped
    std::vector<int> m_rows; ///< by sample; -1: filtered out
};

/// "★★★"; nothing for 0.
[[nodiscard]] QString starsText(int rating);
/// "Train", "Validation", "Test".
[[nodiscard]] QString splitText(Split split);
/// "hair_colour" -> "Hair colour".
[[nodiscard]] QString attributeTitle(const std::string& key);
/// A number with as many digits as one reads, or the text.
[[nodiscard]] QString attributeText(const AttributeValue& value);

} // namespace maquette
