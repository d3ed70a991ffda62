// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Cameras of the viewport: orbiting round the character, and the photo's own pinhole.

#include "core/geometry/camera.h"

class vtkCamera;

namespace maquette {

/// Looks at a point from a distance. Degrees and metres; y is up.
struct OrbitView {
    Eigen::Vector3f target{0.0F, 0.85F, 0.0F};
    double distance = 4.5; ///< 0.05 … 100
    double yaw = 0.0;      ///< 0 = the character's front, 90 = its left
    double pitch = 4.0;    ///< -89 … 89, above the horizon

    static constexpr double kViewAngle = 26.0; ///< vertical; that of a portrait lens

    /// Pixels of a drag to degrees; half the smaller side turns a quarter.
    void orbit(double dx, double dy, double viewportSide);
    /// Moves the target in the image plane by @p dx, @p dy pixels (y down) of a viewport
    /// @p viewportHeight pixels high.
    void pan(double dx, double dy, double viewportHeight);
    /// @param factor  > 1 comes closer.
    void zoom(double factor);
    /// Fits the box into a viewport of that aspect (width / height); the angles stay.
    void frame(const Eigen::Vector3f& lower, const Eigen::Vector3f& upper, double aspect);
};

void applyOrbit(vtkCamera& camera, const OrbitView& view);

/// Where the photo lies in the viewport: whole and centred at zoom 1. Lengths are in viewport
/// heights, so that the view does not depend on the resolution drawn.
struct PhotoView {
    double zoom = 1.0; ///< 0.2 … 40
    double panX = 0.0;
    double panY = 0.0;

    void pan(double dx, double dy);
    /// Zooms about a point given from the viewport's centre (y down).
    void zoomAt(double factor, double x, double y);
};

/// The pinhole that draws onto a viewport what @p photo sees, with the photo placed as @p view
/// says. Same convention as Camera: pixel (0,0) is the centre of the top left pixel.
[[nodiscard]] Camera viewportPinhole(const Camera& photo, const PhotoView& view, int width,
                                     int height);

/// Makes a vtkCamera project like a pinhole, principal point included. The viewport must have
/// the pinhole's aspect.
/// @source  vtkCamera::ComputeProjectionTransform: the window centre shifts the frustum by
///          half viewports, y up.
void applyPinhole(vtkCamera& camera, const Camera& pinhole);

} // namespace maquette
