// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/generator_model.h"

#include "core/base/hex_text.h"
#include "core/geometry/position_map.h"
#include "core/nn/shape_space_tensors.h"
#include "core/nn/texel_matrix.h"
#include "core/nn/torch_guard.h"
#include "core/nn/value_bridge.h"
#include "core/nn/weights.h"

#include <charconv>

namespace maquette {
namespace {

tl::unexpected<Error> damaged(const std::filesystem::path& path, const std::string& what) {
    return fail(ErrorCode::CorruptData,
                "The generator " + path.string() + " cannot be used: " + what,
                "Train it again, or choose another file.");
}

std::optional<double> numberOf(const std::string& text) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::optional(value) : std::nullopt;
}

Error noMemory() {
    return {ErrorCode::OutOfMemory, "There is not enough memory to make a character.",
            "Close other programs."};
}

} // namespace

GeneratorModel::GeneratorModel(std::shared_ptr<GeneratorImpl> generator, GeneratorContent content,
                               const Library& library)
    : m_generator(std::move(generator)), m_content(std::move(content)) {
    m_generator->eval();
    const auto codec =
        PositionMapCodec::create(library.templateMesh(), static_cast<int>(settings().mapSide));
    m_residualReader = toSparse(codec->decoder());
    m_texts = {{"format", kFormat},
               {"template", hexText(library.templateMesh().hash)},
               {"map_layout", hexText(codec->hash())},
               {"network", settings().toJson()},
               {"attributes", m_content.attributes.toJson()},
               {"height_mean", std::to_string(m_content.heightMean)},
               {"height_deviation", std::to_string(m_content.heightDeviation)}};
}

Result<std::shared_ptr<const GeneratorModel>>
GeneratorModel::load(const std::filesystem::path& path, const Library& library) {
    auto file = readSafetensors(path);
    if (!file) {
        return fail(file.error());
    }
    const auto text = [&](const char* key) {
        const auto found = file->metadata.find(key);
        return found == file->metadata.end() ? std::string() : found->second;
    };
    if (text("format") != kFormat) {
        return damaged(path, "it is no generator of this version.");
    }
    if (text("template") != hexText(library.templateMesh().hash)) {
        return fail(ErrorCode::InvalidArgument,
                    "The generator " + path.string() + " was made for another template.",
                    "Train it again with this library.");
    }
    const auto settings = GeneratorSettings::fromJson(text("network"));
    const auto attributes = AttributeScale::fromJson(text("attributes"));
    if (!settings || !attributes) {
        return damaged(path, settings ? attributes.error().message : settings.error().message);
    }
    const auto mean = numberOf(text("height_mean"));
    const auto deviation = numberOf(text("height_deviation"));
    auto space = takeShapeSpace(file->tensors, settings->coefficients);
    if (!space || !mean || !deviation || attributes->mean.size() != settings->conditionSize) {
        return damaged(path, "its shape space or scales are missing or of another size.");
    }
    const std::shared_ptr<GeneratorImpl> generator = makeGenerator(*settings);
    if (const Status loaded = loadWeights(*generator, file->tensors); !loaded) {
        return damaged(path, loaded.error().message);
    }
    const auto model = std::make_shared<GeneratorModel>(
        generator, GeneratorContent{std::move(*space), *attributes, *mean, *deviation}, library);
    for (const auto& [key, value] : file->metadata) {
        model->m_texts.emplace(key, value);
    }
    model->m_name = path.filename().string();
    return std::shared_ptr<const GeneratorModel>(model);
}

Status GeneratorModel::save(const std::filesystem::path& path,
                            const std::map<std::string, std::string>& texts) const {
    auto tensors = halvedWeightsOf(*m_generator);
    if (!tensors) {
        return fail(tensors.error());
    }
    TensorFile file;
    file.tensors = std::move(*tensors);
    addShapeSpace(m_content.space, file.tensors);
    file.metadata = m_texts;
    for (const auto& [key, value] : texts) {
        file.metadata[key] = value;
    }
    return writeSafetensors(path, file);
}

Result<MadeCharacter> GeneratorModel::make(const Eigen::VectorXf& noise,
                                           const Eigen::VectorXf& attributes) const {
    if (noise.size() != settings().noise() ||
        (settings().conditionSize > 0 && attributes.size() != settings().conditionSize)) {
        return fail(ErrorCode::InvalidArgument,
                    "The generator takes " + std::to_string(settings().noise()) + " numbers and " +
                        std::to_string(settings().conditionSize) + " attributes.");
    }
    return withoutExceptions(noMemory(), [&]() -> Result<MadeCharacter> {
        const torch::NoGradGuard noGradients;
        torch::Tensor condition;
        if (settings().conditionSize > 0) {
            condition = toTensor(m_content.attributes.scaled(attributes)).unsqueeze(0);
        }
        const GeneratedCharacters made =
            m_generator->forward(toTensor(noise).unsqueeze(0), condition);
        const std::int64_t last = settings().coefficients;
        MadeCharacter character;
        Points shape = m_content.space.shape(toVector(made.numbers[0].narrow(0, 0, last)));
        shape.topRows(kBodyVertices) += toPoints(readMaps(m_residualReader, made.residual)[0]);
        character.normalized = normalizedShape(shape);
        character.height = kNormalHeight * std::exp(m_content.heightMean +
                                                    m_content.heightDeviation *
                                                        made.numbers[0][last].item<double>());
        character.texture = toImage(made.texture[0]);
        return character;
    });
}

} // namespace maquette
