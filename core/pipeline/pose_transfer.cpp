// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/pose_transfer.h"

#include "core/pipeline/rig_table.h"

#include <limits>

namespace maquette {
namespace {

int nearestBone(const Skeleton& skeleton, const Bone& bone) {
    int best = 0;
    float least = std::numeric_limits<float>::max();
    for (int i = 0; i < skeleton.boneCount(); ++i) {
        const Bone& other = skeleton.bones[i];
        const float distance = (other.head - bone.head).norm() + (other.tail - bone.tail).norm();
        if (distance < least) {
            least = distance;
            best = i;
        }
    }
    return best;
}

/// The bone that carries spine and legs: the last one that all bones descend from.
int hipsOf(const Skeleton& skeleton) {
    std::vector<int> children(skeleton.bones.size(), 0);
    for (const Bone& bone : skeleton.bones) {
        if (bone.parent >= 0) {
            ++children[bone.parent];
        }
    }
    for (int i = 0; i < skeleton.boneCount(); ++i) {
        if (children[i] != 1) {
            return i;
        }
    }
    return 0;
}

} // namespace

std::vector<int> matchBones(const Skeleton& source, const Skeleton& target) {
    std::vector<int> matches;
    for (const Bone& bone : target.bones) {
        int match = source.indexOf(defaultRigBone(target.rigName, bone.name));
        if (match < 0) {
            match = source.indexOf(bone.name);
        }
        matches.push_back(match < 0 ? nearestBone(source, bone) : match);
    }
    return matches;
}

Pose transferPose(const Skeleton& source, const Pose& pose, const Skeleton& target) {
    const BoneTransforms transforms = boneTransforms(source, pose);
    const std::vector<int> matches = matchBones(source, target);
    Pose result;
    for (int i = 0; i < target.boneCount(); ++i) {
        const Eigen::Matrix3f global = transforms[matches[i]].linear();
        const int parent = target.bones[i].parent;
        result.rotations.push_back(
            parent < 0
                ? global
                : Eigen::Matrix3f(transforms[matches[parent]].linear().transpose() * global));
    }
    const int hips = hipsOf(target);
    const Eigen::Vector3f head = target.bones[hips].head;
    const Eigen::Vector3f wanted = transforms[matches[hips]] * head;
    result.translation = wanted - boneTransforms(target, result)[hips] * head;
    return result;
}

} // namespace maquette
