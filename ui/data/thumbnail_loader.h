// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Small pictures of samples, made on a thread of their own and kept for a while.

#include "ui/engine/worker_thread.h"

#include <QCache>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

namespace maquette {

/// What was asked for last comes first, and what was scrolled past is forgotten; memory stays
/// below kCacheBytes.
class ThumbnailLoader : public QObject {
    Q_OBJECT
public:
    static constexpr int kSide = 192;                  ///< pixels, longer side at most
    static constexpr qsizetype kCacheBytes = 96 << 20; ///< of pictures kept

    /// The whole picture of a sample; called on the loader's thread.
    using Source = std::function<QImage(std::int64_t)>;

    explicit ThumbnailLoader(QObject* parent = nullptr);
    ~ThumbnailLoader() override;

    /// Forgets all pictures. Null: there are none.
    void setSource(Source source);
    /// Null while it is made; loaded() tells when it is there.
    [[nodiscard]] QImage find(std::int64_t sample);

Q_SIGNALS:
    void loaded(const QList<qint64>& samples); ///< at most 20 times a second

private:
    struct Requests;

    void take();

    std::shared_ptr<Requests> m_requests;
    QCache<qint64, QImage> m_pictures;
    QSet<qint64> m_asked;
    QTimer m_timer;
    WorkerThread m_worker; ///< last: ends first
};

} // namespace maquette
