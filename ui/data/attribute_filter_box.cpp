// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/attribute_filter_box.h"

#include "ui/models/sample_model.h"

#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace maquette {

AttributeFilterBox::AttributeFilterBox(const AttributeColumn& column,
                                       const std::vector<SampleRow>& rows, QWidget* parent)
    : QWidget(parent), m_key(column.key), m_name(attributeTitle(column.key)) {
    setObjectName(QStringLiteral("filter-") + QString::fromStdString(m_key));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(3);
    auto* label = new QLabel(m_name, this);
    label->setProperty("dim", true);
    layout->addWidget(label, 0, 0, 1, 2);
    if (column.words.empty()) {
        createRange(column);
        addSplits(column, rows);
    } else {
        createTexts(column);
    }
}

void AttributeFilterBox::createTexts(const AttributeColumn& column) {
    m_texts = new QComboBox(this);
    m_texts->setObjectName(objectName() + QStringLiteral("-texts"));
    m_texts->setAccessibleName(m_name);
    m_texts->setToolTip(tr("Show samples of one kind only"));
    m_texts->setMinimumContentsLength(8);
    m_texts->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    std::vector<int> counts(column.words.size(), 0);
    for (const std::int32_t word : column.texts) {
        if (word >= 0) {
            ++counts[static_cast<std::size_t>(word)];
        }
    }
    QStringList words;
    std::map<QString, int> countOf;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        words.push_back(QString::fromStdString(column.words[i]));
        countOf[words.back()] = counts[i];
    }
    words.sort(Qt::CaseInsensitive);
    m_texts->addItem(tr("Any"));
    for (const QString& word : words) {
        m_texts->addItem(tr("%1 (%L2)").arg(word).arg(countOf[word]), word);
    }
    static_cast<QGridLayout*>(layout())->addWidget(m_texts, 1, 0, 1, 2);
    connect(m_texts, &QComboBox::currentIndexChanged, this, &AttributeFilterBox::changed);
}

void AttributeFilterBox::createRange(const AttributeColumn& column) {
    m_histogram = new HistogramView(this);
    m_histogram->setObjectName(objectName() + QStringLiteral("-histogram"));
    m_histogram->setToolTip(tr("How often each value occurs; the lines are validation and test "
                               "samples alone. Drag to choose a range, double-click for all."));
    m_histogram->setValues(column.numbers);
    m_low = addBound(QStringLiteral("-low"), tr("Least %1").arg(m_name));
    m_high = addBound(QStringLiteral("-high"), tr("Largest %1").arg(m_name));
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->addWidget(m_histogram, 1, 0, 1, 2);
    grid->addWidget(m_low, 2, 0);
    grid->addWidget(m_high, 2, 1);
    setRange(m_histogram->least(), m_histogram->largest());
    const auto bounded = [this] {
        m_histogram->setRange(m_low->value(), m_high->value());
        Q_EMIT changed();
    };
    connect(m_low, &QDoubleSpinBox::valueChanged, this, bounded);
    connect(m_high, &QDoubleSpinBox::valueChanged, this, bounded);
    connect(m_histogram, &HistogramView::rangeDragged, this, [this](double low, double high) {
        setRange(low, high);
        Q_EMIT changed();
    });
}

void AttributeFilterBox::addSplits(const AttributeColumn& column,
                                   const std::vector<SampleRow>& rows) {
    for (const auto& [split, line] : {std::pair(Split::Validation, HistogramLine::First),
                                      std::pair(Split::Test, HistogramLine::Second)}) {
        std::vector<double> numbers;
        for (std::size_t i = 0; i < column.numbers.size(); ++i) {
            if (rows[i].split == split) {
                numbers.push_back(column.numbers[i]);
            }
        }
        m_histogram->addOutline(numbers, line);
    }
}

QDoubleSpinBox* AttributeFilterBox::addBound(const QString& name, const QString& toolTip) {
    auto* box = new QDoubleSpinBox(this);
    box->setObjectName(objectName() + name);
    box->setAccessibleName(toolTip);
    box->setToolTip(toolTip);
    const double span = m_histogram->largest() - m_histogram->least();
    const int decimals =
        std::clamp(2 - static_cast<int>(std::floor(std::log10(span + 1e-9))), 0, 6);
    box->setDecimals(decimals);
    box->setSingleStep(span / 20.0);
    // Rounding must not leave out the outermost values.
    const double grain = std::pow(10.0, -decimals);
    box->setRange(std::floor(m_histogram->least() / grain) * grain,
                  std::ceil(m_histogram->largest() / grain) * grain);
    return box;
}

void AttributeFilterBox::setRange(double low, double high) {
    const QSignalBlocker lowBlocked(m_low);
    const QSignalBlocker highBlocked(m_high);
    m_low->setValue(low <= m_histogram->least() ? m_low->minimum() : low);
    m_high->setValue(high >= m_histogram->largest() ? m_high->maximum() : high);
}

std::optional<AttributeFilter> AttributeFilterBox::filter() const {
    AttributeFilter filter;
    filter.key = m_key;
    if (m_texts != nullptr) {
        if (m_texts->currentIndex() <= 0) {
            return std::nullopt;
        }
        filter.texts = {m_texts->currentData().toString().toStdString()};
        return filter;
    }
    const bool isAll = m_low->value() <= m_low->minimum() && m_high->value() >= m_high->maximum();
    if (isAll) {
        return std::nullopt;
    }
    filter.low = m_low->value();
    filter.high = m_high->value();
    return filter;
}

void AttributeFilterBox::clear() {
    if (m_texts != nullptr) {
        m_texts->setCurrentIndex(0);
    } else {
        setRange(m_histogram->least(), m_histogram->largest());
        m_histogram->setRange(m_histogram->least(), m_histogram->largest());
        Q_EMIT changed();
    }
}

void AttributeFilterBox::setTheme(ThemeKind theme) {
    if (m_histogram != nullptr) {
        m_histogram->setTheme(theme);
    }
}

} // namespace maquette
