// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/sample_warnings.h"

#include <utility>

namespace maquette {
namespace {

constexpr std::array kOddityNames = {
    std::pair(Oddity::NoPerson, "nobody in the picture"), std::pair(Oddity::SmallPerson, "small"),
    std::pair(Oddity::CutOff, "cut off"), std::pair(Oddity::Dark, "dark"),
    std::pair(Oddity::Flat, "one colour")};

void add(std::string& text, const char* warning) {
    text += (text.empty() ? "" : ", ") + std::string(warning);
}

std::string oddText(const PictureTraits& traits) {
    std::string text;
    for (const auto& [oddity, name] : kOddityNames) {
        if (traits.has(oddity)) {
            add(text, name);
        }
    }
    return text;
}

/// What the perception networks found, where they have looked.
class Perceived {
public:
    explicit Perceived(const Dataset& dataset) : m_table(dataset.table("perception")) {
        if (m_table != nullptr) {
            m_presence = find("presence");
            m_face = find("face_score");
        }
    }

    void addWarnings(std::int64_t sample, std::string& text) const {
        if (m_table == nullptr || sample >= m_table->recordCount()) {
            return;
        }
        const RecordView record = m_table->record(sample);
        if (m_presence && record[*m_presence][0] <= 0.0F) {
            add(text, "nobody recognised");
        } else if (m_face && record[*m_face][0] <= 0.0F) {
            add(text, "no face recognised");
        }
    }

private:
    [[nodiscard]] std::optional<FieldRef<float>> find(const char* name) const {
        const auto field = m_table->schema().field<float>(name, 1);
        return field ? std::optional(*field) : std::nullopt;
    }

    const DatasetTable* m_table;
    std::optional<FieldRef<float>> m_presence;
    std::optional<FieldRef<float>> m_face;
};

} // namespace

AttributeColumn warningColumn(const Dataset& dataset, std::span<const PictureTraits> traits) {
    const Perceived perceived(dataset);
    const std::size_t count = dataset.samples().size();
    AttributeColumn column;
    column.key = kWarnings;
    column.texts.assign(count, -1);
    std::map<std::string, std::int32_t> indices;
    for (std::size_t i = 0; i < count; ++i) {
        std::string text = i < traits.size() ? oddText(traits[i]) : std::string();
        perceived.addWarnings(static_cast<std::int64_t>(i), text);
        if (text.empty()) {
            continue;
        }
        const auto next = static_cast<std::int32_t>(column.words.size());
        const auto [word, isNew] = indices.try_emplace(text, next);
        if (isNew) {
            column.words.push_back(text);
        }
        column.texts[i] = word->second;
    }
    return column;
}

} // namespace maquette
