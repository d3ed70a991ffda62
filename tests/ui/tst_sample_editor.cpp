// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/dataset.h"
#include "tests/ui/picture_dataset.h"
#include "tests/ui/studio_fixture.h"
#include "ui/data/sample_editor.h"
#include "ui/engine/paths.h"

#include <QSignalSpy>

namespace maquette {

class TestSampleEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder = std::make_unique<QTemporaryDir>();
        test::writePictureDataset(dataset(), 12);
        m_editor = std::make_unique<SampleEditor>();
        m_editor->setDataset(dataset(), std::make_shared<const SampleRows>(stored()));
    }

    void cleanup() { m_editor.reset(); }

    void changesAreSeenAtOnceAndStored() {
        QSignalSpy changed(m_editor.get(), &SampleEditor::changed);
        m_editor->rate({3, 5}, 4);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(changed[0][0].value<QList<qint64>>(), (QList<qint64>{3, 5}));
        QCOMPARE(row(3).rating, 4);
        QVERIFY(m_editor->isUnsaved());
        QTRY_VERIFY(!m_editor->isUnsaved());
        QCOMPARE(stored()[3].rating, 4);
        QCOMPARE(stored()[5].rating, 4);
        QCOMPARE(stored()[4].rating, 0);
    }

    void everythingCanBeUndoneAndRedone() {
        m_editor->rate({1}, 5);
        m_editor->setAside({1, 2}, true);
        m_editor->changeTags({2}, {"b", "a"}, {});
        m_editor->changeTags({2}, {"c"}, {"a"});
        const SampleRows after = *m_editor->rows();
        QCOMPARE(row(2).tags, (std::vector<std::string>{"b", "c"}));
        for (int i = 0; i < 4; ++i) {
            m_editor->undoStack().undo();
        }
        QVERIFY(!m_editor->undoStack().canUndo());
        for (const std::int64_t sample : {1, 2}) {
            QVERIFY(static_cast<const SampleMarks&>(row(sample)) == SampleMarks());
        }
        for (int i = 0; i < 4; ++i) {
            m_editor->undoStack().redo();
        }
        QTRY_VERIFY(!m_editor->isUnsaved());
        for (std::size_t i = 0; i < after.size(); ++i) {
            QVERIFY(static_cast<const SampleMarks&>(stored()[i]) == after[i]);
        }
    }

    void whatChangesNothingIsNoStep() {
        m_editor->rate({1, 2}, 0);
        m_editor->changeTags({1}, {}, {"none"});
        m_editor->setAside({99, -1}, true);
        QVERIFY(!m_editor->undoStack().canUndo());
        QVERIFY(!m_editor->isUnsaved());
    }

    void tagsAreCounted() {
        m_editor->changeTags({1, 2, 3}, {"good"}, {});
        m_editor->changeTags({3}, {"best"}, {});
        QCOMPARE(m_editor->tagCounts(), (std::map<std::string, int>{{"best", 1}, {"good", 3}}));
    }

    void whatCannotBeStoredStaysAndIsStoredLater() {
        const QString catalog = dataset() + QStringLiteral("/catalog.sqlite");
        QVERIFY(QFile::rename(catalog, catalog + QStringLiteral(".away")));
        QSignalSpy ended(m_editor.get(), &SampleEditor::saveEnded);
        m_editor->rate({1}, 2);
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY(m_editor->isUnsaved());
        QVERIFY(m_editor->error());
        QCOMPARE(row(1).rating, 2);
        m_editor->rate({2}, 3);
        QTRY_COMPARE(ended.size(), 2);
        QVERIFY(QFile::rename(catalog + QStringLiteral(".away"), catalog));
        m_editor->save();
        QTRY_VERIFY(!m_editor->isUnsaved());
        QVERIFY(!m_editor->error());
        QCOMPARE(stored()[1].rating, 2);
        QCOMPARE(stored()[2].rating, 3);
    }

    void whatStillWaitsIsStoredAtTheEnd() {
        for (int i = 0; i < 200; ++i) {
            m_editor->rate({i % 12}, 1 + i % 5);
        }
        const SampleRows last = *m_editor->rows();
        m_editor.reset();
        for (std::size_t i = 0; i < last.size(); ++i) {
            QCOMPARE(stored()[i].rating, last[i].rating);
        }
    }

    void anotherDatasetKeepsWhatTheFirstOneWasGiven() {
        m_editor->rate({1}, 2);
        m_editor->setDataset({}, nullptr);
        QVERIFY(m_editor->rows()->empty());
        QVERIFY(!m_editor->undoStack().canUndo());
        QTRY_COMPARE(stored()[1].rating, 2);
    }

    void aChangeLeavesWhatWasHandedOutAlone() {
        const auto before = m_editor->rows();
        m_editor->rate({1}, 2);
        QCOMPARE((*before)[1].rating, 0);
    }

private:
    [[nodiscard]] QString dataset() const { return m_folder->filePath(QStringLiteral("people")); }
    [[nodiscard]] SampleRows stored() const {
        return Dataset::open(toPath(dataset())).value()->samples();
    }
    [[nodiscard]] const SampleRow& row(std::int64_t sample) const {
        return (*m_editor->rows())[static_cast<std::size_t>(sample)];
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SampleEditor> m_editor;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestSampleEditor)
#include "tst_sample_editor.moc"
