// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the records of a dataset show, as pictures.

#include "core/dataset/dataset.h"

#include <QImage>
#include <QPointF>

#include <optional>
#include <vector>

namespace maquette {

/// Reads the fields that datasets of people have; those that a dataset lacks stay empty.
/// @threading  Any number of threads may use it.
class SamplePictures {
public:
    explicit SamplePictures(std::shared_ptr<const Dataset> dataset);

    /// Null when there is none. Of the records' own size; shares nothing with them.
    [[nodiscard]] QImage picture(std::int64_t sample) const;
    [[nodiscard]] QImage mask(std::int64_t sample) const; ///< grey
    /// Places in picture(), pixels.
    [[nodiscard]] std::vector<QPointF> joints(std::int64_t sample) const;

private:
    template <typename T> [[nodiscard]] std::optional<FieldRef<T>> find(const char* name) const;
    [[nodiscard]] bool has(std::int64_t sample) const;

    std::shared_ptr<const Dataset> m_dataset;
    const DatasetTable* m_table;
    std::optional<FieldRef<std::uint8_t>> m_picture;
    std::optional<FieldRef<std::uint8_t>> m_mask;
    std::optional<FieldRef<float>> m_joints;
};

} // namespace maquette
