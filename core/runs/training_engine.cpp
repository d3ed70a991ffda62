// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/training_engine.h"

namespace maquette {

using Kind = TrainingEvent::Kind;

TrainingEngine::TrainingEngine(Listener listener)
    : m_listener(std::move(listener)), m_thread([this] { work(); }) {}

TrainingEngine::~TrainingEngine() {
    stop();
    post(Order::Quit);
    m_thread.join();
}

RunGeneration TrainingEngine::start(OpenTask open) {
    stop();
    Start start{std::move(open), 0, {}};
    {
        const std::lock_guard lock(m_mutex);
        start.generation = ++m_lastGeneration;
        m_opening = start.token;
    }
    const RunGeneration generation = start.generation;
    post(std::move(start));
    return generation;
}

void TrainingEngine::pause() {
    post(Order::Pause);
}

void TrainingEngine::resume() {
    post(Order::Resume);
}

void TrainingEngine::extend(std::int64_t moreSteps) {
    post(Extend{moreSteps});
}

void TrainingEngine::save() {
    post(Order::Save);
}

void TrainingEngine::stop() {
    {
        const std::lock_guard lock(m_mutex);
        if (m_opening) {
            m_opening->cancel();
        }
    }
    post(Order::Stop);
}

void TrainingEngine::post(Command command) {
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    m_wake.notify_one();
}

std::optional<TrainingEngine::Command> TrainingEngine::next(bool wait) {
    std::unique_lock lock(m_mutex);
    if (wait) {
        m_wake.wait(lock, [this] { return !m_commands.empty(); });
    }
    if (m_commands.empty()) {
        return std::nullopt;
    }
    Command command = std::move(m_commands.front());
    m_commands.pop_front();
    return command;
}

void TrainingEngine::work() {
    while (true) {
        const bool isIdle = !m_task || m_isPaused;
        if (const auto command = next(isIdle)) {
            if (!obey(*command)) {
                return;
            }
        } else {
            step();
        }
    }
}

bool TrainingEngine::obey(const Command& command) {
    if (const auto* start = std::get_if<Start>(&command)) {
        open(*start);
        return true;
    }
    if (const auto* extend = std::get_if<Extend>(&command)) {
        if (m_task) {
            m_task->extend(extend->steps);
        }
        return true;
    }
    const Order order = std::get<Order>(command);
    if (order == Order::Quit) {
        return false;
    }
    if (!m_task) {
        return true;
    }
    if (order == Order::Stop) {
        const Status saved = m_task->save();
        end(saved ? Kind::Stopped : Kind::Failed,
            saved ? std::nullopt : std::optional(saved.error()));
    } else if (order == Order::Save) {
        const Status saved = m_task->save();
        tell(Kind::Saved, {}, saved ? std::nullopt : std::optional(saved.error()));
    } else if ((order == Order::Pause) != m_isPaused) {
        m_isPaused = order == Order::Pause;
        tell(m_isPaused ? Kind::Paused : Kind::Resumed);
    }
    return true;
}

void TrainingEngine::open(const Start& start) {
    m_generation = start.generation;
    m_isPaused = false;
    auto task = start.open(Context(start.token, [this](double fraction, const std::string& stage) {
        m_listener({.kind = Kind::Opening,
                    .generation = m_generation,
                    .progress = {},
                    .fraction = fraction,
                    .stage = stage,
                    .error = {}});
    }));
    if (!task) {
        const bool isStopped = task.error().code == ErrorCode::Cancelled;
        end(isStopped ? Kind::Stopped : Kind::Failed,
            isStopped ? std::nullopt : std::optional(task.error()));
        return;
    }
    m_task = std::move(*task);
    RunProgress progress;
    progress.step = m_task->stepCount();
    progress.steps = m_task->steps();
    tell(Kind::Opened, progress);
}

void TrainingEngine::step() {
    if (m_task->stepCount() >= m_task->steps()) {
        const Status saved = m_task->save();
        end(saved ? Kind::Finished : Kind::Failed,
            saved ? std::nullopt : std::optional(saved.error()));
        return;
    }
    const auto reports = m_task->step();
    if (!reports) {
        end(Kind::Failed, reports.error());
        return;
    }
    for (const RunProgress& report : *reports) {
        tell(Kind::Progress, report);
    }
}

void TrainingEngine::end(Kind kind, std::optional<Error> error) {
    m_task.reset();
    tell(kind, {}, std::move(error));
}

void TrainingEngine::tell(Kind kind, RunProgress progress, std::optional<Error> error) {
    m_listener({.kind = kind,
                .generation = m_generation,
                .progress = std::move(progress),
                .error = std::move(error)});
}

} // namespace maquette
