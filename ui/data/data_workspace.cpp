// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/data_workspace.h"

#include "ui/characters/stage_panel.h"
#include "ui/data/checks_panel.h"
#include "ui/data/dataset_job_strip.h"
#include "ui/data/neighbour_strip.h"
#include "ui/data/person_view.h"
#include "ui/data/sample_actions.h"
#include "ui/data/sample_filter_panel.h"
#include "ui/data/sample_grid.h"
#include "ui/data/sample_panel.h"
#include "ui/widgets/message_bar.h"

#include <QFileInfo>
#include <QHeaderView>

#include <algorithm>

namespace maquette {

DataWorkspace::DataWorkspace(DataController& controller, const ActionTable& actions,
                             StudioSettings& settings, QWidget* parent)
    : Workspace(QStringLiteral("data"), parent), m_controller(controller), m_actions(actions),
      m_settings(settings) {
    createCentre();
    createFilterPanel();
    createSamplePanel();
    createChecksPanel();
    m_sampleActions = new SampleActions(actions, controller.editor(), controller.samples(),
                                        *m_grid->selectionModel(), *this);
    connectActions();
    connectController();
    connectViews();
    updateDataset();
}

DataWorkspace::~DataWorkspace() = default;

void DataWorkspace::connectActions() {
    const auto on = [this](ActionId id, auto&& what) {
        connect(&m_actions[id], &QAction::triggered, this, what);
    };
    on(ActionId::OpenDataset, &DataWorkspace::openDataset);
    on(ActionId::NewDataset, &DataWorkspace::newDataset);
    m_actions[ActionId::NewDataset].setVisible(
        static_cast<bool>(m_controller.services().makePeople));
    on(ActionId::SampleGrid, &DataWorkspace::showView);
    on(ActionId::SampleTable, &DataWorkspace::showView);
    on(ActionId::GroupPeople, [this](bool grouped) { m_controller.setGrouped(grouped); });
    on(ActionId::LeavePerson, [this] { m_controller.openPerson(std::nullopt); });
    on(ActionId::FindSamples, [this] { m_filters->focusText(); });
    m_actions[ActionId::SampleGrid].setChecked(true);
    connect(m_sampleActions, &SampleActions::availableChanged, this,
            &DataWorkspace::availableChanged);
}

void DataWorkspace::connectController() {
    connect(&m_controller, &DataController::datasetChanged, this, &DataWorkspace::updateDataset);
    connect(&m_controller, &DataController::samplesChanged, this, &DataWorkspace::updateSamples);
    const SampleEditor& editor = m_controller.editor();
    connect(&editor, &SampleEditor::changed, this, [this] {
        m_filters->setTags(m_controller.editor().tagCounts());
        updateCount();
        showSample();
    });
    connect(&editor, &SampleEditor::saveEnded, this, &DataWorkspace::showSaved);
    connect(&editor, &SampleEditor::lost, this, [this](const Error& error) {
        m_messages->show(errorMessage(QStringLiteral("lost"), error, tr("a data set closed")));
    });
    connect(&m_controller, &DataController::warningsChanged, this, [this] {
        m_filters->setColumn(m_controller.samples().attributes().back(),
                             *m_controller.editor().rows());
        showSample();
    });
    connect(m_messages, &MessageBar::actionChosen, this, &DataWorkspace::runMessageAction);
}

void DataWorkspace::connectViews() {
    connect(m_job, &DatasetJobStrip::openChosen, this, &DataWorkspace::openFolder);
    connect(m_checks, &ChecksPanel::sampleChosen, this, &DataWorkspace::choose);
    connect(m_neighbours, &NeighbourStrip::sampleChosen, this, &DataWorkspace::choose);
    connect(m_filters, &SampleFilterPanel::queryChanged, this, &DataWorkspace::search);
    connect(m_grid->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &DataWorkspace::chooseCurrent);
    connect(m_table->horizontalHeader(), &QHeaderView::sectionClicked, this,
            &DataWorkspace::sortBy);
    for (QAbstractItemView* view : std::initializer_list<QAbstractItemView*>{m_grid, m_table}) {
        connect(view, &QAbstractItemView::activated, this, &DataWorkspace::openCurrentPerson);
        view->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(view, &QWidget::customContextMenuRequested, this,
                [this, view](QPoint place) { openSampleMenu(*view, place); });
    }
}

void DataWorkspace::openSampleMenu(const QAbstractItemView& view, QPoint place) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addSampleActions(*menu, m_actions);
    menu->popup(view.viewport()->mapToGlobal(place));
}

void DataWorkspace::setTheme(ThemeKind theme) {
    m_stage->setTheme(theme);
    m_grid->setTheme(theme);
    m_filters->setTheme(theme);
    m_messages->setTheme(theme);
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
    const Needs person = m_controller.person() ? static_cast<Needs>(Need::PersonOpen) : 0;
    return static_cast<Needs>(Need::Samples) | person | m_sampleActions->available();
}

void DataWorkspace::updateDataset() {
    const bool isOpen = m_controller.dataset() != nullptr;
    m_chosen = -1;
    m_filters->setDataset(isOpen ? m_controller.info() : DatasetInfo(),
                          m_controller.samples().attributes(), *m_controller.editor().rows());
    m_filters->setTags(m_controller.editor().tagCounts());
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    m_messages->withdraw(QStringLiteral("marks"));
    setWindowTitle(isOpen ? QFileInfo(m_controller.folder()).fileName() : QString());
    updateSamples();
}

void DataWorkspace::updateSamples() {
    const SampleModel& samples = m_controller.samples();
    updateCount();
    if (const int row = samples.rowOf(m_chosen); row >= 0) {
        m_grid->setCurrentIndex(samples.index(row, SampleModel::Number));
    } else {
        m_chosen = -1;
        showSample();
    }
    updateStage();
    showView();
    Q_EMIT availableChanged();
}

void DataWorkspace::updateCount() {
    const SampleModel& samples = m_controller.samples();
    const auto all = m_controller.dataset() ? std::ssize(m_controller.dataset()->samples()) : 0;
    QString text;
    if (m_controller.person()) {
        text = tr("Person %1: %L2 samples").arg(*m_controller.person()).arg(samples.rowCount());
    } else if (samples.isGrouped()) {
        text = tr("%L1 people").arg(samples.rowCount());
    } else if (m_controller.dataset()) {
        text = tr("%L1 of %L2 samples").arg(samples.rowCount()).arg(all);
    }
    const auto aside = std::ranges::count_if(*m_controller.editor().rows(), &SampleRow::excluded);
    if (aside > 0) {
        text += tr(", %L1 set aside").arg(aside);
    }
    m_count->setText(text);
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
    showSample();
}

/// Also one that the filters leave out.
void DataWorkspace::choose(std::int64_t sample) {
    const SampleModel& samples = m_controller.samples();
    if (const int row = samples.rowOf(sample); row >= 0) {
        const QModelIndex index = samples.index(row, SampleModel::Number);
        m_grid->setCurrentIndex(index);
        m_table->scrollTo(index);
    } else {
        m_chosen = sample;
        showSample();
    }
}

void DataWorkspace::showSample() {
    m_sample->show(m_controller.samples(), m_controller.pictures(), m_chosen);
    m_sample->setProvenance(provenance());
    m_neighbours->setSample(m_chosen);
    m_person->setPerson(m_chosen < 0 ? nullptr : m_controller.dataset(),
                        m_controller.samples().identityOf(m_chosen));
}

void DataWorkspace::openCurrentPerson() {
    const SampleModel& samples = m_controller.samples();
    if (samples.isGrouped() && m_chosen >= 0) {
        m_controller.openPerson(samples.identityOf(m_chosen));
    }
}

QString DataWorkspace::provenance() const {
    if (m_chosen < 0 || !m_controller.dataset()) {
        return {};
    }
    const DatasetOrigin& origin = m_controller.dataset()->origin();
    const SampleRow& row = (*m_controller.editor().rows())[static_cast<std::size_t>(m_chosen)];
    return tr("%1. Data set of seed %2, made by %3; this sample by seed %4.")
        .arg(QString::fromStdString(origin.provenance))
        .arg(origin.seed)
        .arg(QString::fromStdString(origin.generatorVersion))
        .arg(row.seed);
}

void DataWorkspace::search() {
    SampleQuery query = m_filters->query();
    query.sortBy = m_controller.query().sortBy;
    query.sortField = m_controller.query().sortField;
    query.descending = m_controller.query().descending;
    m_controller.setQuery(query);
}

void DataWorkspace::sortBy(int column) {
    const AttributeColumn* attribute = m_controller.samples().attribute(column);
    SampleQuery query = m_filters->query();
    query.sortBy = attribute == nullptr ? std::string() : attribute->key;
    query.sortField = SampleModel::sortField(column);
    const SampleQuery& before = m_controller.query();
    query.descending =
        before.sortBy == query.sortBy && before.sortField == query.sortField && !before.descending;
    QHeaderView& header = *m_table->horizontalHeader();
    header.setSortIndicator(column, query.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    header.setSortIndicatorShown(true);
    m_controller.setQuery(query);
}

} // namespace maquette
