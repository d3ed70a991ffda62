// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/library.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/data/compressed_file.h"
#include "core/data/library_cache.h"
#include "core/data/library_files.h"
#include "core/data/macro_rules.h"
#include "core/data/rig_reader.h"
#include "core/data/skin_masks.h"
#include "core/data/slider_list.h"
#include "core/data/target_reader.h"
#include "core/data/template_builder.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <mutex>

namespace maquette {
namespace fs = std::filesystem;
namespace {

const std::string kUnitFolder = "faceunits/";
constexpr std::size_t kFilesPerPoll = 16;

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

/// MakeHuman's neutral macro targets change nothing and hold no line.
bool isNeutralTarget(const std::string& name) {
    return name.starts_with("macrodetails/universal-") &&
           name.ends_with("-averagemuscle-averageweight");
}

Result<std::map<std::string, Target>> readTargets(const LibraryFiles& files, const Context& ctx) {
    std::vector<LibraryFiles::Named> list = files.targets;
    for (const LibraryFiles::Named& unit : files.facialUnits) {
        list.push_back({kUnitFolder + unit.name, unit.path});
    }
    std::map<std::string, Target> targets;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (i % kFilesPerPoll == 0) {
            if (ctx.isCancelled()) {
                return ctx.cancelled();
            }
            ctx.report(static_cast<double>(i) / static_cast<double>(list.size()));
        }
        Result<Target> target = readTarget(list[i].path, isNeutralTarget(list[i].name));
        if (!target) {
            return fail(target.error());
        }
        targets.emplace(list[i].name, std::move(*target));
    }
    return targets;
}

/// Without a default rig there is nothing to tell limbs by.
Result<std::vector<BodyRegion>> readRegions(const LibraryFiles& files, const Template& mesh) {
    const LibraryFiles::RigFiles* standard = files.rig("default");
    if (!standard) {
        return std::vector<BodyRegion>(kBodyVertices, BodyRegion::Torso);
    }
    const Result<Rig> rig = readRig(files, *standard, mesh.groups);
    if (!rig) {
        return fail(rig.error());
    }
    return bodyRegions(*rig);
}

Result<LibraryCache> readSlowParts(const LibraryFiles& files, const Template& mesh,
                                   const Context& ctx) {
    LibraryCache parts;
    auto regions = readRegions(files, mesh);
    if (!regions) {
        return fail(regions.error());
    }
    parts.regions = std::move(*regions);
    auto skinRegions = skinRegionGroups(mesh, files.skinMasks);
    if (!skinRegions) {
        return fail(skinRegions.error());
    }
    parts.skinRegions = std::move(*skinRegions);
    auto targets = readTargets(files, ctx);
    if (!targets) {
        return fail(targets.error());
    }
    parts.targets = std::move(*targets);
    return parts;
}

bool holdsAll(const LibraryCache& parts, const LibraryFiles& files) {
    const auto& targets = parts.targets;
    return parts.regions.size() == kBodyVertices &&
           targets.size() == files.targets.size() + files.facialUnits.size() &&
           std::all_of(files.targets.begin(), files.targets.end(),
                       [&](const auto& file) { return targets.contains(file.name); });
}

/// The slow parts from the cache, else from the library's own files (and then cached).
Result<LibraryCache> loadSlowParts(const fs::path& folder, const LibraryFiles& files,
                                   std::uint64_t fingerprint, const Template& mesh,
                                   const Context& ctx) {
    const fs::path cachePath = libraryCachePath(folder);
    if (auto cached = readLibraryCache(cachePath, fingerprint);
        cached && holdsAll(*cached, files)) {
        return std::move(*cached);
    }
    Result<LibraryCache> parts = readSlowParts(files, mesh, ctx);
    if (!parts) {
        return parts;
    }
    if (const Status written = writeLibraryCache(cachePath, fingerprint, *parts); !written) {
        log::warning("The library is not cached: " + describe(written.error()));
    }
    return parts;
}

class FolderLibrary : public Library {
public:
    FolderLibrary(fs::path folder, LibraryFiles files, std::uint64_t fingerprint, Template mesh,
                  LibraryCache parts)
        : m_folder(std::move(folder)), m_files(std::move(files)), m_fingerprint(fingerprint),
          m_template(std::move(mesh)), m_base(m_template.mesh.positions),
          m_targets(std::move(parts.targets)), m_sliders(makeSliders(namesOf(m_files.targets))),
          m_facialUnits(namesOf(m_files.facialUnits)) {
        m_template.regions = std::move(parts.regions);
        m_template.groups.merge(parts.skinRegions);
        for (const Slider& slider : m_sliders) {
            m_sliderByName.emplace(slider.name, &slider);
        }
        addMacros(MacroParameters{}, m_template.mesh.positions);
    }

    const fs::path& folder() const override { return m_folder; }
    std::uint64_t fingerprint() const override { return m_fingerprint; }
    const Template& templateMesh() const override { return m_template; }
    const std::vector<Slider>& sliders() const override { return m_sliders; }
    const std::vector<std::string>& facialUnitNames() const override { return m_facialUnits; }

    std::vector<std::string> targetNames() const override {
        std::vector<std::string> names;
        for (const auto& [name, target] : m_targets) {
            names.push_back(name);
        }
        return names;
    }

    const Target* target(const std::string& name) const override {
        const auto found = m_targets.find(name);
        return found == m_targets.end() ? nullptr : &found->second;
    }

    std::vector<WeightedTarget> macroTargets(const MacroParameters& macro) const override {
        return macroWeights(macro);
    }

    Result<Points> shape(const CharacterParameters& parameters) const override {
        if (const Status status = checkMacroParameters(parameters.macro); !status) {
            return fail(status.error());
        }
        Points positions = m_base;
        addMacros(parameters.macro, positions);
        Status status = addSliders(parameters.sliders, positions);
        if (status) {
            status = addFacialUnits(parameters.facialUnits, positions);
        }
        if (!status) {
            return fail(status.error());
        }
        return positions;
    }

    std::vector<std::string> rigNames() const override {
        std::vector<std::string> names;
        for (const LibraryFiles::RigFiles& rig : m_files.rigs) {
            names.push_back(rig.name);
        }
        return names;
    }

    Result<std::shared_ptr<const Rig>> rig(const std::string& name) const override {
        const LibraryFiles::RigFiles* files = m_files.rig(name);
        if (!files) {
            return fail(ErrorCode::InvalidArgument, "The library has no rig named " + name + ".",
                        "Choose one of: " + joined(rigNames()) + ".");
        }
        const std::lock_guard lock(m_rigMutex);
        std::shared_ptr<const Rig>& known = m_rigs[name];
        if (!known) {
            Result<Rig> rig = readRig(m_files, *files, m_template.groups);
            if (!rig) {
                return fail(rig.error());
            }
            known = std::make_shared<const Rig>(std::move(*rig));
        }
        return known;
    }

private:
    static std::vector<std::string> namesOf(const std::vector<LibraryFiles::Named>& files) {
        std::vector<std::string> names;
        for (const LibraryFiles::Named& file : files) {
            names.push_back(file.name);
        }
        return names;
    }

    void addMacros(const MacroParameters& macro, Points& positions) const {
        for (const WeightedTarget& weighted : macroWeights(macro)) {
            m_targets.at(weighted.name).addTo(positions, static_cast<float>(weighted.weight));
        }
    }

    Status addSliders(const std::map<std::string, double>& values, Points& positions) const {
        for (const auto& [name, value] : values) {
            const auto found = m_sliderByName.find(name);
            if (found == m_sliderByName.end()) {
                return fail(ErrorCode::InvalidArgument, "There is no slider named " + name + ".");
            }
            const Slider& slider = *found->second;
            if (!(value >= slider.minimum && value <= slider.maximum)) {
                return outOfRange("slider " + name, value, slider.minimum, slider.maximum);
            }
            const std::string& side = value < 0.0 ? slider.negative : slider.positive;
            if (value != 0.0) {
                m_targets.at(side).addTo(positions, static_cast<float>(std::abs(value)));
            }
        }
        return {};
    }

    Status addFacialUnits(const std::map<std::string, double>& values, Points& positions) const {
        for (const auto& [name, value] : values) {
            const Target* unit = target(kUnitFolder + name);
            if (!unit) {
                return fail(ErrorCode::InvalidArgument,
                            "There is no facial unit named " + name + ".");
            }
            if (!(value >= 0.0 && value <= 1.0)) {
                return outOfRange("facial unit " + name, value, 0.0, 1.0);
            }
            unit->addTo(positions, static_cast<float>(value));
        }
        return {};
    }

    static tl::unexpected<Error> outOfRange(const std::string& what, double value, double lowest,
                                            double highest) {
        return fail(ErrorCode::InvalidArgument,
                    "The " + what + " is " + std::to_string(value) + "; it must lie between " +
                        std::to_string(static_cast<int>(lowest)) + " and " +
                        std::to_string(static_cast<int>(highest)) + ".");
    }

    fs::path m_folder;
    LibraryFiles m_files;
    std::uint64_t m_fingerprint;
    Template m_template;
    Points m_base; ///< hm08 itself, to which targets are added
    std::map<std::string, Target> m_targets;
    std::vector<Slider> m_sliders;
    std::map<std::string, const Slider*> m_sliderByName;
    std::vector<std::string> m_facialUnits;
    mutable std::mutex m_rigMutex;
    mutable std::map<std::string, std::shared_ptr<const Rig>> m_rigs;
};

} // namespace

void Target::addTo(Points& positions, float weight) const {
    // Plain pointers: this loop is where the time of a shape goes.
    float* const to = positions.data();
    const float* from = offsets.data();
    for (const int vertex : vertices) {
        float* const row = to + 3 * static_cast<std::ptrdiff_t>(vertex);
        row[0] += weight * from[0];
        row[1] += weight * from[1];
        row[2] += weight * from[2];
        from += 3;
    }
}

Skeleton Rig::skeletonFor(const Points& shape) const {
    const auto meanOf = [&shape](const std::vector<int>& vertices) -> Eigen::Vector3f {
        Eigen::RowVector3d sum = Eigen::RowVector3d::Zero();
        for (const int v : vertices) {
            sum += shape.row(v).cast<double>();
        }
        return (sum / static_cast<double>(vertices.size())).transpose().cast<float>();
    };
    Skeleton skeleton;
    skeleton.rigName = name;
    for (const BoneAnchor& anchor : bones) {
        skeleton.bones.push_back(
            {anchor.name, anchor.parent, meanOf(anchor.head), meanOf(anchor.tail)});
    }
    return skeleton;
}

fs::path Library::locate(const fs::path& requested) {
    if (!requested.empty()) {
        return requested;
    }
    if (const char* value = std::getenv("MAQUETTE_LIBRARY"); value && *value) {
        return value;
    }
    return dataFolder() / "library";
}

Result<std::shared_ptr<const Library>> Library::open(const fs::path& folder, const Context& ctx) {
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    Result<LibraryFiles> files = findLibraryFiles(folder);
    if (!files) {
        return fail(files.error());
    }
    if (const Status status = checkSliderIndex(*files); !status) {
        return fail(status.error());
    }
    const Result<BaseMesh> base = readBaseMesh(files->baseMesh);
    if (!base) {
        return fail(base.error());
    }
    Result<Template> mesh = buildTemplate(*base, files->baseMesh);
    if (!mesh) {
        return fail(mesh.error());
    }
    const std::uint64_t fingerprint = files->fingerprint();
    Result<LibraryCache> parts = loadSlowParts(folder, *files, fingerprint, *mesh, ctx);
    if (!parts) {
        return fail(parts.error());
    }
    ctx.report(1.0);
    return std::make_shared<FolderLibrary>(folder, std::move(*files), fingerprint, std::move(*mesh),
                                           std::move(*parts));
}

float bodyHeight(const Points& shape) {
    const auto heights = shape.col(1).head(kBodyVertices);
    return heights.maxCoeff() - heights.minCoeff();
}

void putOnGround(Points& shape) {
    shape.col(1).array() -= shape.col(1).head(kBodyVertices).minCoeff();
}

} // namespace maquette
