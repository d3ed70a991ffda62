// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/picture_dataset.h"
#include "tests/ui/studio_fixture.h"
#include "ui/data/check_sentences.h"
#include "ui/engine/paths.h"
#include "ui/models/duplicate_model.h"
#include "ui/models/sample_list_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

namespace maquette {

class TestDatasetChecks : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        test::writePictureDataset(folder(), 40);
        m_dataset = Dataset::open(toPath(folder())).value();
        m_checks = std::make_unique<DatasetChecks>();
    }

    void cleanup() {
        m_checks.reset();
        m_dataset.reset();
    }

    void splitsAreCheckedByThemselves() {
        m_checks->setDataset(folder(), m_dataset);
        QVERIFY(!m_checks->splits());
        QTRY_VERIFY(m_checks->splits());
        QVERIFY(m_checks->splits()->leak);
        QVERIFY(splitSentences(*m_checks->splits())
                    .contains(QStringLiteral("No person is in two splits.")));
        QVERIFY(m_checks->pictures() == nullptr);
    }

    void picturesAreLookedAtOnceAndRemembered() {
        look();
        // One colour each: equal hashes, but other colours.
        QVERIFY(!m_checks->pictures()->duplicates.pairs.empty());
        QCOMPARE(m_checks->pictures()->features->count(), std::int64_t{40});
        QVERIFY(m_checks->pictures()->warnings.value(3));
        m_checks = std::make_unique<DatasetChecks>();
        m_checks->setDataset(folder(), m_dataset);
        QTRY_VERIFY(m_checks->pictures() != nullptr); // without being asked to
    }

    void neighboursAreTheNextColours() {
        look();
        QSignalSpy found(m_checks.get(), &DatasetChecks::neighboursFound);
        m_checks->findNeighbours(5, 2);
        m_checks->findNeighbours(20, 2);
        QTRY_COMPARE(found.size(), 1); // the last call counts
        QCOMPARE(found[0][0].value<std::int64_t>(), std::int64_t{20});
        const auto neighbours = found[0][1].value<std::vector<Neighbour>>();
        QCOMPARE(neighbours.size(), std::size_t{2});
        QCOMPARE(neighbours[0].sample + neighbours[1].sample, std::int64_t{40});
        QCOMPARE(std::abs(neighbours[0].sample - 20), std::int64_t{1});
    }

    void stopsAndGoesOn() {
        m_checks->setDataset(folder(), m_dataset);
        m_checks->lookAtPictures();
        m_checks->stop();
        QTRY_VERIFY(!m_checks->isLooking());
        QVERIFY(!m_checks->pictureError());
        m_checks->lookAtPictures();
        QTRY_VERIFY(m_checks->pictures() != nullptr);
    }

    void anotherDatasetForgetsAll() {
        look();
        m_checks->setDataset({}, nullptr);
        QVERIFY(m_checks->pictures() == nullptr);
        QVERIFY(!m_checks->splits());
        m_checks->lookAtPictures();
        QVERIFY(!m_checks->isLooking());
    }

    void mayEndWhileItLooks() {
        for (int i = 0; i < 20; ++i) {
            DatasetChecks checks;
            checks.setDataset(folder(), m_dataset);
            checks.lookAtPictures();
            checks.findNeighbours(1, 3);
        }
    }

    void sentencesTellWhatIsWrong() {
        DatasetChecks::Splits splits;
        splits.balance.samples = {90, 5, 0};
        splits.balance.gaps = {{Split::Validation, "hair", "bun", 0.5, 0.25},
                               {Split::Test, "yaw", {}, 41.0, 2.5}};
        const QString text = splitSentences(splits).join(QLatin1Char('\n'));
        QVERIFY(text.contains(QStringLiteral("There are no test samples")));
        QVERIFY(text.contains(QStringLiteral("“bun” is 50.0 % of them instead of 25.0 %")));
        QVERIFY(text.contains(QStringLiteral("41 on average instead of 2.50")));
        DatasetChecks::Pictures pictures;
        pictures.duplicates.pairs = {{1, 2, 0, true}, {3, 4, 1, false}};
        QVERIFY(pictureSentences(pictures)[0].startsWith(
            QStringLiteral("2 pairs of pictures are nearly the same, 1 of them across splits")));
        pictures.duplicates = {};
        QCOMPARE(pictureSentences(pictures)[0],
                 QStringLiteral("No two pictures are nearly the same."));
    }

    void modelsOfPairsAndListsAreSound() {
        ThumbnailLoader thumbnails;
        thumbnails.setSource([](std::int64_t sample) {
            QImage picture(4, 4, QImage::Format_RGB32);
            picture.fill(test::pictureColor(sample));
            return picture;
        });
        DuplicateModel pairs(thumbnails);
        SampleListModel list(thumbnails);
        const QAbstractItemModelTester pairTester(
            &pairs, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester listTester(
            &list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        std::vector<SampleRow> rows(5);
        rows[2].split = Split::Test;
        pairs.setPairs({{1, 2, 0, true}, {3, 4, 1, false}}, rows);
        list.setEntries({{7, QStringLiteral("seven")}});
        QCOMPARE(pairs.index(0).data().toString(), QStringLiteral("1 and 2\nTrain and Test"));
        QCOMPARE(pairs.index(1).data().toString(), QStringLiteral("3 and 4\nboth Train"));
        const auto second = [&] {
            return pairs.index(0).data(DuplicateModel::SecondPictureRole).value<QImage>();
        };
        QTRY_VERIFY(!second().isNull());
        QCOMPARE(second().pixelColor(1, 1), test::pictureColor(2));
        QTRY_VERIFY(!list.index(0).data(Qt::DecorationRole).value<QImage>().isNull());
        QCOMPARE(list.sampleAt(0), std::int64_t{7});
        QCOMPARE(list.sampleAt(1), std::int64_t{-1});
    }

private:
    [[nodiscard]] QString folder() const { return m_folder->filePath(QStringLiteral("people")); }
    void look() {
        m_checks->setDataset(folder(), m_dataset);
        m_checks->lookAtPictures();
        QTRY_VERIFY(m_checks->pictures() != nullptr);
        QVERIFY(!m_checks->isLooking());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<const Dataset> m_dataset;
    std::unique_ptr<DatasetChecks> m_checks;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestDatasetChecks)
#include "tst_dataset_checks.moc"
