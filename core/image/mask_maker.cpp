// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/mask_maker.h"

#include "core/image/mask_fusion.h"
#include "core/image/model_file.h"
#include "core/image/step_timer.h"

#include <algorithm>

namespace maquette {
namespace {

/// The part of the working image that shows the person, with a margin, in a shape that the
/// matting network takes.
cv::Rect regionOf(const SeenBody& body, const PhotoLevels& photo) {
    constexpr float kMargin = 0.12F;
    const float margin = kMargin * std::max(body.box.width, body.box.height);
    const cv::Rect2f box(body.box.x - margin, body.box.y - margin, body.box.width + 2 * margin,
                         body.box.height + 2 * margin);
    return Matting::region(photo.toWorking(box), photo.working.size());
}

} // namespace

MaskMaker::MaskMaker(std::filesystem::path folder)
    : m_folder(std::move(folder)), m_fast(m_folder / "u2netp.onnx"),
      m_best(m_folder / "u2net.onnx") {}

Matting& MaskMaker::matting(MaskQuality quality, std::vector<std::string>& warnings) {
    if (quality == MaskQuality::Fast) {
        return m_fast;
    }
    if (const Status whole = checkModelFile(m_folder / "u2net.onnx"); !whole) {
        warnings.push_back("The lighter cut-out model is used. " + describe(whole.error()));
        return m_fast;
    }
    return m_best;
}

Result<cv::Mat> MaskMaker::make(const PhotoLevels& photo, const SeenBody* body, MaskQuality quality,
                                std::vector<std::string>& warnings) {
    const cv::Rect region = body ? regionOf(*body, photo) : cv::Rect({}, photo.working.size());
    std::optional<StepTimer> timer("cut-out");
    auto matte = matting(quality, warnings).run(photo.working(region));
    if (!matte) {
        return fail(matte.error());
    }
    timer.reset();
    timer.emplace("mask edges");
    if (!body) {
        return matte->empty() ? cv::Mat() : refineMask(*matte, region, photo);
    }
    const cv::Mat mask =
        matte->empty() ? poseMask(body->pose, photo) : fuseMasks(*matte, region, body->pose, photo);
    return refineMask(mask, region, photo);
}

} // namespace maquette
