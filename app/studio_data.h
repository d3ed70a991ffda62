// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the Data workspace runs on.

#include "core/pipeline/reconstruct.h"
#include "ui/data/data_services.h"

namespace maquette {

/// The core's own functions. The character library is opened at the first call that needs it.
[[nodiscard]] DataServices dataServices(const ReconstructorPaths& paths);

} // namespace maquette
