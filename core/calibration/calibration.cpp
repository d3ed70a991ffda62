// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/calibration.h"

#include "core/base/file.h"
#include "core/calibration/body_calibration.h"
#include "core/calibration/face_calibration.h"
#include "core/data/shape_basis.h"

#include <algorithm>

namespace maquette {
namespace {

constexpr int kMostCharacters = 1000;
constexpr int kBodyCharacters = 10; ///< more do not change the medians

Status gather(const CalibrationStudio& studio, const CalibrationOptions& options,
              FaceCalibration& face, BodyCalibration& body, const Context& ctx) {
    for (int i = 0; i < options.characters; ++i) {
        const auto figure = studio.figure(options.seed, i);
        if (!figure) {
            return fail(figure.error());
        }
        if (auto status = face.add(*figure, ctx); !status) {
            return status;
        }
        if (i < kBodyCharacters) {
            if (auto status = body.add(*figure, ctx); !status) {
                return status;
            }
        }
        ctx.report(static_cast<double>(i + 1) / options.characters);
    }
    return {};
}

} // namespace

Result<Correspondences> calibrate(std::shared_ptr<const Library> library,
                                  const std::filesystem::path& models,
                                  const CalibrationOptions& options, const Context& ctx) {
    if (options.characters < 1 || options.characters > kMostCharacters) {
        return fail(ErrorCode::InvalidArgument, "Calibration needs 1 to 1000 characters, not " +
                                                    std::to_string(options.characters) + ".");
    }
    const std::filesystem::path folder = models.empty() ? dataFolder() / "models" : models;
    auto network = FaceNetwork::load(folder);
    if (!network) {
        return fail(network.error());
    }
    const auto basis = makeShapeBasis(*library);
    if (!basis) {
        return fail(basis.error());
    }
    FaceCalibration face(*network, FaceSurface(library->templateMesh(), basis->mean));
    BodyReader reader(folder);
    BodyCalibration body(reader);
    const auto studio = CalibrationStudio::create(std::move(library));
    if (!studio) {
        return fail(studio.error());
    }
    if (auto status = gather(*studio, options, face, body, ctx); !status) {
        return fail(status.error());
    }
    Correspondences table;
    auto faceTable = face.table();
    if (!faceTable) {
        return fail(faceTable.error());
    }
    auto bodyTable = body.table();
    if (!bodyTable) {
        return fail(bodyTable.error());
    }
    table.face = std::move(*faceTable);
    table.body = std::move(*bodyTable);
    return table;
}

} // namespace maquette
