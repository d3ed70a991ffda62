// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/vtk_picture.h"

#include "core/abroad/display.h"
#include "core/viewport/viewport_camera.h"
#include "core/viewport/viewport_character.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkLight.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkTexture.h>
#include <vtkUnsignedCharArray.h>

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr int kSamples = 2; ///< along each side of a pixel

/// Rows of @p points as an array, one a corner of @p triangles.
template <int kColumns, typename Matrix>
vtkSmartPointer<vtkFloatArray> perCorner(const Matrix& points, const Triangles& triangles) {
    auto array = vtkSmartPointer<vtkFloatArray>::New();
    array->SetNumberOfComponents(kColumns);
    array->SetNumberOfTuples(triangles.size());
    for (Eigen::Index corner = 0; corner < triangles.size(); ++corner) {
        array->SetTypedTuple(corner, points.row(triangles.data()[corner]).data());
    }
    return array;
}

/// Corners are not shared, so that UV seams need no care.
vtkSmartPointer<vtkPolyData> polyData(const SceneMesh& mesh) {
    const Points normals = vertexNormals(mesh.positions, mesh.triangles);
    vtkNew<vtkPoints> points;
    points->SetData(perCorner<3>(mesh.positions, mesh.triangles));
    vtkNew<vtkCellArray> cells;
    for (vtkIdType first = 0; first < mesh.triangles.size(); first += 3) {
        cells->InsertNextCell({first, first + 1, first + 2});
    }
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->SetPolys(cells);
    data->GetPointData()->SetNormals(perCorner<3>(normals, mesh.triangles));
    if (mesh.uvTriangles.rows() > 0) {
        data->GetPointData()->SetTCoords(perCorner<2>(mesh.uvs, mesh.uvTriangles));
    }
    return data;
}

vtkSmartPointer<vtkActor> actorOf(vtkPolyData* data) {
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(data);
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    return actor;
}

void setColor(vtkActor& actor, const Tint& color) {
    actor.GetProperty()->SetColor(color.x(), color.y(), color.z());
}

/// Draws it in one colour, without any shading.
void flatten(vtkActor& actor, const Tint& color) {
    actor.SetTexture(nullptr);
    actor.GetProperty()->LightingOff();
    setColor(actor, color);
}

vtkSmartPointer<vtkActor> figureActor(const SceneMesh& mesh, vtkPolyData* data,
                                      const PlainSetting& setting) {
    auto actor = actorOf(data);
    setColor(*actor, mesh.material.baseFactor.head<3>());
    if (!mesh.material.baseColor.empty()) {
        constexpr int kLargest = 4096; // pixels
        vtkNew<vtkTexture> texture;
        texture->SetInputData(toImageData(mesh.material.baseColor, kLargest));
        texture->SetColorModeToDirectScalars();
        texture->InterpolateOn();
        texture->MipmapOn();
        actor->SetTexture(texture);
    }
    actor->GetProperty()->SetAmbient(setting.ambient);
    actor->GetProperty()->SetDiffuse(1.0);
    actor->GetProperty()->SetSpecular(setting.gloss);
    actor->GetProperty()->SetSpecularPower(20.0);
    return actor;
}

/// The figure flattened onto the floor along @p toLight.
vtkSmartPointer<vtkActor> shadowActor(vtkPolyData* data, const Vector3f& toLight,
                                      const Tint& floor) {
    constexpr double kLift = 0.002; // metres above the floor
    vtkNew<vtkMatrix4x4> project;
    project->SetElement(0, 1, -toLight.x() / toLight.y());
    project->SetElement(1, 1, 0.0);
    project->SetElement(1, 3, kLift);
    project->SetElement(2, 1, -toLight.z() / toLight.y());
    auto actor = actorOf(data);
    actor->SetUserMatrix(project);
    flatten(*actor, floor * 0.65F);
    return actor;
}

vtkSmartPointer<vtkActor> floorActor(const Tint& color) {
    constexpr float kHalf = 60.0F; // metres
    SceneMesh floor;
    floor.positions.resize(4, 3);
    floor.positions << -kHalf, 0, kHalf, kHalf, 0, kHalf, kHalf, 0, -kHalf, -kHalf, 0, -kHalf;
    floor.triangles.resize(2, 3);
    floor.triangles << 0, 1, 2, 0, 2, 3;
    auto actor = actorOf(polyData(floor));
    flatten(*actor, color);
    return actor;
}

void addLights(vtkRenderer& renderer, const std::vector<PlainLight>& lights) {
    renderer.AutomaticLightCreationOff();
    for (const PlainLight& light : lights) {
        vtkNew<vtkLight> lamp;
        lamp->SetLightTypeToSceneLight();
        lamp->PositionalOff();
        lamp->SetPosition(light.toLight.x(), light.toLight.y(), light.toLight.z());
        lamp->SetFocalPoint(0.0, 0.0, 0.0);
        lamp->SetColor(light.color.x(), light.color.y(), light.color.z());
        renderer.AddLight(lamp);
    }
}

vtkSmartPointer<vtkRenderWindow> hiddenWindow(int width, int height) {
    auto window = vtkSmartPointer<vtkRenderWindow>::New();
    window->SetOffScreenRendering(1);
    window->SetMultiSamples(0);
    window->SetSize(width, height);
    return window;
}

/// The pixels of the window, one for every kSamples squared.
cv::Mat readPixels(vtkRenderWindow& window) {
    const int width = window.GetSize()[0];
    const int height = window.GetSize()[1];
    vtkNew<vtkUnsignedCharArray> pixels;
    window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, pixels);
    const cv::Mat rgba(height, width, CV_8UC4, pixels->GetPointer(0));
    cv::Mat image;
    cv::cvtColor(rgba, image, cv::COLOR_RGBA2BGR);
    cv::flip(image, image, 0);
    cv::resize(image, image, {width / kSamples, height / kSamples}, 0.0, 0.0, cv::INTER_AREA);
    return image;
}

/// The figure and what lies round it.
struct Stage {
    vtkNew<vtkRenderer> renderer;
    std::vector<vtkSmartPointer<vtkActor>> figure;
    std::vector<vtkSmartPointer<vtkActor>> surroundings;
};

void furnish(Stage& stage, const std::vector<SceneMesh>& meshes, const PlainSetting& setting) {
    if (setting.floor) {
        stage.surroundings.push_back(floorActor(*setting.floor));
    }
    for (const SceneMesh& mesh : meshes) {
        const auto data = polyData(mesh);
        stage.figure.push_back(figureActor(mesh, data, setting));
        if (setting.floor) {
            const Vector3f& toLight = setting.lights.front().toLight;
            stage.surroundings.push_back(shadowActor(data, toLight, *setting.floor));
        }
    }
    for (const auto* actors : {&stage.figure, &stage.surroundings}) {
        for (const auto& actor : *actors) {
            stage.renderer->AddActor(actor);
        }
    }
    addLights(*stage.renderer, setting.lights);
    stage.renderer->GradientBackgroundOn();
    stage.renderer->SetBackground(setting.bottom.x(), setting.bottom.y(), setting.bottom.z());
    stage.renderer->SetBackground2(setting.top.x(), setting.top.y(), setting.top.z());
}

/// White on black: the figure alone.
void showCoverage(const Stage& stage) {
    for (const auto& actor : stage.figure) {
        flatten(*actor, {1.0F, 1.0F, 1.0F});
    }
    for (const auto& actor : stage.surroundings) {
        actor->VisibilityOff();
    }
    stage.renderer->GradientBackgroundOff();
    stage.renderer->SetBackground(0.0, 0.0, 0.0);
}

} // namespace

Result<VtkStudio> VtkStudio::open() {
    const std::string advice = "Run the command under xvfb-run.";
    auto display = connectToDisplay();
    if (!display) {
        return fail(ErrorCode::MissingData, "There is no display to draw on.", advice);
    }
    if (hiddenWindow(8, 8)->SupportsOpenGL() == 0) {
        return fail(ErrorCode::MissingData, "The display offers no OpenGL to draw with.", advice);
    }
    return VtkStudio(std::move(display));
}

VtkPicture VtkStudio::draw(const std::vector<SceneMesh>& meshes, const Camera& camera,
                           const PlainSetting& setting) const {
    Stage stage;
    furnish(stage, meshes, setting);
    const Camera fine = camera.scaled(kSamples);
    const auto window = hiddenWindow(fine.width, fine.height);
    window->AddRenderer(stage.renderer);
    applyPinhole(*stage.renderer->GetActiveCamera(), fine);
    stage.renderer->ResetCameraClippingRange();
    window->Render();
    VtkPicture picture;
    picture.image = readPixels(*window);
    showCoverage(stage);
    window->Render();
    cv::extractChannel(readPixels(*window), picture.mask, 0);
    return picture;
}

} // namespace maquette
