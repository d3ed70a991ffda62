// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/studio_fixture.h"
#include "ui/engine/worker_thread.h"

#include <atomic>
#include <future>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace maquette {

class TestWorkerThread : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsTasksInOrderUrgentOnesFirst() {
        std::promise<void> gate;
        std::promise<void> done;
        std::vector<int> order;
        WorkerThread worker;
        std::promise<void> begun;
        worker.post([&] {
            begun.set_value();
            gate.get_future().wait();
        });
        begun.get_future().wait();
        worker.post([&] { order.push_back(1); });
        worker.post([&] {
            order.push_back(2);
            done.set_value();
        });
        worker.post([&] { order.push_back(0); }, WorkerThread::Urgency::Urgent);
        gate.set_value();
        done.get_future().wait();
        QCOMPARE(order, (std::vector<int>{0, 1, 2}));
    }

    void dropsWhatWaitsWhenDestroyed() {
        std::atomic<int> ran{0};
        std::promise<void> begun;
        std::atomic<bool> stop{false};
        {
            WorkerThread worker;
            worker.post([&] {
                begun.set_value();
                while (!stop) {
                    std::this_thread::yield();
                }
                ++ran;
            });
            for (int i = 0; i < 100; ++i) {
                worker.post([&] { ++ran; });
            }
            begun.get_future().wait();
            std::thread([&] {
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
                stop = true;
            }).detach();
        }
        QCOMPARE(ran.load(), 1);
    }

#ifdef __linux__
    void givesWayToTheCallersThread() {
        const auto niceness = [] { return getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())); };
        std::promise<std::pair<int, int>> inside;
        WorkerThread worker;
        worker.post([&] {
            const int mine = niceness();
            inside.set_value({mine, std::async(std::launch::async, niceness).get()});
        });
        const auto [ofWorker, started] = inside.get_future().get();
        QVERIFY(ofWorker > niceness());
        QCOMPARE(started, ofWorker);
    }
#endif

    void endsWithoutEverHavingWorked() {
        const WorkerThread worker;
    }
};

} // namespace maquette

STUDIO_TEST_MAIN(maquette::TestWorkerThread)
#include "tst_worker_thread.moc"
