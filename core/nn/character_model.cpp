// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/character_model.h"

#include "core/base/hex_text.h"
#include "core/geometry/position_map.h"
#include "core/nn/mirrored_input.h"
#include "core/nn/shape_space_tensors.h"
#include "core/nn/texel_matrix.h"
#include "core/nn/torch_guard.h"
#include "core/nn/value_bridge.h"

namespace maquette {
namespace {

constexpr const char* kFormat = "maquette-character-model-2";

tl::unexpected<Error> damaged(const std::filesystem::path& path, const std::string& what) {
    return fail(ErrorCode::CorruptData, "The model " + path.string() + " cannot be used: " + what,
                "Run packaging/setup again, or train the model again.");
}

/// The parent-relative rotations of a person whose root is turned to the camera by the camera.
Pose poseOf(const torch::Tensor& rotations) {
    Pose pose;
    for (std::int64_t b = 0; b < rotations.size(0); ++b) {
        pose.rotations.push_back(b == 0 ? Eigen::Matrix3f::Identity().eval()
                                        : toMatrix(rotations[b]));
    }
    return pose;
}

/// The photo's camera for a person who stands unturned at the origin.
Camera cameraOf(const CharacterOutput& output, std::int64_t row, const MappingInput& input,
                const Eigen::Vector3f& root) {
    const double side = input.square.width;
    const double focal = side * (input.hasFocal ? std::exp(static_cast<double>(input.frame[0]))
                                                : std::exp(output.focal[row].item<double>()));
    const torch::Tensor view = output.camera[row];
    const double half = side / 2;
    const double depth = focal / half * std::exp(-view[2].item<double>());
    Camera camera;
    camera.focal = focal;
    // Squares count from the edge of the first pixel, cameras from its middle.
    camera.cx = input.square.x + half - input.frame[1] * side - 0.5;
    camera.cy = input.square.y + half - input.frame[2] * side - 0.5;
    const double x = input.square.x + half * (1.0 + view[0].item<double>()) - 0.5;
    const double y = input.square.y + half * (1.0 + view[1].item<double>()) - 0.5;
    const Eigen::Vector3d place((x - camera.cx) / focal * depth, (y - camera.cy) / focal * depth,
                                depth);
    const Eigen::Matrix3f flip = Eigen::Vector3f(1.0F, -1.0F, -1.0F).asDiagonal();
    const Eigen::Matrix3f turn = flip * toMatrix(output.rotations[row][0]);
    camera.modelToCamera.linear() = turn;
    camera.modelToCamera.translation() = place.cast<float>() - turn * root;
    return camera;
}

Error noMemory() {
    return {ErrorCode::OutOfMemory, "There is not enough memory for the mapping.",
            "Close other programs."};
}

} // namespace

CharacterModel::CharacterModel(CharacterNetwork network, ShapeSpace space, const Library& library,
                               std::shared_ptr<const Rig> rig)
    : m_network(std::move(network)), m_space(std::move(space)),
      m_mirror(m_space, library.templateMesh().mirrorVertex), m_rig(std::move(rig)) {
    m_network->eval();
    const auto codec = PositionMapCodec::create(library.templateMesh(),
                                                static_cast<int>(m_network->settings().mapSide));
    m_residualReader = toSparse(codec->decoder());
    m_texts = {{"format", kFormat},
               {"template", hexText(library.templateMesh().hash)},
               {"map_layout", hexText(codec->hash())},
               {"network", m_network->settings().toJson()}};
}

Result<std::shared_ptr<const CharacterModel>>
CharacterModel::load(const std::filesystem::path& path, const Library& library) {
    auto file = readSafetensors(path);
    if (!file) {
        return fail(file.error());
    }
    const auto text = [&](const char* key) {
        const auto found = file->metadata.find(key);
        return found == file->metadata.end() ? std::string() : found->second;
    };
    if (text("format") != kFormat) {
        return damaged(path, "it is no character model of this version.");
    }
    if (text("template") != hexText(library.templateMesh().hash)) {
        return fail(ErrorCode::InvalidArgument,
                    "The model " + path.string() + " was made for another template.",
                    "Train it again with this library.");
    }
    const auto settings = CharacterNetworkSettings::fromJson(text("network"));
    if (!settings) {
        return damaged(path, settings.error().message);
    }
    auto space = takeShapeSpace(file->tensors, settings->coefficients);
    if (!space) {
        return damaged(path, "its shape space is missing or of another size.");
    }
    CharacterNetwork network(*settings);
    if (const Status loaded = loadWeights(*network, file->tensors); !loaded) {
        return damaged(path, loaded.error().message);
    }
    auto rig = library.rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    if (static_cast<std::int64_t>((*rig)->bones.size()) != settings->bones) {
        return damaged(path, "its rig has other bones.");
    }
    const auto model = std::make_shared<CharacterModel>(network, std::move(*space), library, *rig);
    for (const auto& [key, value] : file->metadata) {
        model->m_texts.emplace(key, value);
    }
    model->m_name = path.filename().string();
    return std::shared_ptr<const CharacterModel>(model);
}

Status CharacterModel::save(const std::filesystem::path& path,
                            const std::map<std::string, std::string>& texts) const {
    auto tensors = halvedWeightsOf(*m_network);
    if (!tensors) {
        return fail(tensors.error());
    }
    TensorFile file;
    file.tensors = std::move(*tensors);
    addShapeSpace(m_space, file.tensors);
    file.metadata = m_texts;
    for (const auto& [key, value] : texts) {
        file.metadata[key] = value;
    }
    return writeSafetensors(path, file);
}

double CharacterModel::heldOutError() const {
    const auto found = m_texts.find("held_out_mm");
    return found == m_texts.end() ? 0.0 : std::atof(found->second.c_str());
}

Result<std::vector<MappedCharacter>>
CharacterModel::map(const std::vector<MappingInput>& inputs) const {
    return withoutExceptions(
        noMemory(), [&]() -> Result<std::vector<MappedCharacter>> { return mapUnguarded(inputs); });
}

Result<std::vector<Eigen::VectorXf>>
CharacterModel::features(const std::vector<MappingInput>& inputs) const {
    return withoutExceptions(noMemory(), [&]() -> Result<std::vector<Eigen::VectorXf>> {
        const torch::NoGradGuard noGradients;
        const CharacterOutput output = m_network->forward(toTensors(inputs));
        std::vector<Eigen::VectorXf> rows;
        for (std::int64_t i = 0; i < output.features.size(0); ++i) {
            rows.push_back(toVector(output.features[i]));
        }
        return rows;
    });
}

std::vector<MappedCharacter>
CharacterModel::mapUnguarded(const std::vector<MappingInput>& inputs) const {
    const torch::NoGradGuard noGradients;
    const CharacterInput input = toTensors(inputs);
    const CharacterOutput output = m_network->forward(input);
    const CharacterOutput other = m_network->forward(mirrored(input));
    const std::int64_t n = output.coefficients.size(0);
    const torch::Tensor residual = readMaps(m_residualReader, output.residual);
    const torch::Tensor otherResidual = readMaps(m_residualReader, other.residual);
    std::vector<MappedCharacter> people;
    for (std::int64_t i = 0; i < n; ++i) {
        MappedCharacter person;
        person.coefficients = 0.5F * (toVector(output.coefficients[i]) +
                                      m_mirror.coefficients(toVector(other.coefficients[i])));
        person.features = toVector(output.features[i]);
        Points shape = m_space.shape(person.coefficients);
        shape.topRows(kBodyVertices) +=
            0.5F * (toPoints(residual[i]) + m_mirror.points(toPoints(otherResidual[i])));
        person.normalized = normalizedShape(shape);
        person.height =
            kNormalHeight * std::exp(0.5 * (output.height[i] + other.height[i]).item<double>());
        person.pose = poseOf(output.rotations[i]);
        Points standing = person.normalized;
        putOnGround(standing);
        const Eigen::Vector3f root = m_rig->skeletonFor(standing).bones.front().head;
        person.camera = cameraOf(output, i, inputs[static_cast<std::size_t>(i)], root);
        person.texture = toImage(output.texture[i]);
        people.push_back(std::move(person));
    }
    return people;
}

} // namespace maquette
