// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/people_finder.h"

#include <algorithm>

namespace maquette {
namespace {

/// Starts of the fewest parts of @p side that cover @p length and overlap by half or more.
std::vector<int> starts(int length, int side) {
    const int last = std::max(0, length - side);
    const int steps = (2 * last + side - 1) / side;
    std::vector<int> result;
    for (int i = 0; i <= steps; ++i) {
        result.push_back(steps == 0 ? 0 : last * i / steps);
    }
    return result;
}

/// Overlapping squares all over the image, but for narrow strips not smaller than a fifth of it.
std::vector<cv::Rect> squares(cv::Size image, int side) {
    side = std::max({1, side, std::max(image.width, image.height) / 5});
    std::vector<cv::Rect> result;
    for (const int y : starts(image.height, side)) {
        for (const int x : starts(image.width, side)) {
            result.push_back(cv::Rect(x, y, side, side) & cv::Rect({}, image));
        }
    }
    return result;
}

/// Half the size of the circle round the body.
double radius(const Detection& person) {
    return cv::norm(person.points[1] - person.points[0]);
}

/// True when both circles stand for one person: nearly the same centre, much the same size.
bool isSame(const Detection& a, const Detection& b) {
    constexpr double kApart = 0.35;
    constexpr double kLarger = 1.8;
    const double less = std::min(radius(a), radius(b));
    const double more = std::max(radius(a), radius(b));
    return more < kLarger * less && cv::norm(a.points[0] - b.points[0]) < kApart * more;
}

std::vector<Detection> withoutRepeats(std::vector<Detection> people) {
    std::stable_sort(people.begin(), people.end(),
                     [](const Detection& a, const Detection& b) { return a.score > b.score; });
    std::vector<Detection> result;
    for (Detection& person : people) {
        if (std::none_of(result.begin(), result.end(),
                         [&](const Detection& other) { return isSame(person, other); })) {
            result.push_back(std::move(person));
        }
    }
    return result;
}

} // namespace

PeopleFinder::PeopleFinder(SsdDetector detector) : m_detector(std::move(detector)) {}

Result<PeopleFinder> PeopleFinder::load(const std::filesystem::path& folder) {
    auto detector = SsdDetector::load(folder, personDetectorLayout());
    if (!detector) {
        return fail(detector.error());
    }
    return PeopleFinder(std::move(*detector));
}

std::vector<Detection> PeopleFinder::look(const PhotoLevels& photo,
                                          const std::vector<cv::Rect>& parts) {
    std::vector<Detection> people;
    for (const cv::Rect& part : parts) {
        // Small things that look like people need a better look: true ones scored 0.9 and more.
        constexpr float kWhole = 0.5F;
        constexpr float kPart = 0.75F;
        const bool isWhole = part.size() == photo.working.size();
        for (Detection& person : m_detector.detect(photo.working(part), isWhole ? kWhole : kPart)) {
            const cv::Point2f corner(part.tl());
            for (cv::Point2f& point : person.points) {
                point = photo.toPhoto(point + corner);
            }
            person.box = cv::Rect2f(photo.toPhoto(person.box.tl() + corner),
                                    photo.toPhoto(person.box.br() + corner));
            people.push_back(std::move(person));
        }
    }
    return withoutRepeats(std::move(people));
}

std::vector<Detection> PeopleFinder::find(const PhotoLevels& photo) {
    constexpr double kWide = 1.3;
    const cv::Size size = photo.working.size();
    std::vector<cv::Rect> parts = {cv::Rect({}, size)};
    if (size.width > kWide * size.height) {
        const std::vector<cv::Rect> beside = squares(size, size.height);
        parts.insert(parts.end(), beside.begin(), beside.end());
    }
    return look(photo, parts);
}

std::vector<Detection> PeopleFinder::findFar(const PhotoLevels& photo) {
    const cv::Size size = photo.working.size();
    return look(photo, squares(size, std::min(size.width, size.height) / 2));
}

} // namespace maquette
