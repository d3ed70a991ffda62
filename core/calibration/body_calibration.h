// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The body's part of a calibration.

#include "core/calibration/calibration_figure.h"
#include "core/fit/correspondences.h"
#include "core/image/body_reader.h"

namespace maquette {

/// Gathers where the 33 points lie beside their bones, figure by figure, and averages.
class BodyCalibration {
public:
    using Table = std::array<BodyCorrespondence, kBodyLandmarks>;

    explicit BodyCalibration(BodyReader& reader) : m_reader(reader) {}

    /// Triangulates each point from seven sides.
    /// @errors  those of BodyReader::read; Cancelled, polled once a picture.
    [[nodiscard]] Status add(const CalibrationFigure& figure, const Context& ctx);

    /// @errors  NotConverged, when a point was seen on no figure.
    [[nodiscard]] Result<Table> table() const;

private:
    BodyReader& m_reader;
    std::array<std::vector<Eigen::Vector3f>, kBodyLandmarks> m_offsets; ///< metres
};

} // namespace maquette
