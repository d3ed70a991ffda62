// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_pictures.h"

#include <cmath>

namespace maquette {

namespace {

/// Side of a square picture of @p count numbers, @p channels a pixel; 0 when it is not square.
int sideOf(std::size_t count, int channels) {
    const auto side = static_cast<int>(std::lround(std::sqrt(count / channels)));
    return static_cast<std::size_t>(side) * side * channels == count ? side : 0;
}

} // namespace

SamplePictures::SamplePictures(std::shared_ptr<const Dataset> dataset)
    : m_dataset(std::move(dataset)), m_table(m_dataset->table(kSamples)),
      m_picture(find<std::uint8_t>("image")), m_mask(find<std::uint8_t>("mask")),
      m_joints(find<float>("joints_2d")) {}

template <typename T> std::optional<FieldRef<T>> SamplePictures::find(const char* name) const {
    const auto found = m_table->schema().field<T>(name);
    return found ? std::optional(*found) : std::nullopt;
}

bool SamplePictures::has(std::int64_t sample) const {
    return sample >= 0 && sample < m_table->recordCount();
}

QImage SamplePictures::picture(std::int64_t sample) const {
    const int side = m_picture ? sideOf(m_picture->count, 3) : 0;
    if (side == 0 || !has(sample)) {
        return {};
    }
    const auto bytes = m_table->record(sample)[*m_picture];
    return QImage(bytes.data(), side, side, 3 * side, QImage::Format_BGR888)
        .convertToFormat(QImage::Format_RGB32);
}

QImage SamplePictures::mask(std::int64_t sample) const {
    const int side = m_mask ? sideOf(m_mask->count, 1) : 0;
    if (side == 0 || !has(sample)) {
        return {};
    }
    const auto bytes = m_table->record(sample)[*m_mask];
    return QImage(bytes.data(), side, side, side, QImage::Format_Grayscale8).copy();
}

std::vector<QPointF> SamplePictures::joints(std::int64_t sample) const {
    std::vector<QPointF> places;
    if (m_joints && has(sample)) {
        const auto numbers = m_table->record(sample)[*m_joints];
        for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
            places.emplace_back(numbers[i], numbers[i + 1]);
        }
    }
    return places;
}

} // namespace maquette
