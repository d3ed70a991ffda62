// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_scene.h"

#include <vtkCamera.h>
#include <vtkLight.h>
#include <vtkMapper.h>
#include <vtkMath.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

/// Lights that stand round the camera, so that the side looked at is always lit.
void addLight(vtkRenderer& renderer, double x, double y, double z, double intensity) {
    auto light = vtkSmartPointer<vtkLight>::New();
    light->SetLightTypeToCameraLight();
    light->SetPosition(x, y, z);
    light->SetFocalPoint(0.0, 0.0, 0.0);
    light->SetColor(1.0, 1.0, 1.0);
    light->SetIntensity(intensity);
    renderer.AddLight(light);
}

void addStudioLights(vtkRenderer& renderer) {
    addLight(renderer, -0.55, 0.75, 1.0, 0.72);  // key, from the upper left
    addLight(renderer, 0.95, 0.15, 0.75, 0.34);  // fill
    addLight(renderer, 0.35, 0.65, -0.95, 0.30); // rim, from behind
}

vtkSmartPointer<vtkRenderer> makeMainRenderer() {
    auto renderer = vtkSmartPointer<vtkRenderer>::New();
    renderer->SetLayer(0);
    renderer->SetAutomaticLightCreation(0);
    renderer->GradientBackgroundOn();
    addStudioLights(*renderer);
    return renderer;
}

vtkSmartPointer<vtkRenderer> makeOverRenderer(vtkCamera* camera) {
    auto renderer = vtkSmartPointer<vtkRenderer>::New();
    renderer->SetLayer(1);
    renderer->SetAutomaticLightCreation(0);
    renderer->InteractiveOff();
    renderer->SetActiveCamera(camera);
    addStudioLights(*renderer);
    return renderer;
}

double farthest(const ViewportCharacter& character) {
    const Bounds& box = character.bounds[poseIndex(CharacterPose::Photo)];
    double depth = 0.0;
    for (int corner = 0; corner < 8; ++corner) {
        const Eigen::Vector3f p((corner & 1) != 0 ? box.upper.x() : box.lower.x(),
                                (corner & 2) != 0 ? box.upper.y() : box.lower.y(),
                                (corner & 4) != 0 ? box.upper.z() : box.lower.z());
        depth = std::max<double>(depth, (character.photoCamera.modelToCamera * p).z());
    }
    return depth;
}

void setPosition(vtkActor& actor, const Eigen::Vector3f& at) {
    actor.SetPosition(at.x(), at.y(), at.z());
}

} // namespace

ViewportScene::ViewportScene(vtkRenderWindow& window)
    : m_window(window), m_main(makeMainRenderer()),
      m_over(makeOverRenderer(m_main->GetActiveCamera())), m_bones(makeBonesActor()),
      m_shadow(makeContactShadow()) {
    // Lines come forward; surfaces stay, because moving them costs the early depth test.
    vtkMapper::SetResolveCoincidentTopologyToPolygonOffset();
    vtkMapper::SetResolveCoincidentTopologyPolygonOffsetParameters(0.0, 0.0);
    m_window.SetNumberOfLayers(2);
    m_window.AddRenderer(m_main);
    m_window.AddRenderer(m_over);
    m_over->AddActor(m_bones);
    m_bones->VisibilityOff();
    setTheme(ViewportTheme::dark());
}

ViewportScene::~ViewportScene() {
    m_window.RemoveRenderer(m_over);
    m_window.RemoveRenderer(m_main);
}

void ViewportScene::setTheme(const ViewportTheme& theme) {
    m_theme = theme;
    m_main->RemoveActor(m_grid);
    m_grid = makeGroundGrid(theme);
    addGround();
    m_shadow->GetProperty()->SetOpacity(theme.shadowOpacity);
    m_bones->GetProperty()->SetColor(theme.bones[0], theme.bones[1], theme.bones[2]);
    setPixelRatio(m_pixelRatio);
    applyDisplay();
}

void ViewportScene::addGround() {
    for (vtkActor* actor : {m_shadow.Get(), m_grid.Get()}) {
        m_main->RemoveActor(actor);
        m_main->AddActor(actor);
    }
}

void ViewportScene::clearCharacter() {
    for (const MeshActors& actors : m_meshes) {
        actors.removeFrom(*m_main);
    }
    m_meshes.clear();
    m_uploadedParts = 0;
    m_waiting.clear();
    m_main->RemoveActor(m_backdrop);
    m_over->RemoveActor(m_veil);
    m_backdrop = nullptr;
    m_veil = nullptr;
}

void ViewportScene::setCharacter(std::shared_ptr<const ViewportCharacter> character) {
    clearCharacter();
    m_character = std::move(character);
    if (m_character) {
        for (const ViewportMesh& mesh : m_character->meshes) {
            m_waiting.push_back(&mesh);
        }
        std::stable_sort(m_waiting.begin(), m_waiting.end(), [](const auto* a, const auto* b) {
            return a->surface[0]->GetNumberOfPoints() > b->surface[0]->GetNumberOfPoints();
        });
        placePhoto();
        m_photoView = {};
    }
    applyDisplay();
}

void ViewportScene::placePhoto() {
    if (!m_character->photo || m_character->photoCamera.width <= 0) {
        return;
    }
    const double depth = farthest(*m_character) * 1.25 + 0.5;
    m_backdrop = makePhotoPlane(*m_character, depth, 1.0);
    m_veil = makePhotoPlane(*m_character, depth, m_display.photoVeil);
    m_main->AddActor(m_backdrop);
    m_over->RemoveActor(m_bones); // drawn after the veil
    m_over->AddActor(m_veil);
    m_over->AddActor(m_bones);
}

bool ViewportScene::isComplete() const {
    return m_waiting.empty() &&
           std::all_of(m_meshes.begin(), m_meshes.end(),
                       [](const MeshActors& actors) { return actors.hasFullTexture(); });
}

void ViewportScene::uploadNext() {
    if (!m_waiting.empty()) {
        const ViewportMesh& mesh = *m_waiting.front();
        m_waiting.pop_front();
        showMesh(mesh);
        return;
    }
    const auto coarse =
        std::find_if(m_meshes.begin(), m_meshes.end(),
                     [](const MeshActors& actors) { return !actors.hasFullTexture(); });
    if (coarse != m_meshes.end()) {
        coarse->uploadFullTexture(*vtkOpenGLRenderWindow::SafeDownCast(&m_window));
    }
}

bool ViewportScene::uploadHidden() {
    constexpr vtkIdType kLarge = 2000; // points; smaller ones take no time
    constexpr auto kParts = static_cast<std::size_t>(MeshActors::kParts);
    while (m_uploadedParts < m_meshes.size() * kParts) {
        MeshActors& actors = m_meshes[m_uploadedParts / kParts];
        const int part = static_cast<int>(m_uploadedParts++ % kParts);
        if (actors.mesh().surface[0]->GetNumberOfPoints() >= kLarge) {
            actors.showOnly(part);
            renderTile({0, 0, 8, 8}, 1);
            applyMesh(actors);
            return true;
        }
    }
    return false;
}

void ViewportScene::showMesh(const ViewportMesh& mesh) {
    MeshActors actors(mesh);
    actors.addTo(*m_main);
    applyMesh(actors);
    m_meshes.push_back(std::move(actors));
    addGround();
}

void ViewportScene::setDisplay(const ViewportDisplay& display) {
    if (display == m_display) {
        return;
    }
    m_display = display;
    applyDisplay();
}

bool ViewportScene::showsPhoto() const {
    return m_display.photoOverlay && m_backdrop;
}

void ViewportScene::applyMesh(MeshActors& actors) const {
    const ViewportMesh& mesh = actors.mesh();
    const bool visible = mesh.visible && !m_display.hiddenMeshes.contains(mesh.name);
    actors.setPose(m_display.shownPose());
    actors.setStyle(m_display.style, m_theme);
    actors.setLineWidth(m_pixelRatio);
    actors.show(visible, visible && m_display.wireframe);
}

void ViewportScene::applyDisplay() {
    for (MeshActors& actors : m_meshes) {
        applyMesh(actors);
    }
    if (m_character) {
        auto* mapper = static_cast<vtkPolyDataMapper*>(m_bones->GetMapper());
        mapper->SetInputData(m_character->bones[poseIndex(m_display.shownPose())]);
    }
    m_bones->SetVisibility(m_character && m_display.skeleton);
    if (m_backdrop) {
        m_backdrop->SetVisibility(showsPhoto());
        m_veil->SetVisibility(showsPhoto() && m_display.photoVeil > 0.0);
        m_veil->GetProperty()->SetOpacity(m_display.photoVeil);
    }
    applyGround();
}

void ViewportScene::applyGround() {
    const bool photo = showsPhoto();
    m_grid->SetVisibility(m_display.ground && !photo);
    m_shadow->SetVisibility(m_display.ground && !photo && m_character);
    paintBackdrop(0.0, 1.0);
    const Bounds box = m_character ? shownBounds() : Bounds{};
    setPosition(*m_grid, {0.0F, box.lower.y(), 0.0F});
    setPosition(*m_shadow, {box.center().x(), box.lower.y(), box.center().z()});
}

void ViewportScene::paintBackdrop(double from, double to) {
    const Rgb& top = showsPhoto() ? m_theme.photoSurround : m_theme.top;
    const Rgb& bottom = showsPhoto() ? m_theme.photoSurround : m_theme.bottom;
    const auto at = [&](double height, std::size_t c) {
        return std::clamp(std::lerp(bottom[c], top[c], height), 0.0, 1.0);
    };
    m_main->SetBackground(at(from, 0), at(from, 1), at(from, 2));
    m_main->SetBackground2(at(to, 0), at(to, 1), at(to, 2));
}

const Bounds& ViewportScene::shownBounds() const {
    return m_character->bounds[poseIndex(m_display.shownPose())];
}

void ViewportScene::orbit(double dx, double dy) {
    const auto [width, height] = size();
    if (showsPhoto()) {
        m_photoView.pan(dx / height, dy / height);
    } else {
        m_orbit.orbit(dx, dy, std::min(width, height));
    }
}

void ViewportScene::pan(double dx, double dy) {
    const int height = size().height;
    if (showsPhoto()) {
        m_photoView.pan(dx / height, dy / height);
    } else {
        m_isFramed = false;
        m_orbit.pan(dx, dy, height);
    }
}

void ViewportScene::zoom(double factor, double x, double y) {
    const auto [width, height] = size();
    if (showsPhoto()) {
        m_photoView.zoomAt(factor, (x - width * 0.5) / height, (y - height * 0.5) / height);
    } else {
        m_isFramed = false;
        m_orbit.zoom(factor);
    }
}

void ViewportScene::turn(double degrees) {
    if (!showsPhoto()) {
        m_orbit.yaw = std::remainder(m_orbit.yaw + degrees, 360.0);
    }
}

void ViewportScene::frame() {
    m_photoView = {};
    m_isFramed = true;
}

void ViewportScene::fitOrbit(Size window) {
    if (!m_isFramed) {
        return;
    }
    if (!m_character) {
        m_orbit.target = OrbitView{}.target;
        m_orbit.distance = OrbitView{}.distance;
        return;
    }
    const auto [width, height] = window;
    const Bounds& box = shownBounds();
    m_orbit.frame(box.lower, box.upper, static_cast<double>(width) / height);
}

void ViewportScene::setPixelRatio(double ratio) {
    m_pixelRatio = ratio;
    m_grid->GetProperty()->SetLineWidth(static_cast<float>(ratio));
    for (const MeshActors& actors : m_meshes) {
        actors.setLineWidth(ratio);
    }
}

void ViewportScene::setResolution(double share) {
    m_resolution = share;
    m_main->SetViewport(0.0, 0.0, share, share);
    m_over->SetViewport(0.0, 0.0, share, share);
}

ViewportScene::Size ViewportScene::size() const {
    const int* size = m_main->GetSize();
    return {std::max(1, size[0]), std::max(1, size[1])};
}

void ViewportScene::updateCamera(Size window) {
    vtkCamera& camera = *m_main->GetActiveCamera();
    if (showsPhoto()) {
        const auto [width, height] = window;
        applyPinhole(camera, viewportPinhole(m_character->photoCamera, m_photoView, width, height));
    } else {
        fitOrbit(window);
        applyOrbit(camera, m_orbit);
    }
    m_main->ResetCameraClippingRange();
}

void ViewportScene::render() {
    updateCamera(size());
    m_window.Render();
}

void ViewportScene::narrowTo(const Tile& tile, Size window) {
    vtkCamera& camera = *m_main->GetActiveCamera();
    const double* centre = camera.GetWindowCenter();
    const double x = ((centre[0] - 1.0) * window.width + 2.0 * tile.x) / tile.width + 1.0;
    const double y = ((centre[1] - 1.0) * window.height + 2.0 * tile.y) / tile.height + 1.0;
    const double tangent = std::tan(vtkMath::RadiansFromDegrees(camera.GetViewAngle() * 0.5));
    const double narrow = std::atan(tangent * tile.height / window.height);
    camera.SetWindowCenter(x, y);
    camera.SetViewAngle(vtkMath::DegreesFromRadians(narrow) * 2.0);
    paintBackdrop(static_cast<double>(tile.y) / window.height,
                  static_cast<double>(tile.y + tile.height) / window.height);
}

void ViewportScene::renderTile(const Tile& tile, int samples) {
    const double ratio = m_pixelRatio;
    const double resolution = m_resolution;
    const int* pixels = m_window.GetSize();
    const Size window{pixels[0], pixels[1]};
    updateCamera(window);
    narrowTo(tile, window);
    for (vtkRenderer* renderer : {m_main.Get(), m_over.Get()}) {
        renderer->SetViewport(0.0, 0.0, static_cast<double>(tile.width * samples) / window.width,
                              static_cast<double>(tile.height * samples) / window.height);
    }
    setPixelRatio(ratio * samples / resolution);
    m_window.Render();
    setPixelRatio(ratio);
    setResolution(resolution);
    paintBackdrop(0.0, 1.0);
}

} // namespace maquette
