// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/picture_dataset.h"
#include "tests/ui/studio_fixture.h"
#include "ui/data/data_controller.h"
#include "ui/data/dataset_plan_file.h"
#include "ui/data/sample_panel.h"
#include "ui/engine/paths.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace maquette {

using test::pictureColor;

class TestDataController : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { test::writePictureDataset(dataset(), 60); }

    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_studio = std::make_unique<test::Studio>();
        m_data = std::make_unique<DataController>(m_studio->settings);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &m_data->samples(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup() {
        m_tester.reset();
        m_data.reset();
        m_studio.reset();
    }

    void opensAndShowsEverySample() {
        QSignalSpy changed(m_data.get(), &DataController::datasetChanged);
        m_data->open(dataset());
        QVERIFY(m_data->isOpening());
        QTRY_VERIFY(m_data->dataset());
        QCOMPARE(changed.size(), 2);
        QCOMPARE(model().rowCount(), 60);
        QCOMPARE(model().columnCount(), SampleModel::FirstAttribute + 3);
        QCOMPARE(text(7, "pose"), QStringLiteral("walking"));
        QCOMPARE(text(7, "yaw"), QStringLiteral("7"));
        QCOMPARE(text(7, "hair"), QString());
        QCOMPARE(text(8, "hair"), QStringLiteral("bun"));
        QCOMPARE(m_studio->settings.dataset(), dataset());
    }

    void queriesChooseAndSort() {
        open();
        SampleQuery query;
        query.filters = {{.key = "pose", .texts = {"sitting"}}, {.key = "yaw", .low = 20.0}};
        query.sortBy = "yaw";
        query.descending = true;
        search(query);
        QCOMPARE(model().rowCount(), 14);
        QCOMPARE(model().sampleAt(0), std::int64_t{59});
        QCOMPARE(model().rowOf(23), 12);
        QCOMPARE(model().rowOf(24), -1);
        search({});
        QCOMPARE(model().rowCount(), 60);
    }

    void theLastQueryCounts() {
        open();
        QSignalSpy changed(m_data.get(), &DataController::samplesChanged);
        for (int i = 0; i < 20; ++i) {
            m_data->setQuery({.filters = {{.key = "yaw", .low = static_cast<double>(i)}}});
        }
        QTRY_COMPARE(model().rowCount(), 41);
        QTest::qWait(50);
        QCOMPARE(changed.size(), 1);
    }

    void marksAreSeenInTheModel() {
        const QString folder = m_studio->folder() + QStringLiteral("/marked");
        test::writePictureDataset(folder, 9);
        m_data->open(folder);
        QTRY_VERIFY(m_data->dataset());
        QSignalSpy changed(&model(), &QAbstractItemModel::dataChanged);
        m_data->editor().rate({4}, 3);
        m_data->editor().changeTags({4}, {"good", "big"}, {});
        m_data->editor().setAside({4}, true);
        QCOMPARE(changed.size(), 3);
        const QModelIndex row = model().index(4, SampleModel::Number);
        QCOMPARE(row.siblingAtColumn(SampleModel::Rating).data().toString(), QStringLiteral("★★★"));
        QCOMPARE(row.siblingAtColumn(SampleModel::Tags).data().toString(),
                 QStringLiteral("big, good"));
        QVERIFY(row.data(SampleModel::ExcludedRole).toBool());
        search({.leastRating = 3, .tags = {"big"}});
        QCOMPARE(model().rowCount(), 0);
        search({.excluded = Excluded::Only});
        QCOMPARE(model().sampleAt(0), std::int64_t{4});
        m_data->editor().undoStack().undo();
        search({.leastRating = 3, .text = "good"});
        QCOMPARE(model().rowCount(), 1);
        QTRY_VERIFY(!m_data->editor().isUnsaved());
        m_data->open(folder);
        QTRY_VERIFY(m_data->dataset());
        QCOMPARE(model().index(4, SampleModel::Rating).data().toString(), QStringLiteral("★★★"));
    }

    void peopleAreShownOnceAndOpened() {
        const QString folder = m_studio->folder() + QStringLiteral("/grouped");
        test::writePictureDataset(folder, 12, 3);
        m_data->setGrouped(true);
        m_data->open(folder);
        QTRY_VERIFY(m_data->dataset());
        QCOMPARE(model().rowCount(), 4);
        QCOMPARE(model().index(1, 0).data(SampleModel::CountRole).toInt(), 3);
        QCOMPARE(std::ssize(model().samplesAt(1)), 3);
        QCOMPARE(model().samplesAt(1)[2], std::int64_t{5});
        QSignalSpy changed(m_data.get(), &DataController::samplesChanged);
        m_data->openPerson(model().identityOf(model().sampleAt(1)));
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(model().rowCount(), 3);
        QCOMPARE(model().index(1, 0).data(SampleModel::CountRole).toInt(), 0);
        m_data->openPerson(std::nullopt);
        QTRY_COMPARE(changed.size(), 2);
        QCOMPARE(model().rowCount(), 4);
        m_data->setGrouped(false);
        QTRY_COMPARE(model().rowCount(), 12);
    }

    void warningsBecomeAColumn() {
        const QString folder = m_studio->folder() + QStringLiteral("/looked");
        test::writePictureDataset(folder, 9);
        m_data->open(folder);
        QTRY_VERIFY(m_data->dataset());
        const int columns = model().columnCount();
        QSignalSpy warned(m_data.get(), &DataController::warningsChanged);
        m_data->checks().lookAtPictures();
        QTRY_COMPARE(warned.size(), 1);
        QCOMPARE(model().columnCount(), columns + 1);
        QVERIFY(text(3, "warnings").contains(QStringLiteral("cut off")));
        search({.text = "cut"});
        QCOMPARE(model().rowCount(), 9);
    }

    void whatIsNotWholeIsOfferedToBeMade() {
        const QString folder = m_studio->folder() + QStringLiteral("/begun");
        test::writePictureDataset(folder, 3);
        QVERIFY(savePlan({toPath(folder), 50, 1, 7, true}));
        DataServices services;
        services.makePeople = [](const DatasetPlan&, const auto&, const Context&) -> Status {
            return {};
        };
        DataController data(m_studio->settings, services);
        data.open(folder);
        QTRY_VERIFY(data.dataset());
        QCOMPARE(data.job().state(), DatasetJob::State::Paused);
        QCOMPARE(data.job().plan().people, std::int64_t{50});
        m_data->open(folder); // which cannot make any
        QTRY_VERIFY(m_data->dataset());
        QCOMPARE(m_data->job().state(), DatasetJob::State::Idle);
    }

    void whatWasMadeIsOpened() {
        const QString folder = m_studio->folder() + QStringLiteral("/made");
        DataServices services;
        services.makePeople = [](const DatasetPlan& plan, const auto&, const Context&) -> Status {
            test::writePictureDataset(fromPath(plan.folder), plan.people);
            return {};
        };
        DataController data(m_studio->settings, services);
        data.job().start({toPath(folder), 5, 1, 7, false});
        QTRY_VERIFY(data.dataset());
        QCOMPARE(data.folder(), folder);
        QCOMPARE(data.samples().rowCount(), 5);
    }

    void thumbnailsComeByThemselves() {
        open();
        const QModelIndex index = model().index(30, SampleModel::Number);
        QVERIFY(index.data(Qt::DecorationRole).value<QImage>().isNull());
        QTRY_VERIFY(!index.data(Qt::DecorationRole).value<QImage>().isNull());
        const QImage picture = index.data(Qt::DecorationRole).value<QImage>();
        QCOMPARE(picture.pixelColor(picture.rect().center()), pictureColor(30));
    }

    void whatIsNoDataSetIsNamedAndNothingElseBreaks() {
        open();
        m_data->open(m_studio->folder());
        QTRY_VERIFY(m_data->error());
        QVERIFY(QString::fromStdString(describe(*m_data->error())).contains(m_studio->folder()));
        QVERIFY(!m_data->dataset());
        QCOMPARE(model().rowCount(), 0);
        QCOMPARE(m_studio->settings.dataset(), dataset()); // the last one that opened
        open();
        QVERIFY(!m_data->error());
    }

    void theLastDataSetOpensAgain() {
        m_data->openLast();
        QVERIFY(!m_data->isOpening());
        open();
        m_data = std::make_unique<DataController>(m_studio->settings);
        m_data->openLast();
        QTRY_VERIFY(m_data->dataset());
    }

    void mayEndWhileItOpens() {
        for (int i = 0; i < 20; ++i) {
            DataController data(m_studio->settings);
            data.open(dataset());
            data.setQuery({});
        }
    }

    void overlaysDarkenAndMark() {
        open();
        const SamplePictures& pictures = *m_data->pictures();
        const QImage plain = withOverlays(pictures.picture(5), {}, {});
        QCOMPARE(plain.pixelColor(12, 3), pictureColor(5));
        const QImage masked = withOverlays(pictures.picture(5), pictures.mask(5), {});
        QCOMPARE(masked.pixelColor(2, 3), pictureColor(5));
        QVERIFY(masked.pixelColor(12, 3).blue() < pictureColor(5).blue() / 2);
        const QImage marked = withOverlays(pictures.picture(5), {}, pictures.joints(5));
        QVERIFY(marked.pixelColor(11, 7).red() > 200);
    }

private:
    [[nodiscard]] QString dataset() const { return m_folder.filePath(QStringLiteral("people")); }
    [[nodiscard]] SampleModel& model() const { return m_data->samples(); }

    void open() {
        m_data->open(dataset());
        QTRY_VERIFY(m_data->dataset());
    }

    void search(const SampleQuery& query) {
        QSignalSpy changed(m_data.get(), &DataController::samplesChanged);
        m_data->setQuery(query);
        QTRY_COMPARE(changed.size(), 1);
    }

    [[nodiscard]] QString text(int row, const std::string& key) const {
        for (int column = 0; column < model().columnCount(); ++column) {
            const AttributeColumn* attribute = model().attribute(column);
            if (attribute != nullptr && attribute->key == key) {
                return model().index(row, column).data().toString();
            }
        }
        return QStringLiteral("no such column");
    }

    QTemporaryDir m_folder;
    std::unique_ptr<test::Studio> m_studio;
    std::unique_ptr<DataController> m_data;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestDataController)
#include "tst_data_controller.moc"
