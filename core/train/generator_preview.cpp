// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_preview.h"

#include "core/base/random.h"
#include "core/train/preview_surface.h"

#include <cmath>

namespace maquette {
namespace {

constexpr int kSubjects = 6;

/// The first is the likeliest character.
Eigen::VectorXf noiseOf(int subject, int size) {
    Random random = Random(1).fork(static_cast<std::uint64_t>(subject));
    Eigen::VectorXf noise = Eigen::VectorXf::Zero(size);
    if (subject > 0) {
        for (float& number : noise) {
            number = static_cast<float>(random.normal());
        }
    }
    return noise;
}

} // namespace

PreviewSubjects generatorSubjects(const Library& library, const ShapeSpace& space) {
    const PreviewSurface surface = previewSurface(library.templateMesh());
    PreviewSubjects subjects;
    subjects.triangles = surface.triangles;
    subjects.mean = space.mean(surface.rows, Eigen::all);
    for (int i = 0; i < kSubjects; ++i) {
        subjects.names.push_back(i == 0 ? "Likeliest" : "Made up " + std::to_string(i));
    }
    return subjects;
}

PreviewStep generatorPreview(const GeneratorTrainer& trainer, const Library& library,
                             const PreviewSubjects& subjects) {
    const GeneratorModel model(trainer.generator(), trainer.set().content(), library);
    const PreviewSurface surface = previewSurface(library.templateMesh());
    PreviewStep preview;
    preview.step = trainer.stepCount();
    for (int i = 0; i < std::ssize(subjects.names); ++i) {
        const auto made = model.make(noiseOf(i, model.noiseSize()), model.attributes().mean);
        const Points shape = made ? made->normalized : model.content().space.mean;
        preview.shapes.emplace_back(shape(surface.rows, Eigen::all));
        preview.errors.push_back(std::nanf(""));
    }
    return preview;
}

} // namespace maquette
