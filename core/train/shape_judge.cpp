// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/shape_judge.h"

namespace maquette {
namespace {

constexpr double kMillimetres = 1000.0;

int partOf(BodyRegion region) {
    switch (region) {
    case BodyRegion::Head:
        return 0;
    case BodyRegion::Torso:
    case BodyRegion::Neck:
        return 1;
    case BodyRegion::LeftUpperArm:
    case BodyRegion::RightUpperArm:
    case BodyRegion::LeftLowerArm:
    case BodyRegion::RightLowerArm:
        return 2;
    case BodyRegion::LeftHand:
    case BodyRegion::RightHand:
        return 3;
    case BodyRegion::LeftUpperLeg:
    case BodyRegion::RightUpperLeg:
    case BodyRegion::LeftLowerLeg:
    case BodyRegion::RightLowerLeg:
        return 4;
    default:
        return 5;
    }
}

/// Left and right hands would have to be moved apart; each side is a group of its own.
bool isRight(const Points& mean, int vertex) {
    return mean(vertex, 0) < 0.0F;
}

} // namespace

ShapeJudge::ShapeJudge(const Template& body, const Points& mean) {
    for (int v = 0; v < kBodyVertices; ++v) {
        const int part = partOf(body.regions[v]);
        const bool sided = part >= 2;
        m_groups[2 * part + (sided && isRight(mean, v) ? 1 : 0)].push_back(v);
    }
}

ShapeErrors ShapeJudge::operator()(const Points& a, const Points& b) const {
    ShapeErrors errors{};
    const Points difference = a.topRows(kBodyVertices) - b.topRows(kBodyVertices);
    errors[0] = kMillimetres * difference.rowwise().norm().mean();
    for (std::size_t part = 0; part < kReportedParts.size(); ++part) {
        double sum = 0.0;
        std::size_t count = 0;
        for (const auto& group : {m_groups[2 * part], m_groups[2 * part + 1]}) {
            if (!group.empty()) {
                Points own = difference(group, Eigen::all);
                const Eigen::RowVector3f shift = own.colwise().mean();
                own.rowwise() -= shift;
                sum += own.rowwise().norm().sum();
                count += group.size();
            }
        }
        errors[1 + part] = kMillimetres * sum / static_cast<double>(count);
    }
    return errors;
}

} // namespace maquette
