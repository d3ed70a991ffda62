// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Making a dataset of people while somebody looks on.

#include "core/synthesis/person_dataset.h"

#include <functional>

namespace maquette {

/// Called with the picture of every sample that is new, in their order, on the thread that makes
/// the dataset; CV_8UC3 BGR, to be copied by who keeps it.
using PictureWatcher = std::function<void(const cv::Mat& picture)>;

/// As makePersonDataset. @param watch  may be empty.
[[nodiscard]] Status makeWatchedDataset(std::shared_ptr<const Library> library,
                                        const std::filesystem::path& folder,
                                        const PersonDatasetOptions& options,
                                        const PictureWatcher& watch, const Context& ctx = {});

} // namespace maquette
