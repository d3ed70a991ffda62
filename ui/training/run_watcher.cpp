// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/run_watcher.h"

#include "core/runs/preview_files.h"

#include <algorithm>

namespace maquette {

namespace {

std::optional<std::uint64_t> freeBytes(const std::filesystem::path& folder) {
    std::error_code error;
    const auto space = std::filesystem::space(folder, error);
    return error ? std::nullopt : std::optional<std::uint64_t>(space.available);
}

/// Of the largest file that a run replaces.
std::uint64_t checkpointBytes(const std::filesystem::path& folder) {
    std::error_code error;
    const auto size = std::filesystem::file_size(folder / "checkpoints/last.safetensors", error);
    return error ? 0 : size;
}

} // namespace

/// Used by the worker alone.
struct RunWatcher::Reader {
    explicit Reader(const std::filesystem::path& runFolder)
        : folder(runFolder), tail(runFolder / "metrics.jsonl") {}

    std::filesystem::path folder;
    MetricsTail tail;
    std::vector<RunRecord> records;
    bool wasRead = false;
};

/// What a look found; made by the worker.
struct RunWatcher::News {
    std::shared_ptr<Reader> reader;
    std::shared_ptr<WatchedRun> whole; ///< null: only more of the same
    std::vector<RunRecord> records;
    std::vector<Baseline> baselines;
    std::string heldOut;
    std::vector<Alarm> alarms;
    std::vector<std::int64_t> previews;
    bool isNew = false;

    static std::shared_ptr<News> find(const std::shared_ptr<Reader>& reader) {
        auto news = std::make_shared<News>();
        news->reader = reader;
        MetricsTail::News tail = reader->tail.read();
        const bool isFirst = !std::exchange(reader->wasRead, true);
        if (tail.isFromStart || isFirst) {
            reader->records.clear();
            news->whole = std::make_shared<WatchedRun>();
            news->whole->folder = reader->folder;
            for (const RunRecord& record : tail.records) {
                news->whole->curves.add(record);
            }
        }
        news->isNew = news->whole || !tail.records.empty();
        reader->records.insert(reader->records.end(), tail.records.begin(), tail.records.end());
        news->records = std::move(tail.records);
        news->addFacts();
        return news;
    }

private:
    void addFacts() {
        const auto run = RunFolder::open(reader->folder);
        if (!run) {
            return;
        }
        baselines = run->baselines();
        const RunState state = run->state();
        heldOut = state.heldOut.empty() && run->config().kind == kMappingRun ? "vertices_mm"
                                                                             : state.heldOut;
        previews = previewSteps(run->previews());
        alarms = findAlarms(
            {reader->records, heldOut, freeBytes(reader->folder), checkpointBytes(reader->folder)});
    }
};

RunWatcher::RunWatcher(QObject* parent) : QObject(parent) {
    m_timer.setInterval(kInterval);
    m_soon.setInterval(kSoon);
    m_soon.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, qOverload<>(&RunWatcher::look));
    connect(&m_soon, &QTimer::timeout, this, qOverload<>(&RunWatcher::look));
}

void RunWatcher::lookSoon() {
    if (!m_soon.isActive()) {
        m_soon.start();
    }
}

RunWatcher::~RunWatcher() = default;

void RunWatcher::watch(const std::vector<std::filesystem::path>& folders) {
    std::erase_if(m_entries, [&](const auto& entry) {
        return std::ranges::find(folders, entry.first) == folders.end();
    });
    for (const auto& folder : folders) {
        const auto [found, isNew] = m_entries.try_emplace(folder);
        if (isNew) {
            found->second.reader = std::make_shared<Reader>(folder);
            look(found->second);
        }
    }
    Q_EMIT changed();
}

void RunWatcher::setActive(bool isActive) {
    if (isActive && !m_timer.isActive()) {
        look();
        m_timer.start();
    } else if (!isActive) {
        m_timer.stop();
    }
}

void RunWatcher::look() {
    for (auto& [folder, entry] : m_entries) {
        look(entry);
    }
}

void RunWatcher::look(Entry& entry) {
    if (std::exchange(entry.isReading, true)) {
        return;
    }
    m_worker.post([this, reader = entry.reader] {
        auto news = News::find(reader);
        QMetaObject::invokeMethod(
            this, [this, news = std::move(news)] { take(news); }, Qt::QueuedConnection);
    });
}

void RunWatcher::take(const std::shared_ptr<News>& news) {
    const auto found = m_entries.find(news->reader->folder);
    if (found == m_entries.end() || found->second.reader != news->reader) {
        return;
    }
    Entry& entry = found->second;
    entry.isReading = false;
    if (news->whole) {
        entry.run = news->whole;
    } else if (entry.run) {
        for (const RunRecord& record : news->records) {
            entry.run->curves.add(record);
        }
    }
    WatchedRun& run = *entry.run;
    const bool isChanged = news->isNew || run.baselines != news->baselines ||
                           run.alarms != news->alarms || run.previews != news->previews;
    run.baselines = news->baselines;
    run.heldOut = news->heldOut;
    run.alarms = news->alarms;
    run.previews = news->previews;
    if (isChanged) {
        Q_EMIT changed();
    }
}

std::shared_ptr<const WatchedRun> RunWatcher::find(const std::filesystem::path& folder) const {
    const auto found = m_entries.find(folder);
    return found == m_entries.end() ? nullptr : found->second.run;
}

} // namespace maquette
