// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Trains on a thread of its own, told what to do by commands, telling what happens by
///        events.

#include "core/runs/training_task.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

namespace maquette {

/// Stamps a run; events of an earlier one are stale.
using RunGeneration = std::uint64_t;

struct TrainingEvent {
    enum class Kind {
        Opening,
        Opened,
        Progress,
        Paused,
        Resumed,
        Saved,
        Finished,
        Stopped,
        Failed
    };
    Kind kind = Kind::Opened;
    RunGeneration generation = 0;
    RunProgress progress;       ///< Opened (step and steps), Progress
    double fraction = 0.0;      ///< Opening: how much of it is done
    std::string stage = {};     ///< Opening: what is being made
    std::optional<Error> error; ///< Failed; Saved when it failed
};

/// One run at a time. The destructor stops the run, saves it and joins the thread.
/// @threading  Commands may come from any thread and return at once; they are obeyed between two
///             steps. The listener is called on the engine's thread and must return quickly; it
///             must not call the engine's destructor.
class TrainingEngine {
public:
    /// Makes the task; may take long and is cancelled by stop().
    using OpenTask = std::function<Result<std::unique_ptr<TrainingTask>>(const Context&)>;
    using Listener = std::function<void(const TrainingEvent&)>;

    explicit TrainingEngine(Listener listener);
    ~TrainingEngine();
    TrainingEngine(const TrainingEngine&) = delete;
    TrainingEngine& operator=(const TrainingEngine&) = delete;

    /// A run that is under way is stopped and saved first.
    RunGeneration start(OpenTask open);
    void pause();
    void resume();
    void extend(std::int64_t moreSteps);
    void save();
    void stop();

private:
    struct Start {
        OpenTask open;
        RunGeneration generation = 0;
        CancelToken token;
    };
    struct Extend {
        std::int64_t steps = 0;
    };
    enum class Order { Pause, Resume, Save, Stop, Quit };
    using Command = std::variant<Start, Extend, Order>;

    void post(Command command);
    /// @param wait  until there is one; else nothing when there is none.
    [[nodiscard]] std::optional<Command> next(bool wait);
    void work();
    [[nodiscard]] bool obey(const Command& command); ///< false: quit
    void open(const Start& start);
    void step();
    void end(TrainingEvent::Kind kind, std::optional<Error> error = {});
    void tell(TrainingEvent::Kind kind, RunProgress progress = {}, std::optional<Error> error = {});

    Listener m_listener;
    std::mutex m_mutex; ///< guards the three below
    std::condition_variable m_wake;
    std::deque<Command> m_commands;
    std::optional<CancelToken> m_opening; ///< of the last start
    RunGeneration m_lastGeneration = 0;

    // The thread's own.
    std::unique_ptr<TrainingTask> m_task;
    RunGeneration m_generation = 0;
    bool m_isPaused = false;

    std::thread m_thread; ///< last: it uses all of the above
};

} // namespace maquette
