// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A trained generator as one file, and the characters that it makes.

#include "core/nn/generator.h"

#include "core/data/library.h"
#include "core/mapping/character_generator.h"
#include "core/mapping/shape_space.h"

#include <map>
#include <optional>

namespace maquette {

/// What a generator's file holds beside the network.
struct GeneratorContent {
    ShapeSpace space;
    AttributeScale attributes; ///< empty without condition
    double heightMean = 0.0;   ///< of log(height / kNormalHeight)
    double heightDeviation = 1.0;
};

/// Weights, shape space and texts in one safetensors file, numbers in half precision.
/// @threading  make() is for one thread at a time.
class GeneratorModel : public CharacterGenerator {
public:
    /// What files of this kind say under "format".
    static constexpr const char* kFormat = "maquette-generator-1";

    /// @errors  those of readSafetensors; InvalidArgument (made for another template); CorruptData.
    [[nodiscard]] static Result<std::shared_ptr<const GeneratorModel>>
    load(const std::filesystem::path& path, const Library& library);
    /// @param texts  added to the model's own: metrics, provenance.
    /// @errors  those of writeSafetensors.
    [[nodiscard]] Status save(const std::filesystem::path& path,
                              const std::map<std::string, std::string>& texts = {}) const;

    GeneratorModel(std::shared_ptr<GeneratorImpl> generator, GeneratorContent content,
                   const Library& library);

    [[nodiscard]] Result<MadeCharacter> make(const Eigen::VectorXf& noise,
                                             const Eigen::VectorXf& attributes) const override;
    [[nodiscard]] int noiseSize() const override { return static_cast<int>(settings().noise()); }
    [[nodiscard]] int shapeDirections() const override {
        return static_cast<int>(settings().coefficients);
    }
    [[nodiscard]] const AttributeScale& attributes() const override { return m_content.attributes; }
    [[nodiscard]] std::string name() const override { return m_name; }

    [[nodiscard]] GeneratorImpl& network() const { return *m_generator; }
    [[nodiscard]] const GeneratorSettings& settings() const { return m_generator->settings(); }
    [[nodiscard]] const GeneratorContent& content() const { return m_content; }
    [[nodiscard]] const std::map<std::string, std::string>& texts() const { return m_texts; }

private:
    std::shared_ptr<GeneratorImpl> m_generator;
    GeneratorContent m_content;
    torch::Tensor m_residualReader; ///< sparse [kBodyVertices,texels]
    std::map<std::string, std::string> m_texts;
    std::string m_name = "model in training";
};

} // namespace maquette
