// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_filter_panel.h"

#include "ui/models/sample_model.h"

#include <algorithm>

namespace maquette {

namespace {

constexpr int kDelay = 60; // milliseconds

} // namespace

SampleFilterPanel::SampleFilterPanel(QWidget* parent)
    : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("sampleFilters"));
    m_column->setContentsMargins(12, 10, 12, 12);
    m_column->setSpacing(8);
    createText();
    createMarks();
    createLegend();
    m_column->addStretch(1);
    createClear();
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelay);
    connect(&m_delay, &QTimer::timeout, this, &SampleFilterPanel::queryChanged);
    setDataset({}, {}, {});
}

void SampleFilterPanel::createText() {
    m_text = new QLineEdit(this);
    m_text->setObjectName(QStringLiteral("filterText"));
    m_text->setAccessibleName(tr("Words to look for"));
    m_text->setToolTip(tr("Words that must occur in pose, clothes, hair, surroundings or tags"));
    m_text->setPlaceholderText(tr("Pose, clothes, tag…"));
    m_column->addWidget(m_text);
    connect(m_text, &QLineEdit::textChanged, this, &SampleFilterPanel::scheduleChange);
}

void SampleFilterPanel::createMarks() {
    m_split = addChoice("splitChoice", tr("Split"),
                        tr("Samples of one split only: a person is in one split alone"), {});
    QStringList ratings{tr("Any rating")};
    for (int stars = 1; stars <= kMostStars; ++stars) {
        ratings.push_back(stars < kMostStars ? tr("%1 or more").arg(starsText(stars))
                                             : starsText(stars));
    }
    m_rating = addChoice("ratingChoice", tr("Rating"), tr("Samples with so many stars"), ratings);
    m_excluded = addChoice(
        "excludedChoice", tr("Set aside"), tr("Samples set aside are left out of training"),
        {tr("Without those set aside"), tr("With those set aside"), tr("Only those set aside")});
    m_tag = addChoice("tagChoice", tr("Tag"), tr("Samples with a tag only"), {tr("Any tags")});
}

void SampleFilterPanel::createLegend() {
    m_legend = new QLabel(this);
    m_legend->setObjectName(QStringLiteral("splitLegend"));
    m_legend->setToolTip(tr("Lines in the histograms: how often values occur in these splits. The "
                            "nearer they run to the bars, the better the splits are alike."));
    m_column->addWidget(m_legend);
    updateLegend();
}

void SampleFilterPanel::updateLegend() {
    const auto text = [this](HistogramLine line, Split split) {
        return QStringLiteral("<span style=\"color:%1\">━</span> %2")
            .arg(histogramLineColor(line, m_theme).name(), splitText(split));
    };
    m_legend->setText(text(HistogramLine::First, Split::Validation) + QStringLiteral("&nbsp; ") +
                      text(HistogramLine::Second, Split::Test));
}

void SampleFilterPanel::createClear() {
    m_clear = new QPushButton(tr("&Clear filters"), this);
    m_clear->setObjectName(QStringLiteral("clearFilters"));
    m_clear->setAccessibleName(tr("Clear filters"));
    m_clear->setToolTip(tr("Show all samples again"));
    m_column->addWidget(m_clear);
    connect(m_clear, &QPushButton::clicked, this, &SampleFilterPanel::clear);
}

QComboBox* SampleFilterPanel::addChoice(const char* name, const QString& title,
                                        const QString& toolTip, const QStringList& texts) {
    auto* choice = new QComboBox(this);
    choice->setObjectName(QLatin1String(name));
    choice->setAccessibleName(title);
    choice->setToolTip(toolTip);
    choice->setMinimumContentsLength(8);
    choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice->addItems(texts);
    m_column->addWidget(choice);
    connect(choice, &QComboBox::currentIndexChanged, this, &SampleFilterPanel::scheduleChange);
    return choice;
}

void SampleFilterPanel::setDataset(const DatasetInfo& info, const AttributeColumns& columns,
                                   const std::vector<SampleRow>& rows) {
    for (QWidget* widget : std::initializer_list<QWidget*>{m_text, m_split, m_rating, m_excluded}) {
        widget->blockSignals(true);
    }
    m_text->clear();
    m_rating->setCurrentIndex(0);
    m_excluded->setCurrentIndex(0);
    m_split->clear();
    m_split->addItem(tr("All splits"));
    for (const Split split : kSplits) {
        const SplitInfo& counts = info.splits[static_cast<std::size_t>(split)];
        m_split->addItem(tr("%1 (%L2)").arg(splitText(split)).arg(counts.samples),
                         static_cast<int>(split));
    }
    for (QWidget* widget : std::initializer_list<QWidget*>{m_text, m_split, m_rating, m_excluded}) {
        widget->blockSignals(false);
    }
    setTags({});
    for (AttributeFilterBox* box : m_boxes) {
        delete box;
    }
    m_boxes.clear();
    for (const AttributeColumn& column : columns) {
        setColumn(column, rows);
    }
    m_legend->setVisible(!columns.empty());
    setEnabled(!columns.empty());
}

void SampleFilterPanel::setColumn(const AttributeColumn& column,
                                  const std::vector<SampleRow>& rows) {
    auto* box = new AttributeFilterBox(column, rows, this);
    box->setTheme(m_theme);
    const auto old = std::ranges::find(m_boxes, box->objectName(), &QObject::objectName);
    if (old != m_boxes.end()) {
        delete m_column->replaceWidget(*old, box);
        delete *old;
        *old = box;
    } else {
        m_column->insertWidget(m_column->count() - 2, box);
        m_boxes.push_back(box);
    }
    connect(box, &AttributeFilterBox::changed, this, &SampleFilterPanel::scheduleChange);
}

void SampleFilterPanel::setTags(const std::map<std::string, int>& counts) {
    const QString chosen = m_tag->currentData().toString();
    const QSignalBlocker blocked(m_tag);
    while (m_tag->count() > 1) {
        m_tag->removeItem(1);
    }
    for (const auto& [tag, count] : counts) {
        const QString name = QString::fromStdString(tag);
        m_tag->addItem(tr("%1 (%L2)").arg(name).arg(count), name);
    }
    const int index = chosen.isEmpty() ? 0 : m_tag->findData(chosen);
    m_tag->setCurrentIndex(std::max(index, 0));
    m_tag->setVisible(!counts.empty());
    if (index < 0) {
        scheduleChange(); // no sample has it any more
    }
}

SampleQuery SampleFilterPanel::query() const {
    SampleQuery query;
    query.text = m_text->text().toStdString();
    if (m_split->currentIndex() > 0) {
        query.split = static_cast<Split>(m_split->currentData().toInt());
    }
    query.leastRating = m_rating->currentIndex();
    query.excluded = static_cast<Excluded>(m_excluded->currentIndex());
    if (m_tag->currentIndex() > 0) {
        query.tags = {m_tag->currentData().toString().toStdString()};
    }
    for (const AttributeFilterBox* box : m_boxes) {
        if (auto filter = box->filter()) {
            query.filters.push_back(std::move(*filter));
        }
    }
    return query;
}

void SampleFilterPanel::clear() {
    m_text->clear();
    for (QComboBox* choice : {m_split, m_rating, m_excluded, m_tag}) {
        choice->setCurrentIndex(0);
    }
    for (AttributeFilterBox* box : m_boxes) {
        box->clear();
    }
}

void SampleFilterPanel::setTheme(ThemeKind theme) {
    m_theme = theme;
    updateLegend();
    for (AttributeFilterBox* box : m_boxes) {
        box->setTheme(theme);
    }
}

void SampleFilterPanel::focusText() {
    m_text->setFocus();
    m_text->selectAll();
}

} // namespace maquette
