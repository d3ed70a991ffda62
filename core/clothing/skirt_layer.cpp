// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/skirt_layer.h"

#include <array>

namespace maquette {
namespace {

constexpr int kStepsPerBone = 40;  ///< of thigh and of shin
constexpr float kLeastGap = 0.05F; ///< metres between the bare legs; narrower says nothing
constexpr int kLeastFilled = 3;    ///< steps of about 1 cm
constexpr float kHemSlack = 0.15F; ///< bones between the last cloth in the gap and the skin
constexpr int kSkirtOpenings = 2;  ///< open steps that end a skirt; one may be a fold's shade
constexpr float kInward = -0.04F;  ///< metres
constexpr float kOutward = 0.10F;
constexpr double kStiffness = 10.0; ///< cloth bridges what the arms hide
constexpr float kSideNormal = 0.6F; ///< |x| of normals that count as flanks

enum class Gap { Unknown, Open, Filled };

/// A leg in the photo and in the rest pose.
struct Leg {
    std::array<Eigen::Vector3f, 3> pixel; ///< hip, knee, ankle
    std::array<float, 3> height;          ///< rest pose, metres

    [[nodiscard]] Eigen::Vector3f pixelAt(float t) const {
        const int bone = t < 1.0F ? 0 : 1;
        return pixel[bone] + (t - bone) * (pixel[bone + 1] - pixel[bone]);
    }
    [[nodiscard]] float heightAt(float t) const {
        const int bone = t < 1.0F ? 0 : 1;
        return height[bone] + (t - bone) * (height[bone + 1] - height[bone]);
    }
};

Leg legOf(const LayerScene& scene, const std::string& side) {
    Leg leg;
    int i = 0;
    for (const char* bone : {"upperleg01.", "lowerleg01.", "foot."}) {
        leg.pixel[i] = scene.jointPixel(bone + side);
        const int index = scene.input->skeleton.indexOf(bone + side);
        leg.height[i++] = scene.input->skeleton.bones[index].head.y();
    }
    return leg;
}

/// What is in the middle of the gap between the bare legs, along the line from leg to leg.
Gap gapBetween(const LayerScene& scene, const Eigen::Vector3f& left, const Eigen::Vector3f& right) {
    const Eigen::Vector2f from = left.head<2>();
    const Eigen::Vector2f step = right.head<2>() - from;
    const int count = std::max(2, static_cast<int>(step.norm()));
    std::vector<cv::Point> gap;
    const cv::Rect frame(0, 0, scene.view.mask.cols, scene.view.mask.rows);
    for (int i = 0; i <= count; ++i) {
        const Eigen::Vector2f p = from + step * static_cast<float>(i) / static_cast<float>(count);
        const cv::Point pixel(cvRound(p.x()), cvRound(p.y()));
        if (frame.contains(pixel) && scene.bareBody.at<uchar>(pixel) == 0) {
            gap.push_back(pixel);
        }
    }
    const float least = kLeastGap * scene.pixelsPerMetre((left.z() + right.z()) / 2);
    if (static_cast<float>(gap.size()) < least) {
        return Gap::Unknown;
    }
    int cloth = 0;
    const size_t third = gap.size() / 3;
    for (size_t i = third; i < gap.size() - third; ++i) {
        const bool isCloth =
            scene.view.mask.at<uchar>(gap[i]) != 0 && scene.skin.at<uchar>(gap[i]) < 128;
        cloth += isCloth ? 1 : 0;
    }
    return 2 * cloth > static_cast<int>(gap.size() - 2 * third) ? Gap::Filled : Gap::Open;
}

/// Where the leg's skin begins that goes on down the shin; 2 where it does not.
float bareFrom(const LayerScene& scene, const Leg& leg) {
    const cv::Rect frame(0, 0, scene.skin.cols, scene.skin.rows);
    int first = 2 * kStepsPerBone;
    int covered = 0;
    for (int i = (3 * kStepsPerBone) / 2; i > 4 && covered < kSkirtOpenings; --i) {
        const Eigen::Vector3f p = leg.pixelAt(static_cast<float>(i) / kStepsPerBone);
        const cv::Point pixel(cvRound(p.x()), cvRound(p.y()));
        if (frame.contains(pixel) && scene.skin.at<uchar>(pixel) >= 128) {
            first = i;
            covered = 0;
        } else {
            ++covered;
        }
    }
    return static_cast<float>(first) / kStepsPerBone;
}

} // namespace

std::optional<float> findHem(const LayerScene& scene) {
    const Leg left = legOf(scene, "L");
    const Leg right = legOf(scene, "R");
    int filled = 0;
    int open = 0;
    float last = 0.0F; // where cloth was last seen in the gap
    for (int i = 4; i < 2 * kStepsPerBone && open < kSkirtOpenings; ++i) {
        const float t = static_cast<float>(i) / kStepsPerBone;
        const Gap gap = gapBetween(scene, left.pixelAt(t), right.pixelAt(t));
        if (gap == Gap::Filled) {
            ++filled;
            open = 0;
            last = t;
        } else if (gap == Gap::Open) {
            ++open;
        }
    }
    // Wide trousers and shorts may fill the gap too, but further up than the legs are bare.
    const float bare = std::max(bareFrom(scene, left), bareFrom(scene, right));
    const bool endsAtSkin = bare < 2.0F && std::abs(bare - last) < kHemSlack;
    // Without bare legs below the hem, wide dark trousers look like an ankle-long skirt.
    if (filled < kLeastFilled || !endsAtSkin) {
        return std::nullopt;
    }
    return (left.heightAt(last) + right.heightAt(last)) / 2;
}

Result<Layer> makeSkirt(const LayerScene& scene, float hem, const Context& ctx) {
    const Piece piece = cutBelow(
        makePiece(*scene.input, scene.input->templateMesh->facesOf(TemplatePart::Skirt)), hem);
    const Eigen::Index count = piece.mesh.positions.rows();
    PiecePull pull;
    pull.lower = Eigen::VectorXf::Constant(count, kInward);
    pull.upper = Eigen::VectorXf::Constant(count, kOutward);
    pull.smoothness = kStiffness;
    pull.accepts = [&](const cv::Point& target, const cv::Vec2f& normal) {
        const cv::Point inside(cvRound(target.x - 3 * normal[0]),
                               cvRound(target.y - 3 * normal[1]));
        const Limb limb = static_cast<Limb>(scene.limbs.at<uchar>(target));
        return std::abs(normal[0]) > kSideNormal && limb != Limb::LeftArm &&
               limb != Limb::RightArm &&
               cv::Rect(0, 0, scene.skin.cols, scene.skin.rows).contains(inside) &&
               scene.skin.at<uchar>(inside) < 128;
    };
    return pullPiece("skirt", scene, piece, pull, ctx);
}

} // namespace maquette
