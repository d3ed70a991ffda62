// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/mapping_learner.h"

#include "core/nn/torch_guard.h"
#include "core/train/mapping_baselines.h"
#include "core/train/mapping_preview.h"

namespace maquette {
namespace {

Error noMemory() {
    return {ErrorCode::OutOfMemory, "There is not enough memory to train.",
            "Close other programs, or train with smaller batches."};
}

} // namespace

MappingLearner::MappingLearner(std::shared_ptr<const Library> library,
                               std::unique_ptr<Trainer> trainer, const RunPace& pace)
    : m_library(std::move(library)), m_trainer(std::move(trainer)),
      m_validationSamples(pace.validationSamples) {
    m_trainer->computeBy(pace.pictures);
}

Result<std::unique_ptr<Learner>>
MappingLearner::create(const std::shared_ptr<const Library>& library,
                       const std::filesystem::path& dataset, const TrainOptions& options,
                       const RunPace& pace, const Context& ctx) {
    return withoutExceptions(noMemory(), [&]() -> Result<std::unique_ptr<Learner>> {
        auto set = TrainingSet::open(dataset);
        if (!set) {
            return fail(set.error());
        }
        auto trainer = Trainer::create(library, *set, options, ctx);
        if (!trainer) {
            return fail(trainer.error());
        }
        return std::unique_ptr<Learner>(new MappingLearner(library, std::move(*trainer), pace));
    });
}

std::int64_t MappingLearner::plannedSteps() const {
    return m_trainer->options().steps;
}

Result<Metrics> MappingLearner::step() {
    return withoutExceptions(noMemory(), [&] { return Result<Metrics>(m_trainer->step()); });
}

Result<Metrics> MappingLearner::validate() {
    return withoutExceptions(noMemory(), [&] {
        return Result<Metrics>(m_trainer->validate(Split::Validation, m_validationSamples));
    });
}

Result<std::vector<Baseline>> MappingLearner::baselines(const Context& ctx) {
    return withoutExceptions(noMemory(), [&] {
        return mappingBaselines(m_trainer->set(), m_trainer->space(), m_validationSamples, ctx);
    });
}

Status MappingLearner::savePreview(const std::filesystem::path& folder) {
    return withoutExceptions(noMemory(), [&]() -> Status {
        if (!m_subjects) {
            m_subjects = mappingSubjects(m_trainer->set(), *m_library, m_trainer->space());
            if (const Status written = writePreviewSubjects(folder, *m_subjects); !written) {
                return written;
            }
        }
        return writePreviewStep(folder, *m_subjects,
                                mappingPreview(*m_trainer, *m_library, *m_subjects));
    });
}

Status MappingLearner::saveCheckpoint(const std::filesystem::path& file) {
    return withoutExceptions(noMemory(), [&] { return m_trainer->save(file); });
}

Status MappingLearner::restore(const std::filesystem::path& file) {
    return withoutExceptions(noMemory(), [&] { return m_trainer->restore(file); });
}

Status MappingLearner::saveModel(const std::filesystem::path& file) {
    return withoutExceptions(noMemory(), [&] {
        return m_trainer->model()->save(file, {{"training", m_trainer->options().toJson()},
                                               {"steps", std::to_string(m_trainer->stepCount())}});
    });
}

} // namespace maquette
