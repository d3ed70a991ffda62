// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// @file  The part of DataWorkspace that builds: centre and panels.

#include "ui/characters/stage_panel.h"
#include "ui/data/checks_panel.h"
#include "ui/data/data_workspace.h"
#include "ui/data/dataset_job_strip.h"
#include "ui/data/neighbour_strip.h"
#include "ui/data/person_view.h"
#include "ui/data/sample_filter_panel.h"
#include "ui/data/sample_grid.h"
#include "ui/data/sample_panel.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/section.h"
#include "ui/widgets/thumbnail_delegate.h"

#include <QDockWidget>
#include <QGridLayout>
#include <QHeaderView>
#include <QToolBar>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kFilterWidth = 244;
constexpr int kSampleWidth = 292;
constexpr int kFirstCell = 128; ///< pixels

} // namespace

void DataWorkspace::createCentre() {
    auto* centre = new QWidget(this);
    m_stagePage = new QWidget(centre);
    m_stage = new StagePanel(m_stagePage);
    auto* middle = new QVBoxLayout(m_stagePage);
    middle->addWidget(m_stage, 0, Qt::AlignCenter);
    m_grid = new SampleGrid(centre);
    m_grid->setModel(&m_controller.samples());
    m_grid->setCellSide(kFirstCell);
    createTable();
    m_views = new QStackedWidget(centre);
    m_views->addWidget(m_stagePage);
    m_views->addWidget(m_grid);
    m_views->addWidget(m_table);
    m_messages = new MessageBar(centre);
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createBar());
    auto* view = new QGridLayout; // messages lie over the view, which does not jump
    view->addWidget(m_views, 0, 0);
    view->addWidget(m_messages, 0, 0, Qt::AlignTop);
    m_messages->raise();
    layout->addLayout(view, 1);
    m_job = new DatasetJobStrip(m_controller.job(), centre);
    layout->addWidget(m_job);
    setCentralWidget(centre);
}

QWidget* DataWorkspace::createBar() {
    auto* bar = new QToolBar(this);
    bar->setObjectName(QStringLiteral("dataBar"));
    m_count = new QLabel(bar);
    m_count->setObjectName(QStringLiteral("sampleCount"));
    m_size = new QSlider(Qt::Horizontal, bar);
    m_size->setObjectName(QStringLiteral("pictureSize"));
    m_size->setAccessibleName(tr("Size of the pictures"));
    m_size->setToolTip(tr("Size of the pictures in the grid"));
    m_size->setRange(SampleGrid::kLeastCell, SampleGrid::kMostCell);
    m_size->setValue(kFirstCell);
    m_size->setFixedWidth(120);
    auto* space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    for (const ActionId id :
         {ActionId::OpenDataset, ActionId::NewDataset, ActionId::SampleGrid, ActionId::SampleTable,
          ActionId::GroupPeople, ActionId::LeavePerson}) {
        addActionButton(*bar, m_actions[id]);
    }
    bar->addSeparator();
    bar->addWidget(m_size);
    bar->addWidget(space);
    bar->addWidget(m_count);
    connect(m_size, &QSlider::valueChanged, m_grid, &SampleGrid::setCellSide);
    return bar;
}

void DataWorkspace::createTable() {
    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("sampleTable"));
    m_table->setAccessibleName(tr("Samples as a table"));
    m_table->setToolTip(tr("Samples of the data set; click a column's head to sort by it"));
    m_table->setModel(&m_controller.samples());
    m_table->setSelectionModel(m_grid->selectionModel());
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setWordWrap(false);
    m_table->setItemDelegate(new ThumbnailDelegate({40, 40}, m_table));
    m_table->verticalHeader()->setVisible(false);
    m_table->verticalHeader()->setDefaultSectionSize(46);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setDefaultSectionSize(110);
}

void DataWorkspace::createFilterPanel() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock =
        addPanel(QStringLiteral("filterDock"), tr("Filter"), column, Qt::LeftDockWidgetArea);
    m_filters = new SampleFilterPanel(dock);
    column->addWidget(makeScrollable(QStringLiteral("filterScroll"), m_filters), 1);
    resizeDocks({dock}, {kFilterWidth}, Qt::Horizontal);
}

void DataWorkspace::createSamplePanel() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock =
        addPanel(QStringLiteral("sampleDock"), tr("Sample"), column, Qt::RightDockWidgetArea);
    auto* content = new QWidget(dock);
    auto* parts = new QVBoxLayout(content);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(0);
    m_sample = new SamplePanel(content);
    m_neighbours = new NeighbourStrip(m_controller, content);
    m_person = new PersonView(m_controller.services(), content);
    auto* person = new Section(QStringLiteral("personSection"), tr("Person"), m_person, content);
    person->setVisible(static_cast<bool>(m_controller.services().renderPerson));
    parts->addWidget(m_sample);
    parts->addWidget(m_neighbours);
    parts->addWidget(person);
    parts->addStretch(1);
    column->addWidget(makeScrollable(QStringLiteral("sampleScroll"), content), 1);
    resizeDocks({dock}, {kSampleWidth}, Qt::Horizontal);
}

void DataWorkspace::createChecksPanel() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock =
        addPanel(QStringLiteral("checksDock"), tr("Checks"), column, Qt::RightDockWidgetArea);
    m_checks = new ChecksPanel(m_controller, dock);
    column->addWidget(makeScrollable(QStringLiteral("checksScroll"), m_checks), 1);
    auto* sampleDock = findChild<QDockWidget*>(QStringLiteral("sampleDock"));
    tabifyDockWidget(sampleDock, dock);
    sampleDock->raise();
}

} // namespace maquette
