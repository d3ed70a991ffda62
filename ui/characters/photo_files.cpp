// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/photo_files.h"

#include "ui/engine/guarded.h"
#include "ui/engine/paths.h"
#include "ui/engine/reconstruction_job.h"

#include <QDir>
#include <QFileInfo>
#include <QImageReader>

namespace maquette {

QStringList photoPatterns() {
    return {QStringLiteral("*.jpg"),  QStringLiteral("*.jpeg"), QStringLiteral("*.png"),
            QStringLiteral("*.webp"), QStringLiteral("*.tif"),  QStringLiteral("*.tiff"),
            QStringLiteral("*.bmp"),  QStringLiteral("*.heic"), QStringLiteral("*.heif"),
            QStringLiteral("*.avif")};
}

bool looksLikePhoto(const QString& fileName) {
    return QDir::match(photoPatterns(), QFileInfo(fileName).fileName());
}

QStringList collectPhotos(const QStringList& filesAndFolders, const Context& ctx) {
    QStringList photos;
    const auto isFull = [&] { return photos.size() >= kMaximumPhotos || ctx.isCancelled(); };
    for (const QString& path : filesAndFolders) {
        const QFileInfo info(path);
        if (!info.isDir()) {
            photos.append(info.absoluteFilePath());
        } else {
            const QDir folder(path);
            const QStringList names =
                folder.entryList(photoPatterns(), QDir::Files | QDir::Readable, QDir::Name);
            for (const QString& name : names) {
                if (isFull()) {
                    break;
                }
                photos.append(QDir::cleanPath(folder.absoluteFilePath(name)));
            }
        }
        if (isFull()) {
            break;
        }
    }
    photos.removeDuplicates();
    return photos;
}

namespace {

/// Qt reads JPEG straight at a smaller size, which is far quicker than decoding it whole.
QImage readScaled(const QString& path) {
    QImageReader reader(path);
    reader.setAutoTransform(true);
    const QSize full = reader.size();
    if (!full.isValid()) {
        return {};
    }
    if (full.width() > kThumbnailSide || full.height() > kThumbnailSide) {
        reader.setScaledSize(full.scaled(kThumbnailSide, kThumbnailSide, Qt::KeepAspectRatio)
                                 .expandedTo(QSize(1, 1)));
    }
    return reader.read();
}

} // namespace

Result<QImage> loadThumbnail(const EngineServices& services, const std::filesystem::path& path,
                             const Context& ctx) {
    return guarded([&]() -> Result<QImage> {
        const QImage quick = readScaled(fromPath(path));
        if (!quick.isNull()) {
            return quick.convertToFormat(QImage::Format_ARGB32_Premultiplied);
        }
        auto photo = services.decodePhoto(path, ctx);
        if (!photo) {
            return fail(photo.error());
        }
        return toQImage(photo->pixels, kThumbnailSide);
    });
}

} // namespace maquette
