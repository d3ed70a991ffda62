// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sample_model.h"

#include <cmath>

namespace maquette {

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
    : QAbstractTableModel(parent), m_thumbnails(thumbnails) {
    connect(&m_thumbnails, &ThumbnailLoader::loaded, this, &SampleModel::onLoaded);
}

void SampleModel::setDataset(std::shared_ptr<const Dataset> dataset,
                             std::vector<AttributeColumn> attributes) {
    beginResetModel();
    m_dataset = std::move(dataset);
    m_attributes = std::move(attributes);
    m_samples.clear();
    m_rows.assign(m_dataset ? m_dataset->samples().size() : 0, -1);
    endResetModel();
}

void SampleModel::setSamples(std::vector<std::int64_t> samples) {
    beginResetModel();
    m_samples = std::move(samples);
    std::fill(m_rows.begin(), m_rows.end(), -1);
    for (std::size_t row = 0; row < m_samples.size(); ++row) {
        m_rows[static_cast<std::size_t>(m_samples[row])] = static_cast<int>(row);
    }
    endResetModel();
}

int SampleModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_samples.size());
}

int SampleModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : FirstAttribute + static_cast<int>(m_attributes.size());
}

QVariant SampleModel::data(const QModelIndex& index, int role) const {
    const std::int64_t sample = index.isValid() ? sampleAt(index.row()) : -1;
    if (sample < 0 || index.column() >= columnCount()) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return text(index);
    case Qt::DecorationRole:
        return index.column() == Number ? QVariant(m_thumbnails.find(sample)) : QVariant();
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case SampleRole:
        return QVariant::fromValue<qint64>(sample);
    case ExcludedRole:
        return m_dataset->samples()[static_cast<std::size_t>(sample)].excluded;
    default:
        return {};
    }
}

QVariant SampleModel::text(const QModelIndex& index) const {
    const std::int64_t sample = sampleAt(index.row());
    const SampleRow& row = m_dataset->samples()[static_cast<std::size_t>(sample)];
    switch (index.column()) {
    case Number:
        return QString::number(sample);
    case Identity:
        return QString::number(row.identity);
    case SplitColumn:
        return splitText(row.split);
    case Rating:
        return row.rating > 0 ? QString(row.rating, QChar(0x2605)) : QString();
    default: {
        const auto value = attribute(index.column())->value(sample);
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
    default:
        return attributeTitle(attribute(section)->key);
    }
}

std::int64_t SampleModel::sampleAt(int row) const {
    return row >= 0 && row < rowCount() ? m_samples[static_cast<std::size_t>(row)] : -1;
}

int SampleModel::rowOf(std::int64_t sample) const {
    return sample >= 0 && sample < std::ssize(m_rows) ? m_rows[static_cast<std::size_t>(sample)]
                                                      : -1;
}

const AttributeColumn* SampleModel::attribute(int column) const {
    const int i = column - FirstAttribute;
    return i >= 0 && i < std::ssize(m_attributes) ? &m_attributes[static_cast<std::size_t>(i)]
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
