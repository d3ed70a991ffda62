// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mapping/shape_space.h"

#include <Eigen/Cholesky>

namespace maquette {
namespace {

using Eigen::Index;

constexpr Index kBodyNumbers = Index{3} * kBodyVertices;

Eigen::Map<const Eigen::RowVectorXf> flat(const Points& points) {
    return {points.data(), points.size()};
}

} // namespace

Points normalizedShape(const Points& shape) {
    Points result = shape * (kNormalHeight / bodyHeight(shape));
    const Eigen::RowVector3f centre = result.topRows(kBodyVertices).colwise().mean();
    result.rowwise() -= centre;
    return result;
}

double shapeError(const Points& a, const Points& b) {
    constexpr double kMillimetres = 1000.0;
    return kMillimetres * static_cast<double>((a - b).rowwise().norm().mean());
}

Points ShapeSpace::shape(const Eigen::VectorXf& c) const {
    Points result = mean;
    Eigen::Map<Eigen::RowVectorXf>(result.data(), result.size()) += c.transpose() * directions;
    return result;
}

Eigen::VectorXf ShapeSpace::coefficients(const Points& normalized) const {
    const auto body = [](const Points& p) { return flat(p).head(kBodyNumbers); };
    return ((body(normalized) - body(mean)) * projection).transpose();
}

void ShapeSpace::project() {
    const Rows body = directions.leftCols(kBodyNumbers);
    const Eigen::MatrixXf gram = body * body.transpose();
    projection = gram.ldlt().solve(body).transpose();
}

} // namespace maquette
