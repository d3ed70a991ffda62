// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/pose_builder.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Matrix3f;
using Eigen::Vector3f;

std::string sided(const std::string& bone, Side side) {
    return bone + (side == Side::Left ? ".L" : ".R");
}

/// Orthonormal axes whose first is @p direction and second the part of @p hinge across it.
Matrix3f axesOf(const Vector3f& direction, const Vector3f& hinge) {
    Matrix3f axes;
    axes.col(0) = direction.normalized();
    axes.col(1) = (hinge - hinge.dot(axes.col(0)) * axes.col(0)).normalized();
    axes.col(2) = axes.col(0).cross(axes.col(1));
    return axes;
}

Matrix3f turnAxes(const Vector3f& from, const Vector3f& fromHinge, const Vector3f& to,
                  const Vector3f& toHinge) {
    return axesOf(to, toHinge) * axesOf(from, fromHinge).transpose();
}

/// Directions of two links from @p start to @p end, bent towards @p pole.
struct TwoLinks {
    Vector3f first;
    Vector3f second;
};

TwoLinks solveLinks(const Vector3f& start, const Vector3f& end, float firstLength,
                    float secondLength, const Vector3f& pole) {
    const Vector3f span = end - start;
    const float reach = std::clamp(span.norm(), std::abs(firstLength - secondLength) * 1.01F,
                                   (firstLength + secondLength) * 0.9985F);
    const Vector3f axis = span.normalized();
    const Vector3f side = (pole - pole.dot(axis) * axis).normalized();
    const float along =
        (firstLength * firstLength - secondLength * secondLength + reach * reach) / (2.0F * reach);
    const float across = std::sqrt(std::max(0.0F, firstLength * firstLength - along * along));
    const Vector3f joint = along * axis + across * side;
    return {joint.normalized(), (reach * axis - joint).normalized()};
}

} // namespace

Matrix3f rotationAbout(const Vector3f& axis, float degrees) {
    return Eigen::AngleAxisf(degrees * std::numbers::pi_v<float> / 180.0F, axis.normalized())
        .toRotationMatrix();
}

PoseBuilder::PoseBuilder(const Skeleton& skeleton) : m_skeleton(skeleton) {
    m_pose.rotations.assign(skeleton.bones.size(), Matrix3f::Identity());
}

Vector3f PoseBuilder::outward(Side side, float x, float y, float z) {
    return {side == Side::Left ? x : -x, y, z};
}

int PoseBuilder::index(const std::string& bone) const {
    const int i = m_skeleton.indexOf(bone);
    assert(i >= 0 && "the default rig has this bone");
    return i;
}

Vector3f PoseBuilder::restDirection(const std::string& from, const std::string& to) const {
    return (m_skeleton.bones[index(to)].head - m_skeleton.bones[index(from)].head).normalized();
}

float PoseBuilder::length(const std::string& from, const std::string& to) const {
    return (m_skeleton.bones[index(to)].head - m_skeleton.bones[index(from)].head).norm();
}

Vector3f PoseBuilder::headOf(const std::string& bone) const {
    const int i = index(bone);
    return boneTransforms(m_skeleton, m_pose)[i] * m_skeleton.bones[i].head;
}

Matrix3f PoseBuilder::globalOf(const std::string& bone) const {
    Matrix3f global = Matrix3f::Identity();
    for (int i = index(bone); i >= 0; i = m_skeleton.bones[i].parent) {
        global = m_pose.rotations[i] * global;
    }
    return global;
}

void PoseBuilder::rotate(const std::string& bone, const Matrix3f& rotation) {
    m_pose.rotations[index(bone)] = rotation;
}

void PoseBuilder::setGlobal(const std::string& bone, const Matrix3f& rotation) {
    const int i = index(bone);
    const int parent = m_skeleton.bones[i].parent;
    const Matrix3f above =
        parent < 0 ? Matrix3f::Identity().eval() : globalOf(m_skeleton.bones[parent].name);
    m_pose.rotations[i] = above.transpose() * rotation;
}

void PoseBuilder::placeLeg(Side side, const Vector3f& ankle, const Vector3f& forward, float footYaw,
                           float footPitch) {
    const std::string hip = sided("upperleg01", side);
    const std::string knee = sided("lowerleg01", side);
    const std::string foot = sided("foot", side);
    const TwoLinks links =
        solveLinks(headOf(hip), ankle, length(hip, knee), length(knee, foot), forward);
    const Vector3f hinge = forward.cross(links.first);
    setGlobal(hip, turnAxes(restDirection(hip, knee), Vector3f::UnitX(), links.first, hinge));
    setGlobal(knee, turnAxes(restDirection(knee, foot), Vector3f::UnitX(), links.second, hinge));
    const float yaw = side == Side::Left ? footYaw : -footYaw;
    setGlobal(foot,
              rotationAbout(Vector3f::UnitY(), yaw) * rotationAbout(Vector3f::UnitX(), footPitch));
}

void PoseBuilder::setArm(Side side, const Vector3f& upper, const Vector3f& lower) {
    const std::string shoulder = sided("upperarm01", side);
    const std::string elbow = sided("lowerarm01", side);
    const std::string wrist = sided("wrist", side);
    const Vector3f restUpper = restDirection(shoulder, elbow);
    const Vector3f restLower = restDirection(elbow, wrist);
    const Vector3f restHinge = restUpper.cross(restLower);
    const Vector3f hinge = upper.cross(lower);
    setGlobal(shoulder, turnAxes(restUpper, restHinge, upper, hinge));
    setGlobal(elbow, turnAxes(restLower, restHinge, lower, hinge));
}

void PoseBuilder::pointArm(Side side, const Vector3f& upper, const Vector3f& lower) {
    // Above shoulder height the collar bone and the shoulder blade lift with the arm.
    const float raise = std::clamp(upper.normalized().y() + 0.35F, 0.0F, 1.2F);
    const float sign = side == Side::Left ? 1.0F : -1.0F;
    rotate(sided("clavicle", side), rotationAbout(Vector3f::UnitZ(), sign * 11.0F * raise));
    rotate(sided("shoulder01", side), rotationAbout(Vector3f::UnitZ(), sign * 14.0F * raise));
    const Matrix3f chest = globalOf("spine01");
    setArm(side, chest * upper, chest * lower);
}

void PoseBuilder::reachArm(Side side, const Vector3f& wrist, const Vector3f& pole) {
    const std::string shoulder = sided("upperarm01", side);
    const std::string elbow = sided("lowerarm01", side);
    const TwoLinks links = solveLinks(headOf(shoulder), wrist, length(shoulder, elbow),
                                      length(elbow, sided("wrist", side)), pole);
    setArm(side, links.first, links.second);
}

void PoseBuilder::twistHand(Side side, float degrees) {
    const std::string elbow = sided("lowerarm01", side);
    const Vector3f axis = restDirection(elbow, sided("wrist", side));
    const float half = (side == Side::Left ? 0.5F : -0.5F) * degrees;
    rotate(sided("lowerarm02", side), rotationAbout(axis, half));
    rotate(sided("wrist", side), rotationAbout(axis, half));
}

void PoseBuilder::curlFingers(Side side, float degrees, float thumbDegrees) {
    const auto fingerHead = [&](int finger, int joint) {
        return m_skeleton
            .bones[index(
                sided("finger" + std::to_string(finger) + "-" + std::to_string(joint), side))]
            .head;
    };
    // Across the knuckles, from the little finger to the index finger; mirrored hands curl alike.
    const Vector3f knuckles = (fingerHead(2, 1) - fingerHead(5, 1)).normalized();
    const float sign = side == Side::Left ? 1.0F : -1.0F;
    for (int finger = 1; finger <= 5; ++finger) {
        const Vector3f along = fingerHead(finger, 3) - fingerHead(finger, 1);
        const Vector3f axis =
            finger == 1 ? along.cross(knuckles).cross(along).normalized() : knuckles;
        for (int joint = 1; joint <= 3; ++joint) {
            const float angle =
                finger == 1 ? thumbDegrees * 0.5F : degrees * (joint == 1 ? 0.7F : 1.0F);
            rotate(sided("finger" + std::to_string(finger) + "-" + std::to_string(joint), side),
                   rotationAbout(axis, sign * angle));
        }
    }
}

} // namespace maquette
