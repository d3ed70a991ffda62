// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/event_mailbox.h"

namespace maquette {

namespace {

/// Whether @p next makes @p last pointless: a newer progress of the same request.
bool replaces(const EngineEvent& next, const EngineEvent& last) {
    if (next.index() != last.index()) {
        return false;
    }
    if (const auto* progress = std::get_if<JobProgress>(&next)) {
        return progress->generation == std::get<JobProgress>(last).generation;
    }
    if (const auto* loading = std::get_if<EngineLoading>(&next)) {
        return loading->generation == std::get<EngineLoading>(last).generation;
    }
    if (const auto* progress = std::get_if<ExportProgress>(&next)) {
        return progress->generation == std::get<ExportProgress>(last).generation;
    }
    return false;
}

} // namespace

EventMailbox::EventMailbox(Receiver receiver, QObject* parent)
    : QObject(parent), m_receiver(std::move(receiver)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &EventMailbox::flush);
}

void EventMailbox::post(EngineEvent event) {
    const std::lock_guard lock(m_mutex);
    if (!m_events.empty() && replaces(event, m_events.back())) {
        m_events.back() = std::move(event);
    } else {
        m_events.push_back(std::move(event));
    }
    if (!m_scheduled) {
        m_scheduled = true;
        QMetaObject::invokeMethod(this, &EventMailbox::schedule, Qt::QueuedConnection);
    }
}

void EventMailbox::schedule() {
    const qint64 since = m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : kInterval;
    m_timer.start(static_cast<int>(std::max<qint64>(0, kInterval - since)));
}

void EventMailbox::flush() {
    std::vector<EngineEvent> events;
    {
        const std::lock_guard lock(m_mutex);
        events.swap(m_events);
        m_scheduled = false;
    }
    m_sinceFlush.start();
    for (const EngineEvent& event : events) {
        m_receiver(event);
    }
}

} // namespace maquette
