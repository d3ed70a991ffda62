// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/characters/result_store.h"

namespace maquette {

namespace {

std::shared_ptr<const JobResult> resultOf(std::size_t bytes) {
    auto result = std::make_shared<JobResult>();
    result->bytes = bytes;
    return result;
}

} // namespace

class TestResultStore : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dropsTheLeastUsedBeyondTheBudget() {
        ResultStore store(100);
        QVERIFY(store.insert(1, resultOf(40), 0).empty());
        QVERIFY(store.insert(2, resultOf(40), 0).empty());
        QVERIFY(store.use(1) != nullptr); // now 2 is the least used
        QCOMPARE(store.insert(3, resultOf(40), 0), std::vector<PhotoId>{2});
        QVERIFY(store.use(1) && store.use(3));
        QVERIFY(!store.use(2));
    }

    void keepsTheNewestHoweverLarge() {
        ResultStore store(100);
        QVERIFY(store.insert(1, resultOf(40), 0).empty());
        QCOMPARE(store.insert(2, resultOf(1000), 0), std::vector<PhotoId>{1});
        QVERIFY(store.use(2) != nullptr);
    }

    void keepsWhatIsOnShow() {
        ResultStore store(100);
        QVERIFY(store.insert(1, resultOf(60), 1).empty());
        QVERIFY(store.insert(2, resultOf(60), 1).empty());
        QCOMPARE(store.insert(3, resultOf(60), 1), std::vector<PhotoId>{2});
        QVERIFY(store.use(1) != nullptr);
    }

    void replacesTheResultOfAPhoto() {
        ResultStore store(100);
        const auto first = resultOf(90);
        const auto second = resultOf(90);
        QVERIFY(store.insert(1, first, 0).empty());
        QVERIFY(store.insert(1, second, 0).empty());
        QCOMPARE(store.use(1), second);
        store.remove(1);
        QVERIFY(!store.use(1));
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestResultStore)
#include "tst_result_store.moc"
