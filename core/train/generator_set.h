// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The people of a dataset as a generator learns them: numbers, maps and attributes.

#include "core/train/map_space.h"

#include "core/base/context.h"
#include "core/dataset/dataset.h"
#include "core/nn/generator_model.h"

#include <filesystem>

namespace maquette {

/// Some people. Everything is float32 and at kNormalHeight.
struct PeopleBatch {
    GeneratedCharacters characters;
    torch::Tensor condition; ///< [N,conditionSize]; undefined without condition
};

/// The people of a split, as compact as they are kept.
struct SplitPeople {
    std::vector<std::int64_t> identities;
    torch::Tensor numbers;   ///< float32 [M,numbers]
    torch::Tensor residual;  ///< float16 [M,3,S,S] metres
    torch::Tensor texture;   ///< uint8 [M,3,S,S] RGB
    torch::Tensor condition; ///< float32 [M,conditionSize]; undefined without condition
    torch::Tensor points;    ///< float32 [M,P,3] of their true shapes, see MapSpace::points()

    [[nodiscard]] std::int64_t count() const { return std::ssize(identities); }
    [[nodiscard]] PeopleBatch rows(const torch::Tensor& rows) const; ///< int64 [N]
};

/// @threading  Immutable; may be shared.
class GeneratorSet {
public:
    /// With a shape space and scales of its own. Takes about 5 ms a person.
    /// @param settings    its kind of condition, coefficients and side of maps.
    /// @param mostPeople  of the training split; 0: all.
    /// @errors  those of Dataset::open and learnShapeSpace; InvalidArgument (nobody to test on);
    ///          Cancelled.
    [[nodiscard]] static Result<std::shared_ptr<const GeneratorSet>>
    open(const std::filesystem::path& dataset, const Library& library,
         const GeneratorSettings& settings, std::int64_t mostPeople, const Context& ctx = {});

    /// As a model knows people. @errors  as open().
    [[nodiscard]] static Result<std::shared_ptr<const GeneratorSet>>
    openFor(const GeneratorModel& model, const std::filesystem::path& dataset,
            const Library& library, const Context& ctx = {});

    [[nodiscard]] const SplitPeople& people(Split split) const {
        return m_people[static_cast<std::size_t>(split)];
    }
    [[nodiscard]] const MapSpace& maps() const { return *m_maps; }
    /// Shape space and scales, for a model.
    [[nodiscard]] const GeneratorContent& content() const { return m_content; }
    /// settings with the size of the condition.
    [[nodiscard]] const GeneratorSettings& settings() const { return m_settings; }
    [[nodiscard]] LinearPrior linearPrior() const;

private:
    GeneratorSet() = default;
    class Reader;
    /// @param known  shape space and scales; nothing: they are learned.
    [[nodiscard]] static Result<std::shared_ptr<const GeneratorSet>>
    read(const std::filesystem::path& dataset, const Library& library,
         const GeneratorSettings& settings, std::int64_t mostPeople,
         const std::optional<GeneratorContent>& known, const Context& ctx);
    /// Learns the scales of heights and attributes.
    void learnScales(const Reader& reader);
    [[nodiscard]] Status fill(SplitPeople& people, const Reader& reader, const Context& ctx) const;

    GeneratorSettings m_settings;
    std::shared_ptr<const MapSpace> m_maps;
    GeneratorContent m_content;
    std::array<SplitPeople, kSplits.size()> m_people;
};

} // namespace maquette
