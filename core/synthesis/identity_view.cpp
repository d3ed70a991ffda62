// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/identity_view.h"

#include "core/base/hex_text.h"
#include "core/render/software_renderer.h"
#include "core/synthesis/person_dataset.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr std::array kMacroNames = {"gender",  "age",         "muscle",   "weight",
                                    "height",  "proportions", "cup_size", "firmness",
                                    "african", "asian",       "caucasian"};

/// An identity's record and its fields.
struct Identity {
    RecordView record;
    IdentityFields fields;
};

Result<Identity> findIdentity(const Library& library, const Dataset& dataset,
                              std::int64_t identity) {
    if (const Status same = dataset.requireTemplate(hexText(library.templateMesh().hash)); !same) {
        return fail(same.error());
    }
    const DatasetTable* table = dataset.table(kIdentities);
    if (identity < 0 || identity >= table->recordCount()) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset has no person " + std::to_string(identity) + ".");
    }
    const auto fields = IdentityFields::of(table->schema());
    if (!fields) {
        return fail(fields.error());
    }
    return Identity{table->record(identity), *fields};
}

std::vector<SceneMesh> clayBody(const Template& body, const Points& shape) {
    Material clay;
    clay.baseFactor = {0.55F, 0.53F, 0.50F, 1.0F};
    clay.roughness = 0.75F;
    std::vector<SceneMesh> meshes{makeSceneMesh(partMesh(body, TemplatePart::Body, shape), clay)};
    clay.baseFactor = {0.75F, 0.75F, 0.75F, 1.0F};
    for (const TemplatePart eye : {TemplatePart::LeftEye, TemplatePart::RightEye}) {
        meshes.push_back(makeSceneMesh(partMesh(body, eye, shape), clay));
    }
    return meshes;
}

Camera cameraFor(const std::vector<SceneMesh>& meshes, const IdentityViewOptions& options) {
    constexpr double kFocalPerHeight = 3.2; // a portrait lens
    const auto box = boundsOf(meshes);
    const Eigen::Vector3f size = box.sizes();
    const float aspect = static_cast<float>(options.width) / static_cast<float>(options.height);
    const float span = std::max(1.08F * size.y(), 1.06F * std::hypot(size.x(), size.z()) / aspect);
    return orbitCamera(box.center(), span * static_cast<float>(kFocalPerHeight), options.yaw, 4.0F,
                       kFocalPerHeight * options.height, options.width, options.height);
}

} // namespace

Result<cv::Mat> renderIdentity(const Library& library, const Dataset& dataset,
                               std::int64_t identity, const IdentityViewOptions& options) {
    const auto found = findIdentity(library, dataset, identity);
    if (!found) {
        return fail(found.error());
    }
    const std::span<const float> values = found->record[found->fields.shape];
    const Points shape =
        Eigen::Map<const Points>(values.data(), static_cast<Eigen::Index>(values.size() / 3), 3);
    const std::vector<SceneMesh> meshes = clayBody(library.templateMesh(), shape);
    RenderOptions render;
    render.ambientOcclusion = false;
    render.threads = options.threads;
    Background background;
    background.groundHeight = boundsOf(meshes).min().y();
    return renderScene(meshes, cameraFor(meshes, options), studioLighting(options.yaw), background,
                       render)
        .color;
}

Result<std::vector<IdentityParameter>>
identityParameters(const Library& library, const Dataset& dataset, std::int64_t identity) {
    const auto found = findIdentity(library, dataset, identity);
    if (!found) {
        return fail(found.error());
    }
    const std::span<const float> macro = found->record[found->fields.macro];
    const std::span<const float> values = found->record[found->fields.sliders];
    const std::vector<Slider>& sliders = library.sliders();
    if (macro.size() != kMacroNames.size() || values.size() != sliders.size()) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset's people have other sliders than the character library.",
                    "Use the library that the dataset was made with.");
    }
    std::vector<IdentityParameter> parameters;
    for (std::size_t i = 0; i < macro.size(); ++i) {
        parameters.push_back({kMacroNames[i], macro[i], false});
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] != 0.0F) {
            parameters.push_back({sliders[i].name, values[i], true});
        }
    }
    std::stable_sort(parameters.begin() + std::ssize(kMacroNames), parameters.end(),
                     [](const IdentityParameter& a, const IdentityParameter& b) {
                         return std::abs(a.value) > std::abs(b.value);
                     });
    return parameters;
}

} // namespace maquette
