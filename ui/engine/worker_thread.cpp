// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/worker_thread.h"

#include "core/base/thread_priority.h"

namespace maquette {

WorkerThread::WorkerThread() : m_thread([this] { run(); }) {}

WorkerThread::~WorkerThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_tasks.clear();
    }
    m_wake.notify_all();
    m_thread.join();
}

void WorkerThread::post(Task task, Urgency urgency) {
    {
        const std::lock_guard lock(m_mutex);
        if (urgency == Urgency::Urgent) {
            m_tasks.push_front(std::move(task));
        } else {
            m_tasks.push_back(std::move(task));
        }
    }
    m_wake.notify_one();
}

void WorkerThread::run() {
    giveWay();
    std::unique_lock lock(m_mutex);
    while (true) {
        m_wake.wait(lock, [this] { return m_stopping || !m_tasks.empty(); });
        if (m_stopping) {
            return;
        }
        Task task = std::move(m_tasks.front());
        m_tasks.pop_front();
        lock.unlock();
        task();
        task = nullptr; // what it held is freed here, not under the lock
        lock.lock();
    }
}

} // namespace maquette
