// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/matting_check.h"

#include "core/base/evenly_chosen.h"
#include "core/image/mask_iou.h"
#include "core/image/perception.h"
#include "core/synthesis/record_image.h"
#include "core/train/mask_imitation.h"

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

struct Errors {
    std::vector<double> iou;
    std::vector<double> shift;
    std::vector<double> softness;

    void add(const cv::Mat& mask, const cv::Mat& truth) {
        const cv::Mat inside = mask > 127;
        const cv::Mat wanted = truth > 127;
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(wanted.clone(), contours, cv::RETR_LIST, cv::CHAIN_APPROX_NONE);
        double outline = 1.0;
        for (const auto& contour : contours) {
            outline += cv::arcLength(contour, true);
        }
        iou.push_back(maskIou(inside, wanted));
        shift.push_back((cv::countNonZero(inside) - cv::countNonZero(wanted)) / outline);
        softness.push_back(cv::countNonZero((mask > 25) & (mask < 230)) / outline);
    }

    [[nodiscard]] MaskErrors summary() const { return {of(iou), of(shift), of(softness)}; }

private:
    static MaskErrors::Spread of(const std::vector<double>& values) {
        cv::Scalar mean;
        cv::Scalar deviation;
        cv::meanStdDev(values, mean, deviation);
        return {mean[0], deviation[0]};
    }
};

/// A mask of the picture in the mapping's crop.
cv::Mat cropped(const PhotoLevels& levels, const Person& person, const cv::Mat& mask) {
    return makeMappingInput(levels, &person, mask, {}, {}, Seen::LandmarksAndMasks)->mask;
}

} // namespace

Result<MattingCheck> checkImitation(const TrainingSet& set, const std::filesystem::path& models,
                                    int most, const Context& ctx) {
    auto perception = Perception::open(models, ctx);
    if (!perception) {
        return fail(perception.error());
    }
    const DatasetTable& table = *set.dataset().table(kSamples);
    const auto fields = SampleFields::of(table.schema());
    if (!fields) {
        return fail(fields.error());
    }
    Errors real;
    Errors imitated;
    for (const std::int64_t sample : evenlyChosen(set.samples(Split::Validation), most)) {
        Photo photo;
        photo.pixels = recordImage(table.record(sample), fields->image, 3).clone();
        const cv::Mat truth = recordImage(table.record(sample), fields->mask, 1);
        const auto subject = (*perception)->perceive(photo, {MaskQuality::Fast, 0, false}, ctx);
        if (!subject) {
            return fail(subject.error());
        }
        if (!subject->person || subject->mask.empty()) {
            continue;
        }
        const PhotoLevels levels(photo);
        const cv::Mat wanted = cropped(levels, *subject->person, truth);
        real.add(cropped(levels, *subject->person, subject->mask), wanted);
        cv::Mat imitation = wanted.clone();
        Random random(static_cast<std::uint64_t>(sample));
        imitateMatting(imitation, random);
        imitated.add(imitation, wanted);
    }
    if (real.iou.empty()) {
        return fail(ErrorCode::InvalidArgument, "No person was found in the pictures to check.");
    }
    return MattingCheck{static_cast<int>(real.iou.size()), real.summary(), imitated.summary()};
}

} // namespace maquette
