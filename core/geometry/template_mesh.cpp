// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/template_mesh.h"

namespace maquette {

std::vector<int> Template::facesOf(TemplatePart part) const {
    std::vector<int> faces;
    for (size_t f = 0; f < faceParts.size(); ++f) {
        if (faceParts[f] == part) {
            faces.push_back(static_cast<int>(f));
        }
    }
    return faces;
}

Triangles bodyTriangles(const Template& templateMesh) {
    const Triangulation all = triangulate(templateMesh.mesh);
    std::vector<int> rows;
    for (size_t t = 0; t < all.faces.size(); ++t) {
        if (templateMesh.faceParts[all.faces[t]] == TemplatePart::Body) {
            rows.push_back(static_cast<int>(t));
        }
    }
    return all.vertices(rows, Eigen::all);
}

PolygonMesh partMesh(const Template& templateMesh, TemplatePart part, const Points& posed) {
    PolygonMesh mesh = templateMesh.mesh;
    mesh.positions = posed;
    return subMesh(mesh, templateMesh.facesOf(part));
}

} // namespace maquette
