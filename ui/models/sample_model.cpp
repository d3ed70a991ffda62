// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_model.h"

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

QStringList tagList(const SampleMarks& marks) {
    QStringList tags;
    for (const std::string& tag : marks.tags) {
        tags.push_back(QString::fromStdString(tag));
    }
    return tags;
}

} // namespace

QString starsText(int rating) {
    return rating > 0 ? QString(rating, QChar(0x2605)) : QString();
}

QString splitText(Split split) {
    switch (split) {
    case Split::Train:
        return SampleModel::tr("Train");
    case Split::Validation:
        return SampleModel::tr("Validation");
    case Split::Test:
        return SampleModel::tr("Test");
    }
    return {};
}

QString attributeTitle(const std::string& key) {
    QString title = QString::fromStdString(key).replace(QLatin1Char('_'), QLatin1Char(' '));
    return title.left(1).toUpper() + title.mid(1);
}

QString attributeText(const AttributeValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return QString::fromStdString(*text);
    }
    const double number = std::get<double>(value);
    const int decimals = std::abs(number) < 10.0 && number != std::round(number) ? 2
                         : number != std::round(number)                          ? 1
                                                                                 : 0;
    return QString::number(number, 'f', decimals);
}

SampleModel::SampleModel(ThumbnailLoader& thumbnails, QObject* parent)
    : QAbstractTableModel(parent), m_thumbnails(thumbnails),
      m_all(std::make_shared<const std::vector<SampleRow>>()),
      m_attributes(std::make_shared<const AttributeColumns>()) {
    connect(&m_thumbnails, &ThumbnailLoader::loaded, this, &SampleModel::onLoaded);
}

void SampleModel::setDataset(Rows rows, std::shared_ptr<const AttributeColumns> attributes) {
    beginResetModel();
    m_all = rows ? std::move(rows) : std::make_shared<const std::vector<SampleRow>>();
    m_attributes = attributes ? std::move(attributes) : std::make_shared<const AttributeColumns>();
    m_samples.clear();
    m_groups = {};
    m_rows.assign(m_all->size(), -1);
    endResetModel();
}

void SampleModel::setAttributes(std::shared_ptr<const AttributeColumns> attributes) {
    const int before = columnCount();
    const int after = FirstAttribute + static_cast<int>(attributes->size());
    if (after > before) {
        beginInsertColumns({}, before, after - 1);
        m_attributes = std::move(attributes);
        endInsertColumns();
        return;
    }
    m_attributes = std::move(attributes);
    if (rowCount() > 0) {
        Q_EMIT dataChanged(index(0, after - 1), index(rowCount() - 1, after - 1));
    }
}

void SampleModel::setMarks(Rows rows, const QList<qint64>& changed) {
    m_all = std::move(rows);
    int first = rowCount();
    int last = -1;
    for (const qint64 sample : changed) {
        if (const int row = rowOf(sample); row >= 0) {
            first = std::min(first, row);
            last = std::max(last, row);
        }
    }
    if (last >= 0) {
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    }
}

void SampleModel::setSamples(std::vector<std::int64_t> samples) {
    beginResetModel();
    m_groups = {};
    show(std::move(samples));
    endResetModel();
}

void SampleModel::setGroups(const SampleGroups& groups) {
    std::vector<std::int64_t> first;
    for (std::size_t i = 0; i + 1 < groups.begins.size(); ++i) {
        first.push_back(groups.samples[groups.begins[i]]);
    }
    beginResetModel();
    m_groups = groups;
    show(std::move(first));
    endResetModel();
}

void SampleModel::show(std::vector<std::int64_t> samples) {
    m_samples = std::move(samples);
    std::fill(m_rows.begin(), m_rows.end(), -1);
    for (std::size_t row = 0; row < m_samples.size(); ++row) {
        m_rows[static_cast<std::size_t>(m_samples[row])] = static_cast<int>(row);
    }
}

int SampleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

int SampleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstAttribute + static_cast<int>(m_attributes->size());
}

QVariant SampleModel::data(const QModelIndex& index, int role) const {
    const std::int64_t sample = index.isValid() ? sampleAt(index.row()) : -1;
    if (sample < 0 || index.column() >= columnCount()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return textOf(sample, index.column());
    case Qt::DecorationRole:
        return index.column() == Number ? QVariant(m_thumbnails.find(sample)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case SampleRole:
        return QVariant::fromValue<qint64>(sample);
    case ExcludedRole:
        return sampleRow(sample).excluded;
    case RatingRole:
        return sampleRow(sample).rating;
    case TagsRole:
        return tagList(sampleRow(sample));
    case CountRole:
        return isGrouped() ? static_cast<int>(samplesAt(index.row()).size()) : 0;
    default:
        return {};
    }
}

const SampleRow& SampleModel::sampleRow(std::int64_t sample) const {
    return (*m_all)[static_cast<std::size_t>(sample)];
}

QString SampleModel::textOf(std::int64_t sample, int column) const {
    const SampleRow& row = sampleRow(sample);
    switch (column) {
    case Number:
        return QString::number(sample);
    case Identity:
        return QString::number(row.identity);
    case SplitColumn:
        return splitText(row.split);
    case Rating:
        return starsText(row.rating);
    case Tags:
        return tagList(row).join(QStringLiteral(", "));
    default: {
        const auto value = attribute(column)->value(sample);
        return value ? attributeText(*value) : QString();
    }
    }
}

QVariant SampleModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole || orientation != Qt::Horizontal || section < 0 ||
        section >= columnCount()) {
        return {};
    }
    switch (section) {
    case Number:
        return tr("Sample");
    case Identity:
        return tr("Person");
    case SplitColumn:
        return tr("Split");
    case Rating:
        return tr("Rating");
    case Tags:
        return tr("Tags");
    default:
        return attributeTitle(attribute(section)->key);
    }
}

std::int64_t SampleModel::sampleAt(int row) const {
    return row >= 0 && row < rowCount() ? m_samples[static_cast<std::size_t>(row)] : -1;
}

SampleField SampleModel::sortField(int column) {
    switch (column) {
    case Identity:
        return SampleField::Identity;
    case SplitColumn:
        return SampleField::Split;
    case Rating:
        return SampleField::Rating;
    default:
        return SampleField::Index;
    }
}

std::span<const std::int64_t> SampleModel::samplesAt(int row) const {
    if (row < 0 || row >= rowCount()) {
        return {};
    }
    const auto i = static_cast<std::size_t>(row);
    return isGrouped()
               ? std::span(m_groups.samples)
                     .subspan(m_groups.begins[i], m_groups.begins[i + 1] - m_groups.begins[i])
               : std::span(m_samples).subspan(i, 1);
}

std::int64_t SampleModel::identityOf(std::int64_t sample) const {
    return sample >= 0 && sample < std::ssize(*m_all) ? sampleRow(sample).identity : -1;
}

int SampleModel::rowOf(std::int64_t sample) const {
    return sample >= 0 && sample < std::ssize(m_rows) ? m_rows[static_cast<std::size_t>(sample)]
                                                      : -1;
}

const AttributeColumn* SampleModel::attribute(int column) const {
    const int i = column - FirstAttribute;
    return i >= 0 && i < std::ssize(*m_attributes) ? &(*m_attributes)[static_cast<std::size_t>(i)]
                                                   : nullptr;
}

void SampleModel::onLoaded(const QList<qint64>& samples) {
    for (const qint64 sample : samples) {
        if (const int row = rowOf(sample); row >= 0) {
            const QModelIndex at = index(row, Number);
            Q_EMIT dataChanged(at, at, {Qt::DecorationRole});
        }
    }
}

} // namespace maquette
