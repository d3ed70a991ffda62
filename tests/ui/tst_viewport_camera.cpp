// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/viewport/viewport_camera.h"

#include <gtest/gtest.h>

#include <vtkCamera.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>

#include <cmath>

namespace maquette {
namespace {

/// Where a point falls in a viewport, in pixels with (0,0) the centre of the top left one.
Eigen::Vector2d throughVtk(vtkCamera& camera, const Eigen::Vector3f& point, int width, int height) {
    const double aspect = static_cast<double>(width) / height;
    const std::array<double, 4> in{point.x(), point.y(), point.z(), 1.0};
    std::array<double, 4> out{};
    camera.GetCompositeProjectionTransformMatrix(aspect, -1.0, 1.0)
        ->MultiplyPoint(in.data(), out.data());
    return {(out[0] / out[3] + 1.0) * 0.5 * width - 0.5,
            (1.0 - out[1] / out[3]) * 0.5 * height - 0.5};
}

Camera randomCamera(Random& random) {
    Camera camera = orbitCamera({0.1F, 0.9F, -0.2F}, static_cast<float>(random.uniform(2.0, 8.0)),
                                static_cast<float>(random.uniform(-180.0, 180.0)),
                                static_cast<float>(random.uniform(-40.0, 40.0)),
                                random.uniform(400.0, 3000.0), 900, 1200);
    camera.cx += random.uniform(-300.0, 300.0);
    camera.cy += random.uniform(-300.0, 300.0);
    return camera;
}

Eigen::Vector3f randomPoint(Random& random) {
    return {static_cast<float>(random.uniform(-0.8, 0.8)),
            static_cast<float>(random.uniform(0.0, 1.8)),
            static_cast<float>(random.uniform(-0.5, 0.5))};
}

TEST(ViewportCamera, PinholeProjectsAsTheCameraDoes) {
    Random random(1);
    for (int i = 0; i < 50; ++i) {
        const Camera pinhole = randomCamera(random);
        vtkNew<vtkCamera> camera;
        applyPinhole(*camera, pinhole);
        camera->SetClippingRange(0.1, 50.0);
        Points point(1, 3);
        point.row(0) = randomPoint(random).transpose();
        const Points expected = project(pinhole, point);
        const Eigen::Vector2d seen =
            throughVtk(*camera, point.row(0).transpose(), pinhole.width, pinhole.height);
        EXPECT_NEAR(seen.x(), expected(0, 0), 0.02);
        EXPECT_NEAR(seen.y(), expected(0, 1), 0.02);
    }
}

TEST(ViewportCamera, PhotoFillsTheViewportWholeAndCentred) {
    Camera photo = orbitCamera({0, 1, 0}, 4, 0, 0, 1000, 600, 800);
    const Camera wide = viewportPinhole(photo, {}, 1600, 400);
    EXPECT_DOUBLE_EQ(wide.focal, 500.0); // half size: 800 rows into 400
    EXPECT_NEAR(wide.cx, 799.5, 1e-9);
    EXPECT_NEAR(wide.cy, 199.5, 1e-9);
    const Camera tall = viewportPinhole(photo, {}, 300, 1000);
    EXPECT_DOUBLE_EQ(tall.focal, 500.0); // 600 columns into 300
    EXPECT_NEAR(tall.cx, 149.5, 1e-9);
    EXPECT_NEAR(tall.cy, 499.5, 1e-9);
}

TEST(ViewportCamera, ZoomKeepsThePixelUnderTheCursor) {
    Camera photo = orbitCamera({0, 1, 0}, 4, 0, 0, 1000, 600, 800);
    photo.cx += 37;
    const int width = 640;
    const int height = 480;
    const Eigen::Vector2d cursor(500, 100);
    PhotoView view;
    view.pan(0.1, -0.05);
    const auto photoPixelAt = [&](const Eigen::Vector2d& at) -> Eigen::Vector2d {
        const Camera pinhole = viewportPinhole(photo, view, width, height);
        const double scale = pinhole.focal / photo.focal;
        return {photo.cx + (at.x() - pinhole.cx) / scale, photo.cy + (at.y() - pinhole.cy) / scale};
    };
    const Eigen::Vector2d before = photoPixelAt(cursor);
    view.zoomAt(2.5, (cursor.x() + 0.5 - width * 0.5) / height,
                (cursor.y() + 0.5 - height * 0.5) / height);
    const Eigen::Vector2d after = photoPixelAt(cursor);
    EXPECT_NEAR(before.x(), after.x(), 1e-6);
    EXPECT_NEAR(before.y(), after.y(), 1e-6);
    EXPECT_DOUBLE_EQ(view.zoom, 2.5);
}

TEST(ViewportCamera, ZoomStaysInItsRange) {
    PhotoView view;
    view.zoomAt(1e9, 0, 0);
    EXPECT_DOUBLE_EQ(view.zoom, 40.0);
    view.zoomAt(1e-9, 0, 0);
    EXPECT_DOUBLE_EQ(view.zoom, 0.2);
    OrbitView orbit;
    orbit.zoom(1e9);
    EXPECT_DOUBLE_EQ(orbit.distance, 0.05);
}

TEST(ViewportCamera, FramedBoxIsSeenWhole) {
    const Eigen::Vector3f lower(-0.8F, 0.0F, -0.2F);
    const Eigen::Vector3f upper(0.8F, 1.8F, 0.3F);
    for (const auto& [width, height] : {std::pair(1000, 500), std::pair(300, 900)}) {
        OrbitView view;
        view.yaw = 30;
        view.frame(lower, upper, static_cast<double>(width) / height);
        vtkNew<vtkCamera> camera;
        applyOrbit(*camera, view);
        camera->SetClippingRange(0.1, 50.0);
        for (int corner = 0; corner < 8; ++corner) {
            const Eigen::Vector3f p((corner & 1) != 0 ? upper.x() : lower.x(),
                                    (corner & 2) != 0 ? upper.y() : lower.y(),
                                    (corner & 4) != 0 ? upper.z() : lower.z());
            const Eigen::Vector2d seen = throughVtk(*camera, p, width, height);
            EXPECT_GE(seen.x(), 0.0);
            EXPECT_GE(seen.y(), 0.0);
            EXPECT_LE(seen.x(), width - 1.0);
            EXPECT_LE(seen.y(), height - 1.0);
        }
    }
}

TEST(ViewportCamera, PanMovesWhatIsSeenWithTheCursor) {
    OrbitView view;
    view.yaw = 50;
    view.pitch = 20;
    const int side = 600;
    vtkNew<vtkCamera> camera;
    applyOrbit(*camera, view);
    camera->SetClippingRange(0.1, 50.0);
    const Eigen::Vector3f anchor = view.target;
    const Eigen::Vector2d before = throughVtk(*camera, anchor, side, side);
    view.pan(40, -25, side);
    applyOrbit(*camera, view);
    const Eigen::Vector2d after = throughVtk(*camera, anchor, side, side);
    EXPECT_NEAR(after.x() - before.x(), 40.0, 0.1);
    EXPECT_NEAR(after.y() - before.y(), -25.0, 0.1);
}

TEST(ViewportCamera, OrbitNeverTurnsOver) {
    OrbitView view;
    view.orbit(0, 1e6, 100);
    EXPECT_DOUBLE_EQ(view.pitch, 89.0);
    view.orbit(0, -1e7, 100);
    EXPECT_DOUBLE_EQ(view.pitch, -89.0);
    view.orbit(100, 0, 100); // across the whole side: half a turn
    EXPECT_NEAR(std::abs(view.yaw), 180.0, 1e-9);
}

} // namespace
} // namespace maquette
