// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/glb_export.h"

#include "core/io/assimp_scene.h"
#include "core/io/glb_morphs.h"

#include <map>

namespace maquette {
namespace {

/// Removes node 0 (Assimp's root), whose children become the scene's roots.
void dropRoot(Json& json) {
    Json& nodes = json["nodes"];
    const auto lower = [](Json& list) {
        for (Json& index : list) {
            index = index.get<int>() - 1;
        }
    };
    Json roots = nodes.at(0).at("children");
    nodes.erase(nodes.begin());
    lower(roots);
    json["scenes"][0]["nodes"] = std::move(roots);
    for (Json& node : nodes) {
        if (node.contains("children")) {
            lower(node["children"]);
        }
    }
    for (Json& skin : json["skins"]) {
        lower(skin["joints"]);
        skin["skeleton"] = 0; // the armature: readers learn from it where the root bones rest
    }
}

/// Assimp announces an extension of its own that nobody reads.
void dropExtensions(Json& json) {
    json.erase("extensionsUsed");
    for (Json& mesh : json["meshes"]) {
        mesh["primitives"][0].erase("extensions");
    }
}

void placeBones(Json& json, const ExportModel& model) {
    std::map<std::string, std::size_t> boneOf;
    for (std::size_t b = 0; b < model.boneNames.size(); ++b) {
        boneOf[model.boneNames[b]] = b;
    }
    for (Json& node : json["nodes"]) {
        const auto bone = boneOf.find(node.at("name").get<std::string>());
        if (bone == boneOf.end()) {
            continue;
        }
        const Eigen::Isometry3d& local = model.local[bone->second];
        const Eigen::Quaterniond turn(local.linear());
        const Eigen::Vector3d& at = local.translation();
        for (const char* key : {"matrix", "scale"}) {
            node.erase(key);
        }
        node["translation"] = Json::array({at.x(), at.y(), at.z()});
        node["rotation"] = Json::array({turn.x(), turn.y(), turn.z(), turn.w()});
    }
}

/// Marks the views of vertices and triangles as such, for readers that upload them as they are.
void markViews(Json& json) {
    constexpr int kVertices = 34962;
    constexpr int kTriangles = 34963;
    const auto mark = [&json](const Json& accessor, int target) {
        const Json& view = json["accessors"].at(accessor.get<std::size_t>()).at("bufferView");
        json["bufferViews"].at(view.get<std::size_t>())["target"] = target;
    };
    for (const Json& mesh : json["meshes"]) {
        for (const Json& primitive : mesh["primitives"]) {
            mark(primitive["indices"], kTriangles);
            for (const Json& accessor : primitive["attributes"]) {
                mark(accessor, kVertices);
            }
        }
    }
}

void addTextures(GlbFile& file, const ExportModel& model) {
    if (model.textures.images.empty()) {
        return;
    }
    constexpr int kLinear = 9729;
    constexpr int kLinearMipmapLinear = 9987;
    file.json["samplers"] =
        Json::array({Json{{"magFilter", kLinear}, {"minFilter", kLinearMipmapLinear}}});
    file.json["textures"] = Json::array();
    file.json["images"] = Json::array();
    for (const EncodedTexture& texture : model.textures.images) {
        file.json["textures"].push_back(
            Json{{"sampler", 0}, {"source", file.json["images"].size()}});
        file.json["images"].push_back(Json{{"name", texture.name},
                                           {"mimeType", "image/png"},
                                           {"bufferView", file.addView(texture.png)}});
    }
    for (std::size_t m = 0; m < model.meshes.size(); ++m) { // one material a mesh, in order
        if (model.meshes[m].texture >= 0) {
            file.json["materials"].at(m)["pbrMetallicRoughness"]["baseColorTexture"] =
                Json{{"index", model.meshes[m].texture}};
        }
    }
}

/// What splitAtSeams promises, checked, since morph targets and weights rely on it.
bool keepsVertices(const Json& json, const ExportModel& model) {
    for (std::size_t m = 0; m < model.meshes.size(); ++m) {
        const Json& primitive = json["meshes"].at(m)["primitives"].at(0);
        const auto positions = primitive["attributes"].at("POSITION").get<std::size_t>();
        const int count = json["accessors"].at(positions).at("count").get<int>();
        if (count != model.meshes[m].split.vertexCount()) {
            return false;
        }
    }
    return json["meshes"].size() == model.meshes.size();
}

} // namespace

Result<Bytes> glbBytes(const Character& character, const ExportOptions& options,
                       const Context& ctx) {
    const auto model = makeExportModel(character, options, ctx.nested(0.0, 0.6));
    if (!model) {
        return fail(model.error());
    }
    ctx.nested(0.6, 0.7, "Meshes and skin").report(0.0);
    const Result<Bytes> written = exportWithAssimp(*model, AssimpFormat::Glb);
    if (!written) {
        return fail(written.error());
    }
    Result<GlbFile> file = parseGlb(*written);
    if (!file) {
        return fail(file.error());
    }
    if (!keepsVertices(file->json, *model)) {
        return fail(ErrorCode::Internal, "Assimp changed the vertices of the character.");
    }
    file->compact();
    file->json["asset"]["generator"] = "Maquette";
    dropExtensions(file->json);
    dropRoot(file->json);
    placeBones(file->json, *model);
    markViews(file->json);
    addTextures(*file, *model);
    if (options.morphs) {
        const Context span = ctx.nested(0.7, 0.95, "Facial units");
        if (Status status = addMorphs(*file, *model, character, span); !status) {
            return fail(status.error());
        }
    }
    return composeGlb(*file);
}

} // namespace maquette
