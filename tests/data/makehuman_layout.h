// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The library as MakeHuman itself ships it.

#include "core/data/compressed_file.h"
#include "tests/data/library_copy.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace maquette::test {

/// Turns MPFB's rig and weights into MakeHuman's default.mhskel and default_weights.mhw.
inline void writeMakeHumanRig(const LibraryCopy& copy, const Rig& rig) {
    nlohmann::json skeleton;
    for (const Rig::BoneAnchor& bone : rig.bones) {
        const std::string head = bone.name + "____head";
        const std::string tail = bone.name + "____tail";
        nlohmann::json& entry = skeleton["bones"][bone.name];
        entry = {{"head", head}, {"tail", tail}, {"parent", nullptr}, {"reference", nullptr}};
        if (bone.parent >= 0) {
            entry["parent"] = rig.bones[bone.parent].name;
        }
        skeleton["joints"][head] = bone.head;
        skeleton["joints"][tail] = bone.tail;
    }
    skeleton["weights_file"] = "default_weights.mhw";
    copy.replace("rigs/default.mhskel", skeleton.dump());
    std::filesystem::create_symlink(std::filesystem::canonical(Library::locate()) /
                                        "mpfb2/rigs/standard/weights.default.json",
                                    copy.file("rigs/default_weights.mhw"));
}

/// MakeHuman ships its targets as plain text.
inline void unpackTargets(const LibraryCopy& copy, const std::string& folder) {
    std::vector<std::filesystem::path> packed;
    copy.open("targets/" + folder);
    for (const auto& entry : std::filesystem::directory_iterator(copy.file("targets/" + folder))) {
        if (entry.path().extension() == ".gz") {
            packed.push_back(entry.path());
        }
    }
    for (std::filesystem::path path : packed) {
        const Result<std::string> text = readLibraryText(path);
        ASSERT_TRUE(text);
        std::filesystem::remove(path);
        ASSERT_TRUE(writeFile(path.replace_extension(), *text));
    }
}

/// @param copy  of the library's mpfb2 folder.
inline void arrangeAsMakeHuman(const LibraryCopy& copy) {
    for (const char* folder : {"mesh_metadata", "textures", "rigs", "targets/target.json"}) {
        copy.remove(folder); // MPFB's alone
    }
    const auto rig = installedLibrary().rig("default");
    ASSERT_TRUE(rig) << describe(rig.error());
    writeMakeHumanRig(copy, **rig);
    for (const char* folder : {"nose", "asym", "macrodetails", "genitals"}) {
        unpackTargets(copy, folder);
    }
}

} // namespace maquette::test
