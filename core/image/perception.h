// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the perception networks see in a photo. OpenCV dnn; models fetched at set-up.

#include "core/base/context.h"
#include "core/image/subject.h"

#include <memory>

namespace maquette {

struct PerceptionOptions {
    MaskQuality quality = MaskQuality::Fast; ///< Best: heavy pose model and the large U2-Net
    int personIndex = 0;                     ///< 0 = the largest
    bool hands = true;
};

/// Holds the networks, loaded lazily. Not thread-safe: one perceive() at a time.
class Perception {
public:
    /// @param folder  of *.onnx files; empty: dataFolder()/models.
    /// @errors  MissingData, CorruptData, naming the file and what to do.
    [[nodiscard]] static Result<std::unique_ptr<Perception>>
    open(const std::filesystem::path& folder = {}, const Context& ctx = {});

    virtual ~Perception() = default;

    /// Person, 33 body points with depth, soft mask, face and hands. Alpha wins over the mask
    /// networks. With nobody found the Subject has no person and a warning says what to do;
    /// the mask is then U2-Net's of the whole frame.
    /// Landmarks are in pixels of the photo at its full size. Face and hands are read for the
    /// chosen person only. A personIndex that does not exist gives the largest and a warning.
    /// Polls @p ctx between networks (at most about 0.4 s, 1 s for Best).
    /// @errors  Cancelled, CorruptData, MissingData, OutOfMemory, InvalidArgument (empty photo).
    [[nodiscard]] virtual Result<Subject>
    perceive(Photo photo, const PerceptionOptions& options = {}, const Context& ctx = {}) = 0;
};

} // namespace maquette
