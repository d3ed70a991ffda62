// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the studio trains with.

#include "ui/engine/training_services.h"

namespace maquette {

/// The core's own functions on LibTorch. The library is located as Library::locate() does; where
/// @p library is not empty it is taken from there.
[[nodiscard]] TrainingServices trainingServices(const std::filesystem::path& library = {});

} // namespace maquette
