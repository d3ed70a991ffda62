// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/layer_scene.h"

#include "core/clothing/clothed_offset.h"

#include <map>

namespace maquette {

Eigen::Vector3f LayerScene::jointPixel(const std::string& bone) const {
    const int index = input->skeleton.indexOf(bone);
    Points point(1, 3);
    point.row(0) = transforms[index] * input->skeleton.bones[index].head;
    return project(view.camera, point).row(0);
}

float LayerScene::pixelsPerMetre(float depth) const {
    return static_cast<float>(view.camera.focal) / depth;
}

LayerScene makeLayerScene(const LayerInput& input) {
    LayerScene scene;
    scene.input = &input;
    scene.transforms = boneTransforms(input.skeleton, input.pose);
    scene.posed = skin(input.rest, input.rig->weights, scene.transforms);
    scene.body = bodyTriangles(*input.templateMesh);
    const Points body =
        scene.posed.topRows(static_cast<Eigen::Index>(input.templateMesh->regions.size()));
    scene.view = makeOutlineView(input.camera, input.mask, body);
    if (scene.view.mask.empty()) {
        return scene;
    }
    const Camera& camera = scene.view.camera;
    scene.photo = imageInView(input.photo, scene.view);
    scene.skin = imageInView(input.skin, scene.view);
    scene.hair = input.hair.empty() ? cv::Mat::zeros(scene.skin.size(), CV_8UC1)
                                    : imageInView(input.hair, scene.view);
    scene.limbs = limbMap(*input.templateMesh, body, scene.body, camera);
    scene.bareBody =
        coverage(rasterize(project(camera, body), scene.body, camera.width, camera.height));
    return scene;
}

Piece makePiece(const LayerInput& input, const std::vector<int>& faces) {
    PolygonMesh whole = input.templateMesh->mesh;
    whole.positions = input.rest;
    Piece piece;
    piece.mesh = subMesh(whole, faces, &piece.templateVertex);
    return piece;
}

namespace {

/// Clips polygons one by one; points on cut edges are shared by the faces beside them.
class Cutter {
public:
    Cutter(const Piece& piece, float height, bool keepsUpper)
        : m_source(piece), m_height(height), m_keepsUpper(keepsUpper) {
        m_result.mesh = piece.mesh;
        m_result.mesh.faceOffsets = {0};
        m_result.mesh.cornerVertex.clear();
        m_result.mesh.cornerUv.clear();
        m_result.templateVertex = piece.templateVertex;
        for (Eigen::Index v = 0; v < piece.mesh.positions.rows(); ++v) {
            m_points.emplace_back(piece.mesh.positions.row(v));
        }
        for (Eigen::Index t = 0; t < piece.mesh.uvs.rows(); ++t) {
            m_uvs.emplace_back(piece.mesh.uvs.row(t));
        }
    }

    Piece run() {
        for (int f = 0; f < m_source.mesh.faceCount(); ++f) {
            cutFace(f);
        }
        store();
        std::vector<int> all(m_result.mesh.faceCount());
        for (size_t f = 0; f < all.size(); ++f) {
            all[f] = static_cast<int>(f);
        }
        Piece compact; // drops what lies beyond
        std::vector<int> kept;
        compact.mesh = subMesh(m_result.mesh, all, &kept);
        for (const int v : kept) {
            compact.templateVertex.push_back(m_result.templateVertex[v]);
        }
        return compact;
    }

private:
    [[nodiscard]] bool isKept(int vertex) const {
        return m_keepsUpper ? m_points[vertex].y() > m_height : m_points[vertex].y() < m_height;
    }

    void cutFace(int face) {
        const PolygonMesh& mesh = m_source.mesh;
        const int first = mesh.faceOffsets[face];
        const int last = mesh.faceOffsets[face + 1];
        std::vector<std::pair<int, int>> corners; // vertex, uv
        for (int c = first; c < last; ++c) {
            const int next = c + 1 == last ? first : c + 1;
            if (isKept(mesh.cornerVertex[c])) {
                corners.emplace_back(mesh.cornerVertex[c], mesh.cornerUv[c]);
            }
            if (isKept(mesh.cornerVertex[c]) != isKept(mesh.cornerVertex[next])) {
                corners.push_back(cutEdge(c, next));
            }
        }
        if (corners.size() < 3) {
            return;
        }
        for (const auto& [vertex, uv] : corners) {
            m_result.mesh.cornerVertex.push_back(vertex);
            m_result.mesh.cornerUv.push_back(uv);
        }
        m_result.mesh.faceOffsets.push_back(static_cast<int>(m_result.mesh.cornerVertex.size()));
    }

    std::pair<int, int> cutEdge(int cornerA, int cornerB) {
        const PolygonMesh& mesh = m_source.mesh;
        const int a = mesh.cornerVertex[cornerA];
        const int b = mesh.cornerVertex[cornerB];
        const float t = (m_height - m_points[a].y()) / (m_points[b].y() - m_points[a].y());
        const auto [point, isNew] =
            m_cutPoints.try_emplace(std::minmax(a, b), static_cast<int>(m_points.size()));
        if (isNew) {
            m_points.emplace_back(m_points[a] + t * (m_points[b] - m_points[a]));
            m_points.back().y() = m_height;
            m_result.templateVertex.push_back(m_source.templateVertex[isKept(a) ? a : b]);
        }
        const int uvA = mesh.cornerUv[cornerA];
        const int uvB = mesh.cornerUv[cornerB];
        const auto [uv, isNewUv] =
            m_cutUvs.try_emplace(std::minmax(uvA, uvB), static_cast<int>(m_uvs.size()));
        if (isNewUv) {
            m_uvs.emplace_back(m_uvs[uvA] + t * (m_uvs[uvB] - m_uvs[uvA]));
        }
        return {point->second, uv->second};
    }

    void store() {
        m_result.mesh.positions.resize(static_cast<Eigen::Index>(m_points.size()), 3);
        for (size_t v = 0; v < m_points.size(); ++v) {
            m_result.mesh.positions.row(static_cast<Eigen::Index>(v)) = m_points[v];
        }
        m_result.mesh.uvs.resize(static_cast<Eigen::Index>(m_uvs.size()), 2);
        for (size_t t = 0; t < m_uvs.size(); ++t) {
            m_result.mesh.uvs.row(static_cast<Eigen::Index>(t)) = m_uvs[t];
        }
    }

    const Piece& m_source;
    float m_height;
    bool m_keepsUpper;
    Piece m_result;
    std::vector<Eigen::RowVector3f> m_points;
    std::vector<Eigen::RowVector2f> m_uvs;
    std::map<std::pair<int, int>, int> m_cutPoints;
    std::map<std::pair<int, int>, int> m_cutUvs;
};

} // namespace

Piece cutBelow(const Piece& piece, float height) {
    return Cutter(piece, height, true).run();
}

Piece cutAbove(const Piece& piece, float height) {
    return Cutter(piece, height, false).run();
}

Points poseVertices(const LayerScene& scene, const Points& rest,
                    const std::vector<int>& templateVertex) {
    return skin(rest, subWeights(scene.input->rig->weights, templateVertex), scene.transforms);
}

namespace {

/// Vertex normals that turn slowly, so that a surface drawn out along them does not cross itself.
Points evenNormals(const Points& positions, const Triangles& triangles, int rounds) {
    Points normals = vertexNormals(positions, triangles);
    if (rounds == 0) {
        return normals;
    }
    const auto edges = uniqueEdges(triangles);
    for (int round = 0; round < rounds; ++round) {
        Points sum = normals;
        for (const auto& [a, b] : edges) {
            sum.row(a) += normals.row(b);
            sum.row(b) += normals.row(a);
        }
        normals = sum.rowwise().normalized();
    }
    return normals;
}

} // namespace

Result<Layer> pullPiece(const std::string& name, const LayerScene& scene, const Piece& piece,
                        const PiecePull& pull, const Context& ctx) {
    PullProblem problem;
    problem.positions = poseVertices(scene, piece.mesh.positions, piece.templateVertex);
    problem.triangles = triangulate(piece.mesh).vertices;
    problem.normals = evenNormals(problem.positions, problem.triangles, pull.evenedNormals);
    problem.lower = pull.lower;
    problem.upper = pull.upper;
    problem.hold = Eigen::VectorXf::Zero(pull.lower.size());
    problem.links = pull.links;
    problem.smoothness = pull.smoothness;
    problem.accepts = [&](int, const cv::Point& target, const cv::Vec2f& normal) {
        return pull.accepts(target, normal);
    };
    const auto offset = pullToOutline(problem, scene.view, ctx);
    if (!offset) {
        return fail(offset.error());
    }
    Layer layer;
    layer.name = name;
    layer.rest = piece.mesh;
    layer.rest.positions = moveAlong(
        piece.mesh.positions,
        evenNormals(piece.mesh.positions, problem.triangles, pull.evenedNormals), *offset);
    layer.posed = poseVertices(scene, layer.rest.positions, piece.templateVertex);
    layer.templateVertex = piece.templateVertex;
    return layer;
}

} // namespace maquette
