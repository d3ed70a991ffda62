// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/export_model.h"

#include "core/io/unique_names.h"

#include <algorithm>

namespace maquette {
namespace {

bool inRange(const std::vector<int>& indices, Eigen::Index count) {
    return std::all_of(indices.begin(), indices.end(),
                       [count](int i) { return i >= 0 && i < count; });
}

/// Empty when all is well, else what is wrong.
std::string faultOfGeometry(const PolygonMesh& mesh) {
    if (mesh.vertexCount() == 0 || mesh.faceCount() == 0) {
        return "has no faces";
    }
    if (!mesh.positions.allFinite() || !mesh.uvs.allFinite()) {
        return "has coordinates that are not numbers";
    }
    const auto cornerCount = static_cast<int>(mesh.cornerVertex.size());
    if (mesh.faceOffsets.front() != 0 || mesh.faceOffsets.back() != cornerCount ||
        !std::is_sorted(mesh.faceOffsets.begin(), mesh.faceOffsets.end()) ||
        !inRange(mesh.cornerVertex, mesh.positions.rows())) {
        return "has faces with vertices that do not exist";
    }
    for (int f = 0; f < mesh.faceCount(); ++f) {
        if (mesh.faceOffsets[f + 1] - mesh.faceOffsets[f] < 3) {
            return "has a face with fewer than three corners";
        }
    }
    if (!mesh.cornerUv.empty() && (static_cast<int>(mesh.cornerUv.size()) != cornerCount ||
                                   !inRange(mesh.cornerUv, mesh.uvs.rows()))) {
        return "has faces with texture coordinates that do not exist";
    }
    return {};
}

std::string faultOfWeights(const SkinWeights& weights, int vertexCount, int boneCount) {
    if (weights.vertexCount() != vertexCount || weights.offsets.front() != 0 ||
        !std::is_sorted(weights.offsets.begin(), weights.offsets.end()) ||
        weights.offsets.back() != static_cast<int>(weights.bones.size()) ||
        weights.bones.size() != weights.weights.size()) {
        return "does not have skin weights for each of its vertices";
    }
    if (!inRange(weights.bones, boneCount)) {
        return "is bound to a bone that does not exist";
    }
    for (int v = 0; v < vertexCount; ++v) {
        float sum = 0.0F;
        for (int e = weights.offsets[v]; e < weights.offsets[v + 1]; ++e) {
            sum += weights.weights[e];
        }
        if (!(sum > 0.0F)) { // catches NaN too
            return "has a vertex without skin weights (number " + std::to_string(v) + ")";
        }
    }
    return {};
}

tl::unexpected<Error> faulty(const std::string& mesh, const std::string& fault) {
    return fail(ErrorCode::InvalidArgument,
                "The character cannot be exported: its mesh \"" + mesh + "\" " + fault + ".");
}

/// One row of weights: equal bones united, the four largest, summing to 1.
void appendRow(const SkinWeights& source, int vertex, SkinWeights& target) {
    constexpr std::size_t kLimit = 4;
    std::vector<std::pair<double, int>> row; // weight, bone
    for (int e = source.offsets[vertex]; e < source.offsets[vertex + 1]; ++e) {
        const auto same = std::find_if(row.begin(), row.end(), [&](const auto& entry) {
            return entry.second == source.bones[e];
        });
        if (same != row.end()) {
            same->first += source.weights[e];
        } else if (source.weights[e] > 0.0F) {
            row.emplace_back(source.weights[e], source.bones[e]);
        }
    }
    std::stable_sort(row.begin(), row.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    row.resize(std::min(row.size(), kLimit));
    double sum = 0.0;
    for (const auto& [weight, bone] : row) {
        sum += weight;
    }
    for (const auto& [weight, bone] : row) {
        target.bones.push_back(bone);
        target.weights.push_back(static_cast<float>(weight / sum));
    }
    target.offsets.push_back(static_cast<int>(target.bones.size()));
}

SkinWeights exportWeights(const SkinWeights& weights, const std::vector<int>& vertices) {
    SkinWeights result;
    result.offsets.push_back(0);
    for (const int v : vertices) {
        appendRow(weights, v, result);
    }
    return result;
}

void addSkeleton(const Character& character, const ExportOptions& options, UniqueNames& names,
                 ExportModel& model) {
    for (const Bone& bone : character.skeleton.bones) {
        model.boneNames.push_back(names.claim(bone.name));
        model.boneParents.push_back(bone.parent);
    }
    model.rest = restFrames(character.skeleton);
    model.local =
        localFrames(character.skeleton, model.rest, groundedPose(character, options.pose));
}

} // namespace

std::vector<const CharacterMesh*> exportedMeshes(const Character& character,
                                                 const ExportOptions& options) {
    std::vector<const CharacterMesh*> meshes;
    for (const CharacterMesh& mesh : character.meshes) {
        if (!mesh.isLayer || (options.layers && mesh.visible)) {
            meshes.push_back(&mesh);
        }
    }
    return meshes;
}

Status checkCharacter(const Character& character) {
    const int boneCount = character.skeleton.boneCount();
    if (character.meshes.empty() || boneCount == 0) {
        return fail(ErrorCode::InvalidArgument,
                    "The character cannot be exported: it has no mesh or no skeleton.");
    }
    const std::size_t rotations = character.photoPose.rotations.size();
    if (rotations != 0 && rotations != character.skeleton.bones.size()) {
        return fail(ErrorCode::InvalidArgument,
                    "The character cannot be exported: its pose is for another skeleton.");
    }
    for (std::size_t m = 0; m < character.meshes.size(); ++m) {
        const CharacterMesh& mesh = character.meshes[m];
        std::string fault = faultOfGeometry(mesh.mesh);
        if (fault.empty()) {
            fault = faultOfWeights(mesh.weights, mesh.mesh.vertexCount(), boneCount);
        }
        for (const CharacterMorph& morph : character.morphs) {
            const bool present = m < morph.offsets.size() && morph.offsets[m].rows() > 0;
            if (present && (morph.offsets[m].rows() != mesh.mesh.positions.rows() ||
                            !morph.offsets[m].allFinite())) {
                fault = "does not fit its morph target \"" + morph.name + "\"";
            }
        }
        if (!fault.empty()) {
            return faulty(mesh.name, fault);
        }
    }
    return {};
}

Pose groundedPose(const Character& character, CharacterPose pose) {
    if (pose == CharacterPose::Rest) {
        return {};
    }
    Pose grounded = character.photoPose;
    const Points body = posedPositions(character, character.meshes.front(), pose);
    grounded.translation.y() -= body.col(1).minCoeff();
    return grounded;
}

Result<ExportModel> makeExportModel(const Character& character, const ExportOptions& options,
                                    const Context& ctx) {
    const std::vector<const CharacterMesh*> chosen = exportedMeshes(character, options);
    Result<EncodedTextures> textures = encodeTextures(chosen, ctx.nested(0.0, 0.8, "Textures"));
    if (!textures) {
        return fail(textures.error());
    }
    ExportModel model;
    UniqueNames names;
    model.textures = std::move(*textures);
    addSkeleton(character, options, names, model);
    model.name = names.claim(character.name.empty() ? "Character" : character.name);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        ExportMesh mesh;
        mesh.name = names.claim(chosen[i]->name);
        mesh.source = chosen[i];
        mesh.sourceIndex = static_cast<int>(chosen[i] - character.meshes.data());
        mesh.split = splitAtSeams(chosen[i]->mesh);
        mesh.weights = exportWeights(chosen[i]->weights, mesh.split.sourceVertex);
        mesh.texture = model.textures.imageOfMesh[i];
        model.meshes.push_back(std::move(mesh));
    }
    return model;
}

} // namespace maquette
