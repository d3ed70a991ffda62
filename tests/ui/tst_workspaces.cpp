// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/picture_dataset.h"
#include "tests/ui/studio_fixture.h"
#include "ui/characters/stage_panel.h"
#include "ui/data/new_dataset_dialog.h"
#include "ui/data/sample_grid.h"
#include "ui/data/tag_dialog.h"
#include "ui/engine/paths.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"

#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTimer>

namespace maquette {

class TestWorkspaces : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::writePictureDataset(dataset(), 90); }

    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_studio = std::make_unique<test::Studio>();
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_studio.reset();
    }

    void keysAndTabsSwitch() {
        QCOMPARE(shown(), QStringLiteral("characters"));
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QCOMPARE(shown(), QStringLiteral("data"));
        QVERIFY(action(ActionId::ShowData).isChecked());
        QVERIFY(!action(ActionId::ShowWireframe).isEnabled()); // its key is free here
        QVERIFY(action(ActionId::SampleTable).isEnabled());
        m_window->findChild<QTabBar*>(QStringLiteral("workspaceTabs"))->setCurrentIndex(0);
        QCOMPARE(shown(), QStringLiteral("characters"));
        QVERIFY(action(ActionId::ShowWireframe).isEnabled());
        QVERIFY(!action(ActionId::SampleTable).isEnabled());
    }

    void eachRemembersItsPanels() {
        action(ActionId::ShowData).trigger();
        dock("filterDock")->hide();
        m_window->close();
        makeWindow();
        m_window->restoreWindow();
        QCOMPARE(shown(), QStringLiteral("data"));
        QVERIFY(dock("filterDock")->isHidden());
        QVERIFY(!dock("sampleDock")->isHidden());
        QVERIFY(!dock("photoDock")->isHidden());
    }

    void emptyDataWorkspaceSaysWhatToDo() {
        action(ActionId::ShowData).trigger();
        const auto* stage = data()->findChild<StagePanel*>();
        QVERIFY(stage->isVisible());
        QCOMPARE(stage->title(), QStringLiteral("Look through a data set"));
    }

    void samplesAreShownFilteredAndChosen() {
        openDataset();
        QTRY_VERIFY(grid()->isVisible());
        QCOMPARE(label("sampleCount"), QStringLiteral("90 of 90 samples"));
        QCOMPARE(m_window->windowTitle(), QStringLiteral("people – Maquette"));
        auto* poses = m_window->findChild<QComboBox*>(QStringLiteral("filter-pose-texts"));
        poses->setCurrentIndex(poses->findText(QStringLiteral("walking (30)")));
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("30 of 90 samples"));
        grid()->setCurrentIndex(grid()->model()->index(2, 0));
        QVERIFY(facts().contains(QStringLiteral("walking")));
        QVERIFY(facts().contains(QStringLiteral("7"))); // the third that walks
        auto* low = m_window->findChild<QDoubleSpinBox*>(QStringLiteral("filter-yaw-low"));
        low->setValue(5.0);
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("28 of 90 samples"));
        QCOMPARE(grid()->currentIndex().row(), 0); // the chosen one is still chosen
        low->setValue(89.0);
        QTRY_VERIFY(!grid()->isVisible());
        QCOMPARE(data()->findChild<StagePanel*>()->title(),
                 QStringLiteral("No sample passes the filters"));
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("clearFilters")),
                          Qt::LeftButton);
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("90 of 90 samples"));
        QVERIFY(grid()->isVisible());
    }

    void tableSortsByAColumn() {
        openDataset();
        QTRY_VERIFY(grid()->isVisible());
        action(ActionId::SampleTable).trigger();
        auto* table = m_window->findChild<QTableView*>(QStringLiteral("sampleTable"));
        QVERIFY(table->isVisible());
        const int yaw = SampleModel::FirstAttribute + 2;
        QCOMPARE(table->model()->headerData(yaw, Qt::Horizontal).toString(), QStringLiteral("Yaw"));
        Q_EMIT table->horizontalHeader()->sectionClicked(yaw);
        Q_EMIT table->horizontalHeader()->sectionClicked(yaw);
        QTRY_COMPARE(table->model()->index(0, yaw).data().toString(), QStringLiteral("89"));
    }

    void keysRateTagAndSetAside() {
        test::writePictureDataset(own(), 12);
        action(ActionId::ShowData).trigger();
        m_window->data().open(own());
        QTRY_VERIFY(grid()->isVisible());
        QVERIFY(!action(ActionId::Rate3).isEnabled());
        grid()->setCurrentIndex(grid()->model()->index(2, 0));
        QVERIFY(action(ActionId::Rate3).isEnabled());
        grid()->setFocus();
        QTest::keyClick(grid(), Qt::Key_3);
        QCOMPARE(cell(2, SampleModel::Rating), QStringLiteral("★★★"));
        QVERIFY(facts().contains(QStringLiteral("★★★")));
        grid()->selectAll();
        QTest::keyClick(grid(), Qt::Key_X);
        QVERIFY(grid()->model()->index(7, 0).data(SampleModel::ExcludedRole).toBool());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!grid()->model()->index(7, 0).data(SampleModel::ExcludedRole).toBool());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(cell(2, SampleModel::Rating), QString());
        QVERIFY(!action(ActionId::Undo).isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(cell(2, SampleModel::Rating), QStringLiteral("★★★"));
    }

    void tagsAreGivenAndFilteredBy() {
        test::writePictureDataset(own(), 12);
        action(ActionId::ShowData).trigger();
        m_window->data().open(own());
        QTRY_VERIFY(grid()->isVisible());
        grid()->setCurrentIndex(grid()->model()->index(2, 0));
        action(ActionId::TagSamples).trigger();
        auto* dialog = m_window->findChild<TagDialog*>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        auto* line = dialog->findChild<QLineEdit*>(QStringLiteral("newTag"));
        auto* set = dialog->findChild<QPushButton*>(QStringLiteral("setTags"));
        line->setText(QStringLiteral("a,b"));
        QVERIFY(!set->isEnabled());
        line->setText(QStringLiteral(" nice hands "));
        QTest::mouseClick(set, Qt::LeftButton);
        QTRY_COMPARE(cell(2, SampleModel::Tags), QStringLiteral("nice hands"));
        auto* tags = m_window->findChild<QComboBox*>(QStringLiteral("tagChoice"));
        QVERIFY(tags->isVisible());
        tags->setCurrentIndex(tags->findText(QStringLiteral("nice hands (1)")));
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("1 of 12 samples"));
        tags->setCurrentIndex(0);
        m_window->findChild<QLineEdit*>(QStringLiteral("filterText"))
            ->setText(QStringLiteral("HANDS"));
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("1 of 12 samples"));
    }

    void whatCannotBeStoredIsToldAndAskedAbout() {
        test::writePictureDataset(own(), 12);
        action(ActionId::ShowData).trigger();
        m_window->data().open(own());
        QTRY_VERIFY(grid()->isVisible());
        QVERIFY(QFile::rename(own() + QStringLiteral("/catalog.sqlite"),
                              own() + QStringLiteral("/away")));
        grid()->setCurrentIndex(grid()->model()->index(2, 0));
        action(ActionId::Rate5).trigger();
        auto* messages = data()->findChild<MessageBar*>();
        QTRY_VERIFY(messages->isVisible());
        QVERIFY(messages->message().text.startsWith(
            QStringLiteral("Your changes are not stored yet.")));
        QTimer::singleShot(0, this, [] {
            auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            QVERIFY(question);
            question->defaultButton()->click();
        });
        QVERIFY(!m_window->close());
        QVERIFY(QFile::rename(own() + QStringLiteral("/away"),
                              own() + QStringLiteral("/catalog.sqlite")));
        QTest::mouseClick(messages->findChild<QPushButton*>(QStringLiteral("messageAction")),
                          Qt::LeftButton);
        QTRY_VERIFY(!messages->isVisible());
        QVERIFY(m_window->close());
    }

    void peopleAreShownOnceAndOpened() {
        test::writePictureDataset(own(), 12, 4);
        action(ActionId::ShowData).trigger();
        m_window->data().open(own());
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("12 of 12 samples"));
        action(ActionId::GroupPeople).trigger();
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("3 people"));
        grid()->setCurrentIndex(grid()->model()->index(1, 0));
        QTest::keyClick(grid(), Qt::Key_Return);
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("Person 1: 4 samples"));
        QVERIFY(action(ActionId::LeavePerson).isEnabled());
        action(ActionId::LeavePerson).trigger();
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("3 people"));
        QVERIFY(!action(ActionId::LeavePerson).isEnabled());
    }

    void picturesAreCheckedAndLikesShown() {
        test::writePictureDataset(own(), 12);
        action(ActionId::ShowData).trigger();
        m_window->data().open(own());
        QTRY_VERIFY(grid()->isVisible());
        dock("checksDock")->raise();
        QTRY_VERIFY(label("splitChecks").contains(QStringLiteral("No person is in two splits.")));
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("lookAtPictures")),
                          Qt::LeftButton);
        QTRY_VERIFY(label("pictureChecks").contains(QStringLiteral("nearly the same")));
        auto* pairs = m_window->findChild<QListView*>(QStringLiteral("duplicatePairs"));
        QVERIFY(pairs->isVisible());
        pairs->setCurrentIndex(pairs->model()->index(0, 0));
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("setSecondsAside")),
                          Qt::LeftButton);
        QCOMPARE(m_window->data().editor().undoStack().count(), 1);
        dock("sampleDock")->raise();
        auto* likes = m_window->findChild<QListView*>(QStringLiteral("neighbours"));
        QTRY_VERIFY(likes->isVisible());
        QCOMPARE(likes->model()->rowCount(), 9);
        QVERIFY(m_window->findChild<QComboBox*>(QStringLiteral("filter-warnings-texts")));
    }

    void theWizardTellsWhatItTakesAndMakes() {
        DataServices services;
        services.makePeople = [](const DatasetPlan& plan, const auto& watch,
                                 const Context& ctx) -> Status {
            test::writePictureDataset(fromPath(plan.folder), plan.people);
            watch(QImage(8, 8, QImage::Format_RGB32));
            ctx.report(1.0);
            return {};
        };
        services.perceive = [](const DatasetPlan&, const Context&) -> Status { return {}; };
        makeWindow(services);
        action(ActionId::NewDataset).trigger();
        QCOMPARE(shown(), QStringLiteral("data"));
        auto* dialog = m_window->findChild<NewDatasetDialog*>();
        QTRY_VERIFY(dialog && dialog->isVisible());
        auto* folder = dialog->findChild<QLineEdit*>(QStringLiteral("datasetFolder"));
        auto* make = dialog->findChild<QPushButton*>(QStringLiteral("makeDataset"));
        auto* problem = dialog->findChild<QLabel*>(QStringLiteral("datasetProblem"));
        folder->setText(QStringLiteral("people"));
        QVERIFY(!make->isEnabled());
        QVERIFY(problem->text().contains(QStringLiteral("whole path")));
        folder->setText(m_studio->folder());
        QVERIFY(problem->text().contains(QStringLiteral("not empty")));
        folder->setText(own());
        QVERIFY(make->isEnabled());
        dialog->findChild<QSpinBox*>(QStringLiteral("datasetPeople"))->setValue(20);
        QTRY_VERIFY(dialog->findChild<QLabel*>(QStringLiteral("datasetEstimate"))
                        ->text()
                        .startsWith(QStringLiteral("It takes about")));
        QTest::mouseClick(make, Qt::LeftButton);
        QTRY_COMPARE(label("sampleCount"), QStringLiteral("20 of 20 samples"));
        QCOMPARE(label("jobStage"), QStringLiteral("Done"));
    }

    void aFolderThatIsNoDataSetSaysSo() {
        action(ActionId::ShowData).trigger();
        m_window->data().open(m_studio->folder());
        QTRY_COMPARE(data()->findChild<StagePanel*>()->title(),
                     QStringLiteral("The data set cannot be shown"));
    }

    void paletteFindsAndRuns() {
        QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
        auto* palette = m_window->findChild<CommandPalette*>();
        QTRY_VERIFY(palette && palette->isVisible());
        auto* search = palette->findChild<QLineEdit*>(QStringLiteral("paletteSearch"));
        QTest::keyClicks(search, QStringLiteral("data"));
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Up);
        QTest::keyClick(search, Qt::Key_Return);
        QTRY_COMPARE(shown(), QStringLiteral("data"));
    }

private:
    void makeWindow(const DataServices& services = {}) {
        m_window = std::make_unique<MainWindow>(m_studio->controller, services);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QApplication::setActiveWindow(m_window.get()); // bare X servers have no window manager
    }

    void openDataset() {
        action(ActionId::ShowData).trigger();
        m_window->data().open(dataset());
    }

    /// A data set of the test's own, which it may change.
    [[nodiscard]] QString own() const { return m_studio->folder() + QStringLiteral("/own"); }
    [[nodiscard]] QString cell(int row, int column) const {
        return grid()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString dataset() const { return m_folder.filePath(QStringLiteral("people")); }
    [[nodiscard]] QAction& action(ActionId id) const { return m_window->actions()[id]; }
    [[nodiscard]] QString shown() const {
        return m_window->findChild<QStackedWidget*>(QStringLiteral("workspaces"))
            ->currentWidget()
            ->objectName();
    }
    [[nodiscard]] QWidget* data() const {
        return m_window->findChild<QWidget*>(QStringLiteral("data"));
    }
    [[nodiscard]] QDockWidget* dock(const char* name) const {
        return m_window->findChild<QDockWidget*>(QLatin1String(name));
    }
    [[nodiscard]] SampleGrid* grid() const { return m_window->findChild<SampleGrid*>(); }
    [[nodiscard]] QString label(const char* name) const {
        return m_window->findChild<QLabel*>(QLatin1String(name))->text();
    }
    [[nodiscard]] QStringList facts() const {
        QStringList texts;
        const auto* panel = m_window->findChild<QWidget*>(QStringLiteral("samplePanel"));
        for (const QLabel* text : panel->findChildren<QLabel*>()) {
            texts.push_back(text->text());
        }
        return texts;
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::Studio> m_studio;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestWorkspaces)
#include "tst_workspaces.moc"
