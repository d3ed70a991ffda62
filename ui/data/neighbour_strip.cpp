// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/neighbour_strip.h"

#include "ui/widgets/thumbnail_delegate.h"

#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kPicture = 76; // pixels

} // namespace

NeighbourStrip::NeighbourStrip(DataController& controller, QWidget* parent)
    : QWidget(parent), m_controller(controller), m_model(controller.thumbnails()),
      m_title(new QLabel(tr("Like this one"), this)), m_list(new QListView(this)) {
    setObjectName(QStringLiteral("neighbourStrip"));
    m_title->setProperty("sectionTitle", true);
    m_title->setToolTip(tr("By the colours of the person and where they are"));
    m_list->setObjectName(QStringLiteral("neighbours"));
    m_list->setAccessibleName(tr("Samples most like this one"));
    m_list->setToolTip(tr("Samples most like this one, nearest first; choose one to see it whole"));
    m_list->setModel(&m_model);
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setUniformItemSizes(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setIconSize({kPicture, kPicture});
    m_list->setItemDelegate(new ThumbnailDelegate({kPicture, kPicture}, m_list));
    m_list->setGridSize({kPicture + 8, kPicture + 24});
    m_list->setFixedHeight(3 * (kPicture + 24) + 6);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 12);
    layout->setSpacing(6);
    layout->addWidget(m_title);
    layout->addWidget(m_list);
    connect(&controller.checks(), &DatasetChecks::neighboursFound, this, &NeighbourStrip::onFound);
    connect(&controller.checks(), &DatasetChecks::picturesChanged, this, &NeighbourStrip::search);
    const auto choose = [this](const QModelIndex& index) {
        Q_EMIT sampleChosen(m_model.sampleAt(index.row()));
    };
    connect(m_list, &QListView::clicked, this, choose);
    connect(m_list, &QListView::activated, this, choose);
    hide();
}

void NeighbourStrip::setSample(std::int64_t sample) {
    if (sample != m_sample) {
        m_sample = sample;
        search();
    }
}

void NeighbourStrip::search() {
    if (m_sample < 0 || m_controller.checks().pictures() == nullptr) {
        m_model.setEntries({});
        hide();
        return;
    }
    m_controller.checks().findNeighbours(m_sample, kShown);
}

void NeighbourStrip::onFound(std::int64_t sample, const std::vector<Neighbour>& neighbours) {
    if (sample != m_sample) {
        return;
    }
    std::vector<SampleListModel::Entry> entries;
    for (const Neighbour& neighbour : neighbours) {
        entries.push_back({neighbour.sample, QString::number(neighbour.sample)});
    }
    m_model.setEntries(std::move(entries));
    QWidget::setVisible(!neighbours.empty());
}

} // namespace maquette
