// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_filter_panel.h"

#include "ui/models/sample_model.h"

namespace maquette {

namespace {

constexpr int kDelay = 60; // milliseconds

} // namespace

SampleFilterPanel::SampleFilterPanel(QWidget* parent)
    : QWidget(parent), m_split(new QComboBox(this)),
      m_excluded(new QCheckBox(tr("Show those &set aside"), this)),
      m_clear(new QPushButton(tr("&Clear filters"), this)), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("sampleFilters"));
    m_split->setObjectName(QStringLiteral("splitChoice"));
    m_split->setAccessibleName(tr("Split"));
    m_split->setToolTip(tr("Samples of one split only: a person is in one split alone"));
    m_excluded->setObjectName(QStringLiteral("showExcluded"));
    m_excluded->setAccessibleName(tr("Show those set aside"));
    m_excluded->setToolTip(tr("Also samples that training leaves out"));
    m_clear->setObjectName(QStringLiteral("clearFilters"));
    m_clear->setAccessibleName(tr("Clear filters"));
    m_clear->setToolTip(tr("Show all samples again"));
    m_column->setContentsMargins(12, 10, 12, 12);
    m_column->setSpacing(8);
    m_column->addWidget(m_split);
    m_column->addWidget(m_excluded);
    m_column->addStretch(1);
    m_column->addWidget(m_clear);
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &SampleFilterPanel::queryChanged);
    connect(m_split, &QComboBox::currentIndexChanged, this, &SampleFilterPanel::scheduleChange);
    connect(m_excluded, &QCheckBox::toggled, this, &SampleFilterPanel::scheduleChange);
    connect(m_clear, &QPushButton::clicked, this, &SampleFilterPanel::clear);
    setDataset({}, {});
}

void SampleFilterPanel::setDataset(const DatasetInfo& info,
                                   const std::vector<AttributeColumn>& columns) {
    const QSignalBlocker blocked(m_split);
    m_split->clear();
    m_split->addItem(tr("All splits"));
    for (const Split split : kSplits) {
        const SplitInfo& counts = info.splits[static_cast<std::size_t>(split)];
        m_split->addItem(tr("%1 (%L2)").arg(splitText(split)).arg(counts.samples),
                         static_cast<int>(split));
    }
    for (AttributeFilterBox* box : m_boxes) {
        delete box;
    }
    m_boxes.clear();
    for (const AttributeColumn& column : columns) {
        auto* box = new AttributeFilterBox(column, this);
        box->setTheme(m_theme);
        m_column->insertWidget(m_column->count() - 2, box);
        connect(box, &AttributeFilterBox::changed, this, &SampleFilterPanel::scheduleChange);
        m_boxes.push_back(box);
    }
    setEnabled(!columns.empty());
}

SampleQuery SampleFilterPanel::query() const {
    SampleQuery query;
    if (m_split->currentIndex() > 0) {
        query.split = static_cast<Split>(m_split->currentData().toInt());
    }
    query.withExcluded = m_excluded->isChecked();
    for (const AttributeFilterBox* box : m_boxes) {
        if (auto filter = box->filter()) {
            query.filters.push_back(std::move(*filter));
        }
    }
    return query;
}

void SampleFilterPanel::clear() {
    m_split->setCurrentIndex(0);
    m_excluded->setChecked(false);
    for (AttributeFilterBox* box : m_boxes) {
        box->clear();
    }
}

void SampleFilterPanel::setTheme(ThemeKind theme) {
    m_theme = theme;
    for (AttributeFilterBox* box : m_boxes) {
        box->setTheme(theme);
    }
}

} // namespace maquette
