// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/models/photo_list_model.h"

#include <QAbstractItemModelTester>
#include <QMimeData>
#include <QSignalSpy>
#include <QUrl>

namespace maquette {

class TestPhotoListModel : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_model = std::make_unique<PhotoListModel>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    }

    void cleanup() {
        m_tester.reset();
        m_model.reset();
    }

    void addsPhotosOnceEach() {
        const auto ids = m_model->add(
            {QStringLiteral("/p/a.jpg"), QStringLiteral("/p/b.jpg"), QStringLiteral("/p/a.jpg")});
        QCOMPARE(ids.size(), std::size_t{2});
        QVERIFY(m_model->add({QStringLiteral("/p/b.jpg")}).empty());
        QCOMPARE(m_model->rowCount(), 2);
        QCOMPARE(m_model->index(1).data().toString(), QStringLiteral("b.jpg"));
        QCOMPARE(m_model->index(1).data(PhotoListModel::FileRole).toString(),
                 QStringLiteral("/p/b.jpg"));
        QCOMPARE(m_model->rowOfFile(QStringLiteral("/p/b.jpg")), 1);
    }

    void idsSurviveRemoval() {
        const auto ids =
            m_model->add({QStringLiteral("/a"), QStringLiteral("/b"), QStringLiteral("/c")});
        QVERIFY(m_model->removeRow(m_model->rowOf(ids[1])));
        QCOMPARE(m_model->rowOf(ids[2]), 1);
        QVERIFY(m_model->find(ids[1]) == nullptr);
        QVERIFY(!m_model->removeRows(1, 2));
        QVERIFY(m_model->add({QStringLiteral("/d")}).front() > ids[2]); // never used again
    }

    void tellsEveryChangeOfState() {
        const PhotoId id = m_model->add({QStringLiteral("/p/a.jpg")}).front();
        QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        const auto status = [&] {
            return m_model->index(0).data(PhotoListModel::StatusTextRole).toString();
        };
        m_model->setState(id, PhotoState::Waiting);
        QCOMPARE(status(), QStringLiteral("Waiting"));
        m_model->setProgress(id, 0.416, QStringLiteral("Fitting"));
        QCOMPARE(status(), QStringLiteral("Working · 42 %"));
        m_model->setDone(id, 0);
        QCOMPARE(status(), QStringLiteral("Done"));
        m_model->setDone(id, 1);
        QCOMPARE(status(), QStringLiteral("Done · 1 hint"));
        m_model->setDone(id, 2);
        QCOMPARE(status(), QStringLiteral("Done · 2 hints"));
        m_model->setFailed(id, {ErrorCode::NoPersonFound, "Nobody in a.jpg.", "Take another."});
        QCOMPARE(status(), QStringLiteral("Failed"));
        QVERIFY(m_model->index(0)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains(QStringLiteral("Nobody in a.jpg. Take another.")));
        QCOMPARE(changed.count(), 6);
        m_model->setState(999, PhotoState::Done);
        QCOMPARE(changed.count(), 6);
    }

    void thumbnailIsTheDecoration() {
        const PhotoId id = m_model->add({QStringLiteral("/p/a.jpg")}).front();
        QVERIFY(!m_model->index(0).data(Qt::DecorationRole).isValid());
        m_model->setThumbnail(id, QImage(4, 4, QImage::Format_RGB32));
        QVERIFY(!m_model->index(0).data(Qt::DecorationRole).value<QImage>().isNull());
    }

    void acceptsDropsOfLocalFilesOnly() {
        QSignalSpy dropped(m_model.get(), &PhotoListModel::filesDropped);
        QMimeData web;
        web.setUrls({QUrl(QStringLiteral("https://example.org/a.jpg"))});
        QVERIFY(!m_model->canDropMimeData(&web, Qt::CopyAction, -1, -1, {}));
        QVERIFY(!m_model->dropMimeData(&web, Qt::CopyAction, -1, -1, {}));
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(QStringLiteral("/p/a.jpg")),
                       QUrl::fromLocalFile(QStringLiteral("/p/folder"))});
        QVERIFY(m_model->canDropMimeData(&files, Qt::CopyAction, -1, -1, {}));
        QVERIFY(m_model->dropMimeData(&files, Qt::CopyAction, -1, -1, {}));
        QCOMPARE(dropped.count(), 1);
        QCOMPARE(dropped.front().front().toStringList(),
                 (QStringList{QStringLiteral("/p/a.jpg"), QStringLiteral("/p/folder")}));
        QVERIFY(m_model->mimeTypes().contains(QStringLiteral("text/uri-list")));
        QVERIFY(m_model->flags({}).testFlag(Qt::ItemIsDropEnabled));
    }

private:
    std::unique_ptr<PhotoListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestPhotoListModel)
#include "tst_photo_list_model.moc"
