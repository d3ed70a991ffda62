// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Where the parts of a CurvePlot lie; shared by its sources alone.

#include "ui/training/curve_plot.h"

namespace maquette {

struct CurvePlot::Frame {
    QRectF inside; ///< of the axes
    PlotAxis x;
    PlotAxis y;
};

} // namespace maquette
