// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/mapping_preview.h"

#include "core/base/evenly_chosen.h"
#include "core/train/preview_surface.h"

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

constexpr std::size_t kSubjects = 6;

std::vector<std::int64_t> chosenSamples(const TrainingSet& set) {
    return evenlyChosen(set.samples(Split::Validation), kSubjects);
}

/// Millimetres over the body. Both [kTemplateVertices,3].
float errorOf(const Points& shape, const Points& truth) {
    return static_cast<float>(
        shapeError(shape.topRows(kBodyVertices), truth.topRows(kBodyVertices)));
}

Points truthOf(const TrainingSet& set, std::int64_t sample) {
    const auto& rows = set.dataset().samples();
    return normalizedShape(set.identityShape(rows[static_cast<std::size_t>(sample)].identity));
}

PreviewPicture pictureOf(const TrainingSet& set, std::int64_t sample) {
    AugmentOptions none;
    none.enabled = false;
    Random random(0);
    const cv::Mat bgr = set.input(sample, none, random).picture;
    cv::Mat rgb;
    cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
    PreviewPicture picture{rgb.cols, rgb.rows, {}};
    picture.rgb.assign(rgb.datastart, rgb.dataend);
    return picture;
}

} // namespace

PreviewSubjects mappingSubjects(const TrainingSet& set, const Library& library,
                                const ShapeSpace& space) {
    const PreviewSurface surface = previewSurface(library.templateMesh());
    PreviewSubjects subjects;
    subjects.triangles = surface.triangles;
    subjects.mean = space.mean(surface.rows, Eigen::all);
    for (const std::int64_t sample : chosenSamples(set)) {
        subjects.names.push_back("Sample " + std::to_string(sample));
        subjects.truth.push_back(truthOf(set, sample)(surface.rows, Eigen::all));
        subjects.pictures.push_back(pictureOf(set, sample));
    }
    return subjects;
}

PreviewStep mappingPreview(const Trainer& trainer, const Library& library,
                           const PreviewSubjects& subjects) {
    const PreviewSurface surface = previewSurface(library.templateMesh());
    const auto samples = chosenSamples(trainer.set());
    PreviewStep preview;
    preview.step = trainer.stepCount();
    if (samples.size() != subjects.names.size() || samples.empty()) {
        return preview;
    }
    const std::vector<Points> shapes = trainer.shapes(samples);
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        preview.errors.push_back(errorOf(shapes[i], truthOf(trainer.set(), samples[i])));
        preview.shapes.emplace_back(shapes[i](surface.rows, Eigen::all));
    }
    return preview;
}

} // namespace maquette
