// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/thumbnail_loader.h"

#include <mutex>
#include <optional>

namespace maquette {

namespace {

constexpr std::size_t kMostWaiting = 400; ///< about what two large windows show
constexpr int kInterval = 50;             ///< milliseconds

QImage thumbnailOf(const QImage& picture) {
    constexpr int kSide = ThumbnailLoader::kSide;
    return std::max(picture.width(), picture.height()) <= kSide
               ? picture
               : picture.scaled(kSide, kSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
}

} // namespace

/// Shared with the worker.
struct ThumbnailLoader::Requests {
    using Made = std::pair<std::int64_t, QImage>;

    void add(std::int64_t sample) {
        const std::lock_guard lock(mutex);
        waiting.push_back(sample);
        if (waiting.size() > kMostWaiting) {
            dropped.push_back(waiting.front());
            waiting.erase(waiting.begin());
        }
    }
    std::optional<std::int64_t> newest() {
        const std::lock_guard lock(mutex);
        if (waiting.empty()) {
            return std::nullopt;
        }
        const std::int64_t sample = waiting.back();
        waiting.pop_back();
        return sample;
    }
    void put(std::int64_t sample, const QImage& picture) {
        const std::lock_guard lock(mutex);
        made.emplace_back(sample, picture);
    }

    std::mutex mutex; ///< guards the rest but for source
    std::vector<std::int64_t> waiting;
    std::vector<std::int64_t> dropped; ///< may be asked for again
    std::vector<Made> made;
    Source source; ///< never changes: other sources come with other Requests
};

ThumbnailLoader::ThumbnailLoader(QObject* parent)
    : QObject(parent), m_requests(std::make_shared<Requests>()), m_pictures(kCacheBytes) {
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &ThumbnailLoader::take);
}

ThumbnailLoader::~ThumbnailLoader() {
    setSource({}); // so that what waits ends at once
}

void ThumbnailLoader::setSource(Source source) {
    {
        const std::lock_guard lock(m_requests->mutex);
        m_requests->waiting.clear();
    }
    m_requests = std::make_shared<Requests>();
    m_requests->source = std::move(source);
    m_pictures.clear();
    m_asked.clear();
    m_timer.stop();
}

QImage ThumbnailLoader::find(std::int64_t sample) {
    if (const QImage* picture = m_pictures.object(sample)) {
        return *picture;
    }
    if (m_requests->source && !m_asked.contains(sample)) {
        m_asked.insert(sample);
        m_requests->add(sample);
        m_worker.post([requests = m_requests] {
            if (const auto wanted = requests->newest()) {
                const QImage whole = requests->source(*wanted);
                requests->put(*wanted, thumbnailOf(whole));
            }
        });
        if (!m_timer.isActive()) {
            m_timer.start();
        }
    }
    return {};
}

void ThumbnailLoader::take() {
    QList<qint64> samples;
    std::vector<Requests::Made> made;
    {
        const std::lock_guard lock(m_requests->mutex);
        made.swap(m_requests->made);
        for (const std::int64_t sample : m_requests->dropped) {
            m_asked.remove(sample);
        }
        m_requests->dropped.clear();
    }
    for (const auto& [sample, picture] : made) {
        m_asked.remove(sample);
        m_pictures.insert(sample, new QImage(picture),
                          std::max<qsizetype>(picture.sizeInBytes(), 1));
        samples.push_back(sample);
    }
    if (m_asked.isEmpty()) {
        m_timer.stop();
    }
    if (!samples.isEmpty()) {
        Q_EMIT loaded(samples);
    }
}

} // namespace maquette
