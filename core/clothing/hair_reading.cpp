// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/hair_reading.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace maquette {
namespace {

constexpr float kLift = 0.006F;  ///< metres that hair lies over the skin where it is looked for
constexpr float kFacing = 0.12F; ///< least cosine at which a point of the head counts as seen
constexpr float kUnseen = -1.0F;
constexpr int kLeastSeen = 8;           ///< steps of a meridian
constexpr float kHigher = 12.0F;        ///< steps that a hairline may lie above the usual one
constexpr float kLower = 16.0F;         ///< steps that a fringe may reach below it
constexpr float kLeastCover = 0.45F;    ///< of the scalp seen; less is baldness
constexpr float kRowHeight = 0.01F;     ///< metres
constexpr float kSideReach = 0.22F;     ///< metres from the neck's axis that hair is looked for
constexpr float kLeastWidth = 0.010F;   ///< metres of hair beside the neck that hang
constexpr float kMostGap = 0.04F;       ///< metres without hair that do not end it
constexpr float kFrontWidth = 0.015F;   ///< metres of hair before the chest
constexpr float kBelowShoulder = 0.12F; ///< metres that hair goes on behind shoulders that hide it
constexpr float kNearShoulder = 0.08F;  ///< metres: shoulders hide what goes on
constexpr int kLeastEdge = 9;           ///< meridians; further in is the face
constexpr int kUsualEdge = 14;
constexpr int kMostEdge = 18;

/// Hair of the photo along the meridians, 0 … 1; kUnseen where the head is turned away or hidden.
class Occupancy {
public:
    Occupancy(const LayerScene& scene, const HeadMeridians& meridians) {
        const HeadLines lines = headLines(meridians, scene.posed);
        const Points lifted = lines.points + kLift * lines.normals;
        const Camera& camera = scene.input->camera;
        const Points photoPixels = project(camera, lifted);
        const Points viewPixels = project(scene.view.camera, lifted);
        const cv::Mat& hair = scene.input->hair;
        const cv::Rect photoFrame(0, 0, hair.cols, hair.rows);
        const cv::Rect viewFrame(0, 0, scene.limbs.cols, scene.limbs.rows);
        const Eigen::Vector3f eye = camera.modelToCamera.inverse().translation();
        m_value.assign(static_cast<size_t>(lifted.rows()), kUnseen);
        for (Eigen::Index i = 0; i < lifted.rows(); ++i) {
            const Eigen::Vector3f toEye = (eye - lifted.row(i).transpose()).normalized();
            const cv::Point inPhoto(cvRound(photoPixels(i, 0)), cvRound(photoPixels(i, 1)));
            const cv::Point inView(cvRound(viewPixels(i, 0)), cvRound(viewPixels(i, 1)));
            if (toEye.dot(lines.normals.row(i)) < kFacing || !photoFrame.contains(inPhoto) ||
                !viewFrame.contains(inView)) {
                continue;
            }
            const Limb limb = static_cast<Limb>(scene.limbs.at<uchar>(inView));
            if (limb == Limb::Head || limb == Limb::Trunk) {
                m_value[i] = static_cast<float>(hair.at<uchar>(inPhoto)) / 255.0F;
            }
        }
    }

    [[nodiscard]] float at(int meridian, int step) const {
        return m_value[HeadMeridians::index(meridian, step)];
    }

    /// Mean over steps of a meridian, kUnseen with fewer than four seen.
    [[nodiscard]] float mean(int meridian, int from, int to) const {
        float sum = 0.0F;
        int count = 0;
        for (int s = from; s < to; ++s) {
            if (at(meridian, s) >= 0.0F) {
                sum += at(meridian, s);
                ++count;
            }
        }
        return count < 4 ? kUnseen : sum / static_cast<float>(count);
    }

private:
    std::vector<float> m_value;
};

/// Share of the scalp seen that is hair.
float cover(const Occupancy& hair, const HeadMeridians& meridians) {
    float sum = 0.0F;
    int count = 0;
    for (int m = 0; m < kMeridians; ++m) {
        for (int s = 4; s < static_cast<int>(meridians.hairline[m]) - 2; ++s) {
            if (hair.at(m, s) >= 0.0F) {
                sum += hair.at(m, s);
                ++count;
            }
        }
    }
    return count == 0 ? 0.0F : sum / static_cast<float>(count);
}

/// The step that parts hair from skin best; kUnseen where too little is seen.
float seenEnd(const Occupancy& hair, int meridian, float usual) {
    const int first = std::max(4, static_cast<int>(usual - kHigher));
    const int last = std::min(kMeridianSteps - 1, static_cast<int>(usual + kLower));
    int seen = 0;
    float score = 0.0F;
    float best = 0.0F;
    int end = first;
    for (int s = first; s < last; ++s) {
        if (hair.at(meridian, s) < 0.0F) {
            continue;
        }
        ++seen;
        score += hair.at(meridian, s) - 0.5F;
        if (score > best) {
            best = score;
            end = s + 1;
        }
    }
    return seen < kLeastSeen ? kUnseen : static_cast<float>(end);
}

/// The seen ends, the other side's where only that is seen, else the usual ones; a clean line.
std::vector<float> hairlineOf(const Occupancy& hair, const HeadMeridians& meridians) {
    std::vector<float> seen(kMeridians);
    for (int m = 0; m < kMeridians; ++m) {
        seen[m] = seenEnd(hair, m, meridians.hairline[m]);
    }
    std::vector<float> line(kMeridians);
    for (int m = 0; m < kMeridians; ++m) {
        const float mirrored = seen[(kMeridians - m) % kMeridians];
        line[m] = seen[m] >= 0.0F ? seen[m] : mirrored >= 0.0F ? mirrored : meridians.hairline[m];
    }
    const auto around = [](const std::vector<float>& values, int m) {
        return values[(m + kMeridians) % kMeridians];
    };
    std::vector<float> middle(kMeridians);
    for (int m = 0; m < kMeridians; ++m) {
        std::array<float, 5> near{};
        for (int i = 0; i < 5; ++i) {
            near[i] = around(line, m + i - 2);
        }
        std::nth_element(near.begin(), near.begin() + 2, near.end());
        middle[m] = near[2];
    }
    for (int round = 0; round < 3; ++round) {
        const std::vector<float> before = middle;
        for (int m = 0; m < kMeridians; ++m) {
            middle[m] = 0.5F * before[m] + 0.25F * (around(before, m - 1) + around(before, m + 1));
        }
    }
    return middle;
}

/// Looks along rows of the photo beside and below the head.
class RowScan {
public:
    RowScan(const LayerScene& scene, const HeadMeridians& meridians)
        : m_hair(scene.input->hair), m_body(scene.bareBody), m_scene(scene) {
        const Camera& camera = scene.input->camera;
        Points ears(static_cast<Eigen::Index>(meridians.earRows.size()), 3);
        for (size_t i = 0; i < meridians.earRows.size(); ++i) {
            ears.row(static_cast<Eigen::Index>(i)) = scene.posed.row(meridians.earRows[i]);
        }
        Points marks(3, 3);
        marks.row(0) = ears.colwise().mean();
        marks.row(1) = joint("neck01");
        marks.row(2) = joint("spine05");
        // The ears' sides tell where the person's left is in the photo.
        const Points earPixels = project(camera, ears);
        float left = 0.0F;
        for (size_t i = 0; i < meridians.earRows.size(); ++i) {
            const bool isLeft = scene.input->rest(meridians.earRows[i], 0) > 0.0F;
            left += isLeft ? earPixels(static_cast<Eigen::Index>(i), 0)
                           : -earPixels(static_cast<Eigen::Index>(i), 0);
        }
        m_leftSign = left >= 0.0F ? 1.0F : -1.0F;
        const Points pixels = project(camera, marks);
        m_head = pixels.row(0);
        m_neck = pixels.row(1);
        m_hips = pixels.row(2);
        m_perMetre = static_cast<float>(camera.focal) / m_head.z();
        m_shoulder = shoulderDepth();
    }

    /// @param side  0 the person's left, 1 the right.
    [[nodiscard]] HangingHair look(int side) const {
        HangingHair found;
        float beside = 0.0F; // mean width between chin and shoulder
        int rows = 0;
        float gap = 0.0F;
        float inFront = 0.0F;
        for (float down = kFirst; down < kDeepest; down += kRowHeight) {
            const Width width = widthAt(side, down);
            if (down < kChin) {
                beside += width.all;
                ++rows;
            }
            if (down > m_shoulder + 0.04F) {
                inFront = std::max(inFront, width.onBody);
            }
            gap = width.all > kLeastWidth ? 0.0F : gap + kRowHeight;
            if (gap > kMostGap) {
                break;
            }
            if (gap == 0.0F) {
                found.length = down;
            }
        }
        found.hangs = beside > kLeastWidth * static_cast<float>(rows);
        found.inFront = found.hangs && inFront > kFrontWidth && found.length > m_shoulder + 0.06F;
        return found;
    }

    /// Metres from the ears down to the shoulders.
    [[nodiscard]] float shoulder() const { return m_shoulder; }

private:
    static constexpr float kFirst = 0.05F; ///< metres below the ears' middle
    static constexpr float kChin = 0.10F;
    static constexpr float kDeepest = 0.70F;

    struct Width {
        float all = 0.0F;
        float onBody = 0.0F;
    };

    [[nodiscard]] Eigen::RowVector3f joint(const std::string& bone) const {
        const int index = m_scene.input->skeleton.indexOf(bone);
        return (m_scene.transforms[index] * m_scene.input->skeleton.bones[index].head).transpose();
    }

    [[nodiscard]] float shoulderDepth() const {
        Points marks(2, 3);
        marks.row(0) = joint("upperarm01.L");
        marks.row(1) = joint("upperarm01.R");
        const Points pixels = project(m_scene.input->camera, marks);
        // Raised shoulders do not shorten the neck.
        const float low = std::max(pixels(0, 1), pixels(1, 1));
        return std::max(0.12F, (low - m_head.y()) / m_perMetre - 0.02F);
    }

    [[nodiscard]] float axisAt(float y) const {
        const Eigen::Vector3f& a = y < m_neck.y() ? m_head : m_neck;
        const Eigen::Vector3f& b = y < m_neck.y() ? m_neck : m_hips;
        const float span = b.y() - a.y();
        const float t = std::abs(span) < 1.0F ? 0.0F : std::clamp((y - a.y()) / span, 0.0F, 1.0F);
        return a.x() + t * (b.x() - a.x());
    }

    /// Widths of hair on one side, metres.
    [[nodiscard]] Width widthAt(int side, float down) const {
        const float y = m_head.y() + down * m_perMetre;
        const int row = cvRound(y);
        Width width;
        if (row < 0 || row >= m_hair.rows) {
            return width;
        }
        const float sign = side == 0 ? m_leftSign : -m_leftSign;
        const float axis = axisAt(y);
        const int count = cvRound(kSideReach * m_perMetre);
        const float sx =
            static_cast<float>(m_body.cols) / static_cast<float>(m_scene.view.crop.width);
        for (int i = 0; i < count; ++i) {
            const int x = cvRound(axis + sign * static_cast<float>(i));
            if (x < 0 || x >= m_hair.cols || m_hair.at<uchar>(row, x) < 128) {
                continue;
            }
            width.all += 1.0F / m_perMetre;
            const cv::Point inView(
                static_cast<int>(static_cast<float>(x - m_scene.view.crop.x) * sx),
                static_cast<int>(static_cast<float>(row - m_scene.view.crop.y) * sx));
            const bool onBody = cv::Rect(0, 0, m_body.cols, m_body.rows).contains(inView) &&
                                m_body.at<uchar>(inView) != 0;
            width.onBody += onBody ? 1.0F / m_perMetre : 0.0F;
        }
        return width;
    }

    const cv::Mat& m_hair;
    const cv::Mat& m_body;
    const LayerScene& m_scene;
    Eigen::Vector3f m_head;
    Eigen::Vector3f m_neck;
    Eigen::Vector3f m_hips;
    float m_leftSign = 1.0F;
    float m_perMetre = 1.0F;
    float m_shoulder = 0.0F;
};

/// The first meridian from the face on one side along which hair goes on below the ears.
int edgeOf(const Occupancy& hair, int side) {
    constexpr int kFrom = 36; // steps: about the ears' upper edge and the jaw
    constexpr int kTo = 47;
    for (int i = kLeastEdge; i <= kMostEdge; ++i) {
        const float mean = hair.mean(side == 0 ? i : -i, kFrom, kTo);
        if (mean > 0.5F) {
            return i;
        }
    }
    return kUsualEdge;
}

/// How far hair hangs behind: as far as on the side where it is shorter, where it hangs on both.
float backLength(const HairReading& reading, float shoulder) {
    const auto behind = [&](const HangingHair& hair) {
        const bool isHidden = !hair.inFront && hair.length > shoulder - kNearShoulder;
        return isHidden ? shoulder + kBelowShoulder : hair.length;
    };
    const auto& [left, right] = reading.sides;
    if (left.hangs && right.hangs) {
        return std::min(behind(left), behind(right));
    }
    return 0.0F;
}

} // namespace

std::optional<HairReading> readHair(const LayerScene& scene, const HeadMeridians& meridians) {
    if (scene.input->hair.empty() || meridians.anchors.empty()) {
        return std::nullopt;
    }
    const Occupancy hair(scene, meridians);
    if (cover(hair, meridians) < kLeastCover) {
        return std::nullopt;
    }
    HairReading reading;
    reading.end = hairlineOf(hair, meridians);
    const RowScan scan(scene, meridians);
    for (int side = 0; side < 2; ++side) {
        reading.sides[side] = scan.look(side);
        reading.edge[side] = edgeOf(hair, side);
    }
    reading.back = backLength(reading, scan.shoulder());
    return reading;
}

} // namespace maquette
