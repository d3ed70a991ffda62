// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_actors.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkShaderProperty.h>
#include <vtkTexture.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

constexpr int kPreviewSide = 256; // pixels

/// The level that is shown while the whole texture is uploaded; null without a texture.
vtkImageData* previewOf(const TextureLevels& levels) {
    const auto small = std::find_if(levels.begin(), levels.end(), [](const auto& level) {
        return std::max(level->GetDimensions()[0], level->GetDimensions()[1]) <= kPreviewSide;
    });
    return small == levels.end() ? nullptr : *small;
}

vtkSmartPointer<vtkTexture> makeTexture(vtkImageData* image) {
    if (image == nullptr) {
        return nullptr;
    }
    auto texture = vtkSmartPointer<vtkTexture>::New();
    texture->SetInputData(image);
    texture->SetColorModeToDirectScalars();
    texture->InterpolateOn();
    texture->MipmapOn();
    texture->SetWrap(vtkTexture::ClampToEdge);
    return texture;
}

vtkSmartPointer<vtkPolyDataMapper> makeMapper(vtkPolyData* data = nullptr) {
    auto mapper = vtkSmartPointer<vtkPolyDataMapper>::New();
    mapper->SetInputData(data);
    mapper->ScalarVisibilityOff();
    mapper->StaticOn();
    return mapper;
}

/// Everything is drawn in VTK's opaque pass, where alpha still blends: its translucent pass goes
/// through screen-sized buffers and doubled the time of a frame. What blends is added last.
vtkSmartPointer<vtkActor> makeActor() {
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(makeMapper());
    actor->PickableOff();
    actor->ForceOpaqueOn();
    return actor;
}

vtkSmartPointer<vtkActor> makeUnlitActor() {
    auto actor = makeActor();
    actor->GetProperty()->LightingOff();
    actor->GetProperty()->SetAmbient(1.0);
    actor->GetProperty()->SetDiffuse(0.0);
    return actor;
}

/// Cards of hair and lashes: drawn with holes, so that no sorting is needed.
void cutOut(vtkActor& actor) {
    actor.GetShaderProperty()->AddFragmentShaderReplacement(
        "//VTK::TCoord::Impl", true,
        "//VTK::TCoord::Impl\n  if (gl_FragData[0].a < 0.5) { discard; }\n", false);
}

vtkSmartPointer<vtkActor> makeSurfaceActor(const ViewportMesh& mesh) {
    auto actor = makeActor();
    actor->GetProperty()->SetInterpolationToPhong();
    actor->GetProperty()->SetBackfaceCulling(!mesh.doubleSided);
    if (mesh.alphaCutout) {
        cutOut(*actor);
    }
    return actor;
}

vtkSmartPointer<vtkActor> makeEdgesActor() {
    auto actor = makeUnlitActor();
    // Towards the eye by a few depth steps, or the surface would swallow half of each line.
    vtkMapper* mapper = actor->GetMapper();
    mapper->SetRelativeCoincidentTopologyLineOffsetParameters(0.0, -6.0);
    actor->GetProperty()->SetOpacity(0.45);
    return actor;
}

/// Textured surfaces are lit gently, because photos carry light of their own.
void lightTextured(vtkProperty& property, const ViewportMesh& mesh) {
    const double gloss = 1.0 - std::clamp(mesh.roughness, 0.0, 1.0);
    property.SetAmbient(0.42);
    property.SetDiffuse(0.62);
    property.SetSpecular(0.5 * gloss * gloss);
    property.SetSpecularPower(4.0 + 60.0 * gloss * gloss);
    property.SetOpacity(mesh.color[3]);
    const bool hasTexture = !mesh.texture.empty();
    property.SetColor(hasTexture ? 1.0 : mesh.color[0], hasTexture ? 1.0 : mesh.color[1],
                      hasTexture ? 1.0 : mesh.color[2]);
}

void lightClay(vtkProperty& property, const ViewportTheme& theme) {
    property.SetAmbient(0.16);
    property.SetDiffuse(0.86);
    property.SetSpecular(0.08);
    property.SetSpecularPower(18.0);
    property.SetOpacity(1.0);
    property.SetColor(theme.clay[0], theme.clay[1], theme.clay[2]);
}

vtkSmartPointer<vtkPolyData> quad(const std::array<Eigen::Vector3f, 4>& corners) {
    constexpr std::array<std::array<float, 2>, 4> kUv{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}};
    auto points = vtkSmartPointer<vtkPoints>::New();
    auto uv = vtkSmartPointer<vtkFloatArray>::New();
    uv->SetNumberOfComponents(2);
    auto cells = vtkSmartPointer<vtkCellArray>::New();
    cells->InsertNextCell(4);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        cells->InsertCellPoint(points->InsertNextPoint(corners[i].data()));
        uv->InsertNextTuple(kUv[i].data());
    }
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetPolys(cells);
    data->GetPointData()->SetTCoords(uv);
    return data;
}

void setInput(vtkActor& actor, vtkPolyData* data) {
    static_cast<vtkPolyDataMapper*>(actor.GetMapper())->SetInputData(data);
}

/// Grid lines in short pieces, so that the fade follows the circle.
class GridLines {
public:
    explicit GridLines(const ViewportTheme& theme) : m_theme(theme) {
        m_colors->SetNumberOfComponents(4);
    }

    void addLine(const Eigen::Vector3f& from, const Eigen::Vector3f& to, double strength) {
        constexpr int kPieces = 32;
        m_cells->InsertNextCell(kPieces + 1);
        for (int i = 0; i <= kPieces; ++i) {
            const Eigen::Vector3f p = from + (to - from) * (static_cast<float>(i) / kPieces);
            m_cells->InsertCellPoint(m_points->InsertNextPoint(p.data()));
            addColor(p.norm(), strength);
        }
    }

    [[nodiscard]] vtkSmartPointer<vtkPolyData> take() const {
        auto data = vtkSmartPointer<vtkPolyData>::New();
        data->SetPoints(m_points);
        data->SetLines(m_cells);
        data->GetPointData()->SetScalars(m_colors);
        return data;
    }

private:
    void addColor(double radius, double strength) {
        constexpr double kRadius = 2.0; // metres
        const double fade = std::clamp(1.0 - radius / kRadius, 0.0, 1.0);
        const double alpha = m_theme.groundOpacity * strength * fade;
        for (const double c : m_theme.ground) {
            m_colors->InsertNextValue(static_cast<unsigned char>(std::lround(c * 255.0)));
        }
        m_colors->InsertNextValue(static_cast<unsigned char>(std::lround(alpha * 255.0)));
    }

    const ViewportTheme& m_theme;
    vtkSmartPointer<vtkPoints> m_points = vtkSmartPointer<vtkPoints>::New();
    vtkSmartPointer<vtkCellArray> m_cells = vtkSmartPointer<vtkCellArray>::New();
    vtkSmartPointer<vtkUnsignedCharArray> m_colors = vtkSmartPointer<vtkUnsignedCharArray>::New();
};

vtkSmartPointer<vtkImageData> radialShadow() {
    constexpr int kSide = 64;
    auto image = vtkSmartPointer<vtkImageData>::New();
    image->SetDimensions(kSide, kSide, 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    auto* out = static_cast<unsigned char*>(image->GetScalarPointer());
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            const double dx = (x + 0.5) / kSide * 2.0 - 1.0;
            const double dy = (y + 0.5) / kSide * 2.0 - 1.0;
            const double inside = std::clamp(1.0 - std::hypot(dx, dy), 0.0, 1.0);
            const double smooth = inside * inside * (3.0 - 2.0 * inside);
            out = std::fill_n(out, 3, static_cast<unsigned char>(0));
            *out++ = static_cast<unsigned char>(std::lround(smooth * 255.0));
        }
    }
    return image;
}

} // namespace

ViewportTheme ViewportTheme::dark() {
    return {};
}

ViewportTheme ViewportTheme::light() {
    ViewportTheme theme;
    theme.top = {0.80, 0.80, 0.80};
    theme.bottom = {0.60, 0.60, 0.60};
    theme.photoSurround = {0.66, 0.66, 0.66};
    theme.ground = {0.28, 0.28, 0.28};
    theme.clay = {0.76, 0.76, 0.76};
    theme.bones = {0.85, 0.50, 0.12};
    theme.shadowOpacity = 0.28;
    return theme;
}

MeshActors::MeshActors(const ViewportMesh& mesh)
    : m_mesh(mesh), m_surface(makeSurfaceActor(mesh)), m_edges(makeEdgesActor()),
      m_texture(makeTexture(previewOf(mesh.texture))), m_hasFullTexture(mesh.texture.empty()),
      m_cutout(makeTexture(mesh.cutout)) {
    for (std::size_t pose = 0; pose < 2; ++pose) {
        m_surfaceMappers[pose] = makeMapper(mesh.surface[pose]);
        m_edgeMappers[pose] = makeMapper(mesh.edges[pose]);
    }
    setPose(CharacterPose::Rest);
}

void MeshActors::uploadFullTexture(vtkOpenGLRenderWindow& window) {
    if (!m_upload) {
        m_upload.emplace(m_mesh.texture);
    }
    if (m_upload->step(window)) {
        return;
    }
    const auto full = m_upload->texture();
    if (m_surface->GetTexture() == m_texture) {
        m_surface->SetTexture(full);
    }
    m_texture = full;
    m_upload.reset();
    m_hasFullTexture = true;
}

void MeshActors::addTo(vtkRenderer& renderer) const {
    renderer.AddActor(m_surface);
    renderer.AddActor(m_edges);
}

void MeshActors::removeFrom(vtkRenderer& renderer) const {
    renderer.RemoveActor(m_surface);
    renderer.RemoveActor(m_edges);
}

void MeshActors::setPose(CharacterPose pose) {
    m_surface->SetMapper(m_surfaceMappers[poseIndex(pose)]);
    m_edges->SetMapper(m_edgeMappers[poseIndex(pose)]);
}

void MeshActors::showOnly(int part) {
    setPose(part % 2 == 0 ? CharacterPose::Rest : CharacterPose::Photo);
    show(part < 2, part >= 2);
}

void MeshActors::setStyle(SurfaceStyle style, const ViewportTheme& theme) {
    if (style == SurfaceStyle::Textured) {
        m_surface->SetTexture(m_texture);
        lightTextured(*m_surface->GetProperty(), m_mesh);
    } else {
        m_surface->SetTexture(m_cutout);
        lightClay(*m_surface->GetProperty(), theme);
    }
    m_edges->GetProperty()->SetColor(theme.edges[0], theme.edges[1], theme.edges[2]);
}

void MeshActors::setLineWidth(double pixels) const {
    constexpr double kThin = 0.5; // quads are small; OpenGL draws at least one pixel
    m_edges->GetProperty()->SetLineWidth(static_cast<float>(pixels * kThin));
}

void MeshActors::show(bool surface, bool edges) const {
    m_surface->SetVisibility(surface);
    m_edges->SetVisibility(edges);
}

vtkSmartPointer<vtkActor> makeBonesActor() {
    auto actor = makeActor();
    actor->GetProperty()->SetAmbient(0.35);
    actor->GetProperty()->SetDiffuse(0.7);
    return actor;
}

vtkSmartPointer<vtkActor> makeGroundGrid(const ViewportTheme& theme) {
    constexpr int kHalf = 8;       // lines on each side of the middle
    constexpr float kStep = 0.25F; // metres
    GridLines lines(theme);
    const float reach = kHalf * kStep;
    for (int i = -kHalf; i <= kHalf; ++i) {
        const float at = static_cast<float>(i) * kStep;
        const double strength = i % 4 == 0 ? 1.0 : 0.45; // whole metres stand out
        lines.addLine({at, 0.0F, -reach}, {at, 0.0F, reach}, strength);
        lines.addLine({-reach, 0.0F, at}, {reach, 0.0F, at}, strength);
    }
    auto actor = makeUnlitActor();
    setInput(*actor, lines.take());
    actor->GetMapper()->ScalarVisibilityOn();
    actor->GetMapper()->SetColorModeToDirectScalars();
    return actor;
}

vtkSmartPointer<vtkActor> makeContactShadow() {
    constexpr float kHalf = 0.5F; // metres
    constexpr float kLift = 0.0005F;
    auto actor = makeUnlitActor();
    setInput(*actor, quad({Eigen::Vector3f{-kHalf, kLift, kHalf},
                           {kHalf, kLift, kHalf},
                           {kHalf, kLift, -kHalf},
                           {-kHalf, kLift, -kHalf}}));
    actor->SetTexture(makeTexture(radialShadow()));
    return actor;
}

vtkSmartPointer<vtkActor> makePhotoPlane(const ViewportCharacter& character, double depth,
                                         double opacity) {
    const Camera& camera = character.photoCamera;
    const Eigen::Affine3f toModel = camera.modelToCamera.inverse(Eigen::Isometry);
    const auto corner = [&](double x, double y) -> Eigen::Vector3f {
        const Eigen::Vector3d ray((x - camera.cx) / camera.focal, (y - camera.cy) / camera.focal,
                                  1);
        return toModel * Eigen::Vector3f((ray * depth).cast<float>());
    };
    const double right = camera.width - 0.5;
    const double bottom = camera.height - 0.5;
    auto actor = makeUnlitActor();
    setInput(*actor, quad({corner(-0.5, bottom), corner(right, bottom), corner(right, -0.5),
                           corner(-0.5, -0.5)}));
    actor->SetTexture(makeTexture(character.photo));
    actor->GetProperty()->SetOpacity(opacity);
    return actor;
}

} // namespace maquette
