// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/pose_judge.h"

#include "core/geometry/rasterizer.h"
#include "core/geometry/viewed_pose.h"
#include "core/mapping/shape_space.h"

namespace maquette {
namespace {

double overlap(const Raster& drawn, const cv::Mat& mask) {
    int both = 0;
    int either = 0;
    for (int y = 0; y < drawn.height; ++y) {
        for (int x = 0; x < drawn.width; ++x) {
            const bool isDrawn = drawn.at(x, y) >= 0;
            const bool isMasked = mask.at<unsigned char>(y, x) > 127;
            both += isDrawn && isMasked ? 1 : 0;
            either += isDrawn || isMasked ? 1 : 0;
        }
    }
    return either > 0 ? static_cast<double>(both) / either : 0.0;
}

} // namespace

PoseJudge::PoseJudge(const Library& library, std::shared_ptr<const Rig> rig)
    : m_rig(std::move(rig)), m_body(bodyTriangles(library.templateMesh())) {}

PoseErrors PoseJudge::operator()(const MappedCharacter& person, const PosedTruth& truth) const {
    Points shape = person.normalized;
    putOnGround(shape);
    const Skeleton skeleton = m_rig->skeletonFor(shape);
    const Skeleton trueSkeleton = m_rig->skeletonFor(truth.shape);
    const ViewedPose viewed{skeleton, person.pose, person.camera};
    const ViewedPose trueViewed{trueSkeleton, truth.pose, truth.camera};
    const float scale = kNormalHeight / bodyHeight(truth.shape);
    const Points posed = skin(shape, m_rig->weights, boneTransforms(skeleton, person.pose));
    const Points truePosed =
        skin(truth.shape, m_rig->weights, boneTransforms(trueSkeleton, truth.pose));
    const auto bodyOf = [](const ViewedPose& view, const Points& points) {
        return viewedPoints(view, points.topRows(kBodyVertices));
    };
    PoseErrors errors;
    errors.joints = shapeError(viewedJoints(viewed), scale * viewedJoints(trueViewed));
    errors.posed = shapeError(bodyOf(viewed, posed), scale * bodyOf(trueViewed, truePosed));
    errors.iou =
        overlap(rasterize(project(person.camera, posed), m_body, truth.mask.cols, truth.mask.rows),
                truth.mask);
    return errors;
}

} // namespace maquette
