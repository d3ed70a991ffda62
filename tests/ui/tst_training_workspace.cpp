// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_training.h"
#include "tests/ui/studio_fixture.h"
#include "ui/characters/stage_panel.h"
#include "ui/engine/paths.h"
#include "ui/training/curve_plot.h"
#include "ui/training/new_run_dialog.h"
#include "ui/window/main_window.h"

#include <QDoubleSpinBox>
#include <QInputDialog>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

namespace maquette {

using namespace std::chrono_literals;

class TestTrainingWorkspace : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        m_studio = std::make_unique<test::Studio>();
        m_studio->settings.setRunFolder(m_folder->filePath(QStringLiteral("runs")));
        std::filesystem::create_directory(toPath(dataset()));
        QFile(dataset() + QStringLiteral("/catalog.sqlite")).open(QIODevice::WriteOnly);
    }

    void cleanup() {
        m_window.reset();
        m_studio.reset();
    }

    void emptyWorkspaceSaysWhatToDo() {
        open(test::fakeTraining());
        const auto* stage = training()->findChild<StagePanel*>();
        QVERIFY(stage->isVisible());
        QCOMPARE(stage->title(), QStringLiteral("Train a model of your own"));
        QVERIFY(action(ActionId::NewRun).isEnabled());
        for (const ActionId id :
             {ActionId::GoOnRun, ActionId::PauseRun, ActionId::StopRun, ActionId::ExtendRun,
              ActionId::DeleteRun, ActionId::UseRunModel, ActionId::ExportCurves}) {
            QVERIFY(!action(id).isEnabled());
        }
    }

    void withoutNetworksItSaysSo() {
        open({});
        QCOMPARE(training()->findChild<StagePanel*>()->title(),
                 QStringLiteral("This studio cannot train"));
        QVERIFY(!action(ActionId::NewRun).isEnabled());
        QVERIFY(action(ActionId::OpenRuns).isEnabled());
    }

    void aRunIsMadeWatchedPausedStoppedExtendedUsedAndDeleted() {
        open(test::fakeTraining({.steps = 1000000, .stepTime = 500us}));
        newRun();
        QTRY_VERIFY(plot("plot-held_out") && plot("plot-held_out")->isVisible());
        QVERIFY(plot("plot-loss"));
        QVERIFY(!action(ActionId::DeleteRun).isEnabled());
        action(ActionId::PauseRun).trigger();
        QTRY_VERIFY(action(ActionId::GoOnRun).isEnabled());
        QVERIFY(!action(ActionId::PauseRun).isEnabled());
        action(ActionId::GoOnRun).trigger();
        QTRY_VERIFY(action(ActionId::PauseRun).isEnabled());
        action(ActionId::StopRun).trigger();
        QTRY_COMPARE(m_window->training().activity(), TrainingController::Activity::Idle);
        QTRY_VERIFY(action(ActionId::UseRunModel).isEnabled());
        const auto step = m_window->training().currentRun()->state.step;
        action(ActionId::ExtendRun).trigger();
        auto* extend = training()->findChild<QInputDialog*>(QStringLiteral("extendDialog"));
        QTRY_VERIFY(extend && extend->isVisible());
        extend->setIntValue(500);
        extend->accept();
        QTRY_VERIFY(m_window->training().progress().step > step);
        QTRY_COMPARE(m_window->training().progress().steps, std::int64_t{1000500});
        action(ActionId::StopRun).trigger();
        QTRY_VERIFY(action(ActionId::DeleteRun).isEnabled());
        QTRY_VERIFY(action(ActionId::UseRunModel).isEnabled());
        action(ActionId::UseRunModel).trigger();
        QVERIFY(m_studio->settings.mapping().endsWith(QStringLiteral("best.safetensors")));
        action(ActionId::UseShippedModel).trigger();
        QVERIFY(m_studio->settings.mapping().isEmpty());
        action(ActionId::ShowTraining).trigger();
        action(ActionId::DeleteRun).trigger();
        QTRY_VERIFY(button("deleteRunYes") && button("deleteRunYes")->isVisible());
        button("deleteRunYes")->click();
        QTRY_COMPARE(m_window->training().runs().rowCount(), 0);
        QTRY_COMPARE(training()->findChild<StagePanel*>()->title(),
                     QStringLiteral("Train a model of your own"));
    }

    void theDialogTellsAllThatIsWrongAndHowLongItTakes() {
        open(test::fakeTraining());
        action(ActionId::NewRun).trigger();
        auto* dialog = training()->findChild<NewRunDialog*>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        field(dialog, "runName")->setText(QStringLiteral("a/b"));
        field(dialog, "runDataset")->setText(m_folder->path());
        const auto* problems = dialog->findChild<QLabel*>(QStringLiteral("runProblems"));
        QCOMPARE(problems->text().split(QLatin1Char('\n')).size(), 2);
        auto* train = dialog->findChild<QPushButton*>(QStringLiteral("startTraining"));
        QVERIFY(!train->isEnabled());
        field(dialog, "runName")->setText(QStringLiteral("Good"));
        field(dialog, "runDataset")->setText(dataset());
        QVERIFY(train->isEnabled());
        const auto* estimate = dialog->findChild<QLabel*>(QStringLiteral("runEstimate"));
        QTRY_VERIFY(estimate->text().contains(QStringLiteral("about 12 minute")));
        auto* steps = dialog->findChild<QDoubleSpinBox*>(QStringLiteral("option-steps"));
        QVERIFY(steps->toolTip().contains(QStringLiteral("How many.")));
        steps->setValue(300);
        QTRY_VERIFY(estimate->text().contains(QStringLiteral("5.0 hours")));
    }

    void notesAreKeptInTheRun() {
        open(test::fakeTraining());
        newRun();
        QTRY_VERIFY(action(ActionId::UseRunModel).isEnabled());
        auto* notes = training()->findChild<QPlainTextEdit*>(QStringLiteral("runNotes"));
        notes->setFocus();
        QTest::keyClicks(notes, QStringLiteral("wide net"));
        const auto folder = m_window->training().current();
        QTRY_COMPARE(RunFolder::open(folder)->config().notes, std::string("wide net"));
    }

private:
    void open(TrainingServices services) {
        m_window =
            std::make_unique<MainWindow>(m_studio->controller, DataServices(), std::move(services));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QApplication::setActiveWindow(m_window.get()); // bare X servers have no window manager
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY(m_window->training().wasListed());
    }

    /// Through the dialog.
    void newRun() {
        action(ActionId::NewRun).trigger();
        auto* dialog = training()->findChild<NewRunDialog*>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        field(dialog, "runDataset")->setText(dataset());
        dialog->findChild<QPushButton*>(QStringLiteral("startTraining"))->click();
    }

    [[nodiscard]] QString dataset() const { return m_folder->filePath(QStringLiteral("people")); }
    [[nodiscard]] QAction& action(ActionId id) const { return m_window->actions()[id]; }
    [[nodiscard]] QWidget* training() const {
        return m_window->findChild<QWidget*>(QStringLiteral("training"));
    }
    [[nodiscard]] CurvePlot* plot(const char* name) const {
        return m_window->findChild<CurvePlot*>(QLatin1String(name));
    }
    [[nodiscard]] QPushButton* button(const char* name) const {
        return m_window->findChild<QPushButton*>(QLatin1String(name));
    }
    static QLineEdit* field(const QWidget* dialog, const char* name) {
        return dialog->findChild<QLineEdit*>(QLatin1String(name));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<test::Studio> m_studio;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestTrainingWorkspace)
#include "tst_training_workspace.moc"
