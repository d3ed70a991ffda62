// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode.h"

#include "core/base/file.h"

#include <opencv2/imgcodecs.hpp>

namespace maquette {

Result<Photo> decodePhoto(const std::filesystem::path& path, const Context& ctx) {
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    auto bytes = readFile(path);
    if (!bytes) {
        return fail(bytes.error());
    }
    Photo photo;
    photo.path = path;
    photo.pixels = cv::imdecode(*bytes, cv::IMREAD_COLOR);
    if (photo.pixels.empty()) {
        return fail(ErrorCode::UnsupportedFormat, path.string() + " is not a picture that can be read.");
    }
    return photo;
}

} // namespace maquette
