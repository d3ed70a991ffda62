// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Kinds of pictures on which a model is judged apart, to show what is hard for it.

#include "core/dataset/dataset_types.h"

#include <string>
#include <vector>

namespace maquette {

/// The groups that a made-up picture belongs to, by view, pose and clothes; of attributes that it
/// does not have there are none.
[[nodiscard]] std::vector<std::string> pictureGroups(const Attributes& attributes);

} // namespace maquette
