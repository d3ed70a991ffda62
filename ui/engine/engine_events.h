// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the workers tell the window: plain values, detached from whatever made them.

#include "ui/engine/reconstruction_job.h"

#include <QStringList>

#include <variant>

namespace maquette {

/// Stamps a request; an event with another stamp than the latest request's is stale.
using Generation = std::uint64_t;

struct EngineLoading {
    Generation generation = 0;
    double fraction = 0.0;
    QString stage;
};

struct EngineOpened {
    Generation generation = 0;
    Result<std::shared_ptr<Reconstructor>> engine;
    QStringList rigs;
};

struct JobProgress {
    Generation generation = 0;
    PhotoId photo = 0;
    double fraction = 0.0;
    QString stage;
};

struct JobFinished {
    Generation generation = 0;
    PhotoId photo = 0;
    Result<std::shared_ptr<const JobResult>> result; ///< Cancelled is an error of its own code
};

struct ExportProgress {
    Generation generation = 0;
    double fraction = 0.0;
};

struct ExportFinished {
    Generation generation = 0;
    QString file;
    Status status;
};

struct ThumbnailMade {
    PhotoId photo = 0;
    QImage image; ///< null when it cannot be read; the job will say why
};

struct PhotosCollected {
    QStringList files;
};

using EngineEvent = std::variant<EngineLoading, EngineOpened, JobProgress, JobFinished,
                                 ExportProgress, ExportFinished, ThumbnailMade, PhotosCollected>;

} // namespace maquette
