// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A GLB file in memory: its JSON and its one binary chunk.

#include "core/base/file.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <span>

namespace maquette {

using Json = nlohmann::ordered_json;

struct GlbFile {
    Json json;
    Bytes binary; ///< buffer 0

    /// Appends @p bytes at a multiple of four and a buffer view for them.
    /// @return  the view's index.
    int addView(std::span<const std::uint8_t> bytes);

    /// Drops the bytes that no buffer view refers to and lays views at multiples of four. Assimp
    /// leaves gaps that hold whatever was in memory.
    /// @pre  every view lies within the buffer.
    void compact();
};

/// @errors  CorruptData (not a GLB of version 2, or cut short).
/// @source  Khronos glTF 2.0 specification, section 4.4 (binary glTF layout).
[[nodiscard]] Result<GlbFile> parseGlb(std::span<const std::uint8_t> bytes);

/// @errors  TooLarge (GLB ends at 4 GiB).
[[nodiscard]] Result<Bytes> composeGlb(const GlbFile& file);

} // namespace maquette
