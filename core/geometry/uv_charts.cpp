// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/uv_charts.h"

#include "core/geometry/disjoint_sets.h"

#include <Eigen/Geometry>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace maquette {
namespace {

constexpr double kSymmetryTolerance = 0.01; ///< UV units, mean over a chart

/// Faces as lists of points, before triangulation.
using PointFaces = std::vector<std::vector<int>>;

/// Numbers the (vertex, UV) pairs of the body's faces, by vertex.
PointFaces makePoints(const Template& base, UvCharts& charts) {
    std::map<std::pair<int, int>, int> rows;
    const std::vector<int> bodyFaces = base.facesOf(TemplatePart::Body);
    const PolygonMesh& mesh = base.mesh;
    for (const int f : bodyFaces) {
        for (int c = mesh.faceOffsets[f]; c < mesh.faceOffsets[f + 1]; ++c) {
            rows[{mesh.cornerVertex[c], mesh.cornerUv[c]}] = 0;
        }
    }
    charts.points.resize(static_cast<Eigen::Index>(rows.size()), 2);
    for (auto& [pair, row] : rows) {
        row = static_cast<int>(charts.vertex.size());
        charts.vertex.push_back(pair.first);
        charts.points.row(row) << mesh.uvs(pair.second, 0), -mesh.uvs(pair.second, 1);
    }
    PointFaces faces;
    for (const int f : bodyFaces) {
        auto& face = faces.emplace_back();
        for (int c = mesh.faceOffsets[f]; c < mesh.faceOffsets[f + 1]; ++c) {
            face.push_back(rows.at({mesh.cornerVertex[c], mesh.cornerUv[c]}));
        }
    }
    return faces;
}

bool coversBody(const std::vector<int>& vertices) {
    std::vector<bool> found(kBodyVertices, false);
    for (const int v : vertices) {
        if (v < 0 || v >= kBodyVertices) {
            return false;
        }
        found[v] = true;
    }
    return std::all_of(found.begin(), found.end(), [](bool b) { return b; });
}

void numberCharts(const PointFaces& faces, UvCharts& charts) {
    const auto count = static_cast<int>(charts.vertex.size());
    DisjointSets sets(count);
    for (const auto& face : faces) {
        for (const int point : face) {
            sets.join(point, face.front());
        }
    }
    std::map<int, int> number;
    for (int i = 0; i < count; ++i) {
        charts.chart.push_back(
            number.try_emplace(sets.root(i), static_cast<int>(number.size())).first->second);
    }
    charts.count = static_cast<int>(number.size());
}

void triangulateFaces(const PointFaces& faces, UvCharts& charts) {
    PolygonMesh mesh;
    mesh.faceOffsets.push_back(0);
    for (const auto& face : faces) {
        mesh.cornerVertex.insert(mesh.cornerVertex.end(), face.begin(), face.end());
        mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
    }
    charts.triangles = triangulate(mesh).vertices;
}

std::vector<int> sortedVertices(const std::vector<int>& face, const std::vector<int>& vertex) {
    std::vector<int> vertices;
    for (const int point : face) {
        vertices.push_back(vertex[point]);
    }
    std::sort(vertices.begin(), vertices.end());
    return vertices;
}

/// The mirror image of every point, corner by corner of mirrored faces.
bool findMirrorPoints(const PointFaces& faces, const std::vector<int>& mirrorVertex,
                      UvCharts& charts) {
    std::map<std::vector<int>, int> faceOf;
    for (size_t f = 0; f < faces.size(); ++f) {
        faceOf[sortedVertices(faces[f], charts.vertex)] = static_cast<int>(f);
    }
    std::vector<int> mirrored(charts.vertex.size());
    for (size_t v = 0; v < mirrored.size(); ++v) {
        mirrored[v] = mirrorVertex[charts.vertex[v]];
    }
    charts.mirrorPoint.assign(charts.vertex.size(), -1);
    for (const auto& face : faces) {
        const auto found = faceOf.find(sortedVertices(face, mirrored));
        if (found == faceOf.end()) {
            return false;
        }
        for (const int point : face) {
            for (const int other : faces[found->second]) {
                if (charts.vertex[other] == mirrored[point]) {
                    charts.mirrorPoint[point] = other;
                }
            }
        }
    }
    const auto& mirror = charts.mirrorPoint;
    return std::all_of(mirror.begin(), mirror.end(), [](int p) { return p >= 0; });
}

/// Whether every chart's mirror image is one chart, and back.
bool findMirrorCharts(UvCharts& charts) {
    charts.mirrorChart.assign(charts.count, -1);
    for (size_t p = 0; p < charts.chart.size(); ++p) {
        if (charts.mirrorPoint[charts.mirrorPoint[p]] != static_cast<int>(p)) {
            return false;
        }
        int& image = charts.mirrorChart[charts.chart[p]];
        const int here = charts.chart[charts.mirrorPoint[p]];
        if (image >= 0 && image != here) {
            return false;
        }
        image = here;
    }
    return true;
}

void centreCharts(UvCharts& charts) {
    PlanePoints sum = PlanePoints::Zero(charts.count, 2);
    std::vector<int> members(charts.count, 0);
    for (size_t p = 0; p < charts.chart.size(); ++p) {
        sum.row(charts.chart[p]) += charts.points.row(static_cast<Eigen::Index>(p));
        ++members[charts.chart[p]];
    }
    for (size_t p = 0; p < charts.chart.size(); ++p) {
        const int c = charts.chart[p];
        charts.points.row(static_cast<Eigen::Index>(p)) -= sum.row(c) / members[c];
    }
}

/// How far a chart of both sides is from symmetric about x = 0 ([0]) and about y = 0 ([1]).
std::array<double, 2> asymmetry(const UvCharts& charts, int chart) {
    std::array<double, 2> sum = {0.0, 0.0};
    int members = 0;
    for (Eigen::Index p = 0; p < charts.points.rows(); ++p) {
        if (charts.chart[p] == chart) {
            const auto a = charts.points.row(p);
            const auto b = charts.points.row(charts.mirrorPoint[p]);
            sum[0] += std::hypot(a[0] + b[0], a[1] - b[1]);
            sum[1] += std::hypot(a[0] - b[0], a[1] + b[1]);
            ++members;
        }
    }
    return {sum[0] / members, sum[1] / members};
}

/// Turns charts upright whose axis is level. False where a chart has no axis.
bool turnUpright(UvCharts& charts) {
    for (int c = 0; c < charts.count; ++c) {
        if (charts.mirrorChart[c] != c) {
            continue;
        }
        const auto [upright, level] = asymmetry(charts, c);
        if (std::min(upright, level) > kSymmetryTolerance) {
            return false;
        }
        for (Eigen::Index p = 0; level < upright && p < charts.points.rows(); ++p) {
            if (charts.chart[p] == c) {
                charts.points.row(p) =
                    Eigen::RowVector2d(-charts.points(p, 1), charts.points(p, 0));
            }
        }
    }
    return true;
}

} // namespace

void symmetrize(UvCharts& charts) {
    const PlanePoints before = charts.points;
    for (Eigen::Index p = 0; p < before.rows(); ++p) {
        const int chart = charts.chart[p];
        const int other = charts.mirrorPoint[p];
        const int image = charts.mirrorChart[chart];
        if (image == chart) {
            charts.points.row(p) << 0.5 * (before(p, 0) - before(other, 0)),
                0.5 * (before(p, 1) + before(other, 1));
        } else if (image < chart) {
            charts.points.row(p) << -before(other, 0), before(other, 1);
        }
    }
}

double surfaceArea(const UvCharts& charts, const Eigen::RowVector3i& triangle,
                   const Points& positions) {
    const auto corner = [&](int k) -> Eigen::Vector3d {
        return positions.row(charts.vertex[triangle[k]]).transpose().cast<double>();
    };
    return 0.5 * (corner(1) - corner(0)).cross(corner(2) - corner(0)).norm();
}

Triangles symmetricTriangles(const UvCharts& charts) {
    const Eigen::Index count = charts.triangles.rows();
    Triangles both(2 * count, 3);
    both.topRows(count) = charts.triangles;
    for (Eigen::Index t = 0; t < count; ++t) {
        for (int k = 0; k < 3; ++k) {
            both(count + t, 2 - k) = charts.mirrorPoint[charts.triangles(t, k)];
        }
    }
    return both;
}

Result<UvCharts> bodyCharts(const Template& templateMesh) {
    const PolygonMesh& mesh = templateMesh.mesh;
    if (mesh.vertexCount() < kBodyVertices || mesh.cornerUv.size() != mesh.cornerVertex.size() ||
        templateMesh.mirrorVertex.size() < static_cast<size_t>(kBodyVertices)) {
        return fail(ErrorCode::InvalidArgument, "The template has no complete body with UVs.");
    }
    UvCharts charts;
    const PointFaces faces = makePoints(templateMesh, charts);
    if (!coversBody(charts.vertex)) {
        return fail(ErrorCode::InvalidArgument, "The body's faces do not cover its vertices.");
    }
    numberCharts(faces, charts);
    triangulateFaces(faces, charts);
    if (!findMirrorPoints(faces, templateMesh.mirrorVertex, charts) || !findMirrorCharts(charts)) {
        return fail(ErrorCode::InvalidArgument, "The body's topology is not symmetric.");
    }
    centreCharts(charts);
    if (!turnUpright(charts)) {
        return fail(ErrorCode::InvalidArgument, "The body's UVs are not symmetric.");
    }
    symmetrize(charts);
    return charts;
}

} // namespace maquette
