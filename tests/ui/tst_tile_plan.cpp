// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/viewport/tile_plan.h"

namespace maquette {

class TestTilePlan : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tilesCoverEveryPixelOnce_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("share");
        QTest::addColumn<int>("samples");
        QTest::newRow("halves") << QSize(100, 60) << 0.5 << 1;
        QTest::newRow("odd") << QSize(737, 591) << 0.75 << 2;
        QTest::newRow("whole") << QSize(40, 30) << 1.0 << 1;
        QTest::newRow("tiny") << QSize(1, 1) << 0.5 << 2;
        QTest::newRow("flat") << QSize(300, 1) << 0.5 << 2;
    }

    void tilesCoverEveryPixelOnce() {
        QFETCH(QSize, size);
        QFETCH(double, share);
        QFETCH(int, samples);
        std::vector<int> covered(static_cast<std::size_t>(size.width()) *
                                 static_cast<std::size_t>(size.height()));
        for (const auto& tile : planTiles(size.width(), size.height(), share, samples)) {
            QVERIFY(tile.width * samples <= std::max(samples, size.width()));
            QVERIFY(tile.height * samples <= std::max(samples, size.height()));
            for (int y = tile.y; y < tile.y + tile.height; ++y) {
                for (int x = tile.x; x < tile.x + tile.width; ++x) {
                    ++covered.at(static_cast<std::size_t>(y * size.width() + x));
                }
            }
        }
        QVERIFY(std::all_of(covered.begin(), covered.end(), [](int count) { return count == 1; }));
    }

    void noTileTakesLongerThanTheCoarseFrame() {
        for (const auto& tile : planTiles(1600, 1000, 0.5, 2)) {
            QVERIFY(tile.width * tile.height * 4 <= 1600 * 1000 / 4);
        }
    }

    void theMiddleComesFirst() {
        const auto tiles = planTiles(500, 500, 0.2, 1);
        QCOMPARE(tiles.size(), std::size_t{25});
        QCOMPARE(tiles.front().x, 200);
        QCOMPARE(tiles.front().y, 200);
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestTilePlan)
#include "tst_tile_plan.moc"
