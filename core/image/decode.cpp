// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/decode.h"

#include "core/image/color_profile.h"
#include "core/image/heif_reader.h"
#include "core/image/image_header.h"
#include "core/image/photo_limits.h"
#include "core/image/photo_metadata.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <limits>

namespace maquette {
namespace {

/// Pixels as a decoder gives them, with all that has still to be applied.
struct RawPicture {
    cv::Mat pixels; ///< CV_8U or CV_16U; 1, 3 (BGR) or 4 (BGRA) channels
    bool premultiplied = false;
    Bytes icc;
    PhotoMetadata metadata;
};

tl::unexpected<Error> damaged(const std::string& name, ImageKind kind, const char* how) {
    return fail(ErrorCode::CorruptData,
                name + " is a " + imageKindName(kind) + " file that is " + how + ".",
                "Copy or export the photo again.");
}

tl::unexpected<Error> variety(const std::string& name, ImageKind kind) {
    return fail(ErrorCode::UnsupportedFormat,
                name + " is a " + imageKindName(kind) + " file of a variety that cannot be read.",
                "Save it as an ordinary JPEG or PNG and open that.");
}

/// OpenCV turns TIFF pictures upright by itself, whatever it is told: hide the tag from it.
void hideOrientation(const ImageHeader& header, Bytes& bytes) {
    constexpr std::size_t kShort = 2;
    if (header.orientationAt == 0 || header.orientationAt + kShort > bytes.size()) {
        return;
    }
    const bool little = bytes[0] == 'I';
    bytes[header.orientationAt] = little ? 1 : 0;
    bytes[header.orientationAt + 1] = little ? 0 : 1;
}

/// @return  empty when OpenCV cannot decode @p bytes.
cv::Mat decodePixels(const Bytes& bytes) {
    try {
        return cv::imdecode(bytes, cv::IMREAD_UNCHANGED | cv::IMREAD_IGNORE_ORIENTATION);
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem) {
            throw std::bad_alloc();
        }
        return {};
    }
}

Result<RawPicture> readWithOpenCv(Bytes bytes, ImageKind kind, const std::string& name) {
    const auto header = readImageHeader(kind, bytes);
    if (!header) {
        return damaged(name, kind, "damaged");
    }
    if (!header->whole) {
        return damaged(name, kind, "cut short: the end of the picture is missing");
    }
    if (!header->decodable) {
        return variety(name, kind);
    }
    if (const Status fits = checkPhotoSize(name, header->width, header->height); !fits) {
        return fail(fits.error());
    }
    RawPicture raw;
    raw.metadata = readPhotoMetadata(header->exif, static_cast<double>(header->width),
                                     static_cast<double>(header->height));
    raw.icc = header->icc;
    raw.premultiplied = header->premultiplied;
    hideOrientation(*header, bytes);
    raw.pixels = decodePixels(bytes);
    if (raw.pixels.empty() || raw.pixels.cols != header->width ||
        raw.pixels.rows != header->height) {
        return damaged(name, kind, "damaged");
    }
    if (raw.pixels.depth() != CV_8U && raw.pixels.depth() != CV_16U) {
        return variety(name, kind);
    }
    return raw;
}

Result<RawPicture> readWithLibheif(const Bytes& bytes, const std::string& name) {
    auto picture = readHeif(bytes, name);
    if (!picture) {
        return fail(picture.error());
    }
    RawPicture raw;
    raw.metadata = readPhotoMetadata(picture->exif, picture->pixels.cols, picture->pixels.rows);
    raw.metadata.orientation = 1;
    raw.icc = std::move(picture->icc);
    raw.pixels = picture->pixels;
    return raw;
}

Result<RawPicture> readPicture(Bytes bytes, const std::string& name) {
    if (bytes.empty()) {
        return fail(ErrorCode::CorruptData, name + " is empty (0 bytes).",
                    "Copy or export the photo again.");
    }
    const auto kind = imageKind(bytes);
    if (!kind) {
        return fail(ErrorCode::UnsupportedFormat, name + " is not a picture that can be read.",
                    "Open a JPEG, PNG, WebP, TIFF, BMP, HEIC or AVIF file.");
    }
    return *kind == ImageKind::Heif ? readWithLibheif(bytes, name)
                                    : readWithOpenCv(std::move(bytes), *kind, name);
}

/// Divides CV_8U or CV_16U BGRA colours by their alpha.
template <typename T> void unmultiply(cv::Mat& pixels) {
    constexpr int kFull = std::numeric_limits<T>::max();
    for (int y = 0; y < pixels.rows; ++y) {
        for (auto* p = pixels.ptr<cv::Vec<T, 4>>(y);
             p != pixels.ptr<cv::Vec<T, 4>>(y) + pixels.cols; ++p) {
            const int alpha = (*p)[3];
            for (int c = 0; c < 3 && alpha > 0; ++c) {
                const std::int64_t value = (*p)[c];
                (*p)[c] = static_cast<T>(
                    std::min<std::int64_t>(kFull, (value * kFull + alpha / 2) / alpha));
            }
        }
    }
}

/// Takes alpha out of @p pixels as eight bits; empty when there is none.
cv::Mat takeAlpha(cv::Mat& pixels) {
    if (pixels.channels() != 4) {
        return {};
    }
    cv::Mat alpha;
    cv::extractChannel(pixels, alpha, 3);
    cv::cvtColor(pixels, pixels, cv::COLOR_BGRA2BGR);
    if (alpha.depth() == CV_16U) {
        alpha.convertTo(alpha, CV_8U, 255.0 / 65535.0);
    }
    return alpha;
}

/// @param orientation  as EXIF numbers them: how the stored picture must be turned.
cv::Mat upright(const cv::Mat& image, int orientation) {
    cv::Mat result = image;
    switch (orientation) {
    case 2:
        cv::flip(image, result, 1); // left and right change places
        break;
    case 3:
        cv::rotate(image, result, cv::ROTATE_180);
        break;
    case 4:
        cv::flip(image, result, 0);
        break;
    case 5:
        cv::transpose(image, result);
        break;
    case 6:
        cv::rotate(image, result, cv::ROTATE_90_CLOCKWISE);
        break;
    case 7:
        cv::transpose(image, result);
        cv::rotate(result, result, cv::ROTATE_180);
        break;
    case 8:
        cv::rotate(image, result, cv::ROTATE_90_COUNTERCLOCKWISE);
        break;
    default:
        break;
    }
    return result;
}

Photo toPhoto(const std::filesystem::path& path, RawPicture raw) {
    Photo photo;
    photo.path = path;
    photo.focal35 = raw.metadata.focal35;
    if (raw.premultiplied && raw.pixels.channels() == 4) {
        raw.pixels.depth() == CV_8U ? unmultiply<uchar>(raw.pixels)
                                    : unmultiply<ushort>(raw.pixels);
    }
    const cv::Mat alpha = takeAlpha(raw.pixels);
    const cv::Mat color = toSrgb(raw.pixels, raw.icc);
    raw.pixels.release();
    photo.pixels = upright(color, raw.metadata.orientation);
    photo.alpha = alpha.empty() ? alpha : upright(alpha, raw.metadata.orientation);
    return photo;
}

} // namespace

Result<Photo> decodePhoto(const std::filesystem::path& path, const Context& ctx) {
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    const std::string name = path.string();
    try {
        auto bytes = readFile(path, kMostFileBytes);
        if (!bytes) {
            return fail(bytes.error());
        }
        auto raw = readPicture(std::move(*bytes), name);
        if (!raw) {
            return fail(raw.error());
        }
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        return toPhoto(path, std::move(*raw));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to open " + name + ".",
                    "Close other programs or save a smaller copy.");
    } catch (const std::exception&) {
        return fail(ErrorCode::CorruptData, name + " is damaged.",
                    "Copy or export the photo again.");
    }
}

} // namespace maquette
