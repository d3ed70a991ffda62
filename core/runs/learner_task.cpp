// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/learner_task.h"

#include "core/base/memory.h"
#include "core/runs/metric_means.h"
#include "core/runs/preview_files.h"
#include "core/runs/run_lock.h"
#include "core/runs/step_clock.h"

#include <cmath>

namespace maquette {
namespace {

class LearnerTask final : public TrainingTask {
public:
    LearnerTask(RunFolder folder, RunLock lock, std::unique_ptr<Learner> learner,
                const RecordPace& pace)
        : m_folder(std::move(folder)), m_lock(std::move(lock)), m_learner(std::move(learner)),
          m_pace(pace), m_state(m_folder.state()) {}

    ~LearnerTask() override {
        if (m_state.phase == RunPhase::Running) {
            m_state.phase = stepCount() < m_state.steps ? RunPhase::Stopped : RunPhase::Finished;
        }
        static_cast<void>(writeState()); // it reads as interrupted then
    }

    /// Before the first step of all, or goes on from the checkpoint.
    [[nodiscard]] Status begin(const Context& ctx) {
        std::error_code ignored; // a file that is missing is found when it is opened
        if (std::filesystem::exists(m_folder.checkpoint(), ignored)) {
            const Status restored = goOn();
            if (!restored) {
                return restored;
            }
        } else {
            m_state = {};
            const Status begun = beginAnew(ctx);
            if (!begun) {
                return begun;
            }
        }
        m_state.steps = m_state.steps > 0 ? m_state.steps : m_learner->plannedSteps();
        m_state.heldOut = m_learner->heldOutMetric();
        m_state.phase = RunPhase::Running;
        m_state.error.clear();
        return writeState();
    }

    Result<std::vector<RunProgress>> step() override {
        auto reports = stepAndReport();
        if (!reports) {
            m_state.phase = RunPhase::Failed;
            m_state.error = describe(reports.error());
        }
        return reports;
    }

    std::int64_t stepCount() const override { return m_learner->stepCount(); }
    std::int64_t steps() const override { return m_state.steps; }
    void extend(std::int64_t more) override {
        m_state.steps = std::max(m_state.steps + more, stepCount());
    }

    Status save() override {
        Status saved = m_learner->saveCheckpoint(m_folder.checkpoint());
        if (saved) {
            saved = m_learner->saveModel(m_folder.model());
        }
        return saved ? writeState() : saved;
    }

private:
    [[nodiscard]] Status goOn() {
        const Status restored = m_learner->restore(m_folder.checkpoint());
        if (!restored) {
            return restored;
        }
        m_clock.goOn(m_folder.metrics().read(), stepCount());
        cutPreviews(m_folder.previews(), stepCount());
        return m_folder.metrics().cut(stepCount());
    }

    [[nodiscard]] Status beginAnew(const Context& ctx) {
        if (const Status cut = m_folder.metrics().cut(-1); !cut) {
            return cut;
        }
        const auto baselines = m_learner->baselines(ctx);
        if (!baselines) {
            return fail(baselines.error());
        }
        const Status written = m_folder.writeBaselines(*baselines);
        return written ? savePreview() : written;
    }

    [[nodiscard]] Status savePreview() {
        std::error_code ignored; // writing the files tells what is wrong
        std::filesystem::create_directories(m_folder.previews(), ignored);
        return m_learner->savePreview(m_folder.previews());
    }

    [[nodiscard]] Result<std::vector<RunProgress>> stepAndReport() {
        m_clock.beginStep(m_learner->batchSize());
        const auto metrics = m_learner->step();
        if (!metrics) {
            return fail(metrics.error());
        }
        m_clock.endStep();
        m_means.add(*metrics);
        if (const Status finite = checkFinite(*metrics); !finite) {
            return fail(finite.error());
        }
        std::vector<RunProgress> reports;
        if (isDue(m_pace.metricsEvery)) {
            reports.push_back(trainReport());
        }
        if (isDue(m_pace.validateEvery)) {
            auto report = validationReport();
            if (!report) {
                return fail(report.error());
            }
            reports.push_back(std::move(*report));
        }
        const Status written = writeDown(reports);
        return written ? Result<std::vector<RunProgress>>(std::move(reports))
                       : fail(written.error());
    }

    /// Nothing of it is saved: the last checkpoint is from before.
    [[nodiscard]] Status checkFinite(const Metrics& metrics) const {
        const auto loss = metrics.find("loss");
        if (loss == metrics.end() || std::isfinite(loss->second)) {
            return {};
        }
        const Status written =
            m_folder.metrics().append({stepCount(), kTrainRecord, {{"loss", loss->second}}});
        return written ? fail(ErrorCode::NotConverged,
                              "The training diverged: the loss of step " +
                                  std::to_string(stepCount()) + " is not a number any more.",
                              "Begin a new run with a lower learning rate. The last checkpoint and "
                              "the models saved so far are whole.")
                       : written;
    }

    [[nodiscard]] bool isDue(std::int64_t every) const {
        return stepCount() % every == 0 || stepCount() == m_state.steps;
    }

    [[nodiscard]] RunProgress reportOf(Metrics metrics) const {
        RunProgress progress;
        progress.step = stepCount();
        progress.steps = m_state.steps;
        progress.secondsLeft = m_clock.secondsFor(m_state.steps - stepCount());
        progress.samplesPerSecond = m_clock.samplesPerSecond();
        progress.metrics = std::move(metrics);
        return progress;
    }

    [[nodiscard]] RunProgress trainReport() {
        Metrics metrics = m_means.take();
        metrics["samples_per_second"] = m_clock.takeSpeed();
        metrics["memory_mb"] = static_cast<double>(residentMemory()) / 1e6;
        metrics["seconds"] = m_clock.seconds();
        return reportOf(std::move(metrics));
    }

    [[nodiscard]] Result<RunProgress> validationReport() {
        auto metrics = m_learner->validate();
        if (!metrics) {
            return fail(metrics.error());
        }
        if (const Status saved = savePreview(); !saved) {
            return fail(saved.error());
        }
        const auto error = metrics->find(m_state.heldOut);
        const bool isBest = error != metrics->end() && std::isfinite(error->second) &&
                            (!m_state.best || error->second < *m_state.best);
        if (isBest) {
            if (const Status saved = m_learner->saveModel(m_folder.bestModel()); !saved) {
                return fail(saved.error());
            }
            m_state.best = error->second;
            m_state.bestStep = stepCount();
        }
        RunProgress report = reportOf(std::move(*metrics));
        report.isValidation = true;
        return report;
    }

    [[nodiscard]] Status writeDown(const std::vector<RunProgress>& reports) {
        for (const RunProgress& report : reports) {
            const char* kind = report.isValidation ? kValidationRecord : kTrainRecord;
            const Status written = m_folder.metrics().append({report.step, kind, report.metrics});
            if (!written) {
                return written;
            }
        }
        if (isDue(m_pace.checkpointEvery)) {
            return save();
        }
        return reports.empty() ? Status() : writeState();
    }

    [[nodiscard]] Status writeState() {
        m_state.step = stepCount();
        return m_folder.writeState(m_state);
    }

    RunFolder m_folder;
    RunLock m_lock;
    std::unique_ptr<Learner> m_learner;
    RecordPace m_pace;
    RunState m_state;
    MetricMeans m_means;
    StepClock m_clock;
};

} // namespace

Result<std::unique_ptr<TrainingTask>> openLearnerTask(const RunFolder& run, const MakeLearner& make,
                                                      const RecordPace& pace, const Context& ctx) {
    auto lock = RunLock::take(run.lockFile());
    if (!lock) {
        return fail(lock.error());
    }
    auto learner = make(ctx.nested(0.0, 0.7, "people"));
    if (!learner) {
        return fail(learner.error());
    }
    auto task = std::make_unique<LearnerTask>(run, std::move(*lock), std::move(*learner), pace);
    if (const Status begun = task->begin(ctx.nested(0.7, 1.0, "baselines")); !begun) {
        return fail(begun.error());
    }
    return task;
}

Status trainTask(TrainingTask& task, const std::function<void(const RunProgress&)>& report,
                 const Context& ctx) {
    while (task.stepCount() < task.steps()) {
        if (ctx.isCancelled()) {
            const Status saved = task.save();
            return saved ? Status(ctx.cancelled()) : saved;
        }
        const auto reports = task.step();
        if (!reports) {
            return fail(reports.error());
        }
        for (const RunProgress& progress : *reports) {
            report(progress);
        }
        ctx.report(static_cast<double>(task.stepCount()) / static_cast<double>(task.steps()));
    }
    return task.save();
}

} // namespace maquette
