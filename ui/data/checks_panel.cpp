// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/checks_panel.h"

#include "ui/data/check_sentences.h"
#include "ui/data/pair_delegate.h"

#include <cmath>

namespace maquette {

ChecksPanel::ChecksPanel(DataController& controller, QWidget* parent)
    : QWidget(parent), m_controller(controller), m_checks(controller.checks()),
      m_pairs(controller.thumbnails()), m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("checksPanel"));
    m_column->setContentsMargins(12, 10, 12, 12);
    m_column->setSpacing(8);
    createSplits();
    createPictures();
    createPairs();
    connect(&m_checks, &DatasetChecks::changed, this, &ChecksPanel::refresh);
    connect(&m_checks, &DatasetChecks::picturesChanged, this, &ChecksPanel::updatePairs);
    refresh();
    updatePairs();
}

void ChecksPanel::addHeading(const QString& text) {
    auto* label = new QLabel(text, this);
    label->setProperty("sectionTitle", true);
    m_column->addWidget(label);
}

QLabel* ChecksPanel::addText(const char* name) {
    auto* label = new QLabel(this);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_column->addWidget(label);
    return label;
}

QPushButton* ChecksPanel::addButton(const char* name, const QString& text, const QString& toolTip) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    button->setToolTip(toolTip);
    m_column->addWidget(button);
    return button;
}

void ChecksPanel::createSplits() {
    addHeading(tr("Splits"));
    m_splits = addText("splitChecks");
}

void ChecksPanel::createPictures() {
    addHeading(tr("Pictures"));
    m_pictures = addText("pictureChecks");
    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("lookProgress"));
    m_progress->setAccessibleName(tr("Pictures looked at"));
    m_progress->setToolTip(m_progress->accessibleName());
    m_progress->setRange(0, 100);
    m_column->addWidget(m_progress);
    m_look = addButton("lookAtPictures", tr("&Look at All Pictures"),
                       tr("Find double and odd pictures, and the likes of each"));
    m_stop =
        addButton("stopLooking", tr("&Stop"), tr("Stop for now; what was seen so far is kept"));
    connect(m_look, &QPushButton::clicked, &m_checks, &DatasetChecks::lookAtPictures);
    connect(m_stop, &QPushButton::clicked, &m_checks, &DatasetChecks::stop);
}

void ChecksPanel::createPairs() {
    m_list = new QListView(this);
    m_list->setObjectName(QStringLiteral("duplicatePairs"));
    m_list->setAccessibleName(tr("Pairs of pictures that are nearly the same"));
    m_list->setToolTip(tr("Choose a pair to see its second sample"));
    m_list->setModel(&m_pairs);
    m_list->setItemDelegate(new PairDelegate(m_list));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMinimumHeight(180);
    m_column->addWidget(m_list, 1);
    m_aside = addButton("setSecondsAside", tr("Set the Second &Aside"),
                        tr("Leave the second of each selected pair out of training"));
    m_column->addStretch(0);
    connect(m_aside, &QPushButton::clicked, this, &ChecksPanel::setSecondsAside);
    connect(m_list->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_aside->setEnabled(m_list->selectionModel()->hasSelection()); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid()) {
                    Q_EMIT sampleChosen(m_pairs.pairAt(index.row()).second);
                }
            });
}

QString ChecksPanel::pictureText() const {
    if (!m_controller.dataset()) {
        return {};
    }
    if (m_checks.isLooking()) {
        return tr("Looking at the pictures…");
    }
    if (m_checks.pictureError()) {
        return QString::fromStdString(describe(*m_checks.pictureError()));
    }
    if (const auto* pictures = m_checks.pictures()) {
        return pictureSentences(*pictures).join(QStringLiteral("\n\n"));
    }
    return tr("A look at all pictures finds doubles, odd ones and the likes of each.");
}

void ChecksPanel::refresh() {
    const bool isOpen = m_controller.dataset() != nullptr;
    const auto& splits = m_checks.splits();
    m_splits->setText(!isOpen  ? tr("Open a data set to have it checked.")
                      : splits ? splitSentences(*splits).join(QStringLiteral("\n\n"))
                               : tr("Checking the splits…"));
    m_pictures->setText(pictureText());
    m_progress->setVisible(m_checks.isLooking());
    m_progress->setValue(static_cast<int>(std::lround(100.0 * m_checks.progress())));
    m_stop->setVisible(m_checks.isLooking());
    m_look->setVisible(isOpen && !m_checks.isLooking() && m_checks.pictures() == nullptr);
}

void ChecksPanel::updatePairs() {
    const auto* pictures = m_checks.pictures();
    const bool isThere = pictures != nullptr && m_controller.dataset();
    m_pairs.setPairs(isThere ? pictures->duplicates.pairs : std::vector<PicturePair>(),
                     *m_controller.editor().rows());
    m_list->setVisible(m_pairs.rowCount() > 0);
    m_aside->setVisible(m_pairs.rowCount() > 0);
    m_aside->setEnabled(false);
    refresh();
}

void ChecksPanel::setSecondsAside() {
    SampleNumbers samples;
    for (const QModelIndex& index : m_list->selectionModel()->selectedIndexes()) {
        samples.push_back(m_pairs.pairAt(index.row()).second);
    }
    m_controller.editor().setAside(samples, true);
}

} // namespace maquette
