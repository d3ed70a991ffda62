// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/training_view.h"

#include "core/data/sampler.h"
#include "core/geometry/rasterizer.h"
#include "core/synthesis/occluder.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr double kAside = 0.4;     // share of the pictures that a photo does not show in its middle
constexpr double kOccluded = 0.06; // share of the pictures with something before the person
constexpr double kRadians = std::numbers::pi / 180.0;

enum Stream : std::uint64_t { kExpression, kPose, kCamera, kLight, kPlace, kFlaws, kOccluder };

/// Looks round the head's middle, wide enough for hair and chin.
cv::Rect2d headPlace(const Camera& camera, const Points& posed, const Template& body) {
    Vector3f low = Vector3f::Constant(1e9F);
    Vector3f high = -low;
    for (int v = 0; v < kBodyVertices; ++v) {
        if (body.regions[v] == BodyRegion::Head) {
            low = low.cwiseMin(Vector3f(posed.row(v)));
            high = high.cwiseMax(Vector3f(posed.row(v)));
        }
    }
    constexpr double kMargin = 1.25;
    Points middle(1, 3);
    middle.row(0) = 0.5F * (low + high);
    const Points pixel = project(camera, middle);
    const double side = kMargin * (high - low).maxCoeff() * camera.focal / pixel(0, 2);
    return {pixel(0, 0) - 0.5 * side, pixel(0, 1) - 0.5 * side, side, side};
}

/// What @p camera sees in a square of its picture, on @p side pixels.
Camera croppedCamera(const Camera& camera, const cv::Rect2d& place, int side) {
    const double factor = side / place.width;
    Camera cropped = camera;
    cropped.width = cropped.height = side;
    cropped.focal = camera.focal * factor;
    cropped.cx = (camera.cx + 0.5 - (place.x + 0.5)) * factor - 0.5;
    cropped.cy = (camera.cy + 0.5 - (place.y + 0.5)) * factor - 0.5;
    return cropped;
}

Background croppedBackground(const Background& background, const cv::Rect2d& place, int pictureSide,
                             int side) {
    Background cropped = background;
    cropped.groundShadow = false;
    if (!background.image.empty()) {
        const double scale = place.width / side * background.image.cols / pictureSide;
        const cv::Matx23d toSource(scale, 0.0, place.x * background.image.cols / pictureSide, 0.0,
                                   scale, place.y * background.image.rows / pictureSide);
        cv::warpAffine(background.image, cropped.image, toSource, {side, side},
                       cv::INTER_LINEAR | cv::WARP_INVERSE_MAP, cv::BORDER_REPLICATE);
    }
    return cropped;
}

/// The picture as a photo shows it that has @p pixels of its own across.
void loseDetail(cv::Mat& image, double pixels) {
    const int own = static_cast<int>(std::lround(pixels));
    if (own < image.cols) {
        const cv::Size size = image.size();
        cv::Mat small;
        cv::resize(image, small, {std::max(own, 8), std::max(own, 8)}, 0, 0, cv::INTER_AREA);
        cv::resize(small, image, size, 0, 0, cv::INTER_CUBIC);
    }
}

cv::Mat partMap(const Camera& camera, const Points& posed, const Template& body,
                const Triangles& triangles, int side) {
    const Camera small = camera.scaled(static_cast<double>(side) / camera.width);
    const Raster raster =
        rasterize(project(small, posed), triangles, side, side, RasterOptions{}, 1);
    cv::Mat parts(side, side, CV_8UC1, cv::Scalar(0));
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const int t = raster.at(x, y);
            if (t >= 0) {
                parts.at<unsigned char>(y, x) =
                    static_cast<unsigned char>(1 + static_cast<int>(body.regions[triangles(t, 0)]));
            }
        }
    }
    return parts;
}

/// Moves the frame so that a part of the figure is outside, as in hasty photos.
void cutOff(Camera& camera, double figure, Random& random) {
    const double kind = random.uniform();
    const double share = random.uniform(0.03, 0.30) * figure;
    if (kind < 0.10) { // feet, up to the knees
        camera.cy += share;
    } else if (kind < 0.13) { // the top of the head
        camera.cy -= 0.3 * share;
    } else if (kind < 0.17) { // a side
        camera.cx += (random.chance(0.5) ? 0.5 : -0.5) * share;
    }
}

/// Turns the camera on its place until it points past the figure, as in photos that show it at a
/// side; the picture stays round the figure.
void lookPast(Camera& camera, const Vector3f& figure, double photoHeight, Random& random) {
    Points middle(1, 3);
    middle.row(0) = figure;
    const Points before = project(camera, middle);
    const double aside = random.uniform(-0.4, 0.4) * photoHeight;
    const double over = random.uniform(-0.12, 0.12) * photoHeight;
    camera.modelToCamera =
        Eigen::Affine3f(Eigen::AngleAxisf(static_cast<float>(std::atan(over / camera.focal)),
                                          Vector3f::UnitX()) *
                        Eigen::AngleAxisf(static_cast<float>(std::atan(aside / camera.focal)),
                                          Vector3f::UnitY())) *
        camera.modelToCamera;
    const Points after = project(camera, middle);
    camera.cx += before(0, 0) - after(0, 0);
    camera.cy += before(0, 1) - after(0, 1);
}

double sampleYaw(Random& random) {
    const double kind = random.uniform();
    return kind < 0.50   ? std::clamp(random.normal(0.0, 28.0), -60.0, 60.0)
           : kind < 0.75 ? random.uniform(-75.0, 75.0)
                         : random.uniform(-180.0, 180.0);
}

/// Degrees, of the camera round @p figure.
double yawRound(const Camera& camera, const Vector3f& figure) {
    const Vector3f eye = camera.modelToCamera.inverse(Eigen::Isometry).translation();
    return std::atan2(eye.x() - figure.x(), eye.z() - figure.z()) / kRadians;
}

} // namespace

Camera sampleTrainingCamera(const Vector3f& low, const Vector3f& high, int side, Random& random) {
    const Vector3f size = high - low;
    const double yaw = sampleYaw(random);
    const double across = std::hypot(size.x(), size.z());
    const double fill = random.uniform(0.72, 0.96); // of the picture
    const double needed =
        std::max<double>(size.y(), 0.8 * across) / fill; // metres the picture spans
    // The picture is cut out of a photo of 3 : 4 that the figure fills more or less.
    const double photoHeight = side * fill / random.uniform(0.45, 0.96);
    const double equivalent = std::exp(random.uniform(std::log(24.0), std::log(135.0)));
    const double focal = equivalent / 43.27 * 1.25 * photoHeight;
    const double distance = needed * focal / side + 0.5 * size.z();
    const double held = std::clamp(random.normal(0.72, 0.2), 0.25, 1.2) * size.y();
    const Vector3f middle = 0.5F * (low + high);
    const double level =
        std::asin(std::clamp((held + low.y() - middle.y()) / distance, -0.9, 0.9)) / kRadians;
    const double kind = random.uniform();
    const double pitch = kind < 0.08   ? random.uniform(12.0, 45.0) // from stairs and balconies
                         : kind < 0.10 ? random.uniform(-20.0, -8.0)
                         : kind < 0.35 ? random.uniform(-8.0, 12.0)
                                       : level;
    Camera camera = orbitCamera(middle, static_cast<float>(distance), static_cast<float>(yaw),
                                static_cast<float>(pitch), focal, side, side);
    const auto roll = static_cast<float>(random.normal(0.0, 1.8) * kRadians);
    camera.modelToCamera =
        Eigen::Affine3f(Eigen::AngleAxisf(roll, Vector3f::UnitZ())) * camera.modelToCamera;
    if (random.chance(kAside)) {
        lookPast(camera, middle, photoHeight, random);
    }
    camera.cx += random.normal(0.0, 0.03) * side;
    camera.cy += random.normal(0.0, 0.02) * side;
    cutOff(camera, size.y() / needed * side, random);
    return camera;
}

TrainingView makeTrainingView(const PersonMaker& maker, const PersonIdentity& person,
                              std::uint64_t seed, const TrainingViewOptions& options) {
    const Random root(seed);
    const Library& library = maker.library();
    const Template& body = library.templateMesh();
    TrainingView view;
    Random expressionRandom = root.fork(kExpression);
    const auto expression = sampleExpression(library, expressionRandom);
    Points expressive = person.restShape;
    for (const std::string& name : library.facialUnitNames()) {
        const auto found = expression.find(name);
        view.facialUnits.push_back(found == expression.end() ? 0.0 : found->second);
        if (found != expression.end()) {
            library.target("faceunits/" + name)
                ->addTo(expressive, static_cast<float>(found->second));
        }
    }
    SyntheticPerson posed =
        maker.pose(person, expressive, root.fork(kPose).bits(), trainingPeople());
    view.pose = posed.pose;
    view.joints = posed.joints;
    view.poseName = posed.poseName;

    const Eigen::AlignedBox3f bounds = boundsOf(posed.scene);
    Random cameraRandom = root.fork(kCamera);
    view.camera = sampleTrainingCamera(bounds.min(), bounds.max(), options.side, cameraRandom);
    view.yaw = yawRound(view.camera, bounds.center());
    view.facePlace = headPlace(view.camera, posed.body, body);

    Random placeRandom = root.fork(kPlace);
    Random lightRandom = root.fork(kLight);
    const Surroundings surroundings = sampleSurroundings(placeRandom);
    view.surroundings = surroundingsName(surroundings);
    const Lighting lighting = samplePhotoLight(view.camera, surroundings, lightRandom);
    const Background background =
        paintBehind(posed, surroundings, view.camera.scaled(0.5), bounds.min().y(), placeRandom);
    const SoftwareRenderer renderer(std::move(posed.scene), maker.renderOptions(),
                                    bounds.min().y());
    const auto lit = renderer.light(lighting);
    const RenderedImage picture = renderer.render(view.camera, *lit, background);
    const RenderedImage head = renderer.render(
        croppedCamera(view.camera, view.facePlace, options.faceSide), *lit,
        croppedBackground(background, view.facePlace, options.side, options.faceSide));
    view.image = picture.color;
    view.mask = picture.alpha;
    view.face = head.color;
    view.parts = partMap(view.camera, posed.body, body, bodyTriangles(body), options.partSide);

    Random occluderRandom = root.fork(kOccluder);
    if (occluderRandom.chance(kOccluded)) {
        addOccluder(view.image, view.mask, view.facePlace, occluderRandom);
    }
    Random flawRandom = root.fork(kFlaws);
    const double photoScale = std::exp(flawRandom.uniform(0.0, std::log(7.0)));
    loseDetail(view.face, view.facePlace.width * photoScale);
    addPhotoFlaws(view.image, flawRandom);
    addPhotoFlaws(view.face, flawRandom);
    return view;
}

} // namespace maquette
