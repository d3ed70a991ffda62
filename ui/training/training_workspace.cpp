// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_workspace.h"

#include "ui/characters/stage_panel.h"
#include "ui/engine/paths.h"
#include "ui/training/curve_export.h"
#include "ui/training/curve_panel.h"
#include "ui/training/new_run_dialog.h"
#include "ui/training/preview_panel.h"
#include "ui/training/run_details.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_strip.h"

#include <QFileDialog>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

namespace maquette {

TrainingWorkspace::TrainingWorkspace(TrainingController& controller, const ActionTable& actions,
                                     StudioSettings& settings, QWidget* parent)
    : Workspace(QStringLiteral("training"), parent), m_controller(controller), m_actions(actions),
      m_settings(settings) {
    createCentre();
    createRunPanel();
    createDetailPanel();
    createPreviewPanel();
    connectActions();
    connectController();
    updateRuns();
    updateCurves();
    updateActivity();
}

TrainingWorkspace::~TrainingWorkspace() = default;

void TrainingWorkspace::connectActions() {
    const auto on = [this](ActionId id, auto&& what) {
        connect(&m_actions[id], &QAction::triggered, this, what);
    };
    on(ActionId::NewRun, &TrainingWorkspace::newRun);
    on(ActionId::OpenRuns, &TrainingWorkspace::openRuns);
    on(ActionId::GoOnRun, &TrainingWorkspace::goOn);
    on(ActionId::PauseRun, [this] { m_controller.pause(); });
    on(ActionId::StopRun, [this] { m_controller.stop(); });
    on(ActionId::ExtendRun, &TrainingWorkspace::extendRun);
    on(ActionId::DeleteRun, &TrainingWorkspace::deleteRun);
    on(ActionId::UseRunModel, &TrainingWorkspace::useModel);
    on(ActionId::UseShippedModel, [this] { Q_EMIT modelChosen({}); });
    on(ActionId::ExportCurves, &TrainingWorkspace::exportCurves);
}

void TrainingWorkspace::connectController() {
    connect(&m_controller, &TrainingController::runsChanged, this, &TrainingWorkspace::updateRuns);
    connect(&m_controller, &TrainingController::currentChanged, this,
            &TrainingWorkspace::updateRuns);
    connect(&m_controller, &TrainingController::curvesChanged, this,
            &TrainingWorkspace::updateCurves);
    connect(&m_controller, &TrainingController::activityChanged, this,
            &TrainingWorkspace::updateActivity);
    connect(&m_controller, &TrainingController::messageRaised, m_messages, &MessageBar::show);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &TrainingWorkspace::chooseCurrent);
    connect(m_details, &RunDetails::described, &m_controller, &TrainingController::describe);
}

void TrainingWorkspace::setTheme(ThemeKind theme) {
    m_stage->setTheme(theme);
    m_curves->setTheme(theme);
    m_previews->setTheme(theme);
    m_messages->setTheme(theme);
}

void TrainingWorkspace::showEvent(QShowEvent* event) {
    Workspace::showEvent(event);
    m_controller.setActive(true);
}

void TrainingWorkspace::hideEvent(QHideEvent* event) {
    Workspace::hideEvent(event);
    m_controller.setActive(false);
}

Needs TrainingWorkspace::available() const {
    using Activity = TrainingController::Activity;
    const RunSummary* run = m_controller.currentRun();
    const Activity activity = m_controller.activity();
    const bool isActive = run != nullptr && run->folder == m_controller.active();
    const bool isFree = run != nullptr && !run->holder && !isActive;
    Needs needs = 0;
    const auto add = [&](Need need, bool isThere) {
        needs |= isThere ? static_cast<Needs>(need) : 0;
    };
    add(Need::Trainer, m_controller.services().canTrain());
    add(Need::Run, run != nullptr && (run->config || isActive));
    add(Need::RunFree, isFree);
    add(Need::RunIdle,
        activity == Activity::Paused || (activity == Activity::Idle && isFree && run->config));
    add(Need::RunTraining, activity == Activity::Training);
    add(Need::RunWorking, activity != Activity::Idle && activity != Activity::Stopping);
    add(Need::RunModel,
        run != nullptr && run->hasModel && run->config && run->config->kind == kMappingRun);
    add(Need::Curves, !m_curves->runs().empty());
    return needs;
}

void TrainingWorkspace::newRun() {
    auto* dialog = new NewRunDialog(m_controller.services(), m_settings.dataset(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &NewRunDialog::wanted, &m_controller, &TrainingController::create);
    dialog->open();
}

void TrainingWorkspace::openRuns() {
    auto* dialog = new QFileDialog(this, tr("Open Folder of Runs"), m_controller.folder());
    dialog->setObjectName(QStringLiteral("openRunsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &TrainingController::setFolder);
    dialog->open();
}

void TrainingWorkspace::goOn() {
    if (m_controller.activity() == TrainingController::Activity::Paused) {
        m_controller.resume();
    } else {
        m_controller.start(m_controller.current());
    }
}

void TrainingWorkspace::extendRun() {
    const RunSummary* run = m_controller.currentRun();
    if (run == nullptr) {
        return;
    }
    constexpr int kMost = 10000000;
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("extendDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setWindowTitle(tr("Extend the Run"));
    dialog->setLabelText(tr("Steps that %1 does beyond those planned, at the last learning rate:")
                             .arg(QString::fromStdString(run->name)));
    dialog->setIntRange(1, kMost);
    dialog->setIntValue(
        static_cast<int>(std::clamp<std::int64_t>(run->state.steps / 4, 100, kMost)));
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this, folder = run->folder](int steps) { m_controller.extend(folder, steps); });
    dialog->open();
}

void TrainingWorkspace::deleteRun() {
    const RunSummary* run = m_controller.currentRun();
    if (run == nullptr) {
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Delete the Run"),
                                tr("Delete %1 with its curves, checkpoints and models?")
                                    .arg(QString::fromStdString(run->name)),
                                QMessageBox::Cancel, this);
    box->setObjectName(QStringLiteral("deleteRunDialog"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("This cannot be undone. %1").arg(fromPath(run->folder)));
    QPushButton* yes = box->addButton(tr("Delete"), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("deleteRunYes"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this,
            [this, folder = run->folder] { m_controller.remove(folder); });
    box->open();
}

void TrainingWorkspace::useModel() {
    const RunSummary* run = m_controller.currentRun();
    if (run == nullptr) {
        return;
    }
    const auto best = run->folder / "best.safetensors";
    std::error_code ignored;
    Q_EMIT modelChosen(fromPath(
        std::filesystem::exists(best, ignored) ? best : run->folder / "model.safetensors"));
}

void TrainingWorkspace::exportCurves() {
    auto* dialog = new QFileDialog(this, tr("Export Curves"), m_settings.exportFolder());
    dialog->setObjectName(QStringLiteral("exportCurvesDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setNameFilters(curveFileFilters());
    connect(dialog, &QFileDialog::filterSelected, dialog,
            [dialog](const QString& filter) { dialog->setDefaultSuffix(curveFileSuffix(filter)); });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString& file) { m_controller.save(curveExport(*m_curves, file), file); });
    dialog->open();
}

void TrainingWorkspace::chooseCurrent() {
    const RunSummary* run = m_controller.runs().at(m_table->currentIndex().row());
    m_controller.setCurrent(run == nullptr ? std::filesystem::path() : run->folder);
}

} // namespace maquette
