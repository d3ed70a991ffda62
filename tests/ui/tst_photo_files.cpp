// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/characters/photo_files.h"
#include "ui/engine/paths.h"

#include <QDir>

namespace maquette {

class TestPhotoFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void foldersBecomeTheirPhotosByName() {
        test::Studio studio;
        const QString b = studio.photo(QStringLiteral("b.PNG"));
        const QString a = studio.photo(QStringLiteral("a.jpg"));
        QFile notes(studio.folder() + QStringLiteral("/notes.txt"));
        QVERIFY(notes.open(QIODevice::WriteOnly));
        QVERIFY(QDir(studio.folder()).mkdir(QStringLiteral("sub.jpg"))); // not a file
        QCOMPARE(collectPhotos({studio.folder()}), (QStringList{a, b}));
    }

    void filesAreKeptWhateverTheirName() {
        QCOMPARE(collectPhotos({QStringLiteral("/x/scan.dat"), QStringLiteral("/x/scan.dat")}),
                 QStringList{QStringLiteral("/x/scan.dat")});
    }

    void collectingStopsWhenCancelled() {
        const CancelToken token;
        token.cancel();
        QVERIFY(
            collectPhotos({QStringLiteral("/x/1.jpg"), QStringLiteral("/x/2.jpg")}, Context(token))
                .size() <= 1);
    }

    void endingsAreKnownInAnyCase() {
        QVERIFY(looksLikePhoto(QStringLiteral("IMG_0001.HEIC")));
        QVERIFY(looksLikePhoto(QStringLiteral("/a/b.webp")));
        QVERIFY(!looksLikePhoto(QStringLiteral("model.glb")));
    }

    void thumbnailFitsItsSideAndKeepsTheAspect() {
        test::Studio studio;
        QImage image(1200, 400, QImage::Format_RGB32);
        image.fill(Qt::red);
        const QString file = studio.folder() + QStringLiteral("/wide.jpg");
        QVERIFY(image.save(file));
        const auto thumbnail = loadThumbnail({}, toPath(file));
        QVERIFY(thumbnail.has_value());
        QCOMPARE(thumbnail->width(), kThumbnailSide);
        QVERIFY(std::abs(thumbnail->height() - kThumbnailSide / 3) <= 1);
    }

    void whatQtCannotReadGoesToTheDecoder() {
        test::Studio studio;
        QFile file(studio.folder() + QStringLiteral("/photo.heic"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("not Qt's") > 0);
        file.close();
        EngineServices services;
        services.decodePhoto = [](const std::filesystem::path&, const Context&) -> Result<Photo> {
            Photo photo;
            photo.pixels = cv::Mat(500, 1000, CV_8UC3, cv::Scalar(10, 20, 200)); // BGR
            return photo;
        };
        const auto thumbnail = loadThumbnail(services, toPath(file.fileName()));
        QVERIFY(thumbnail.has_value());
        QCOMPARE(thumbnail->size(), QSize(kThumbnailSide, kThumbnailSide / 2));
        QCOMPARE(thumbnail->pixelColor(3, 3), QColor(200, 20, 10));
    }

    void errorsOfTheDecoderComeThrough() {
        EngineServices services;
        services.decodePhoto = [](const std::filesystem::path&, const Context&) -> Result<Photo> {
            throw std::bad_alloc();
        };
        const auto thumbnail = loadThumbnail(services, "/nowhere/x.jpg");
        QVERIFY(!thumbnail.has_value());
        QCOMPARE(thumbnail.error().code, ErrorCode::OutOfMemory);
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestPhotoFiles)
#include "tst_photo_files.moc"
