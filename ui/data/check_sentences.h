// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the checks of a data set found, in plain sentences.

#include "ui/data/dataset_checks.h"

#include <QStringList>

namespace maquette {

/// Whether a person or picture is in two splits, and each split that is out of balance.
[[nodiscard]] QStringList splitSentences(const DatasetChecks::Splits& splits);

/// How many pictures are double, how many odd.
[[nodiscard]] QStringList pictureSentences(const DatasetChecks::Pictures& pictures);

} // namespace maquette
