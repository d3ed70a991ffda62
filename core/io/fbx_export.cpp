// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/fbx_export.h"

#include "core/io/assimp_scene.h"
#include "core/io/fbx_reemit.h"

#include <algorithm>
#include <map>

namespace maquette {
namespace {

/// The name of an object, which binary FBX writes as "name\0\1Class".
std::string objectName(const FbxNode& object) {
    const std::string text = object.text(1);
    return text.substr(0, text.find('\0'));
}

void setObjectName(FbxNode& object, const std::string& name) {
    const std::string text = object.text(1);
    const std::size_t separator = std::min(text.find('\0'), text.size());
    object.properties.at(1) = FbxProperty::text(name + text.substr(separator));
}

void setText(FbxNode& parent, const std::string& childName, const std::string& value) {
    if (FbxNode* child = parent.child(childName)) {
        child->properties = {FbxProperty::text(value)};
    }
}

/// A node with one value, e.g. `Version: 100`.
FbxNode valueNode(const std::string& name, FbxProperty value) {
    return {name, {std::move(value)}, {}};
}

/// Sets a vector of Properties70, e.g. "Lcl Rotation", whose type has its own name.
void setVector(FbxNode& object, const std::string& name, const Eigen::Vector3d& value) {
    FbxNode* list = object.child("Properties70");
    if (list == nullptr) {
        return;
    }
    std::erase_if(list->children, [&](const FbxNode& p) { return p.text(0) == name; });
    list->children.push_back(
        {"P",
         {FbxProperty::text(name), FbxProperty::text(name), FbxProperty::text(""),
          FbxProperty::text("A"), FbxProperty::number(value.x()), FbxProperty::number(value.y()),
          FbxProperty::number(value.z())},
         {}});
}

/// Sets an animatable number of Properties70, e.g. "SpecularFactor".
void setNumber(FbxNode& object, const std::string& name, double value) {
    FbxNode* list = object.child("Properties70");
    if (list == nullptr) {
        return;
    }
    std::erase_if(list->children, [&](const FbxNode& p) { return p.text(0) == name; });
    list->children.push_back(
        {"P",
         {FbxProperty::text(name), FbxProperty::text("Number"), FbxProperty::text(""),
          FbxProperty::text("A"), FbxProperty::number(value)},
         {}});
}

/// Without these two, the defaults that Assimp declares make skin and cloth shine like chrome:
/// Blender reads metalness from the reflection and half the specular level from the other.
void setReflection(FbxNode& objects, const ExportModel& model) {
    constexpr double kSpecularFactor = 0.25;
    std::size_t index = 0; // Assimp writes materials in the order of the meshes
    for (FbxNode& object : objects.children) {
        if (object.name == "Material" && index < model.meshes.size()) {
            setNumber(object, "ReflectionFactor", model.meshes[index++].source->material.metalness);
            setNumber(object, "SpecularFactor", kSpecularFactor);
        }
    }
}

/// Replaces the bones' transforms, which Assimp rounds, by those of the pose asked for.
void placeBones(FbxNode& objects, const ExportModel& model) {
    std::map<std::string, std::size_t> boneOf;
    for (std::size_t b = 0; b < model.boneNames.size(); ++b) {
        boneOf[model.boneNames[b]] = b;
    }
    for (FbxNode& object : objects.children) {
        const auto bone = boneOf.find(objectName(object));
        if (object.name == "Model" && bone != boneOf.end()) {
            const Eigen::Isometry3d& local = model.local[bone->second];
            setVector(object, "Lcl Translation", local.translation());
            setVector(object, "Lcl Rotation", eulerXyzDegrees(local.linear()));
        }
    }
}

/// FBX multiplies row vectors: the transpose, row by row.
FbxProperty matrixProperty(const Eigen::Isometry3d& frame) {
    const Eigen::Matrix4d& m = frame.matrix(); // column-major
    return FbxProperty::numbers({m.data(), m.data() + m.size()});
}

/// Lists where every object is in the rest pose; without it some readers take the pose of the
/// file for the rest pose.
FbxNode bindPose(const FbxNode& objects, const ExportModel& model) {
    std::map<std::string, Eigen::Isometry3d> restOf;
    for (std::size_t b = 0; b < model.boneNames.size(); ++b) {
        restOf[model.boneNames[b]] = model.rest[b];
    }
    std::int64_t freeId = 1;
    FbxNode pose{"Pose", {}, {}};
    std::vector<FbxNode> entries;
    for (const FbxNode& object : objects.children) {
        freeId = std::max(freeId, object.properties.at(0).asId() + 1);
        if (object.name == "Model") {
            const auto rest = restOf.find(objectName(object));
            entries.push_back(
                {"PoseNode",
                 {},
                 {valueNode("Node", object.properties.at(0)),
                  valueNode("Matrix",
                            matrixProperty(rest == restOf.end() ? Eigen::Isometry3d::Identity()
                                                                : rest->second))}});
        }
    }
    using namespace std::string_literals;
    pose.properties = {FbxProperty::id(freeId), FbxProperty::text("\0\1Pose"s),
                       FbxProperty::text("BindPose")};
    pose.children = {
        valueNode("Type", FbxProperty::text("BindPose")),
        valueNode("Version", FbxProperty::integer(100)),
        valueNode("NbPoseNodes", FbxProperty::integer(static_cast<std::int32_t>(entries.size())))};
    pose.children.insert(pose.children.end(), entries.begin(), entries.end());
    return pose;
}

/// Gives images their names; Assimp refers to them as "*0", "*1" …
void nameTextures(FbxNode& objects, const ExportModel& model) {
    for (FbxNode& object : objects.children) {
        if (object.name != "Texture") {
            continue;
        }
        const FbxNode* path = object.child("FileName");
        for (std::size_t i = 0; path != nullptr && i < model.textures.images.size(); ++i) {
            const std::string& name = model.textures.images[i].name;
            if (path->text(0) == "*" + std::to_string(i)) {
                setObjectName(object, name);
                setText(object, "FileName", name + ".png");
                setText(object, "RelativeFilename", name + ".png");
                break;
            }
        }
    }
}

/// Names the UV layer, names the geometry after its mesh and drops the reference to a layer of
/// vertex colours, of which there is none.
void tidyGeometry(FbxNode& objects, const ExportModel& model) {
    std::size_t index = 0; // Assimp writes geometries in the order of the meshes
    for (FbxNode& object : objects.children) {
        if (object.name != "Geometry" || index == model.meshes.size()) {
            continue;
        }
        setObjectName(object, model.meshes[index++].name);
        if (FbxNode* uv = object.child("LayerElementUV")) {
            setText(*uv, "Name", "UVMap");
        }
        if (FbxNode* layer = object.child("Layer")) {
            std::erase_if(layer->children, [&](const FbxNode& element) {
                const FbxNode* type = element.child("Type");
                return type != nullptr && object.child(type->text(0)) == nullptr;
            });
        }
    }
}

void setCreator(FbxDocument& document) {
    for (FbxNode& node : document.nodes) {
        if (node.name == "Creator") {
            node.properties = {FbxProperty::text("Maquette")};
        }
        setText(node, "Creator", "Maquette");
    }
}

Status complete(FbxDocument& document, const ExportModel& model) {
    FbxNode* objects = document.node("Objects");
    if (objects == nullptr) {
        return fail(ErrorCode::Internal, "Assimp wrote an FBX file without objects.");
    }
    setCreator(document);
    placeBones(*objects, model);
    setReflection(*objects, model);
    nameTextures(*objects, model);
    tidyGeometry(*objects, model);
    objects->children.push_back(bindPose(*objects, model));
    return {};
}

} // namespace

Result<Bytes> fbxBytes(const Character& character, const ExportOptions& options,
                       const Context& ctx) {
    const auto model = makeExportModel(character, options, ctx.nested(0.0, 0.6));
    if (!model) {
        return fail(model.error());
    }
    ctx.nested(0.6, 0.9, "Meshes and skin").report(0.0);
    const Result<Bytes> written = exportWithAssimp(*model, AssimpFormat::Fbx);
    if (!written) {
        return fail(written.error());
    }
    Result<FbxDocument> document = parseFbx(*written);
    if (!document) {
        return fail(document.error());
    }
    if (Status status = complete(*document, *model); !status) {
        return fail(status.error());
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    return emitFbx(*document);
}

} // namespace maquette
