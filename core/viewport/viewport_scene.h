// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the viewport shows, drawn into any VTK window. No Qt.

#include "core/viewport/viewport_actors.h"
#include "core/viewport/viewport_camera.h"
#include "core/viewport/viewport_character.h"

#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <deque>
#include <set>

namespace maquette {

/// What the artist switched on.
struct ViewportDisplay {
    SurfaceStyle style = SurfaceStyle::Textured;
    CharacterPose pose = CharacterPose::Rest;
    bool wireframe = false;    ///< the polygons' own edges over the surface
    bool skeleton = false;     ///< bones in front of everything
    bool photoOverlay = false; ///< through the photo's camera, in the photo's pose, over the photo
    double photoVeil = 0.0;    ///< 0 … 1: how much the photo covers the character in the overlay
    bool ground = true;        ///< grid and contact shadow
    std::set<std::string> hiddenMeshes; ///< names switched off beside those the character hides

    [[nodiscard]] CharacterPose shownPose() const {
        return photoOverlay ? CharacterPose::Photo : pose;
    }
    bool operator==(const ViewportDisplay&) const = default;
};

/// Owns two renderers of a borrowed window: the character, and what lies over it (bones, veil).
///
/// @threading  One thread, the one that owns the window's context.
class ViewportScene {
public:
    /// @param window  must live longer than the scene.
    explicit ViewportScene(vtkRenderWindow& window);
    ~ViewportScene();
    ViewportScene(const ViewportScene&) = delete;
    ViewportScene& operator=(const ViewportScene&) = delete;

    void setTheme(const ViewportTheme& theme);

    /// Shows a character, or nothing (null). It comes up step by step, so that no step takes
    /// long: call uploadNext() and render() until isComplete().
    void setCharacter(std::shared_ptr<const ViewportCharacter> character);
    [[nodiscard]] const ViewportCharacter* character() const { return m_character.get(); }
    [[nodiscard]] bool isComplete() const;
    /// Shows one more mesh, the largest first, with a small texture; then uploads the full
    /// textures. Needs the context and a first render().
    void uploadNext();
    /// Uploads one more of the large parts that are not shown now (another pose, edges), so that
    /// switching to them is quick. Needs the context. @return false when there is none left.
    bool uploadHidden();

    void setDisplay(const ViewportDisplay& display);
    [[nodiscard]] const ViewportDisplay& display() const { return m_display; }
    /// The overlay is asked for and the character has a photo.
    [[nodiscard]] bool showsPhoto() const;

    /// Drags and wheel in window pixels, y down. In the overlay they move the photo instead.
    void orbit(double dx, double dy);
    void pan(double dx, double dy);
    void zoom(double factor, double x, double y);
    void turn(double degrees); ///< turntable
    /// Fits the character, or the whole photo, now and after changes of pose or window size
    /// until the view is panned or zoomed.
    void frame();

    [[nodiscard]] const OrbitView& orbitView() const { return m_orbit; }
    [[nodiscard]] vtkRenderer& renderer() { return *m_main; }

    /// Line widths follow the screen's scale.
    void setPixelRatio(double ratio);

    /// Draws into the lower left part of the window only, at that share of its resolution: as
    /// quick as a smaller window, but without new buffers. Drags are then in those pixels.
    void setResolution(double share);
    struct Size {
        int width = 0;
        int height = 0;
    };
    [[nodiscard]] Size size() const; ///< of the part drawn into, pixels

    /// Draws one frame for the window's present size.
    void render();

    /// A part of the window, in its pixels, y up.
    struct Tile {
        int x = 0;
        int y = 0;
        int width = 0;
        int height = 0;
    };
    /// Draws only what a frame would show in @p tile, @p samples times as fine on each side,
    /// into the window's lower left corner. Tiles make a picture that is too slow for one frame.
    /// @pre  tile.width * samples and tile.height * samples fit into the window.
    void renderTile(const Tile& tile, int samples);

private:
    void fitOrbit(Size window);
    void addGround(); ///< last, because it blends over what is there
    void clearCharacter();
    void showMesh(const ViewportMesh& mesh);
    void applyDisplay();
    void applyMesh(MeshActors& actors) const;
    void applyGround();
    void updateCamera(Size window);
    void narrowTo(const Tile& tile, Size window); ///< camera and backdrop, from the whole window's
    void paintBackdrop(double from, double to);   ///< heights in the window, 0 … 1
    void placePhoto();
    [[nodiscard]] const Bounds& shownBounds() const;

    vtkRenderWindow& m_window;
    vtkSmartPointer<vtkRenderer> m_main;
    vtkSmartPointer<vtkRenderer> m_over;
    ViewportTheme m_theme;
    ViewportDisplay m_display;
    OrbitView m_orbit;
    PhotoView m_photoView;
    std::shared_ptr<const ViewportCharacter> m_character;
    std::vector<MeshActors> m_meshes;          ///< shown
    std::deque<const ViewportMesh*> m_waiting; ///< to be shown, one a frame
    std::size_t m_uploadedParts = 0;           ///< of m_meshes, one after the other
    vtkSmartPointer<vtkActor> m_bones;
    vtkSmartPointer<vtkActor> m_grid;
    vtkSmartPointer<vtkActor> m_shadow;
    vtkSmartPointer<vtkActor> m_backdrop; ///< photo behind the character; null without
    vtkSmartPointer<vtkActor> m_veil;     ///< photo over the character; null without
    double m_pixelRatio = 1.0;
    double m_resolution = 1.0;
    bool m_isFramed = true; ///< keep the character fitted into the view
};

} // namespace maquette
