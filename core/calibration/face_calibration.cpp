// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/face_calibration.h"

#include "core/fit/fit_model.h"
#include "core/image/body_points.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr int kSide = 640;             ///< pixels, of a picture
constexpr float kFrame = 0.5F;         ///< metres that a picture shows at the head
constexpr float kDistance = 1.5F;      ///< metres from the camera to the head
constexpr float kReach = 0.012F;       ///< metres that a hit is moved to the skin, at most
constexpr float kMirrorLimit = 0.008F; ///< metres between a point and its partner's image
constexpr float kMostSpread = 0.020F;  ///< metres; a point that varies more is of no use
constexpr std::size_t kFewest = 4;     ///< sightings for an average

constexpr std::array<CalibrationView, 7> kViews = {
    {{0, 0}, {-12, 0}, {12, 0}, {0, -10}, {0, 10}, {-25, 0}, {25, 0}}};

/// Where the body's points would be, as far as the face network wants to know.
std::array<BodyLandmark, kBodyLandmarks> headPoints(const CalibrationFigure& figure,
                                                    const Camera& camera) {
    const Vector3f leftEye = figure.boneHead("eye.L");
    const Vector3f rightEye = figure.boneHead("eye.R");
    const Vector3f between = (leftEye + rightEye) / 2;
    const float apart = (leftEye - rightEye).norm();
    const auto beside = [&](float x, float y, float z) -> Vector3f {
        return between + apart * Vector3f(x, y, z);
    };
    Points places(7, 3); // in eye distances, the proportions of any adult head
    places << leftEye.transpose(), rightEye.transpose(), beside(0, -0.7F, 0.6F).transpose(),
        beside(1.15F, -0.3F, -1.2F).transpose(), beside(-1.15F, -0.3F, -1.2F).transpose(),
        figure.boneHead("upperarm01.L").transpose(), figure.boneHead("upperarm01.R").transpose();
    const Points pixels = project(camera, places);
    constexpr std::array<BodyPoint, 7> kPoints = {
        BodyPoint::LeftEye,  BodyPoint::RightEye,     BodyPoint::Nose,         BodyPoint::LeftEar,
        BodyPoint::RightEar, BodyPoint::LeftShoulder, BodyPoint::RightShoulder};
    std::array<BodyLandmark, kBodyLandmarks> body;
    for (std::size_t i = 0; i < kPoints.size(); ++i) {
        const auto row = pixels.row(static_cast<Eigen::Index>(i));
        body[index(kPoints[i])].pixel = {row.x(), row.y()};
    }
    return body;
}

Camera headCamera(const CalibrationFigure& figure, const CalibrationView& view) {
    const Vector3f target = (figure.boneHead("eye.L") + figure.boneHead("eye.R")) / 2 -
                            Vector3f(0, 0.035F, 0); // the face's middle is below the eyes
    return orbitCamera(target, kDistance, view.yaw, view.pitch, kSide * kDistance / kFrame, kSide,
                       kSide);
}

Vector3f medianOf(const std::vector<Vector3f>& points) {
    Vector3f median;
    std::vector<float> values(points.size());
    for (int axis = 0; axis < 3; ++axis) {
        std::transform(points.begin(), points.end(), values.begin(),
                       [&](const Vector3f& p) { return p[axis]; });
        const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
        std::nth_element(values.begin(), middle, values.end());
        median[axis] = *middle;
    }
    return median;
}

/// Mean of the four fifths that are nearest to the median.
Vector3f trimmedMean(std::vector<Vector3f> points) {
    const Vector3f median = medianOf(points);
    std::sort(points.begin(), points.end(), [&](const Vector3f& a, const Vector3f& b) {
        return (a - median).squaredNorm() < (b - median).squaredNorm();
    });
    const std::size_t kept = std::max<std::size_t>(1, points.size() * 4 / 5);
    Vector3f sum = Vector3f::Zero();
    for (std::size_t i = 0; i < kept; ++i) {
        sum += points[i];
    }
    return sum / static_cast<float>(kept);
}

Vector3f mirrorImage(const Vector3f& p) {
    return {-p.x(), p.y(), p.z()};
}

} // namespace

Status FaceCalibration::add(const CalibrationFigure& figure, const Context& ctx) {
    constexpr int kReachPixels = static_cast<int>(kReach / kFrame * kSide);
    for (const CalibrationView& view : kViews) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const Camera camera = headCamera(figure, view);
        const PhotoLevels photo(photograph(figure, camera, view.yaw));
        const auto face = m_network.run(photo, headPoints(figure, camera));
        ++m_pictures;
        constexpr float kSure = 0.5F;
        if (!face || face->score < kSure) {
            continue;
        }
        ++m_found;
        m_frontPictures += view.yaw == 0 ? 1 : 0;
        const FaceSurface::View seen = m_surface.look(camera, figure.shape);
        for (std::size_t i = 0; i < kFaceLandmarks; ++i) {
            const cv::Point3f& p = face->points[i];
            if (view.yaw == 0) {
                m_frontMesh.row(static_cast<Eigen::Index>(i)) += Eigen::RowVector3f(p.x, p.y, p.z);
            }
            if (const auto hit = m_surface.hit(seen, {p.x, p.y}, kReachPixels)) {
                m_sightings[i].push_back({*hit, view.yaw});
            }
        }
    }
    return {};
}

FaceCalibration::Place FaceCalibration::average(const std::vector<Sighting>& sightings,
                                                bool outline) {
    constexpr float kLeastFacing = 0.3F;
    constexpr float kOutlineYaw = 15.0F; // degrees; further round, the outline is another line
    constexpr std::size_t kEnough = 8;
    std::vector<Vector3f> good;
    std::vector<Vector3f> all;
    for (const Sighting& s : sightings) {
        all.push_back(s.hit.onMean);
        if (s.hit.inside && s.hit.facing > kLeastFacing &&
            (!outline || std::abs(s.yaw) < kOutlineYaw)) {
            good.push_back(s.hit.onMean);
        }
    }
    const std::vector<Vector3f>& used = good.size() >= kEnough ? good : all;
    Place place;
    if (used.size() < kFewest) {
        return place;
    }
    place.known = true;
    place.point = trimmedMean(used);
    float squares = 0;
    for (const Vector3f& p : used) {
        squares += (p - place.point).squaredNorm();
    }
    place.spread = std::sqrt(squares / static_cast<float>(used.size()));
    return place;
}

std::vector<int> mirrorPartners(const Points& mesh, const Points& skin) {
    constexpr float kMostOnSkin = 0.004F; // metres; points of the outline slide on the skin
    const float plane = mesh.col(0).mean();
    std::vector<std::tuple<float, int, int>> pairs;
    for (int i = 0; i < mesh.rows(); ++i) {
        const Vector3f image(2 * plane - mesh(i, 0), mesh(i, 1), mesh(i, 2));
        const Vector3f skinImage = mirrorImage(skin.row(i));
        for (int k = i; k < mesh.rows(); ++k) {
            const float onSkin = (skinImage - Vector3f(skin.row(k))).norm();
            const float inMesh = (image - Vector3f(mesh.row(k))).norm();
            pairs.emplace_back(inMesh + std::min(onSkin, kMostOnSkin), i, k);
        }
    }
    std::sort(pairs.begin(), pairs.end());
    std::vector<int> partner(static_cast<std::size_t>(mesh.rows()), -1);
    for (const auto& [distance, i, k] : pairs) {
        if (partner[i] < 0 && partner[k] < 0) {
            partner[i] = k;
            partner[k] = i;
        }
    }
    return partner;
}

Result<FaceCalibration::Table> FaceCalibration::table() const {
    if (2 * m_found < m_pictures || m_found == 0) {
        return fail(ErrorCode::NotConverged,
                    "The face network found a face in only " + std::to_string(m_found) + " of " +
                        std::to_string(m_pictures) + " calibration pictures.",
                    "Run set-up again to fetch the models, then calibrate again.");
    }
    std::array<Place, kFaceLandmarks> places;
    Points skin(kFaceLandmarks, 3);
    for (int i = 0; i < kFaceLandmarks; ++i) {
        places[i] = average(m_sightings[i], isFaceOutline(i));
        skin.row(i) = places[i].point;
    }
    const float metres = kFrame / kSide / static_cast<float>(std::max(1, m_frontPictures));
    const std::vector<int> partner = mirrorPartners(m_frontMesh * metres, skin);
    Table table;
    for (int i = 0; i < kFaceLandmarks; ++i) {
        const int k = partner[i];
        if (k < i || !places[i].known || !places[k].known) {
            continue; // written with its partner, or never seen
        }
        const Vector3f image = mirrorImage(places[k].point);
        FaceCorrespondence place = m_surface.nearest((places[i].point + image) / 2);
        place.spread = (places[i].spread + places[k].spread) / 2;
        if ((places[i].point - image).norm() > kMirrorLimit || place.spread > kMostSpread) {
            place.weights.setZero();
        }
        table[k] = m_surface.mirrored(place);
        table[i] = place;
    }
    return table;
}

} // namespace maquette
