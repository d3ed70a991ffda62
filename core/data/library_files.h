// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which files make up a library folder, in MPFB's layout or in MakeHuman's own.

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace maquette {

struct LibraryFiles {
    struct Named {
        std::string name;
        std::filesystem::path path;
    };
    struct RigFiles {
        std::string name;
        std::filesystem::path rig; ///< rig.<name>.json (MPFB) or <name>.mhskel (MakeHuman)
        /// weights.<name>.json; of the default rig where a rig has none. Empty for .mhskel, which
        /// names its own.
        std::filesystem::path weights;
    };

    std::filesystem::path baseMesh;
    std::optional<std::filesystem::path> sliderIndex; ///< target.json; MakeHuman has none
    std::vector<Named> targets;     ///< by name, e.g. "nose/nose-hump-incr"; no genital ones
    std::vector<Named> facialUnits; ///< by ARKit name
    std::vector<RigFiles> rigs;     ///< by name
    std::vector<Named> skinMasks;   ///< "lips" …: images in UV space; MakeHuman has none

    [[nodiscard]] const RigFiles* rig(const std::string& name) const; ///< null when absent

    /// Of every file's path, size and time of change: a copy in the cache is good while it holds.
    [[nodiscard]] std::uint64_t fingerprint() const;
};

/// Lists a library folder (see Library::open). Reads no file.
/// @errors  MissingData naming the base mesh, the targets folder, a macro target or a facial
///          unit that is not there.
[[nodiscard]] Result<LibraryFiles> findLibraryFiles(const std::filesystem::path& folder);

/// The 52 facial action units that ARKit names, in alphabetical order.
[[nodiscard]] const std::vector<std::string>& arkitUnitNames();

/// True for targets, groups and masks that are left out everywhere.
[[nodiscard]] bool isGenitalName(const std::string& name);

} // namespace maquette
