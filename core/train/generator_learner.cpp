// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_learner.h"

#include "core/nn/torch_guard.h"
#include "core/train/generator_likeness.h"
#include "core/train/generator_preview.h"

namespace maquette {
namespace {

constexpr std::int64_t kValidationPeople = 400;

Error noMemory() {
    return {ErrorCode::OutOfMemory, "There is not enough memory to train.",
            "Close other programs, or train with smaller batches."};
}

} // namespace

GeneratorLearner::GeneratorLearner(std::shared_ptr<const Library> library,
                                   std::unique_ptr<GeneratorTrainer> trainer)
    : m_library(std::move(library)), m_trainer(std::move(trainer)) {}

Result<std::unique_ptr<Learner>>
GeneratorLearner::create(const std::shared_ptr<const Library>& library,
                         const std::filesystem::path& dataset, const GeneratorOptions& options,
                         const Context& ctx) {
    return withoutExceptions(noMemory(), [&]() -> Result<std::unique_ptr<Learner>> {
        auto set = GeneratorSet::open(dataset, *library, options.network, options.mostPeople, ctx);
        if (!set) {
            return fail(set.error());
        }
        return std::unique_ptr<Learner>(new GeneratorLearner(
            library, std::make_unique<GeneratorTrainer>(std::move(*set), options)));
    });
}

Result<Metrics> GeneratorLearner::step() {
    return withoutExceptions(noMemory(), [&] { return Result<Metrics>(m_trainer->step()); });
}

Result<Metrics> GeneratorLearner::validate() {
    return withoutExceptions(
        noMemory(), [&] { return Result<Metrics>(m_trainer->validate(kValidationPeople)); });
}

Result<std::vector<Baseline>> GeneratorLearner::baselines(const Context& /*ctx*/) {
    return withoutExceptions(noMemory(), [&] {
        return Result<std::vector<Baseline>>(
            likenessBaselines(m_trainer->set(), Split::Validation, kValidationPeople));
    });
}

Status GeneratorLearner::savePreview(const std::filesystem::path& folder) {
    return withoutExceptions(noMemory(), [&]() -> Status {
        if (!m_subjects) {
            m_subjects = generatorSubjects(*m_library, m_trainer->set().maps().space());
            if (const Status written = writePreviewSubjects(folder, *m_subjects); !written) {
                return written;
            }
        }
        return writePreviewStep(folder, *m_subjects,
                                generatorPreview(*m_trainer, *m_library, *m_subjects));
    });
}

Status GeneratorLearner::saveCheckpoint(const std::filesystem::path& file) {
    return withoutExceptions(noMemory(), [&] { return m_trainer->save(file); });
}

Status GeneratorLearner::restore(const std::filesystem::path& file) {
    return withoutExceptions(noMemory(), [&] { return m_trainer->restore(file); });
}

Status GeneratorLearner::saveModel(const std::filesystem::path& file) {
    return withoutExceptions(noMemory(), [&] {
        const GeneratorModel model(m_trainer->generator(), m_trainer->set().content(), *m_library);
        return model.save(file, {{"training", m_trainer->options().toJson()},
                                 {"steps", std::to_string(m_trainer->stepCount())}});
    });
}

} // namespace maquette
