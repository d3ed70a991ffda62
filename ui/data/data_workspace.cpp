// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_workspace.h"

#include "ui/characters/stage_panel.h"
#include "ui/data/sample_filter_panel.h"
#include "ui/data/sample_grid.h"
#include "ui/data/sample_panel.h"
#include "ui/widgets/action_button.h"

#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QHeaderView>
#include <QToolBar>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kFilterWidth = 244;
constexpr int kSampleWidth = 292;
constexpr int kFirstCell = 128; ///< pixels

} // namespace

DataWorkspace::DataWorkspace(DataController& controller, const ActionTable& actions,
                             StudioSettings& settings, QWidget* parent)
    : Workspace(QStringLiteral("data"), parent), m_controller(controller), m_actions(actions),
      m_settings(settings) {
    createCentre();
    createFilterPanel();
    createSamplePanel();
    connectActions();
    connectController();
    updateDataset();
}

DataWorkspace::~DataWorkspace() = default;

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
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createBar());
    layout->addWidget(m_views, 1);
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
    for (const ActionId id : {ActionId::OpenDataset, ActionId::SampleGrid, ActionId::SampleTable}) {
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
    m_table->setIconSize({40, 40});
    m_table->verticalHeader()->setVisible(false);
    m_table->verticalHeader()->setDefaultSectionSize(46);
    m_table->horizontalHeader()->setSectionsClickable(true);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setDefaultSectionSize(110);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this,
            &DataWorkspace::sortBy);
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
    m_sample = new SamplePanel(dock);
    column->addWidget(makeScrollable(QStringLiteral("sampleScroll"), m_sample), 1);
    resizeDocks({dock}, {kSampleWidth}, Qt::Horizontal);
}

void DataWorkspace::connectActions() {
    connect(&m_actions[ActionId::OpenDataset], &QAction::triggered, this,
            &DataWorkspace::openDataset);
    for (const ActionId id : {ActionId::SampleGrid, ActionId::SampleTable}) {
        connect(&m_actions[id], &QAction::triggered, this, &DataWorkspace::showView);
    }
    m_actions[ActionId::SampleGrid].setChecked(true);
}

void DataWorkspace::connectController() {
    connect(&m_controller, &DataController::datasetChanged, this, &DataWorkspace::updateDataset);
    connect(&m_controller, &DataController::samplesChanged, this, &DataWorkspace::updateSamples);
    connect(m_filters, &SampleFilterPanel::queryChanged, this, [this] {
        SampleQuery query = m_filters->query();
        query.sortBy = m_controller.query().sortBy;
        query.descending = m_controller.query().descending;
        m_controller.setQuery(query);
    });
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DataWorkspace::chooseCurrent);
}

void DataWorkspace::setTheme(ThemeKind theme) {
    m_stage->setTheme(theme);
    m_grid->setTheme(theme);
    m_filters->setTheme(theme);
}

// Only whoever comes here waits for the last data set.
void DataWorkspace::showEvent(QShowEvent* event) {
    Workspace::showEvent(event);
    if (!m_wasShown) {
        m_wasShown = true;
        m_controller.openLast();
    }
}

Needs DataWorkspace::available() const {
    return static_cast<Needs>(Need::Samples);
}

void DataWorkspace::openDataset() {
    auto* dialog = new QFileDialog(this, tr("Open Data Set"), m_settings.dataset());
    dialog->setObjectName(QStringLiteral("openDatasetDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &DataController::open);
    dialog->open();
}

void DataWorkspace::updateDataset() {
    const bool isOpen = m_controller.dataset() != nullptr;
    m_chosen = -1;
    m_filters->setDataset(isOpen ? m_controller.info() : DatasetInfo(),
                          m_controller.samples().attributes());
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    setWindowTitle(isOpen ? QFileInfo(m_controller.folder()).fileName() : QString());
    m_sample->show(m_controller.samples(), m_controller.pictures(), m_chosen);
    updateSamples();
}

void DataWorkspace::updateSamples() {
    const SampleModel& samples = m_controller.samples();
    const bool isOpen = m_controller.dataset() != nullptr;
    const auto all = isOpen ? std::ssize(m_controller.dataset()->samples()) : 0;
    m_count->setText(isOpen ? tr("%L1 of %L2 samples").arg(samples.rowCount()).arg(all)
                            : QString());
    if (const int row = samples.rowOf(m_chosen); row >= 0) {
        m_grid->setCurrentIndex(samples.index(row, SampleModel::Number));
    } else {
        m_chosen = -1;
        m_sample->show(samples, m_controller.pictures(), m_chosen);
    }
    updateStage();
    showView();
}

void DataWorkspace::updateStage() {
    StageContent content;
    QAction& open = m_actions[ActionId::OpenDataset];
    content.icon = QStringLiteral("layers");
    if (m_controller.isOpening()) {
        content.title = tr("Opening %1").arg(QFileInfo(m_controller.folder()).fileName());
    } else if (m_controller.error()) {
        content.icon = QStringLiteral("error");
        content.title = tr("The data set cannot be shown");
        content.text = QString::fromStdString(describe(*m_controller.error()));
        content.action = &open;
        content.actionText = tr("Open another…");
    } else if (m_controller.dataset()) {
        content.icon = QStringLiteral("search");
        content.title = tr("No sample passes the filters");
        content.text = tr("Widen or clear them at the left.");
    } else {
        content.title = tr("Look through a data set");
        content.text = tr("Open a folder that maquette-cli dataset make has filled: pictures of "
                          "people with all that is true of them.");
        content.action = &open;
        content.actionText = tr("Open Data Set…");
    }
    m_stage->show(content);
}

void DataWorkspace::showView() {
    QWidget* view = m_stagePage;
    if (m_controller.samples().rowCount() > 0 && !m_controller.error()) {
        view =
            m_actions[ActionId::SampleTable].isChecked() ? static_cast<QWidget*>(m_table) : m_grid;
    }
    m_views->setCurrentWidget(view);
    m_size->setEnabled(view == m_grid);
}

void DataWorkspace::chooseCurrent() {
    m_chosen = m_controller.samples().sampleAt(m_grid->currentIndex().row());
    m_sample->show(m_controller.samples(), m_controller.pictures(), m_chosen);
}

void DataWorkspace::sortBy(int column) {
    const AttributeColumn* attribute = m_controller.samples().attribute(column);
    const std::string key = attribute == nullptr ? std::string() : attribute->key;
    SampleQuery query = m_filters->query();
    query.sortBy = key;
    query.descending = m_controller.query().sortBy == key && !m_controller.query().descending;
    QHeaderView& header = *m_table->horizontalHeader();
    header.setSortIndicator(key.empty() ? SampleModel::Number : column,
                            query.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    header.setSortIndicatorShown(true);
    m_controller.setQuery(query);
}

} // namespace maquette
