// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What previews show of a body.

#include "core/geometry/template_mesh.h"

namespace maquette {

/// Body and eyes.
struct PreviewSurface {
    Triangles triangles;   ///< [T,3] indices into rows
    std::vector<int> rows; ///< of the template
};

[[nodiscard]] PreviewSurface previewSurface(const Template& body);

} // namespace maquette
