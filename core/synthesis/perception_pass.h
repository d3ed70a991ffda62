// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the perception networks see in a dataset's pictures, stored beside them.

#include "core/dataset/dataset.h"
#include "core/image/subject.h"

namespace maquette {

inline constexpr const char* kPerceptionTable = "perception";

/// Fields of a record of kPerceptionTable.
struct PerceptionFields {
    FieldRef<float> presence;          ///< [1] 0 … 1; 0: nobody was found and the rest is zero
    FieldRef<float> box;               ///< [4] left, top, width, height, pixels of image
    FieldRef<float> body;              ///< [33,4] x, y and depth in pixels of image, visibility
    FieldRef<float> world;             ///< [33,3] metres, camera axes
    FieldRef<std::uint8_t> coarseMask; ///< [128,128]
    FieldRef<float> maskPlace;         ///< [3] left, top, side, pixels of image
    FieldRef<float> faceScore;         ///< [1] 0 … 1; 0: no face was found
    FieldRef<float> face;              ///< [468,3] pixels of image

    /// @errors  MissingData, InvalidArgument: another pass.
    [[nodiscard]] static Result<PerceptionFields> of(const Schema& schema);
};

/// The person of a record; nothing where nobody was found.
[[nodiscard]] std::optional<Person> seenPerson(const PerceptionFields& fields,
                                               const RecordView& record);

/// Looks at every sample that has not been looked at: the body networks at its picture, the face
/// networks at that of the head. May be stopped at any time and called again.
/// @param models  folder of the networks; empty: dataFolder()/models.
/// @errors  those of DatasetWriter::resume and Dataset::open; MissingData (networks); Cancelled.
/// @threading  Polls @p ctx once a batch of about a second.
[[nodiscard]] Status runPerceptionPass(const std::filesystem::path& dataset,
                                       const std::filesystem::path& models, int threads,
                                       const Context& ctx = {});

} // namespace maquette
