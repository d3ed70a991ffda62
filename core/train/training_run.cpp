// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_run.h"

#include "core/nn/torch_guard.h"

#include <chrono>
#include <optional>

namespace maquette {
namespace {

using Clock = std::chrono::steady_clock;

Error noMemory() {
    return {ErrorCode::OutOfMemory, "There is not enough memory to train.",
            "Close other programs, or train with smaller batches."};
}

/// Means of metrics over some steps.
class Averager {
public:
    void add(const Metrics& metrics) {
        ++m_count;
        for (const auto& [name, value] : metrics) {
            m_sums[name] += value;
        }
    }
    [[nodiscard]] Metrics take() {
        for (auto& [name, value] : m_sums) {
            value /= m_count;
        }
        m_count = 0;
        return std::exchange(m_sums, {});
    }

private:
    int m_count = 0;
    Metrics m_sums;
};

class RunTask final : public TrainingTask {
public:
    RunTask(std::unique_ptr<Trainer> trainer, RunFolder folder, const RunPace& pace)
        : m_trainer(std::move(trainer)), m_folder(std::move(folder)), m_pace(pace),
          m_steps(m_trainer->options().steps) {}

    Result<std::vector<RunProgress>> step() override {
        return withoutExceptions(noMemory(), [&]() -> Result<std::vector<RunProgress>> {
            if (m_seen != m_trainer->seen()) {
                m_seen = m_trainer->seen();
                m_batchSize = m_trainer->batchSize();
                m_first = stepCount();
                m_start = Clock::now();
            }
            m_averager.add(m_trainer->step());
            std::vector<RunProgress> reports;
            if (isDue(m_pace.metricsEvery)) {
                reports.push_back(reportOf("train", m_averager.take()));
            }
            if (isDue(m_pace.validateEvery)) {
                reports.push_back(reportOf(
                    "val", m_trainer->validate(Split::Validation, m_pace.validationSamples)));
            }
            for (const RunProgress& report : reports) {
                const Status written = m_folder.addMetrics(
                    report.step, report.isValidation ? "val" : "train", report.metrics);
                if (!written) {
                    return fail(written.error());
                }
            }
            if (isDue(m_pace.checkpointEvery)) {
                if (const Status saved = save(); !saved) {
                    return fail(saved.error());
                }
            }
            return reports;
        });
    }

    std::int64_t stepCount() const override { return m_trainer->stepCount(); }
    std::int64_t steps() const override { return m_steps; }
    void extend(std::int64_t more) override { m_steps += more; }

    Status save() override {
        return withoutExceptions(noMemory(), [&] {
            const Status saved = m_trainer->save(m_folder.checkpoint());
            return saved
                       ? m_trainer->model()->save(
                             m_folder.model(), {{"training", m_trainer->options().toJson()},
                                                {"steps", std::to_string(m_trainer->stepCount())}})
                       : saved;
        });
    }

private:
    [[nodiscard]] bool isDue(std::int64_t every) const {
        return stepCount() % every == 0 || stepCount() == m_steps;
    }

    [[nodiscard]] RunProgress reportOf(const std::string& kind, Metrics metrics) const {
        const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
        const auto done = static_cast<double>(stepCount() - m_first);
        RunProgress progress;
        progress.step = stepCount();
        progress.steps = m_steps;
        progress.secondsLeft = seconds / done * static_cast<double>(m_steps - progress.step);
        progress.samplesPerSecond = done * m_batchSize / seconds;
        progress.metrics = std::move(metrics);
        progress.isValidation = kind == "val";
        return progress;
    }

    std::unique_ptr<Trainer> m_trainer;
    RunFolder m_folder;
    RunPace m_pace;
    std::int64_t m_steps;
    // Speeds are those of the steps of the present kind.
    std::optional<Seen> m_seen = {};
    int m_batchSize = 0;
    std::int64_t m_first = 0;
    Clock::time_point m_start;
    Averager m_averager;
};

} // namespace

Result<std::unique_ptr<TrainingTask>> openRun(const std::shared_ptr<const Library>& library,
                                              const RunFolder& run, const RunPace& pace,
                                              const Context& ctx) {
    return withoutExceptions(noMemory(), [&]() -> Result<std::unique_ptr<TrainingTask>> {
        auto set = TrainingSet::open(run.dataset());
        if (!set) {
            return fail(set.error());
        }
        auto trainer = Trainer::create(library, *set, run.options(), ctx);
        if (!trainer) {
            return fail(trainer.error());
        }
        if (std::filesystem::exists(run.checkpoint())) {
            Status restored = (*trainer)->restore(run.checkpoint());
            if (restored) {
                restored = run.cutMetrics((*trainer)->stepCount());
            }
            if (!restored) {
                return fail(restored.error());
            }
        }
        (*trainer)->computeBy(pace.pictures);
        return std::make_unique<RunTask>(std::move(*trainer), run, pace);
    });
}

Status trainRun(const std::shared_ptr<const Library>& library, const RunFolder& run,
                const RunPace& pace, const std::function<void(const RunProgress&)>& report,
                const Context& ctx) {
    const auto task = openRun(library, run, pace, ctx);
    if (!task) {
        return fail(task.error());
    }
    while ((*task)->stepCount() < (*task)->steps()) {
        if (ctx.isCancelled()) {
            const Status saved = (*task)->save();
            return saved ? Status(ctx.cancelled()) : saved;
        }
        const auto reports = (*task)->step();
        if (!reports) {
            return fail(reports.error());
        }
        for (const RunProgress& progress : *reports) {
            report(progress);
        }
        ctx.report(static_cast<double>((*task)->stepCount()) /
                   static_cast<double>((*task)->steps()));
    }
    return (*task)->save();
}

} // namespace maquette
