// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The things drawn in the viewport: meshes with their edges, bones, ground, photo.

#include "core/viewport/texture_upload.h"
#include "core/viewport/viewport_character.h"

#include <vtkActor.h>
#include <vtkSmartPointer.h>

#include <optional>

class vtkRenderer;

namespace maquette {

enum class SurfaceStyle {
    Textured, ///< the character's own colours, gently lit
    Shaded,   ///< clay, to judge the form
};

using Rgb = std::array<double, 3>; ///< sRGB, 0 … 1

/// Neutral greys round the character; equal red, green and blue where colour is judged.
struct ViewportTheme {
    Rgb top{0.30, 0.30, 0.30};
    Rgb bottom{0.15, 0.15, 0.15};
    Rgb photoSurround{0.12, 0.12, 0.12};
    Rgb ground{0.62, 0.62, 0.62};
    Rgb clay{0.70, 0.70, 0.70};
    Rgb edges{0.04, 0.04, 0.04};
    Rgb bones{0.93, 0.74, 0.40};
    double groundOpacity = 0.35;
    double shadowOpacity = 0.45;

    [[nodiscard]] static ViewportTheme dark();
    [[nodiscard]] static ViewportTheme light();
};

/// Surface and polygon edges of one mesh. Borrowed data sets stay shared with the character.
class MeshActors {
public:
    explicit MeshActors(const ViewportMesh& mesh);

    void addTo(vtkRenderer& renderer) const;
    void removeFrom(vtkRenderer& renderer) const;

    void setPose(CharacterPose pose);
    void setStyle(SurfaceStyle style, const ViewportTheme& theme);
    void setLineWidth(double pixels) const;
    /// Uploads some more of the full texture and at last shows it in place of the small one.
    /// Needs the context.
    void uploadFullTexture(vtkOpenGLRenderWindow& window);
    [[nodiscard]] bool hasFullTexture() const { return m_hasFullTexture; }
    void show(bool surface, bool edges) const;

    /// Surface and edges in each pose, which are uploaded when first drawn.
    static constexpr int kParts = 4;
    void showOnly(int part);
    [[nodiscard]] const ViewportMesh& mesh() const { return m_mesh; }

private:
    ViewportMesh m_mesh;
    vtkSmartPointer<vtkActor> m_surface;
    vtkSmartPointer<vtkActor> m_edges;
    /// One for each pose: a mapper keeps what it has uploaded.
    std::array<vtkSmartPointer<vtkMapper>, 2> m_surfaceMappers;
    std::array<vtkSmartPointer<vtkMapper>, 2> m_edgeMappers;
    vtkSmartPointer<vtkTexture> m_texture; ///< null: none
    std::optional<TextureUpload> m_upload; ///< of the full texture, while it goes on
    bool m_hasFullTexture = false;
    vtkSmartPointer<vtkTexture> m_cutout; ///< null: none
};

[[nodiscard]] vtkSmartPointer<vtkActor> makeBonesActor();

/// A 4 m grid at y = 0 that fades outwards. Colours of the theme are vertex colours.
[[nodiscard]] vtkSmartPointer<vtkActor> makeGroundGrid(const ViewportTheme& theme);

/// A soft dark disc of 1 m across at y = 0.
[[nodiscard]] vtkSmartPointer<vtkActor> makeContactShadow();

/// The photo as an unlit picture that fills the photo camera's frame @p depth metres away.
/// @param character  has a photo.
[[nodiscard]] vtkSmartPointer<vtkActor> makePhotoPlane(const ViewportCharacter& character,
                                                       double depth, double opacity);

} // namespace maquette
