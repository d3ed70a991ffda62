// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A trained mapping as one file, and what it makes of a person.

#include "core/nn/character_input.h"

#include "core/data/library.h"
#include "core/mapping/character_mapper.h"
#include "core/mapping/shape_mirror.h"

#include <map>

namespace maquette {

/// Weights, shape space and texts in one safetensors file, numbers in half precision.
/// @threading  map() and features() are for one thread at a time.
class CharacterModel : public CharacterMapper {
public:
    /// @errors  those of readSafetensors; InvalidArgument (made for another template); CorruptData.
    [[nodiscard]] static Result<std::shared_ptr<const CharacterModel>>
    load(const std::filesystem::path& path, const Library& library);
    /// @param texts  added to the model's own: metrics, provenance.
    /// @errors  those of writeSafetensors.
    [[nodiscard]] Status save(const std::filesystem::path& path,
                              const std::map<std::string, std::string>& texts = {}) const;

    /// @param space  with its projection.
    /// @param rig    "default".
    CharacterModel(CharacterNetwork network, ShapeSpace space, const Library& library,
                   std::shared_ptr<const Rig> rig);

    [[nodiscard]] Result<std::vector<MappedCharacter>>
    map(const std::vector<MappingInput>& inputs) const override;
    /// MappedCharacter::features alone, in half the time. @errors  those of map().
    [[nodiscard]] Result<std::vector<Eigen::VectorXf>>
    features(const std::vector<MappingInput>& inputs) const;
    /// The file's name, or "model in training".
    [[nodiscard]] std::string name() const override { return m_name; }
    /// Of the text "held_out_mm".
    [[nodiscard]] double heldOutError() const override;

    [[nodiscard]] const ShapeSpace& space() const { return m_space; }
    [[nodiscard]] const std::map<std::string, std::string>& texts() const { return m_texts; }

private:
    [[nodiscard]] std::vector<MappedCharacter>
    mapUnguarded(const std::vector<MappingInput>& inputs) const;

    mutable CharacterNetwork m_network;
    ShapeSpace m_space;
    ShapeMirror m_mirror;
    std::shared_ptr<const Rig> m_rig;
    torch::Tensor m_residualReader; ///< sparse [kBodyVertices,texels]
    std::map<std::string, std::string> m_texts;
    std::string m_name = "model in training";
};

} // namespace maquette
