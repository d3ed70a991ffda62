// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How long making a data set will take and how large it gets, measured on a few people.

#include "ui/data/data_services.h"

namespace maquette {

struct DatasetEstimate {
    double secondsPerPerson = 0.0;
    double secondsPerPicturePerceived = 0.0; ///< 0: not perceived
    double bytesPerPerson = 0.0;

    [[nodiscard]] double seconds(const DatasetPlan& plan) const;
    [[nodiscard]] double bytes(const DatasetPlan& plan) const;
};

/// Makes a few of the plan's people in a folder that goes away. Takes some seconds.
/// @errors  those of the services; Cancelled.
/// @threading  Any thread.
[[nodiscard]] Result<DatasetEstimate> estimateDataset(const DataServices& services,
                                                      DatasetPlan plan, const CancelToken& token);

} // namespace maquette
