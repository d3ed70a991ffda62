// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/characters/export_dialog.h"
#include "ui/characters/stage_panel.h"
#include "ui/viewport/viewport_widget.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/progress_strip.h"
#include "ui/window/main_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenuBar>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>

namespace maquette {

using test::FakeEngine;
using test::Studio;

class TestMainWindow : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_studio = std::make_unique<Studio>();
        makeWindow();
    }

    void cleanup() {
        m_window.reset();
        m_studio.reset();
    }

    void emptyWindowSaysWhatToDo() {
        QVERIFY(stage()->isVisible());
        QCOMPARE(stage()->title(), QStringLiteral("Drop photos of a person here"));
        QVERIFY(action(ActionId::OpenPhotos).isEnabled());
        for (const ActionId id : {ActionId::ExportGltf, ActionId::ReconstructAgain,
                                  ActionId::RemovePhotos, ActionId::CancelWork}) {
            QVERIFY(!action(id).isEnabled());
        }
    }

    void everyControlCanBeNamedExplainedAndReached() {
        finishOnePhoto();
        int controls = 0;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool isControl =
                qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QSlider*>(widget) ||
                qobject_cast<QAbstractItemView*>(widget) || qobject_cast<ViewportWidget*>(widget);
            // Parts of Qt's own: the popup of a combo box, buttons of dock titles and tool bars.
            const bool isInner = widget->objectName().startsWith(QLatin1String("qt_")) ||
                                 qobject_cast<QComboBox*>(widget->parentWidget()) ||
                                 widget->inherits("QComboBoxListView") ||
                                 widget->inherits("QHeaderView") ||
                                 widget->inherits("QTableCornerButton") ||
                                 widget->parentWidget()->inherits("QTabBar") ||
                                 widget->inherits("QToolBarExtension");
            if (!isControl || isInner) {
                continue;
            }
            ++controls;
            const QByteArray which =
                (widget->objectName() + QLatin1Char(' ') + widget->metaObject()->className())
                    .toUtf8();
            QVERIFY2(!widget->objectName().isEmpty(), which);
            QVERIFY2(!widget->accessibleName().isEmpty(), which);
            QVERIFY2(!widget->toolTip().isEmpty() || qobject_cast<ViewportWidget*>(widget), which);
            QVERIFY2(widget->focusPolicy() & Qt::TabFocus, which);
        }
        QVERIFY(controls > 20);
    }

    void openedPhotoBecomesACharacter() {
        finishOnePhoto();
        QVERIFY(!stage()->isVisible());
        QVERIFY(m_window->viewport().scene()->character() != nullptr);
        QCOMPARE(label("jointError"), QStringLiteral("0.62 %"));
        QCOMPARE(label("silhouette"), QStringLiteral("94.6 % (90.2 %)"));
        QCOMPARE(label("height"), QStringLiteral("1.75 m"));
        QVERIFY(label("stageTimes").contains(QStringLiteral("Texture 0.66")));
        for (const ActionId id : {ActionId::ExportGltf, ActionId::ExportFbx, ActionId::ExportObj,
                                  ActionId::ReconstructAgain, ActionId::ShowPhotoOverlay}) {
            QVERIFY(action(id).isEnabled());
        }
    }

    void warningsAreSentencesInThePanel() {
        m_studio->engine->warnings = {"The feet are cut off."};
        finishOnePhoto();
        bool found = false;
        for (const QLabel* text : m_window->findChildren<QLabel*>()) {
            found = found ||
                    (text->text() == QStringLiteral("The feet are cut off.") && text->isVisible());
        }
        QVERIFY(found);
    }

    void workShowsStagePercentAndCancel() {
        QVERIFY(m_studio->open());
        m_studio->engine->hold();
        drop(*m_window, {m_studio->photo(QStringLiteral("a.png"))});
        auto* bar = characters()->findChild<QProgressBar*>(QStringLiteral("workBar"));
        auto* cancel = characters()->findChild<QPushButton*>(QStringLiteral("cancelButton"));
        QTRY_VERIFY(bar->isVisible() && bar->value() >= 30);
        QCOMPARE(label("workStage"), QStringLiteral("Fitting the body"));
        QTRY_COMPARE(stage()->title(), QStringLiteral("Reconstructing a.png"));
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(cancel, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(!bar->isVisible(), 1000);
        QVERIFY(clock.elapsed() < 1000);
        QCOMPARE(stage()->title(), QStringLiteral("a.png was cancelled"));
        m_studio->engine->release();
        QTest::mouseClick(characters()->findChild<QPushButton*>(QStringLiteral("stageButton")),
                          Qt::LeftButton);
        QTRY_COMPARE(m_studio->state(0), PhotoState::Done);
    }

    void escapeCancels() {
        QVERIFY(m_studio->open());
        m_studio->engine->hold();
        drop(*m_window, {m_studio->photo(QStringLiteral("a.png"))});
        QTRY_VERIFY(action(ActionId::CancelWork).isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_Escape);
        QTRY_COMPARE(m_studio->state(0), PhotoState::Cancelled);
    }

    void filesAndFoldersCanBeDroppedOnWindowAndList() {
        QVERIFY(m_studio->open());
        const QString a = m_studio->photo(QStringLiteral("a.png"));
        drop(*m_window, {a});
        QTRY_COMPARE(m_studio->controller.photos().rowCount(), 1);
        m_studio->photo(QStringLiteral("b.png"));
        drop(*list()->viewport(), {m_studio->folder()});
        QTRY_COMPARE(m_studio->controller.photos().rowCount(), 2);
        QTRY_COMPARE(m_studio->state(1), PhotoState::Done);
    }

    void dragOverTheWindowShowsThatItCanBeDropped() {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(QStringLiteral("/p/a.jpg"))});
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QCOMPARE(stage()->title(), QStringLiteral("Drop to add"));
        QDragLeaveEvent leave;
        QApplication::sendEvent(m_window.get(), &leave);
        QCOMPARE(stage()->title(), QStringLiteral("Drop photos of a person here"));
        QMimeData text;
        text.setText(QStringLiteral("hello"));
        QDragEnterEvent other({50, 50}, Qt::CopyAction, &text, Qt::LeftButton, {});
        other.ignore();
        QApplication::sendEvent(m_window.get(), &other);
        QVERIFY(!other.isAccepted());
    }

    void deleteKeyTakesSelectedPhotosOffTheList() {
        finishOnePhoto();
        list()->setFocus();
        list()->selectAll();
        QTest::keyClick(list(), Qt::Key_Delete);
        QCOMPARE(m_studio->controller.photos().rowCount(), 0);
        QTRY_COMPARE(stage()->title(), QStringLiteral("Drop photos of a person here"));
        QVERIFY(m_window->viewport().scene()->character() == nullptr);
    }

    void displayActionsReachTheView() {
        finishOnePhoto();
        const auto& display = m_window->viewport().display();
        action(ActionId::ShowWireframe).trigger();
        action(ActionId::ShowSkeleton).trigger();
        action(ActionId::ShowShaded).trigger();
        action(ActionId::PosePhoto).trigger();
        QVERIFY(display.wireframe && display.skeleton);
        QCOMPARE(display.style, SurfaceStyle::Shaded);
        QCOMPARE(display.pose, CharacterPose::Photo);
        auto* veil = m_window->findChild<QSlider*>(QStringLiteral("photoVeil"));
        QVERIFY(!veil->isVisible());
        action(ActionId::ShowPhotoOverlay).trigger();
        QVERIFY(display.photoOverlay);
        QTRY_VERIFY(veil->isVisible());
        veil->setValue(40);
        QCOMPARE(display.photoVeil, 0.4);
        auto* layer = m_window->findChild<QAction*>(QStringLiteral("layer-hair"));
        QVERIFY(layer && layer->isChecked());
        layer->trigger();
        QVERIFY(display.hiddenMeshes.contains("hair"));
    }

    void shortcutsWorkFromTheViewport() {
        finishOnePhoto();
        m_window->viewport().setFocus();
        QTest::keyClick(&m_window->viewport(), Qt::Key_W);
        QVERIFY(m_window->viewport().display().wireframe);
        QTest::keyClick(&m_window->viewport(), Qt::Key_2);
        QCOMPARE(m_window->viewport().display().pose, CharacterPose::Photo);
    }

    void settingsReachTheNextReconstruction() {
        finishOnePhoto();
        choose("quality", 1);
        choose("rig", 1);
        choose("textureSize", 3);
        choose("genderChoice", 2);
        auto* height = m_window->findChild<QDoubleSpinBox*>(QStringLiteral("heightValue"));
        height->stepBy(1);
        QCOMPARE(height->value(), 1.70);
        QTest::mouseClick(
            m_window->findChild<QPushButton*>(QStringLiteral("reconstructAgainButton")),
            Qt::LeftButton);
        QTRY_VERIFY(m_studio->engine->finished == 2);
        const ReconstructOptions options = m_studio->engine->lastOptions();
        QCOMPARE(options.quality, MaskQuality::Best);
        QCOMPARE(options.rig, std::string("mixamo"));
        QCOMPARE(options.textureSize, 4096);
        QCOMPARE(options.gender, std::optional(1.0));
        QCOMPARE(options.height, std::optional(1.70));
    }

    void otherPersonsCanBeChosen() {
        m_studio->engine->others = 1;
        finishOnePhoto();
        auto* person = m_window->findChild<QComboBox*>(QStringLiteral("personChoice"));
        QVERIFY(person->isVisible());
        QCOMPARE(person->count(), 2);
        choose("personChoice", 1);
        QTRY_VERIFY(m_studio->engine->finished == 2);
        QCOMPARE(m_studio->engine->lastOptions().personIndex, 1);
    }

    void exportsFromTheMenu_data() {
        QTest::addColumn<int>("id");
        QTest::addColumn<QString>("ending");
        QTest::newRow("glTF") << static_cast<int>(ActionId::ExportGltf) << QStringLiteral("glb");
        QTest::newRow("FBX") << static_cast<int>(ActionId::ExportFbx) << QStringLiteral("fbx");
        QTest::newRow("OBJ") << static_cast<int>(ActionId::ExportObj) << QStringLiteral("obj");
    }

    void exportsFromTheMenu() {
        QFETCH(int, id);
        QFETCH(QString, ending);
        finishOnePhoto();
        action(static_cast<ActionId>(id)).trigger();
        auto* dialog = m_window->findChild<ExportDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        QCOMPARE(dialog->file(), m_studio->folder() + QStringLiteral("/person.") + ending);
        auto* file = dialog->findChild<QLineEdit*>(QStringLiteral("exportFile"));
        file->setText(m_studio->folder() + QStringLiteral("/other name"));
        auto* pose = dialog->findChild<QComboBox*>(QStringLiteral("exportPose"));
        pose->setCurrentIndex(1);
        QTest::mouseClick(dialog->findChild<QPushButton*>(QStringLiteral("exportButton")),
                          Qt::LeftButton);
        auto* bar = messageBar();
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(bar->message().severity, Severity::Success);
        QCOMPARE(m_studio->engine->lastExport().string(),
                 (m_studio->folder() + QStringLiteral("/other name.") + ending).toStdString());
        QCOMPARE(m_studio->engine->lastExportOptions().pose, CharacterPose::Photo);
        QVERIFY(m_studio->engine->lastExportOptions().layers);
    }

    void exportDialogRefusesAFolderThatIsNotThere() {
        finishOnePhoto();
        action(ActionId::ExportGltf).trigger();
        auto* dialog = m_window->findChild<ExportDialog*>();
        auto* file = dialog->findChild<QLineEdit*>(QStringLiteral("exportFile"));
        auto* button = dialog->findChild<QPushButton*>(QStringLiteral("exportButton"));
        QVERIFY(button->isEnabled());
        file->setText(QStringLiteral("/no/such/folder/a.glb"));
        QVERIFY(!button->isEnabled());
        file->clear();
        QVERIFY(!button->isEnabled());
    }

    void errorsStandInTheBarAndBlockNothing() {
        m_studio->engine->fate = FakeEngine::Fate::NoPerson;
        QVERIFY(m_studio->open());
        drop(*m_window, {m_studio->photo(QStringLiteral("room.png"))});
        auto* bar = messageBar();
        const QSize view = m_window->viewport().size();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(QApplication::activeModalWidget() == nullptr);
        QCOMPARE(m_window->viewport().size(), view);
        QVERIFY(label("messageText").contains(QStringLiteral("No person was found in room.png.")));
        QVERIFY(label("messageText").contains(QStringLiteral("from head to foot")));
        auto* details = characters()->findChild<QLabel*>(QStringLiteral("messageDetails"));
        QVERIFY(!details->isVisible());
        QTest::mouseClick(characters()->findChild<QPushButton*>(QStringLiteral("messageMore")),
                          Qt::LeftButton);
        QVERIFY(details->isVisible());
        QVERIFY(details->text().contains(QStringLiteral("NoPersonFound")));
        QVERIFY(stage()->title().contains(QStringLiteral("No person")));
        QTest::mouseClick(characters()->findChild<QAbstractButton*>(QStringLiteral("messageClose")),
                          Qt::LeftButton);
        QVERIFY(!bar->isVisible());
    }

    void missingLibraryShowsAdviceAndAWayToTryAgain() {
        m_studio->engine->libraryMissing = true;
        m_studio->controller.openEngine(
            {QStringLiteral("/no/library").toStdString(), {}, {}, false});
        auto* bar = messageBar();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(stage()->title().contains(QStringLiteral("/no/library")));
        QVERIFY(action(ActionId::OpenPhotos).isEnabled());
        drop(*m_window, {m_studio->photo(QStringLiteral("a.png"))});
        QTRY_COMPARE(m_studio->controller.photos().rowCount(), 1);
        m_studio->engine->libraryMissing = false;
        QTest::mouseClick(characters()->findChild<QPushButton*>(QStringLiteral("messageAction")),
                          Qt::LeftButton);
        QTRY_COMPARE(m_studio->state(0), PhotoState::Done);
        QVERIFY(!bar->isVisible());
    }

    void windowAndPhotosAreRemembered() {
        finishOnePhoto();
        action(ActionId::ThemeLight).trigger();
        m_window->findChild<QDockWidget*>(QStringLiteral("inspectorDock"))->hide();
        m_window->resize(1100, 650);
        m_window->close();
        QCOMPARE(m_studio->settings.photos().size(), 1);
        makeWindow();
        m_window->restoreWindow();
        QCOMPARE(m_window->size(), QSize(1100, 650));
        QVERIFY(!m_window->findChild<QDockWidget*>(QStringLiteral("inspectorDock"))->isVisible());
        QVERIFY(action(ActionId::ThemeLight).isChecked());
        action(ActionId::ThemeDark).trigger();
    }

    void nothingIsCutOffAt1280x720_data() {
        QTest::addColumn<bool>("light");
        QTest::newRow("dark") << false;
        QTest::newRow("light") << true;
    }

    void nothingIsCutOffAt1280x720() {
        QFETCH(bool, light);
        m_studio->engine->warnings = {"The feet are cut off at the lower edge of the photo."};
        action(light ? ActionId::ThemeLight : ActionId::ThemeDark).trigger();
        finishOnePhoto();
        m_window->resize(1280, 720);
        action(ActionId::ShowPhotoOverlay).trigger();
        QCoreApplication::processEvents();
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            const auto* text = qobject_cast<const QLabel*>(widget);
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            if (!widget->isVisible() || (!text && !button)) {
                continue;
            }
            const int needed = text && text->wordWrap() ? text->heightForWidth(text->width())
                                                        : widget->minimumSizeHint().height();
            const bool fits =
                widget->height() >= needed &&
                (text && text->wordWrap() ? true
                                          : widget->width() >= widget->minimumSizeHint().width());
            QVERIFY2(fits, qPrintable(widget->objectName() + (text ? text->text() : QString())));
            QVERIFY2(widget->mapTo(m_window.get(), QPoint(widget->width(), 0)).x() <=
                         m_window->width(),
                     qPrintable(widget->objectName()));
        }
    }

    void aboutNamesTheLicences() {
        action(ActionId::About).trigger();
        auto* dialog = m_window->findChild<QDialog*>(QStringLiteral("aboutDialog"));
        QVERIFY(dialog && dialog->isVisible());
        QVERIFY(dialog->findChild<QWidget*>(QStringLiteral("aboutText"))
                    ->property("plainText")
                    .toString()
                    .contains(QStringLiteral("MakeHuman")));
    }

private:
    void makeWindow() {
        m_window.reset();
        m_window = std::make_unique<MainWindow>(m_studio->controller);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QApplication::setActiveWindow(m_window.get()); // bare X servers have no window manager
    }

    void finishOnePhoto() {
        QVERIFY(m_studio->open());
        drop(*m_window, {m_studio->photo(QStringLiteral("person.png"))});
        QTRY_VERIFY(m_studio->controller.currentResult() != nullptr);
        QTRY_VERIFY(m_window->viewport().isSettled());
    }

    static void drop(QWidget& target, const QStringList& files) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& file : files) {
            urls.append(QUrl::fromLocalFile(file));
        }
        data.setUrls(urls);
        const QPoint at = target.rect().center();
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&target, &enter);
        QVERIFY(enter.isAccepted());
        QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&target, &move);
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&target, &event);
    }

    void choose(const char* name, int row) {
        auto* box = m_window->findChild<QComboBox*>(QLatin1String(name));
        box->setCurrentIndex(row);
        Q_EMIT box->activated(row); // as a choice made by hand
    }

    [[nodiscard]] QWidget* characters() const {
        return m_window->findChild<QWidget*>(QStringLiteral("characters"));
    }
    [[nodiscard]] QAction& action(ActionId id) const { return m_window->actions()[id]; }
    [[nodiscard]] StagePanel* stage() const { return characters()->findChild<StagePanel*>(); }
    [[nodiscard]] MessageBar* messageBar() const { return characters()->findChild<MessageBar*>(); }
    [[nodiscard]] QListView* list() const {
        return m_window->findChild<QListView*>(QStringLiteral("photoList"));
    }
    [[nodiscard]] QString messageText() const {
        return messageBar()->findChild<QLabel*>(QStringLiteral("messageText"))->text();
    }
    [[nodiscard]] QString label(const char* name) const {
        return characters()->findChild<QLabel*>(QLatin1String(name))->text();
    }

    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestMainWindow)
#include "tst_main_window.moc"
