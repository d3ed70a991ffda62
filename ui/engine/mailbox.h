// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Events from other threads to the window, at a steady pace.

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <mutex>
#include <vector>

namespace maquette {

/// post() may be called from any thread; events are handed on in order on the thread that made
/// this object, at most once in kInterval. Of successive events that make each other pointless
/// only the last is kept.
template <typename Event> class Mailbox {
public:
    static constexpr int kInterval = 50; ///< milliseconds: 20 Hz

    using Receiver = std::function<void(const Event&)>;
    /// Whether @p next makes @p last pointless.
    using Replaces = std::function<bool(const Event& next, const Event& last)>;

    Mailbox(Receiver receiver, Replaces replaces)
        : m_receiver(std::move(receiver)), m_replaces(std::move(replaces)) {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { flush(); });
    }

    /// @threading  Any thread, while this object lives.
    void post(Event event) {
        const std::lock_guard lock(m_mutex);
        if (!m_events.empty() && m_replaces(event, m_events.back())) {
            m_events.back() = std::move(event);
        } else {
            m_events.push_back(std::move(event));
        }
        if (!m_scheduled) {
            m_scheduled = true;
            QMetaObject::invokeMethod(
                &m_timer, [this] { schedule(); }, Qt::QueuedConnection);
        }
    }

private:
    void schedule() {
        const qint64 since = m_sinceFlush.isValid() ? m_sinceFlush.elapsed() : kInterval;
        m_timer.start(static_cast<int>(std::max<qint64>(0, kInterval - since)));
    }

    void flush() {
        std::vector<Event> events;
        {
            const std::lock_guard lock(m_mutex);
            events.swap(m_events);
            m_scheduled = false;
        }
        m_sinceFlush.start();
        for (const Event& event : events) {
            m_receiver(event);
        }
    }

    Receiver m_receiver;
    Replaces m_replaces;
    std::mutex m_mutex;
    std::vector<Event> m_events; ///< guarded by m_mutex
    bool m_scheduled = false;    ///< guarded by m_mutex
    QElapsedTimer m_sinceFlush;
    QTimer m_timer;
};

} // namespace maquette
