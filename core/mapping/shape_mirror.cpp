// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mapping/shape_mirror.h"

namespace maquette {

Points mirroredPoints(const Points& points, const std::vector<int>& mirrorVertex) {
    Points result(points.rows(), 3);
    for (Eigen::Index v = 0; v < points.rows(); ++v) {
        result.row(v) = points.row(mirrorVertex[static_cast<std::size_t>(v)]);
    }
    result.col(0) *= -1.0F;
    return result;
}

ShapeMirror::ShapeMirror(const ShapeSpace& space, const std::vector<int>& mirrorVertex)
    : m_partner(mirrorVertex) {
    m_offset = space.coefficients(points(space.mean));
    ShapeSpace::Rows mirrored(space.size(), space.projection.rows());
    for (int k = 0; k < space.size(); ++k) {
        const Points direction =
            points(Eigen::Map<const Points>(space.directions.row(k).data(), kTemplateVertices, 3));
        mirrored.row(k) = Eigen::Map<const Eigen::RowVectorXf>(direction.data(), mirrored.cols());
    }
    m_turn = (mirrored * space.projection).transpose();
}

Points ShapeMirror::points(const Points& points) const {
    return mirroredPoints(points, m_partner);
}

Eigen::VectorXf ShapeMirror::coefficients(const Eigen::VectorXf& c) const {
    return m_offset + m_turn * c;
}

} // namespace maquette
