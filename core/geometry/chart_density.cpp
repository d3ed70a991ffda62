// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/uv_charts.h"

#include <Eigen/SparseCholesky>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace maquette {
namespace {

constexpr int kSteps = 6;             ///< at most; more would trade smoothness for nothing
constexpr double kAimPower = 0.4;     ///< of a point's surface: its share of the chart
constexpr double kHoleShortage = 0.7; ///< below 1: holes shrink
constexpr int kTries = 8;             ///< a step, at turning no triangle over
constexpr double kShortest = 1e-7;    ///< UV units

using Edges = std::vector<std::pair<int, int>>;

/// Per triangle, its signed area in the plane.
Eigen::VectorXd planeAreas(const PlanePoints& points, const Triangles& triangles) {
    Eigen::VectorXd areas(triangles.rows());
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        const Eigen::RowVector2d a = points.row(triangles(t, 0));
        const Eigen::RowVector2d b = points.row(triangles(t, 1)) - a;
        const Eigen::RowVector2d c = points.row(triangles(t, 2)) - a;
        areas[t] = 0.5 * (b[0] * c[1] - b[1] * c[0]);
    }
    return areas;
}

/// Per point, the sum over its triangles.
Eigen::VectorXd gather(const Eigen::VectorXd& perTriangle, const UvCharts& charts) {
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(charts.points.rows());
    for (Eigen::Index t = 0; t < charts.triangles.rows(); ++t) {
        for (int corner = 0; corner < 3; ++corner) {
            sum[charts.triangles(t, corner)] += perTriangle[t];
        }
    }
    return sum;
}

Eigen::VectorXd surfaceAreas(const UvCharts& charts, const Points& rest) {
    Eigen::VectorXd areas(charts.triangles.rows());
    for (Eigen::Index t = 0; t < areas.size(); ++t) {
        areas[t] = surfaceArea(charts, charts.triangles.row(t), rest);
    }
    return areas;
}

/// The closed lines along which charts end, as lists of points.
std::vector<std::vector<int>> boundaryLoops(const Triangles& triangles) {
    std::set<std::pair<int, int>> directed;
    for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
        for (int k = 0; k < 3; ++k) {
            directed.emplace(triangles(t, k), triangles(t, (k + 1) % 3));
        }
    }
    std::multimap<int, int> next;
    for (const auto& [a, b] : directed) {
        if (!directed.contains({b, a})) {
            next.emplace(a, b);
        }
    }
    std::vector<std::vector<int>> loops;
    while (!next.empty()) {
        auto& loop = loops.emplace_back();
        for (auto edge = next.begin(); edge != next.end(); edge = next.find(loop.back())) {
            loop.push_back(edge->second);
            next.erase(edge);
        }
    }
    return loops;
}

/// Springs along edges between points, and from points round a hole to one in its middle.
struct Springs {
    Edges edges;
    std::vector<double> strength; ///< per edge
    std::vector<bool> fixed;      ///< per point, those in holes last
};

/// Per chart, which of the loops is its outline; the others go round holes.
std::vector<int> findOutlines(const UvCharts& charts, const std::vector<std::vector<int>>& loops) {
    std::vector<int> outline(charts.count, -1);
    std::vector<double> extent(charts.count, 0.0);
    for (size_t i = 0; i < loops.size(); ++i) {
        const PlanePoints line = charts.points(loops[i], Eigen::all);
        const double size = (line.colwise().maxCoeff() - line.colwise().minCoeff()).maxCoeff();
        const int chart = charts.chart[loops[i].front()];
        if (size > extent[chart]) {
            extent[chart] = size;
            outline[chart] = static_cast<int>(i);
        }
    }
    return outline;
}

void addSpring(Springs& springs, int a, int b, double length) {
    springs.edges.emplace_back(a, b);
    springs.strength.push_back(1.0 / std::max(length, kShortest));
}

Springs makeSprings(const UvCharts& charts) {
    Springs springs;
    for (const auto& [a, b] : uniqueEdges(charts.triangles)) {
        addSpring(springs, a, b, (charts.points.row(a) - charts.points.row(b)).norm());
    }
    springs.fixed.assign(charts.vertex.size(), false);
    const auto loops = boundaryLoops(charts.triangles);
    const std::vector<int> outlines = findOutlines(charts, loops);
    for (int i = 0; i < static_cast<int>(loops.size()); ++i) {
        const bool isHole = outlines[charts.chart[loops[i].front()]] != i;
        const Eigen::RowVector2d middle = charts.points(loops[i], Eigen::all).colwise().mean();
        const int middlePoint = static_cast<int>(springs.fixed.size());
        for (const int point : loops[i]) {
            if (isHole) {
                addSpring(springs, point, middlePoint, (charts.points.row(point) - middle).norm());
            } else {
                springs.fixed[point] = true;
            }
        }
        if (isHole) {
            springs.fixed.push_back(false);
        }
    }
    return springs;
}

/// The equations of points that are free, numbered by row (-1: fixed).
struct Equations {
    std::vector<Eigen::Triplet<double>> entries; ///< lower half
    Eigen::MatrixX2d pull;                       ///< of fixed points
};

void addEquation(Equations& equations, const PlanePoints& points, const std::vector<int>& row,
                 int point, int other, double strength) {
    if (row[point] < 0) {
        return;
    }
    equations.entries.emplace_back(row[point], row[point], strength);
    if (row[other] < 0) {
        equations.pull.row(row[point]) += strength * points.row(other);
    } else if (row[other] < row[point]) {
        equations.entries.emplace_back(row[point], row[other], -strength);
    }
}

/// Where springs hold the points that are not fixed.
PlanePoints balance(const PlanePoints& points, const Springs& springs) {
    std::vector<int> row(springs.fixed.size(), -1);
    int count = 0;
    for (size_t p = 0; p < row.size(); ++p) {
        row[p] = springs.fixed[p] ? -1 : count++;
    }
    Equations equations;
    equations.pull = Eigen::MatrixX2d::Zero(count, 2);
    for (size_t e = 0; e < springs.edges.size(); ++e) {
        const auto [a, b] = springs.edges[e];
        addEquation(equations, points, row, a, b, springs.strength[e]);
        addEquation(equations, points, row, b, a, springs.strength[e]);
    }
    Eigen::SparseMatrix<double> matrix(count, count);
    matrix.setFromTriplets(equations.entries.begin(), equations.entries.end());
    const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>, Eigen::Lower> solver(matrix);
    const Eigen::MatrixX2d solved = solver.solve(equations.pull);
    PlanePoints moved = points;
    for (Eigen::Index p = 0; p < points.rows(); ++p) {
        if (row[p] >= 0) {
            moved.row(p) = solved.row(row[p]);
        }
    }
    return moved;
}

/// Per point, how far its share of the plane falls short of its aim; mean 1 in each chart.
Eigen::VectorXd shortage(const UvCharts& charts, const Eigen::VectorXd& aim) {
    const Eigen::VectorXd areas =
        gather(planeAreas(charts.points, charts.triangles).cwiseAbs(), charts);
    Eigen::VectorXd ratio = (aim.array() / areas.array().max(1e-15)).sqrt();
    Eigen::VectorXd sum = Eigen::VectorXd::Zero(charts.count);
    Eigen::VectorXd members = Eigen::VectorXd::Zero(charts.count);
    for (Eigen::Index p = 0; p < ratio.size(); ++p) {
        sum[charts.chart[p]] += ratio[p];
        members[charts.chart[p]] += 1.0;
    }
    for (Eigen::Index p = 0; p < ratio.size(); ++p) {
        ratio[p] *= members[charts.chart[p]] / sum[charts.chart[p]];
    }
    return ratio;
}

/// Fixes the points of triangles that would turn over. False where there are none.
bool fixTurned(const UvCharts& before, const PlanePoints& after, std::vector<bool>& fixed) {
    const Eigen::VectorXd a = planeAreas(before.points, before.triangles);
    const Eigen::VectorXd b = planeAreas(after, before.triangles);
    bool isAny = false;
    for (Eigen::Index t = 0; t < a.size(); ++t) {
        for (int corner = 0; a[t] * b[t] < 0.0 && corner < 3; ++corner) {
            fixed[before.triangles(t, corner)] = true;
            isAny = true;
        }
    }
    return isAny;
}

} // namespace

void evenOutDensity(UvCharts& charts, const Points& rest) {
    Springs springs = makeSprings(charts);
    const Eigen::VectorXd aim = gather(surfaceAreas(charts, rest), charts).array().pow(kAimPower);
    for (int step = 0; step < kSteps; ++step) {
        const Eigen::VectorXd lack = shortage(charts, aim);
        const auto lackOf = [&](int p) { return p < lack.size() ? lack[p] : kHoleShortage; };
        for (size_t e = 0; e < springs.edges.size(); ++e) {
            const auto [a, b] = springs.edges[e];
            springs.strength[e] /= std::sqrt(lackOf(a) * lackOf(b));
        }
        PlanePoints moved = balance(charts.points, springs);
        for (int tries = 0; fixTurned(charts, moved, springs.fixed); ++tries) {
            if (tries == kTries) {
                return;
            }
            moved = balance(charts.points, springs);
        }
        charts.points = moved;
        symmetrize(charts);
    }
}

} // namespace maquette
