// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/rig_table.h"

#include <array>
#include <utility>
#include <vector>

namespace maquette {
namespace {

/// Names with '#' stand for a left and a right bone.
using Table = std::vector<std::pair<const char*, const char*>>;

const Table& gameEngine() {
    static const Table table = {{"Root", "root"},
                                {"pelvis", "root"},
                                {"spine_01", "spine05"},
                                {"spine_02", "spine03"},
                                {"spine_03", "spine01"},
                                {"neck_01", "neck02"},
                                {"head", "head"},
                                {"clavicle_#", "clavicle.#"},
                                {"upperarm_#", "upperarm01.#"},
                                {"lowerarm_#", "lowerarm01.#"},
                                {"hand_#", "wrist.#"},
                                {"thigh_#", "upperleg01.#"},
                                {"calf_#", "lowerleg01.#"},
                                {"foot_#", "foot.#"},
                                {"ball_#", "toe2-1.#"},
                                {"thumb_01_#", "finger1-1.#"},
                                {"thumb_02_#", "finger1-2.#"},
                                {"thumb_03_#", "finger1-3.#"},
                                {"index_01_#", "finger2-1.#"},
                                {"index_02_#", "finger2-2.#"},
                                {"index_03_#", "finger2-3.#"},
                                {"middle_01_#", "finger3-1.#"},
                                {"middle_02_#", "finger3-2.#"},
                                {"middle_03_#", "finger3-3.#"},
                                {"ring_01_#", "finger4-1.#"},
                                {"ring_02_#", "finger4-2.#"},
                                {"ring_03_#", "finger4-3.#"},
                                {"pinky_01_#", "finger5-1.#"},
                                {"pinky_02_#", "finger5-2.#"},
                                {"pinky_03_#", "finger5-3.#"}};
    return table;
}

const Table& mixamo() {
    static const Table table = {{"mixamorig:Hips", "root"},
                                {"mixamorig:Spine", "spine05"},
                                {"mixamorig:Spine1", "spine03"},
                                {"mixamorig:Spine2", "spine01"},
                                {"mixamorig:Neck", "neck02"},
                                {"mixamorig:Head", "head"},
                                {"mixamorig:#Shoulder", "clavicle.#"},
                                {"mixamorig:#Arm", "upperarm01.#"},
                                {"mixamorig:#ForeArm", "lowerarm01.#"},
                                {"mixamorig:#Hand", "wrist.#"},
                                {"mixamorig:#UpLeg", "upperleg01.#"},
                                {"mixamorig:#Leg", "lowerleg01.#"},
                                {"mixamorig:#Foot", "foot.#"},
                                {"mixamorig:#ToeBase", "toe2-1.#"},
                                {"mixamorig:#HandThumb1", "finger1-1.#"},
                                {"mixamorig:#HandThumb2", "finger1-2.#"},
                                {"mixamorig:#HandThumb3", "finger1-3.#"},
                                {"mixamorig:#HandIndex1", "finger2-1.#"},
                                {"mixamorig:#HandIndex2", "finger2-2.#"},
                                {"mixamorig:#HandIndex3", "finger2-3.#"},
                                {"mixamorig:#HandMiddle1", "finger3-1.#"},
                                {"mixamorig:#HandMiddle2", "finger3-2.#"},
                                {"mixamorig:#HandMiddle3", "finger3-3.#"},
                                {"mixamorig:#HandRing1", "finger4-1.#"},
                                {"mixamorig:#HandRing2", "finger4-2.#"},
                                {"mixamorig:#HandRing3", "finger4-3.#"},
                                {"mixamorig:#HandPinky1", "finger5-1.#"},
                                {"mixamorig:#HandPinky2", "finger5-2.#"},
                                {"mixamorig:#HandPinky3", "finger5-3.#"}};
    return table;
}

const Table& cmu() {
    static const Table table = {{"Hips", "root"},
                                {"LowerBack", "spine05"},
                                {"Spine", "spine03"},
                                {"Spine1", "spine01"},
                                {"Neck", "neck01"},
                                {"Neck1", "neck03"},
                                {"Head", "head"},
                                {"LHipJoint", "pelvis.L"},
                                {"RHipJoint", "pelvis.R"},
                                {"LThumb", "finger1-1.L"},
                                {"RThumb", "finger1-1.R"},
                                {"#Shoulder", "clavicle.#"},
                                {"#Arm", "upperarm01.#"},
                                {"#ForeArm", "lowerarm01.#"},
                                {"#Hand", "wrist.#"},
                                {"#FingerBase", "metacarpal2.#"},
                                {"#HandFinger1", "finger3-1.#"},
                                {"#UpLeg", "upperleg01.#"},
                                {"#Leg", "lowerleg01.#"},
                                {"#Foot", "foot.#"},
                                {"#ToeBase", "toe2-1.#"}};
    return table;
}

std::string withSide(std::string text, const std::string& side) {
    if (const auto place = text.find('#'); place != std::string::npos) {
        text.replace(place, 1, side);
    }
    return text;
}

/// @param sides  how the rig writes left and right.
std::string find(const Table& table, const std::array<const char*, 2>& sides,
                 const std::string& bone) {
    for (const auto& [theirs, ours] : table) {
        if (bone == withSide(theirs, sides[0])) {
            return withSide(ours, "L");
        }
        if (bone == withSide(theirs, sides[1])) {
            return withSide(ours, "R");
        }
    }
    return {};
}

} // namespace

std::string defaultRigBone(const std::string& rig, const std::string& bone) {
    if (rig.starts_with("game_engine")) {
        return find(gameEngine(), {"l", "r"}, bone);
    }
    if (rig == "mixamo") {
        return find(mixamo(), {"Left", "Right"}, bone);
    }
    if (rig == "cmu_mb") {
        return find(cmu(), {"Left", "Right"}, bone);
    }
    return {};
}

} // namespace maquette
