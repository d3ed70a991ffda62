// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/heif_reader.h"

#include "core/image/color_profile.h"
#include "core/image/photo_limits.h"

#include <opencv2/imgproc.hpp>

#include <libheif/heif.h>

#include <memory>

namespace maquette {
namespace {

template <auto Release> struct Releaser {
    template <typename T> void operator()(T* object) const { Release(object); }
};
using FileContext = std::unique_ptr<heif_context, Releaser<heif_context_free>>;
using Handle = std::unique_ptr<heif_image_handle, Releaser<heif_image_handle_release>>;
using Image = std::unique_ptr<heif_image, Releaser<heif_image_release>>;
using Nclx = std::unique_ptr<heif_color_profile_nclx, Releaser<heif_nclx_color_profile_free>>;

tl::unexpected<Error> failure(const std::string& name, const heif_error& error) {
    switch (error.code) {
    case heif_error_Memory_allocation_error:
        if (error.subcode == heif_suberror_Security_limit_exceeded) {
            return fail(ErrorCode::TooLarge,
                        name + " is larger than what is read (100 megapixels).",
                        "Save a smaller copy and open that.");
        }
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to open " + name + ".",
                    "Close other programs or save a smaller copy.");
    case heif_error_Unsupported_filetype:
    case heif_error_Unsupported_feature:
        return fail(ErrorCode::UnsupportedFormat,
                    name + " is a HEIC or AVIF file of a variety that cannot be read (" +
                        error.message + ").",
                    "Save it as JPEG or PNG and open that.");
    default:
        return fail(ErrorCode::CorruptData,
                    name + " is damaged or cut short (" + error.message + ").",
                    "Copy or export the photo again.");
    }
}

/// An embedded profile, or one made of the primaries that the file names.
Bytes profileOf(const heif_image_handle* handle) {
    Bytes icc(heif_image_handle_get_raw_color_profile_size(handle));
    if (!icc.empty()) {
        heif_image_handle_get_raw_color_profile(handle, icc.data());
        return icc;
    }
    heif_color_profile_nclx* found = nullptr;
    heif_image_handle_get_nclx_color_profile(handle, &found);
    const Nclx nclx(found);
    if (!nclx || nclx->color_primaries == heif_color_primaries_ITU_R_BT_709_5 ||
        nclx->color_primaries == heif_color_primaries_unspecified) {
        return {};
    }
    return profileFromPrimaries({{{nclx->color_primary_red_x, nclx->color_primary_red_y},
                                  {nclx->color_primary_green_x, nclx->color_primary_green_y},
                                  {nclx->color_primary_blue_x, nclx->color_primary_blue_y},
                                  {nclx->color_primary_white_x, nclx->color_primary_white_y}}});
}

/// The EXIF block; its first four bytes say where in it the TIFF structure begins.
Bytes exifOf(const heif_image_handle* handle) {
    heif_item_id id = 0;
    if (heif_image_handle_get_list_of_metadata_block_IDs(handle, "Exif", &id, 1) != 1) {
        return {};
    }
    Bytes block(heif_image_handle_get_metadata_size(handle, id));
    constexpr std::size_t kOffset = 4;
    if (block.size() <= kOffset ||
        heif_image_handle_get_metadata(handle, id, block.data()).code != heif_error_Ok) {
        return {};
    }
    const std::size_t start = kOffset + ByteView(block, std::endian::big).u32(0);
    return start < block.size()
               ? Bytes(block.begin() + static_cast<std::ptrdiff_t>(start), block.end())
               : Bytes();
}

heif_chroma chromaFor(bool wide, bool alpha) {
    if (wide) {
        return alpha ? heif_chroma_interleaved_RRGGBBAA_LE : heif_chroma_interleaved_RRGGBB_LE;
    }
    return alpha ? heif_chroma_interleaved_RGBA : heif_chroma_interleaved_RGB;
}

/// A copy as BGR or BGRA; 10 and 12 bits are spread over 16.
cv::Mat toMat(const heif_image* image, bool wide, bool alpha) {
    int stride = 0;
    const auto* data = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
    const int width = heif_image_get_width(image, heif_channel_interleaved);
    const int height = heif_image_get_height(image, heif_channel_interleaved);
    if (!data || width <= 0 || height <= 0) {
        return {};
    }
    const int type = CV_MAKETYPE(wide ? CV_16U : CV_8U, alpha ? 4 : 3);
    const cv::Mat view(height, width, type, const_cast<std::uint8_t*>(data),
                       static_cast<std::size_t>(stride));
    cv::Mat result;
    cv::cvtColor(view, result, alpha ? cv::COLOR_RGBA2BGRA : cv::COLOR_RGB2BGR);
    if (wide) {
        const int bits = heif_image_get_bits_per_pixel_range(image, heif_channel_interleaved);
        result.convertTo(result, CV_16U, 65535.0 / ((1 << bits) - 1));
    }
    return result;
}

} // namespace

Result<HeifPicture> readHeif(ByteSpan bytes, const std::string& name) {
    const FileContext context(heif_context_alloc());
    heif_error error = heif_context_read_from_memory_without_copy(context.get(), bytes.data(),
                                                                  bytes.size(), nullptr);
    if (error.code != heif_error_Ok) {
        return failure(name, error);
    }
    heif_image_handle* rawHandle = nullptr;
    error = heif_context_get_primary_image_handle(context.get(), &rawHandle);
    const Handle handle(rawHandle);
    if (error.code != heif_error_Ok) {
        return failure(name, error);
    }
    // Before cropping and turning, as it will be decoded.
    const Status fits = checkPhotoSize(name, heif_image_handle_get_ispe_width(handle.get()),
                                       heif_image_handle_get_ispe_height(handle.get()));
    if (!fits) {
        return fail(fits.error());
    }
    constexpr int kByte = 8;
    const bool wide = heif_image_handle_get_luma_bits_per_pixel(handle.get()) > kByte;
    const bool alpha = heif_image_handle_has_alpha_channel(handle.get()) != 0;
    heif_image* rawImage = nullptr;
    error = heif_decode_image(handle.get(), &rawImage, heif_colorspace_RGB, chromaFor(wide, alpha),
                              nullptr);
    const Image image(rawImage);
    if (error.code != heif_error_Ok) {
        return failure(name, error);
    }
    HeifPicture picture{toMat(image.get(), wide, alpha), profileOf(handle.get()),
                        exifOf(handle.get())};
    if (picture.pixels.empty()) {
        return fail(ErrorCode::CorruptData, name + " holds no picture.",
                    "Copy or export the photo again.");
    }
    return picture;
}

} // namespace maquette
