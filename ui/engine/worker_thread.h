// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  One owned thread that works off a queue. No Qt.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace maquette {

/// Tasks run in order, urgent ones first. The destructor drops what waits, lets the running task
/// end (cancel it first) and joins. The thread, and those that its tasks start, leave the
/// processors to the UI where both want them.
///
/// @threading  post() from any thread. Tasks must not throw.
class WorkerThread {
public:
    using Task = std::function<void()>;
    enum class Urgency { Normal, Urgent };

    WorkerThread();
    ~WorkerThread();
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    void post(Task task, Urgency urgency = Urgency::Normal);

private:
    void run();

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Task> m_tasks;
    bool m_stopping = false;
    std::thread m_thread; ///< last: starts when the rest is there
};

} // namespace maquette
