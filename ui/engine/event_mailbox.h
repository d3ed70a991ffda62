// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Events from workers to the window, at a steady pace.

#include "ui/engine/engine_events.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <functional>
#include <mutex>
#include <vector>

namespace maquette {

/// post() may be called from any thread; events are handed on in order on the thread of this
/// object, at most once in kInterval. Of successive progress reports only the last is kept.
class EventMailbox : public QObject {
    Q_OBJECT
public:
    static constexpr int kInterval = 50; ///< milliseconds: 20 Hz

    using Receiver = std::function<void(const EngineEvent&)>;

    explicit EventMailbox(Receiver receiver, QObject* parent = nullptr);

    /// @threading  Any thread, while this object lives.
    void post(EngineEvent event);

private:
    void schedule();
    void flush();

    Receiver m_receiver;
    std::mutex m_mutex;
    std::vector<EngineEvent> m_events; ///< guarded by m_mutex
    bool m_scheduled = false;          ///< guarded by m_mutex
    QElapsedTimer m_sinceFlush;
    QTimer m_timer;
};

} // namespace maquette
