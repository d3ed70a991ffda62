// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/record_image.h"

#include <cmath>

namespace maquette {

cv::Mat recordImage(const RecordView& record, const FieldRef<std::uint8_t>& field, int channels) {
    const int side =
        static_cast<int>(std::lround(std::sqrt(static_cast<double>(field.count) / channels)));
    return {side, side, CV_8UC(channels), const_cast<std::uint8_t*>(record[field].data())};
}

} // namespace maquette
