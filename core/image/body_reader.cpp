// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/body_reader.h"

#include "core/image/lazy_network.h"
#include "core/image/step_timer.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace maquette {
namespace {

/// Round the points that lie in the picture and the pose network's mask.
cv::Rect2f boxOf(const BodyPose& pose, const PhotoLevels& photo) {
    std::vector<cv::Point2f> points;
    const cv::Rect2f frame({}, cv::Size2f(photo.full.size()));
    for (const BodyLandmark& landmark : pose.landmarks) {
        if (frame.contains(landmark.pixel)) {
            points.push_back(landmark.pixel);
        }
    }
    std::vector<cv::Point> covered;
    cv::findNonZero(pose.mask > 0.5F, covered);
    const cv::Matx23d toPhoto = pose.crop.pixelsToPhoto(pose.mask.cols);
    for (const cv::Point& p : covered) {
        const cv::Vec2d q = toPhoto * cv::Vec3d(p.x, p.y, 1.0);
        points.emplace_back(static_cast<float>(q[0]), static_cast<float>(q[1]));
    }
    return points.empty() ? cv::Rect2f() : cv::Rect2f(cv::boundingRect(points)) & frame;
}

/// The network's mask on an upright square that holds its turned crop.
PlacedMask uprightMask(const BodyPose& pose) {
    constexpr int kSide = 128;
    const SquareCrop& crop = pose.crop;
    const float side =
        crop.side * (std::abs(std::cos(crop.rotation)) + std::abs(std::sin(crop.rotation)));
    const SquareCrop upright{crop.center, side, 0.0F};
    // Pixels of the upright square in the photo, then in the turned crop.
    const cv::Matx23d toPhoto = upright.pixelsToPhoto(kSide);
    cv::Mat fromPhoto;
    cv::invertAffineTransform(crop.pixelsToPhoto(pose.mask.cols), fromPhoto);
    const cv::Matx23d back(fromPhoto);
    const cv::Matx33d whole(toPhoto(0, 0), toPhoto(0, 1), toPhoto(0, 2), toPhoto(1, 0),
                            toPhoto(1, 1), toPhoto(1, 2), 0.0, 0.0, 1.0);
    PlacedMask mask;
    cv::warpAffine(pose.mask, mask.pixels, cv::Mat(back * whole), {kSide, kSide},
                   cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_CONSTANT);
    mask.pixels.convertTo(mask.pixels, CV_8U, 255.0);
    mask.place = {crop.center.x - side / 2, crop.center.y - side / 2, side, side};
    return mask;
}

/// True when both stand for one person: on average their points are hardly apart.
bool isSame(const SeenBody& a, const SeenBody& b) {
    double apart = 0;
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        apart += cv::norm(a.pose.landmarks[i].pixel - b.pose.landmarks[i].pixel) / kBodyLandmarks;
    }
    constexpr double kApart = 0.15;
    return apart < kApart * std::max({a.box.height, a.box.width, b.box.height, b.box.width});
}

/// @param found  where people may be. @return  those that the pose network sees, too.
Result<std::vector<SeenBody>> readPoses(const PhotoLevels& photo,
                                        const std::vector<Detection>& found, PoseNetwork& network,
                                        const Context& ctx) {
    constexpr std::size_t kMostPeople = 6;
    std::vector<SeenBody> people;
    for (std::size_t i = 0; i < std::min(found.size(), kMostPeople); ++i) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const StepTimer timer("body points");
        SeenBody body{network.run(photo, PoseNetwork::cropFor(found[i])), {}};
        body.box = boxOf(body.pose, photo);
        const bool isKnown = std::any_of(people.begin(), people.end(), [&](const SeenBody& other) {
            return isSame(body, other);
        });
        constexpr float kPresent = 0.5F;
        if (body.pose.presence >= kPresent && !isKnown) {
            people.push_back(std::move(body));
        }
    }
    std::stable_sort(people.begin(), people.end(), [](const SeenBody& a, const SeenBody& b) {
        return a.box.area() > b.box.area();
    });
    return people;
}

} // namespace

Person SeenBody::toPerson() const {
    Person person;
    person.box = box;
    person.score = pose.presence;
    person.body = pose.landmarks;
    person.coarseMask = uprightMask(pose);
    return person;
}

BodyReader::BodyReader(std::filesystem::path folder) : m_folder(std::move(folder)) {}

Result<PoseNetwork*> BodyReader::network(MaskQuality quality, std::vector<std::string>& warnings) {
    if (quality == MaskQuality::Best) {
        auto heavy = ensureNetwork(m_heavy, [&] { return PoseNetwork::load(m_folder, true); });
        if (heavy) {
            return heavy;
        }
        warnings.push_back("The lighter pose model is used. " + describe(heavy.error()));
    }
    return ensureNetwork(m_full, [&] { return PoseNetwork::load(m_folder, false); });
}

Result<std::vector<SeenBody>> BodyReader::read(const PhotoLevels& photo, MaskQuality quality,
                                               std::vector<std::string>& warnings,
                                               const Context& ctx) {
    auto finder = ensureNetwork(m_finder, [&] { return PeopleFinder::load(m_folder); });
    if (!finder) {
        return fail(finder.error());
    }
    auto poses = network(quality, warnings);
    if (!poses) {
        return fail(poses.error());
    }
    for (const bool far : {false, true}) {
        std::optional<StepTimer> timer(far ? "person detection, far" : "person detection");
        const std::vector<Detection> found =
            far ? (*finder)->findFar(photo) : (*finder)->find(photo);
        timer.reset();
        auto people = readPoses(photo, found, **poses, ctx);
        if (!people || !people->empty()) {
            return people;
        }
    }
    return std::vector<SeenBody>();
}

} // namespace maquette
