// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/color_profile.h"

#include "core/base/log.h"

#include <opencv2/imgproc.hpp>

#include <lcms2.h>

#include <cstdlib>
#include <memory>

namespace maquette {
namespace {

struct Closer {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
struct Deleter {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Profile = std::unique_ptr<void, Closer>;
using Transform = std::unique_ptr<void, Deleter>;

/// lcms2's name for the layout of @p pixels, or 0 when @p profile is for something else.
cmsUInt32Number layoutFor(const cv::Mat& pixels, const Profile& profile) {
    const cmsColorSpaceSignature space = cmsGetColorSpace(profile.get());
    const bool wide = pixels.depth() == CV_16U;
    if (pixels.channels() == 1 && space == cmsSigGrayData) {
        return wide ? TYPE_GRAY_16 : TYPE_GRAY_8;
    }
    if (pixels.channels() == 3 && space == cmsSigRgbData) {
        return wide ? TYPE_BGR_16 : TYPE_BGR_8;
    }
    return 0;
}

/// Rows are converted side by side; without its cache a transform may be used by many threads.
cv::Mat convert(const cv::Mat& pixels, cmsHTRANSFORM transform) {
    cv::Mat result(pixels.size(), CV_8UC3);
    cv::parallel_for_(cv::Range(0, pixels.rows), [&](const cv::Range& rows) {
        for (int y = rows.start; y < rows.end; ++y) {
            cmsDoTransform(transform, pixels.ptr(y), result.ptr(y),
                           static_cast<cmsUInt32Number>(pixels.cols));
        }
    });
    return result;
}

/// True when 9 x 9 x 9 colours stay what they are: the profile is sRGB by another name.
bool isIdentity(cmsHTRANSFORM transform) {
    constexpr int kSteps = 9;
    cv::Mat grid(1, kSteps * kSteps * kSteps, CV_8UC3);
    for (int i = 0; i < grid.cols; ++i) {
        const auto level = [](int step) {
            return cv::saturate_cast<uchar>(step * 255 / (kSteps - 1));
        };
        grid.at<cv::Vec3b>(i) = {level(i % kSteps), level(i / kSteps % kSteps),
                                 level(i / kSteps / kSteps)};
    }
    return cv::norm(grid, convert(grid, transform), cv::NORM_INF) <= 1.0;
}

/// Eight bits, three channels, colours as they are.
cv::Mat plain(const cv::Mat& pixels) {
    constexpr double kTo8Bit = 255.0 / 65535.0;
    cv::Mat result = pixels;
    if (pixels.depth() == CV_16U) {
        pixels.convertTo(result, CV_8U, kTo8Bit);
    }
    if (result.channels() == 1) {
        cv::cvtColor(result, result, cv::COLOR_GRAY2BGR);
    }
    return result;
}

} // namespace

cv::Mat toSrgb(const cv::Mat& pixels, const Bytes& icc) {
    if (icc.empty()) {
        return plain(pixels);
    }
    const Profile from(cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
    const cmsUInt32Number layout = from ? layoutFor(pixels, from) : 0;
    if (layout == 0) {
        log::warning(
            "The colour profile of the picture cannot be used; its colours are taken for sRGB.");
        return plain(pixels);
    }
    const Profile to(cmsCreate_sRGBProfile());
    // lcms2 converts 8 bits exactly; for 16 it samples a table, which is worth making fine.
    constexpr cmsUInt32Number kFlags =
        cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_HIGHRESPRECALC;
    const Transform transform(cmsCreateTransform(from.get(), layout, to.get(), TYPE_BGR_8,
                                                 INTENT_RELATIVE_COLORIMETRIC, kFlags));
    if (!transform) {
        log::warning(
            "The colour profile of the picture is damaged; its colours are taken for sRGB.");
        return plain(pixels);
    }
    if (layout == TYPE_BGR_8 && isIdentity(transform.get())) {
        return pixels;
    }
    return convert(pixels, transform.get());
}

Bytes profileFromPrimaries(const std::array<std::array<float, 2>, 4>& xy) {
    // The parametric curve of IEC 61966-2-1: y = ((x + 0.055) / 1.055)^2.4 above 0.04045.
    constexpr std::array<cmsFloat64Number, 5> kCurve = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92,
                                                        0.04045};
    constexpr int kCurveKind = 4;
    cmsToneCurve* curve = cmsBuildParametricToneCurve(nullptr, kCurveKind, kCurve.data());
    const std::array<cmsToneCurve*, 3> curves = {curve, curve, curve};
    const cmsCIExyY white = {xy[3][0], xy[3][1], 1.0};
    const cmsCIExyYTRIPLE primaries = {
        {xy[0][0], xy[0][1], 1.0}, {xy[1][0], xy[1][1], 1.0}, {xy[2][0], xy[2][1], 1.0}};
    const Profile profile(cmsCreateRGBProfile(&white, &primaries, curves.data()));
    cmsFreeToneCurve(curve);
    cmsUInt32Number size = 0;
    if (!profile || !cmsSaveProfileToMem(profile.get(), nullptr, &size)) {
        return {};
    }
    Bytes bytes(size);
    cmsSaveProfileToMem(profile.get(), bytes.data(), &size);
    return bytes;
}

} // namespace maquette
