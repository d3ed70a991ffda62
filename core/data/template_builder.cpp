// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/template_builder.h"

#include "core/base/hash.h"
#include "core/data/compressed_file.h"
#include "core/data/library_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace maquette {
namespace {

std::optional<TemplatePart> partOf(const std::string& group) {
    static const std::map<std::string, TemplatePart> parts = {
        {"body", TemplatePart::Body},
        {"helper-l-eye", TemplatePart::LeftEye},
        {"helper-r-eye", TemplatePart::RightEye},
        {"helper-upper-teeth", TemplatePart::UpperTeeth},
        {"helper-lower-teeth", TemplatePart::LowerTeeth},
        {"helper-tongue", TemplatePart::Tongue},
        {"helper-l-eyelashes-1", TemplatePart::Lashes},
        {"helper-l-eyelashes-2", TemplatePart::Lashes},
        {"helper-r-eyelashes-1", TemplatePart::Lashes},
        {"helper-r-eyelashes-2", TemplatePart::Lashes},
        {"helper-hair", TemplatePart::Hair},
        {"helper-tights", TemplatePart::Tights},
        {"helper-skirt", TemplatePart::Skirt}};
    const auto found = parts.find(group);
    return found == parts.end() ? std::nullopt : std::optional(found->second);
}

void copyFaces(const BaseMesh& base, Template& result) {
    PolygonMesh& mesh = result.mesh;
    mesh.positions = base.mesh.positions;
    mesh.uvs = base.mesh.uvs;
    mesh.faceOffsets.push_back(0);
    for (int f = 0; f < base.mesh.faceCount(); ++f) {
        const auto part = partOf(base.groups[base.faceGroup[f]]);
        if (!part) {
            continue;
        }
        for (int c = base.mesh.faceOffsets[f]; c < base.mesh.faceOffsets[f + 1]; ++c) {
            mesh.cornerVertex.push_back(base.mesh.cornerVertex[c]);
            mesh.cornerUv.push_back(base.mesh.cornerUv[c]);
        }
        mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
        result.faceParts.push_back(*part);
    }
}

std::map<std::string, std::vector<int>> vertexGroups(const BaseMesh& base) {
    std::vector<std::set<int>> members(base.groups.size());
    for (int f = 0; f < base.mesh.faceCount(); ++f) {
        for (int c = base.mesh.faceOffsets[f]; c < base.mesh.faceOffsets[f + 1]; ++c) {
            members[base.faceGroup[f]].insert(base.mesh.cornerVertex[c]);
        }
    }
    std::map<std::string, std::vector<int>> groups;
    for (std::size_t g = 0; g < members.size(); ++g) {
        if (!isGenitalName(base.groups[g])) {
            groups[base.groups[g]].assign(members[g].begin(), members[g].end());
        }
    }
    return groups;
}

/// Row of the vertex at the mirrored place; -1 where there is none.
std::vector<int> mirrorImages(const Points& positions) {
    using Key = std::array<float, 3>;
    std::map<Key, int> rows;
    for (int v = 0; v < positions.rows(); ++v) {
        rows[{positions(v, 0), positions(v, 1), positions(v, 2)}] = v;
    }
    std::vector<int> mirror(positions.rows(), -1);
    for (int v = 0; v < positions.rows(); ++v) {
        const auto found = rows.find({-positions(v, 0), positions(v, 1), positions(v, 2)});
        if (found != rows.end()) {
            mirror[v] = found->second;
        }
    }
    return mirror;
}

std::uint64_t topologyHash(const PolygonMesh& mesh) {
    Hash hash;
    hash.add(mesh.faceOffsets);
    hash.add(mesh.cornerVertex);
    hash.add(mesh.cornerUv);
    hash.add(std::vector<float>(mesh.uvs.data(), mesh.uvs.data() + mesh.uvs.size()));
    return hash.value();
}

struct RegionPrefix {
    const char* bone;
    BodyRegion left;
    BodyRegion right;
};

/// By the start of the bone's name; nothing for bones of the torso and head.
std::optional<BodyRegion> limbRegion(const std::string& bone) {
    static const std::array<RegionPrefix, 9> prefixes = {
        {{"upperarm", BodyRegion::LeftUpperArm, BodyRegion::RightUpperArm},
         {"lowerarm", BodyRegion::LeftLowerArm, BodyRegion::RightLowerArm},
         {"wrist", BodyRegion::LeftHand, BodyRegion::RightHand},
         {"metacarpal", BodyRegion::LeftHand, BodyRegion::RightHand},
         {"finger", BodyRegion::LeftHand, BodyRegion::RightHand},
         {"upperleg", BodyRegion::LeftUpperLeg, BodyRegion::RightUpperLeg},
         {"lowerleg", BodyRegion::LeftLowerLeg, BodyRegion::RightLowerLeg},
         {"foot", BodyRegion::LeftFoot, BodyRegion::RightFoot},
         {"toe", BodyRegion::LeftFoot, BodyRegion::RightFoot}}};
    for (const RegionPrefix& prefix : prefixes) {
        if (bone.starts_with(prefix.bone)) {
            return bone.ends_with(".L") ? prefix.left : prefix.right;
        }
    }
    return std::nullopt;
}

std::vector<BodyRegion> boneRegions(const Rig& rig) {
    std::vector<BodyRegion> regions;
    for (const Rig::BoneAnchor& bone : rig.bones) {
        const bool isHead =
            bone.name == "head" || (bone.parent >= 0 && regions[bone.parent] == BodyRegion::Head);
        if (const auto limb = limbRegion(bone.name)) {
            regions.push_back(*limb);
        } else if (isHead) {
            regions.push_back(BodyRegion::Head);
        } else {
            regions.push_back(bone.name.starts_with("neck") ? BodyRegion::Neck : BodyRegion::Torso);
        }
    }
    return regions;
}

} // namespace

Result<Template> buildTemplate(const BaseMesh& base, const std::filesystem::path& path) {
    Template result;
    copyFaces(base, result);
    result.groups = vertexGroups(base);
    result.mirrorVertex = mirrorImages(base.mesh.positions);
    if (std::count(result.mirrorVertex.begin(), result.mirrorVertex.end(), -1) > 0) {
        return damagedLibraryFile(path, "its left and right do not match");
    }
    result.hash = topologyHash(result.mesh);
    return result;
}

std::vector<BodyRegion> bodyRegions(const Rig& rig) {
    const std::vector<BodyRegion> byBone = boneRegions(rig);
    std::vector<BodyRegion> regions(kBodyVertices, BodyRegion::Torso);
    for (int v = 0; v < kBodyVertices; ++v) {
        const auto first = rig.weights.weights.begin() + rig.weights.offsets[v];
        const auto last = rig.weights.weights.begin() + rig.weights.offsets[v + 1];
        const auto heaviest = std::max_element(first, last) - rig.weights.weights.begin();
        regions[v] = byBone[rig.weights.bones[heaviest]];
    }
    return regions;
}

} // namespace maquette
