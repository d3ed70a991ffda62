// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calibration/body_calibration.h"

#include "core/image/body_points.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr int kWidth = 760;       ///< pixels
constexpr int kHeight = 900;      ///< pixels
constexpr float kFrame = 2.2F;    ///< metres that a picture's height shows
constexpr float kDistance = 4.5F; ///< metres from the camera to the figure

constexpr std::array<CalibrationView, 7> kViews = {
    {{0, 0}, {-25, 0}, {25, 0}, {-50, 0}, {50, 0}, {0, 10}, {0, -10}}};

struct Attachment {
    const char* bone;
    const char* anchor;
};

/// Bones of the left side, without ".L"; those of the head have no side.
Attachment attachmentOf(std::size_t landmark) {
    if (landmark <= index(BodyPoint::MouthRight)) {
        return {"head", "head"};
    }
    switch (static_cast<BodyPoint>(landmark - (landmark + 1) % 2)) { // its left partner
    case BodyPoint::LeftShoulder:
        return {"shoulder01", "upperarm01"};
    case BodyPoint::LeftElbow:
        return {"lowerarm01", "lowerarm01"};
    case BodyPoint::LeftHip:
        return {"pelvis", "upperleg01"};
    case BodyPoint::LeftKnee:
        return {"lowerleg01", "lowerleg01"};
    case BodyPoint::LeftAnkle:
    case BodyPoint::LeftHeel:
    case BodyPoint::LeftFootIndex:
        return {"foot", "foot"};
    default:
        return {"wrist", "wrist"};
    }
}

std::string withSide(const std::string& bone, std::size_t landmark) {
    return bone == "head" ? bone : bone + (landmark % 2 == 1 ? ".L" : ".R");
}

/// The same point of the other side.
std::size_t partnerOf(std::size_t landmark) {
    const auto isEyeOrNose = landmark <= index(BodyPoint::RightEyeOuter);
    if (landmark == index(BodyPoint::Nose)) {
        return landmark;
    }
    if (isEyeOrNose) {
        return landmark <= index(BodyPoint::LeftEyeOuter) ? landmark + 3 : landmark - 3;
    }
    return landmark % 2 == 1 ? landmark + 1 : landmark - 1;
}

Camera bodyCamera(const CalibrationFigure& figure, const CalibrationView& view) {
    const Vector3f target(0, bodyHeight(figure.shape) / 2, 0);
    return orbitCamera(target, kDistance, view.yaw, view.pitch, kHeight * kDistance / kFrame,
                       kWidth, kHeight);
}

/// Rays that should meet in one point; two equations a ray.
class Triangulator {
public:
    void add(const Camera& camera, cv::Point2f pixel) {
        const Eigen::Matrix3f r = camera.modelToCamera.linear();
        const Vector3f t = camera.modelToCamera.translation();
        const auto x = static_cast<float>((pixel.x - camera.cx) / camera.focal);
        const auto y = static_cast<float>((pixel.y - camera.cy) / camera.focal);
        addEquation(r.row(0) - x * r.row(2), x * t.z() - t.x());
        addEquation(r.row(1) - y * r.row(2), y * t.z() - t.y());
        ++m_rays;
    }
    [[nodiscard]] int rays() const { return m_rays; }
    /// Least squares. @pre two rays that are not parallel.
    [[nodiscard]] Vector3f point() const { return m_normal.ldlt().solve(m_right).cast<float>(); }

private:
    void addEquation(const Eigen::RowVector3f& row, float value) {
        const Eigen::RowVector3d a = row.cast<double>();
        m_normal += a.transpose() * a;
        m_right += a.transpose() * static_cast<double>(value);
    }

    Eigen::Matrix3d m_normal = Eigen::Matrix3d::Zero();
    Eigen::Vector3d m_right = Eigen::Vector3d::Zero();
    int m_rays = 0;
};

/// Middle value of each axis; the mean of the middle two where the count is even.
Vector3f medianOf(const std::vector<Vector3f>& points) {
    Vector3f median;
    for (int axis = 0; axis < 3; ++axis) {
        std::vector<float> values;
        for (const Vector3f& p : points) {
            values.push_back(p[axis]);
        }
        std::sort(values.begin(), values.end());
        median[axis] = (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
    }
    return median;
}

float scatter(const std::vector<Vector3f>& points, const Vector3f& centre) {
    float squares = 0;
    for (const Vector3f& p : points) {
        squares += (p - centre).squaredNorm();
    }
    return std::sqrt(squares / static_cast<float>(points.size()));
}

} // namespace

Status BodyCalibration::add(const CalibrationFigure& figure, const Context& ctx) {
    std::array<Triangulator, kBodyLandmarks> rays;
    std::vector<std::string> warnings; // of a lighter model; the full one has none
    for (const CalibrationView& view : kViews) {
        const Camera camera = bodyCamera(figure, view);
        const PhotoLevels photo(photograph(figure, camera, view.yaw));
        const auto people = m_reader.read(photo, MaskQuality::Fast, warnings, ctx);
        if (!people) {
            return fail(people.error());
        }
        if (people->empty()) {
            continue;
        }
        for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
            const BodyLandmark& seen = people->front().pose.landmarks[i];
            constexpr float kSure = 0.6F;
            if (seen.visibility >= kSure || i <= index(BodyPoint::MouthRight)) {
                rays[i].add(camera, seen.pixel);
            }
        }
    }
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        constexpr int kFewestRays = 4;
        if (rays[i].rays() >= kFewestRays) {
            m_offsets[i].push_back(rays[i].point() -
                                   figure.boneHead(withSide(attachmentOf(i).anchor, i)));
        }
    }
    return {};
}

Result<BodyCalibration::Table> BodyCalibration::table() const {
    Table raw;
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        if (m_offsets[i].empty()) {
            return fail(ErrorCode::NotConverged,
                        "Body landmark " + std::to_string(i) +
                            " was recognised on no calibration figure.",
                        "Calibrate with more characters, or run set-up again to fetch the models.");
        }
        const Vector3f offset = medianOf(m_offsets[i]);
        raw[i] = {withSide(attachmentOf(i).bone, i), withSide(attachmentOf(i).anchor, i), offset,
                  scatter(m_offsets[i], offset)};
    }
    Table table = raw;
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        const BodyCorrespondence& other = raw[partnerOf(i)];
        const Vector3f image(-other.offset.x(), other.offset.y(), other.offset.z());
        table[i].offset = (raw[i].offset + image) / 2;
        table[i].spread = (raw[i].spread + other.spread) / 2;
    }
    return table;
}

} // namespace maquette
