// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/part_meshes.h"

#include "core/pipeline/inner_materials.h"

#include <numeric>

namespace maquette {
namespace {

PartMesh pick(const Template& base, const Points& shape, const char* name,
              const std::vector<int>& faces) {
    PartMesh part;
    part.name = name;
    part.mesh = subMesh(base.mesh, faces, &part.templateVertex);
    part.mesh.positions = rowsOf(shape, part.templateVertex);
    return part;
}

PartMesh eyes(const Template& base, const Points& shape) {
    PartMesh left = pick(base, shape, "eyes", base.facesOf(TemplatePart::LeftEye));
    PartMesh right = pick(base, shape, "eyes", base.facesOf(TemplatePart::RightEye));
    projectEye(left.mesh);
    projectEye(right.mesh);
    PolygonMesh& joined = left.mesh;
    const int vertices = joined.vertexCount();
    const int corners = static_cast<int>(joined.cornerVertex.size());
    for (const int v : right.mesh.cornerVertex) {
        joined.cornerVertex.push_back(vertices + v);
    }
    joined.cornerUv = joined.cornerVertex;
    for (size_t f = 1; f < right.mesh.faceOffsets.size(); ++f) {
        joined.faceOffsets.push_back(corners + right.mesh.faceOffsets[f]);
    }
    Points positions(vertices + right.mesh.vertexCount(), 3);
    positions << joined.positions, right.mesh.positions;
    UvPoints uvs(positions.rows(), 2);
    uvs << joined.uvs, right.mesh.uvs;
    joined.positions = positions;
    joined.uvs = uvs;
    left.templateVertex.insert(left.templateVertex.end(), right.templateVertex.begin(),
                               right.templateVertex.end());
    return left;
}

} // namespace

PartMesh bodyMesh(const Template& base, const Points& shape) {
    PartMesh body = pick(base, shape, "body", base.facesOf(TemplatePart::Body));
    if (body.mesh.vertexCount() < kBodyVertices) {
        // Faces that are left out must not renumber the others.
        for (int& v : body.mesh.cornerVertex) {
            v = body.templateVertex[v];
        }
        body.templateVertex.resize(kBodyVertices);
        std::iota(body.templateVertex.begin(), body.templateVertex.end(), 0);
    }
    body.mesh.positions = shape.topRows(kBodyVertices);
    return body;
}

std::vector<PartMesh> innerMeshes(const Template& base, const Points& shape) {
    std::vector<int> teeth = base.facesOf(TemplatePart::UpperTeeth);
    const std::vector<int> lower = base.facesOf(TemplatePart::LowerTeeth);
    teeth.insert(teeth.end(), lower.begin(), lower.end());
    return {eyes(base, shape), pick(base, shape, "teeth", teeth),
            pick(base, shape, "tongue", base.facesOf(TemplatePart::Tongue)),
            pick(base, shape, "lashes", base.facesOf(TemplatePart::Lashes))};
}

Points rowsOf(const Points& shape, const std::vector<int>& templateVertex) {
    Points rows(static_cast<Eigen::Index>(templateVertex.size()), 3);
    for (size_t i = 0; i < templateVertex.size(); ++i) {
        rows.row(static_cast<Eigen::Index>(i)) = shape.row(templateVertex[i]);
    }
    return rows;
}

} // namespace maquette
