// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/picture_dataset.h"
#include "tests/ui/studio_fixture.h"
#include "ui/characters/stage_panel.h"
#include "ui/data/sample_grid.h"
#include "ui/window/command_palette.h"
#include "ui/window/main_window.h"

#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>

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
    void makeWindow() {
        m_window = std::make_unique<MainWindow>(m_studio->controller);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QApplication::setActiveWindow(m_window.get()); // bare X servers have no window manager
    }

    void openDataset() {
        action(ActionId::ShowData).trigger();
        m_window->data().open(dataset());
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
