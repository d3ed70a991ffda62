// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/leg_room.h"

#include <limits>

namespace maquette {
namespace {

/// Thigh and shin; feet have many vertices and hardly any cloth.
std::vector<int> rowsOfLeg(const Template& templateMesh, BodyRegion thigh, BodyRegion shin) {
    std::vector<int> rows;
    for (size_t v = 0; v < templateMesh.regions.size(); ++v) {
        if (templateMesh.regions[v] == thigh || templateMesh.regions[v] == shin) {
            rows.push_back(static_cast<int>(v));
        }
    }
    return rows;
}

/// Radius of the ball that touches a surface at @p point and has none of @p others inside.
float freeRadius(const Eigen::Vector3f& point, const Eigen::Vector3f& normal,
                 const Eigen::Matrix3Xf& others) {
    const Eigen::Matrix3Xf away = others.colwise() - point;
    const Eigen::ArrayXf ahead = (normal.transpose() * away).transpose().array();
    const Eigen::ArrayXf square = away.colwise().squaredNorm().transpose().array();
    const float none = std::numeric_limits<float>::infinity();
    return (ahead > 0.0F).select(square / (2.0F * ahead), none).minCoeff();
}

} // namespace

Eigen::VectorXf roomBetweenLegs(const Template& templateMesh, const Points& body,
                                const Points& normals) {
    const std::vector<int> left =
        rowsOfLeg(templateMesh, BodyRegion::LeftUpperLeg, BodyRegion::LeftLowerLeg);
    const std::vector<int> right =
        rowsOfLeg(templateMesh, BodyRegion::RightUpperLeg, BodyRegion::RightLowerLeg);
    Eigen::VectorXf room =
        Eigen::VectorXf::Constant(static_cast<Eigen::Index>(templateMesh.regions.size()),
                                  std::numeric_limits<float>::infinity());
    if (left.empty() || right.empty()) {
        return room;
    }
    for (const auto& [own, other] : {std::pair(&left, &right), std::pair(&right, &left)}) {
        const Eigen::Matrix3Xf others = body(*other, Eigen::all).transpose();
        for (const int v : *own) {
            room[v] = freeRadius(body.row(v), normals.row(v), others);
        }
    }
    return room;
}

} // namespace maquette
