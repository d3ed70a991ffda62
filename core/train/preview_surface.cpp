// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/preview_surface.h"

namespace maquette {

PreviewSurface previewSurface(const Template& body) {
    std::vector<int> faces;
    for (const TemplatePart part :
         {TemplatePart::Body, TemplatePart::LeftEye, TemplatePart::RightEye}) {
        const std::vector<int> own = body.facesOf(part);
        faces.insert(faces.end(), own.begin(), own.end());
    }
    PreviewSurface surface;
    const PolygonMesh mesh = subMesh(body.mesh, faces, &surface.rows);
    surface.triangles = triangulate(mesh).vertices;
    return surface;
}

} // namespace maquette
