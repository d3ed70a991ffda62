// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/photo_metadata.h"

#include "core/base/log.h"

#include <exiv2/error.hpp>
#include <exiv2/exif.hpp>

#include <cmath>

namespace maquette {
namespace {

/// A positive number, or 0 where the key is absent or nonsense.
double number(const Exiv2::ExifData& exif, const char* key) {
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end() || found->count() == 0) {
        return 0.0;
    }
    const double value = found->toFloat();
    return std::isfinite(value) && value > 0.0 ? value : 0.0;
}

/// Millimetres in the unit of the focal plane's resolution.
double focalPlaneUnit(const Exiv2::ExifData& exif) {
    switch (static_cast<int>(number(exif, "Exif.Photo.FocalPlaneResolutionUnit"))) {
    case 3:
        return 10.0;
    case 4:
        return 1.0;
    case 5:
        return 0.001;
    default:
        return 25.4;
    }
}

/// The sensor's diagonal in millimetres, from its pixels and their density; 0 when unknown.
double sensorDiagonal(const Exiv2::ExifData& exif, double width, double height) {
    const double perUnitX = number(exif, "Exif.Photo.FocalPlaneXResolution");
    const double perUnitY = number(exif, "Exif.Photo.FocalPlaneYResolution");
    const double taken = number(exif, "Exif.Photo.PixelXDimension");
    const double takenY = number(exif, "Exif.Photo.PixelYDimension");
    if (perUnitX == 0.0) {
        return 0.0;
    }
    const double x = (taken > 0.0 ? taken : width) / perUnitX;
    const double y = (takenY > 0.0 ? takenY : height) / (perUnitY > 0.0 ? perUnitY : perUnitX);
    return std::hypot(x, y) * focalPlaneUnit(exif);
}

std::optional<double> focal35(const Exiv2::ExifData& exif, double width, double height) {
    constexpr double kFilmDiagonal = 43.267; // of 24 x 36 mm
    double focal = number(exif, "Exif.Photo.FocalLengthIn35mmFilm");
    if (focal == 0.0) {
        const double diagonal = sensorDiagonal(exif, width, height);
        focal = diagonal > 0.0 ? number(exif, "Exif.Photo.FocalLength") * kFilmDiagonal / diagonal
                               : 0.0;
    }
    constexpr double kShortest = 5.0;
    constexpr double kLongest = 2000.0;
    return focal >= kShortest && focal <= kLongest ? std::optional(focal) : std::nullopt;
}

} // namespace

PhotoMetadata readPhotoMetadata(ByteSpan exif, double width, double height) {
    PhotoMetadata result;
    if (exif.empty()) {
        return result;
    }
    [[maybe_unused]] static const bool quiet = [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        return true;
    }();
    try {
        Exiv2::ExifData data;
        Exiv2::ExifParser::decode(data, exif.data(), static_cast<std::uint32_t>(exif.size()));
        const int orientation = static_cast<int>(number(data, "Exif.Image.Orientation"));
        result.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
        result.focal35 = focal35(data, width, height);
    } catch (const std::exception& error) {
        log::debug(std::string("EXIF ignored: ") + error.what());
    }
    return result;
}

} // namespace maquette
