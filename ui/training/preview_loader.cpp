// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/preview_loader.h"

#include "core/render/clay_picture.h"
#include "core/runs/preview_files.h"
#include "ui/engine/guarded.h"

#include <cmath>

namespace maquette {

namespace {

QImage imageOf(const PreviewPicture& picture) {
    return QImage(picture.rgb.data(), picture.width, picture.height, 3 * picture.width,
                  QImage::Format_RGB888)
        .copy();
}

std::vector<float> distancesBetween(const Points& shape, const Points& truth) {
    const Eigen::VectorXf lengths = (shape - truth).rowwise().norm();
    return {lengths.data(), lengths.data() + lengths.size()};
}

/// Upper and lower edge of pictures that all shapes fit into, metres.
std::pair<float, float> heightsOf(const PreviewSubjects& subjects) {
    constexpr float kRoom = 0.05F;
    float top = subjects.mean.col(1).maxCoeff();
    float bottom = subjects.mean.col(1).minCoeff();
    for (const Points& shape : subjects.truth) {
        top = std::max(top, shape.col(1).maxCoeff());
        bottom = std::min(bottom, shape.col(1).minCoeff());
    }
    return {top + kRoom, bottom - kRoom};
}

QImage clayImage(const Points& shape, const PreviewSubjects& subjects,
                 const std::vector<float>& distances, const PreviewRequest& request) {
    ClayOptions options;
    options.width = request.size.width();
    options.height = request.size.height();
    options.yaw = static_cast<float>(request.yaw);
    std::tie(options.top, options.bottom) = heightsOf(subjects);
    const ClayPixels pixels =
        clayPicture(shape, subjects.triangles, distances, PreviewLoader::kReddest, options);
    return QImage(pixels.data(), options.width, options.height, QImage::Format_RGBA8888).copy();
}

} // namespace

/// What was read last; the worker's alone.
struct PreviewLoader::Cache {
    std::filesystem::path folder;
    std::optional<PreviewSubjects> subjects;
    std::optional<PreviewStep> step;
    // Drawn truths, which do not change from step to step.
    double yaw = 0.0;
    QSize size;
    std::vector<QImage> truths;

    Status read(const PreviewRequest& request) {
        if (folder != request.folder || !subjects) {
            auto read = readPreviewSubjects(request.folder);
            if (!read) {
                return fail(read.error());
            }
            folder = request.folder;
            subjects = std::move(*read);
            step.reset();
            truths.clear();
        }
        if (!step || step->step != request.step) {
            auto read = readPreviewStep(request.folder, *subjects, request.step);
            if (!read) {
                return fail(read.error());
            }
            step = std::move(*read);
        }
        return {};
    }

    void drawTruths(const PreviewRequest& request) {
        if (yaw == request.yaw && size == request.size && !truths.empty()) {
            return;
        }
        yaw = request.yaw;
        size = request.size;
        truths.clear();
        for (const Points& shape : subjects->truth) {
            truths.push_back(clayImage(shape, *subjects, {}, request));
        }
    }
};

PreviewLoader::PreviewLoader(QObject* parent)
    : QObject(parent), m_latest(std::make_shared<Latest>()), m_cache(std::make_shared<Cache>()) {}

PreviewLoader::~PreviewLoader() {
    ++m_latest->request; // what waits ends at once
}

Result<std::vector<PreviewPerson>> PreviewLoader::draw(Cache& cache,
                                                       const PreviewRequest& request) {
    if (const Status read = cache.read(request); !read) {
        return fail(read.error());
    }
    const PreviewSubjects& subjects = *cache.subjects;
    cache.drawTruths(request);
    std::vector<PreviewPerson> people(subjects.names.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
        PreviewPerson& person = people[i];
        const Points& shape = cache.step->shapes[i];
        const bool isKnown = !subjects.truth.empty();
        person.name = QString::fromStdString(subjects.names[i]);
        person.error = cache.step->errors[i];
        person.answer =
            clayImage(shape, subjects,
                      request.showErrors && isKnown ? distancesBetween(shape, subjects.truth[i])
                                                    : std::vector<float>(),
                      request);
        person.truth = isKnown ? cache.truths[i] : QImage();
        person.photo = subjects.pictures.empty() ? QImage() : imageOf(subjects.pictures[i]);
    }
    return people;
}

void PreviewLoader::request(const PreviewRequest& request) {
    const std::int64_t number = ++m_latest->request;
    m_worker.post([this, request, number, latest = m_latest, cache = m_cache] {
        if (latest->request != number) {
            return;
        }
        const auto people = guarded([&] { return draw(*cache, request); });
        QMetaObject::invokeMethod(
            this,
            [this, people, step = request.step, number] {
                if (m_latest->request != number) {
                    return;
                }
                if (people) {
                    Q_EMIT loaded(step, *people);
                } else {
                    Q_EMIT failed(people.error());
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace maquette
