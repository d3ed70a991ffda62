// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the Training workspace is made of, and what it shows.
#include "ui/characters/stage_panel.h"
#include "ui/engine/paths.h"
#include "ui/training/curve_panel.h"
#include "ui/training/preview_panel.h"
#include "ui/training/run_details.h"
#include "ui/training/training_workspace.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_strip.h"

#include <QDockWidget>
#include <QHeaderView>
#include <QVBoxLayout>

namespace maquette {

namespace {

constexpr int kRunWidth = 300;
constexpr int kDetailWidth = 270;
constexpr int kPreviewHeight = 170;

} // namespace

void TrainingWorkspace::createCentre() {
    auto* centre = new QWidget(this);
    m_messages = new MessageBar(centre);
    m_stagePage = new QWidget(centre);
    m_stage = new StagePanel(m_stagePage);
    auto* middle = new QVBoxLayout(m_stagePage);
    middle->addWidget(m_stage, 0, Qt::AlignCenter);
    m_curves = new CurvePanel(centre);
    m_views = new QStackedWidget(centre);
    m_views->addWidget(m_stagePage);
    m_views->addWidget(m_curves);
    m_progress = new ProgressStrip(m_actions[ActionId::StopRun], centre);
    m_progress->setIdleText(tr("Nothing is being trained."));
    auto* bar = new QToolBar(centre);
    bar->setObjectName(QStringLiteral("trainingBar"));
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const ActionId id : {ActionId::NewRun, ActionId::GoOnRun, ActionId::PauseRun,
                              ActionId::StopRun, ActionId::ExtendRun, ActionId::UseRunModel}) {
        addActionButton(*bar, m_actions[id]);
    }
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(bar);
    layout->addWidget(m_messages);
    layout->addWidget(m_views, 1);
    layout->addWidget(m_progress);
    setCentralWidget(centre);
    addActionButton(m_curves->bar(), m_actions[ActionId::ExportCurves]);
}

void TrainingWorkspace::createRunPanel() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock =
        addPanel(QStringLiteral("runDock"), tr("Runs"), column, Qt::LeftDockWidgetArea);
    m_table = new QTableView(dock);
    m_table->setObjectName(QStringLiteral("runTable"));
    m_table->setAccessibleName(tr("Training runs"));
    m_table->setToolTip(tr("Choose a run to see it; check others to compare them with it"));
    m_table->setModel(&m_controller.runs());
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setIconSize({10, 10});
    m_table->verticalHeader()->setVisible(false);
    m_table->verticalHeader()->setDefaultSectionSize(26);
    QHeaderView& header = *m_table->horizontalHeader();
    header.setHighlightSections(false);
    header.setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header.setSectionResizeMode(RunModel::Name, QHeaderView::Stretch);
    for (const int column_ : {RunModel::State, RunModel::Step, RunModel::Best}) {
        header.setSectionResizeMode(column_, QHeaderView::ResizeToContents);
    }
    column->addWidget(m_table, 1);
    resizeDocks({dock}, {kRunWidth}, Qt::Horizontal);
}

void TrainingWorkspace::createDetailPanel() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock =
        addPanel(QStringLiteral("runDetailDock"), tr("Run"), column, Qt::RightDockWidgetArea);
    m_details = new RunDetails(dock);
    column->addWidget(makeScrollable(QStringLiteral("runDetailScroll"), m_details), 1);
    resizeDocks({dock}, {kDetailWidth}, Qt::Horizontal);
}

void TrainingWorkspace::createPreviewPanel() {
    QVBoxLayout* column = nullptr;
    QDockWidget* dock = addPanel(QStringLiteral("previewDock"), tr("Held-out people"), column,
                                 Qt::BottomDockWidgetArea);
    m_previews = new PreviewPanel(dock);
    column->addWidget(m_previews, 1);
    resizeDocks({dock}, {kPreviewHeight}, Qt::Vertical);
}

void TrainingWorkspace::updateRuns() {
    const int row = m_controller.runs().rowOf(m_controller.current());
    if (row != m_table->currentIndex().row()) {
        const QSignalBlocker blocked(m_table->selectionModel());
        m_table->setCurrentIndex(m_controller.runs().index(row, RunModel::Name));
        m_table->viewport()->update();
    }
    updateCurves();
}

void TrainingWorkspace::updateCurves() {
    std::vector<ShownRun> shown;
    std::shared_ptr<const WatchedRun> current;
    for (auto& run : m_controller.shown()) {
        const RunSummary* summary = m_controller.runs().find(run->folder);
        if (run->folder == m_controller.current()) {
            current = run;
        }
        shown.push_back({run,
                         QString::fromStdString(summary == nullptr ? std::string() : summary->name),
                         m_controller.runs().color(run->folder)});
    }
    m_curves->show(std::move(shown));
    const RunSummary* run = m_controller.currentRun();
    m_details->show(run, current.get());
    m_previews->show(current ? current->folder / "previews" : std::filesystem::path(),
                     current ? current->previews : std::vector<std::int64_t>());
    setWindowTitle(run == nullptr ? QString() : QString::fromStdString(run->name));
    updateStage();
    Q_EMIT availableChanged();
}

void TrainingWorkspace::updateStage() {
    const RunSummary* run = m_controller.currentRun();
    const bool hasCurves = std::ranges::any_of(
        m_curves->runs(), [](const ShownRun& shown) { return !shown.run->curves.all().empty(); });
    StageContent content;
    content.icon = QStringLiteral("curves");
    if (!m_controller.services().canTrain() && run == nullptr) {
        content.title = tr("This studio cannot train");
        content.text = tr("It was built without LibTorch. Runs that were trained elsewhere can be "
                          "looked at all the same.");
        content.action = &m_actions[ActionId::OpenRuns];
        content.actionText = tr("Open Folder of Runs…");
    } else if (run == nullptr && m_controller.activity() == TrainingController::Activity::Idle) {
        content.title = tr("Train a model of your own");
        content.text = tr("Choose a data set and how long it may take. Its curves appear here, and "
                          "the runs of %1 at the left.")
                           .arg(m_controller.folder());
        content.action = &m_actions[ActionId::NewRun];
        content.actionText = tr("New Run…");
    } else if (run != nullptr && !run->config) {
        content.icon = QStringLiteral("error");
        content.title = tr("This run is damaged");
        content.text = QString::fromStdString(run->problems.front());
    } else {
        content.title = tr("There are no curves yet");
        content.text = m_controller.activity() == TrainingController::Activity::Idle
                           ? tr("The run has done no steps. Go on with it to see how it learns.")
                           : tr("They begin after the first steps.");
    }
    m_stage->show(content);
    m_views->setCurrentWidget(hasCurves ? static_cast<QWidget*>(m_curves) : m_stagePage);
}

void TrainingWorkspace::updateActivity() {
    m_progress->setWork(work());
    updateStage();
    Q_EMIT availableChanged();
}

WorkProgress TrainingWorkspace::work() const {
    using Activity = TrainingController::Activity;
    const Activity activity = m_controller.activity();
    const RunProgress& progress = m_controller.progress();
    WorkProgress work;
    work.isActive = activity != Activity::Idle;
    work.canCancel = true;
    work.isStopping = activity == Activity::Stopping;
    work.title = fromPath(m_controller.active().filename());
    work.stage = stageOfWork();
    work.fraction = activity == Activity::Opening ? m_controller.openedShare()
                    : progress.steps > 0
                        ? static_cast<double>(progress.step) / static_cast<double>(progress.steps)
                        : 0.0;
    return work;
}

QString TrainingWorkspace::stageOfWork() const {
    using Activity = TrainingController::Activity;
    const RunProgress& progress = m_controller.progress();
    if (m_controller.activity() == Activity::Idle) {
        return {};
    }
    if (m_controller.activity() == Activity::Opening) {
        return m_controller.stage() == QLatin1String("baselines")
                   ? tr("Measuring what simple answers score")
                   : tr("Reading the people of the data set");
    }
    const QString step = tr("Step %L1 of %L2")
                             .arg(static_cast<qlonglong>(progress.step))
                             .arg(static_cast<qlonglong>(progress.steps));
    if (m_controller.activity() == Activity::Paused) {
        return tr("%1, paused").arg(step);
    }
    if (progress.samplesPerSecond <= 0.0) {
        return step;
    }
    const auto minutes = static_cast<qlonglong>(progress.secondsLeft / 60.0 + 0.5);
    const QString left = minutes >= 60 ? tr("%1 h %2 min left").arg(minutes / 60).arg(minutes % 60)
                         : minutes > 0 ? tr("%1 min left").arg(minutes)
                                       : tr("less than a minute left");
    return tr("%1, %2 samples a second, %3")
        .arg(step, QString::number(progress.samplesPerSecond, 'f', 0), left);
}

} // namespace maquette
