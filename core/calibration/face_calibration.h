// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The face's part of a calibration.

#include "core/calibration/calibration_figure.h"
#include "core/calibration/face_surface.h"
#include "core/image/face_network.h"

namespace maquette {

/// Gathers where the 468 points fall, figure by figure, and averages.
class FaceCalibration {
public:
    using Table = std::array<FaceCorrespondence, kFaceLandmarks>;

    FaceCalibration(FaceNetwork& network, FaceSurface surface)
        : m_network(network), m_surface(std::move(surface)) {}

    /// @errors  Cancelled; polled once a picture.
    [[nodiscard]] Status add(const CalibrationFigure& figure, const Context& ctx);

    /// @errors  NotConverged when fewer than half of the faces were found.
    [[nodiscard]] Result<Table> table() const;

private:
    struct Sighting {
        FaceSurface::Hit hit;
        float yaw = 0; ///< degrees
    };
    struct Place {
        Eigen::Vector3f point = Eigen::Vector3f::Zero(); ///< on or near the mean shape
        float spread = 0;                                ///< metres
        bool known = false;
    };

    [[nodiscard]] static Place average(const std::vector<Sighting>& sightings, bool outline);

    FaceNetwork& m_network;
    FaceSurface m_surface;
    std::array<std::vector<Sighting>, kFaceLandmarks> m_sightings;
    /// Sum of the network's own meshes seen from the front, pixels. They are far more symmetric
    /// than the places on the skin below the points.
    Points m_frontMesh = Points::Zero(kFaceLandmarks, 3);
    int m_frontPictures = 0;
    int m_pictures = 0;
    int m_found = 0;
};

/// Each point's partner on the other side, itself on the midline: points nearest to one
/// another's mirror image, the best pairs first.
/// @param mesh  [N,3] metres, as the network sees them; the mirror is the plane x = mean.
/// @param skin  [N,3] metres, on the mean shape; the mirror is x = 0. Tells points apart that
///              the mesh has in nearly one place, such as the corners of the lips.
[[nodiscard]] std::vector<int> mirrorPartners(const Points& mesh, const Points& skin);

} // namespace maquette
