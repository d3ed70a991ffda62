// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/reconstruction_job.h"

#include "core/viewport/viewport_overlay.h"
#include "ui/engine/guarded.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace maquette {

namespace {

constexpr double kReconstructShare = 0.95; ///< of the progress bar; the rest prepares the view

std::size_t bytesOf(const cv::Mat& image) {
    return image.total() * image.elemSize();
}

std::size_t bytesOf(vtkObject* object) {
    auto* data = vtkDataObject::SafeDownCast(object);
    return data == nullptr ? 0 : static_cast<std::size_t>(data->GetActualMemorySize()) * 1024;
}

std::size_t bytesOf(const ViewportCharacter& view) {
    std::size_t sum = bytesOf(view.photo);
    for (const ViewportMesh& mesh : view.meshes) {
        sum += bytesOf(mesh.cutout);
        for (const auto& level : mesh.texture) {
            sum += bytesOf(level);
        }
        for (std::size_t pose = 0; pose < 2; ++pose) {
            sum += bytesOf(mesh.surface[pose]) + bytesOf(mesh.edges[pose]);
        }
    }
    return sum;
}

std::size_t bytesOf(const Character& character) {
    std::size_t sum = 0;
    for (const CharacterMesh& mesh : character.meshes) {
        sum += bytesOf(mesh.material.baseColor) +
               static_cast<std::size_t>(mesh.mesh.positions.size() + mesh.mesh.uvs.size()) * 4 +
               (mesh.mesh.cornerVertex.size() + mesh.mesh.cornerUv.size()) * 4 +
               mesh.weights.weights.size() * 8;
    }
    for (const CharacterMorph& morph : character.morphs) {
        for (const Points& offsets : morph.offsets) {
            sum += static_cast<std::size_t>(offsets.size()) * 4;
        }
    }
    return sum;
}

std::size_t bytesOf(const JobResult& result) {
    const Subject& subject = *result.reconstruction.subject;
    return bytesOf(*result.view) + bytesOf(*result.reconstruction.character) +
           bytesOf(subject.photo.pixels) + bytesOf(subject.photo.alpha) + bytesOf(subject.mask) +
           static_cast<std::size_t>(result.photo.sizeInBytes() + result.fit.sizeInBytes());
}

Status prepareView(JobResult& result, const Context& ctx) {
    const Character& character = *result.reconstruction.character;
    const cv::Mat& photo = result.reconstruction.subject->photo.pixels;
    auto view = prepareViewportCharacter(character, photo, {}, ctx.nested(0.0, 0.6));
    if (!view) {
        return fail(view.error());
    }
    auto fit = drawFitOverlay(character, photo, kPanelPhoto, ctx.nested(0.6, 1.0));
    if (!fit) {
        return fail(fit.error());
    }
    result.view = std::move(*view);
    result.photo = toQImage(photo, kPanelPhoto);
    result.fit = toQImage(*fit, kPanelPhoto);
    result.bytes = bytesOf(result);
    return {};
}

Result<std::shared_ptr<const JobResult>>
runUnguarded(Reconstructor& reconstructor, const JobRequest& request, const Context& ctx) {
    auto made = reconstructor.reconstruct(request.path, request.options,
                                          ctx.nested(0.0, kReconstructShare));
    if (!made) {
        return fail(made.error());
    }
    if (!made->character || !made->subject) {
        return fail(ErrorCode::Internal,
                    "No character came out of " + request.path.filename().string() + ".",
                    "Try again; if it happens again, please report it with the photo.");
    }
    auto result = std::make_shared<JobResult>();
    result->reconstruction = std::move(*made);
    result->options = request.options;
    if (const Status status =
            prepareView(*result, ctx.nested(kReconstructShare, 1.0, "Preparing the view"));
        !status) {
        return fail(status.error());
    }
    return std::shared_ptr<const JobResult>(std::move(result));
}

} // namespace

Result<std::shared_ptr<const JobResult>> runJob(Reconstructor& reconstructor,
                                                const JobRequest& request, const Context& ctx) {
    return guarded([&] { return runUnguarded(reconstructor, request, ctx); });
}

QImage toQImage(const cv::Mat& image, int longest) {
    if (image.empty()) {
        return {};
    }
    cv::Mat scaled = image;
    const double factor = static_cast<double>(longest) / std::max(image.cols, image.rows);
    if (factor < 1.0) {
        cv::resize(image, scaled, {}, factor, factor, cv::INTER_AREA);
    }
    const bool hasAlpha = scaled.channels() == 4;
    const QImage borrowed(scaled.data, scaled.cols, scaled.rows,
                          static_cast<qsizetype>(scaled.step),
                          hasAlpha ? QImage::Format_ARGB32 : QImage::Format_BGR888);
    // The format that painters draw without conversion.
    return borrowed.convertToFormat(hasAlpha ? QImage::Format_ARGB32_Premultiplied
                                             : QImage::Format_RGB32);
}

} // namespace maquette
