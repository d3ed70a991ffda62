// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/assimp_scene.h"

#include "core/io/unique_names.h"

#include <assimp/Exporter.hpp>
#include <assimp/GltfMaterial.h>
#include <assimp/postprocess.h>
#include <assimp/scene.h>

#include <algorithm>
#include <cstring>
#include <memory>

namespace maquette {
namespace {

aiMatrix4x4 toAssimp(const Eigen::Isometry3d& frame) {
    const Eigen::Matrix4f m = frame.matrix().cast<float>();
    return {m(0, 0), m(0, 1), m(0, 2), m(0, 3), m(1, 0), m(1, 1), m(1, 2), m(1, 3),
            m(2, 0), m(2, 1), m(2, 2), m(2, 3), m(3, 0), m(3, 1), m(3, 2), m(3, 3)};
}

aiVector3D* copyRows(const Points& points) {
    auto* rows = new aiVector3D[static_cast<std::size_t>(points.rows())];
    for (Eigen::Index i = 0; i < points.rows(); ++i) {
        rows[i] = aiVector3D(points(i, 0), points(i, 1), points(i, 2));
    }
    return rows;
}

void setFace(aiFace& face, const int* corners, int count) {
    face.mNumIndices = static_cast<unsigned>(count);
    face.mIndices = new unsigned[face.mNumIndices];
    std::copy_n(corners, count, face.mIndices);
}

void addFaces(const SplitMesh& split, AssimpFormat format, aiMesh& mesh) {
    if (format == AssimpFormat::Glb) {
        const Triangles triangles = trianglesOf(split);
        mesh.mPrimitiveTypes = aiPrimitiveType_TRIANGLE;
        mesh.mNumFaces = static_cast<unsigned>(triangles.rows());
        mesh.mFaces = new aiFace[mesh.mNumFaces];
        for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
            setFace(mesh.mFaces[f], triangles.row(f).data(), 3);
        }
        return;
    }
    mesh.mPrimitiveTypes = aiPrimitiveType_POLYGON;
    mesh.mNumFaces = static_cast<unsigned>(split.faceOffsets.size() - 1);
    mesh.mFaces = new aiFace[mesh.mNumFaces];
    for (unsigned f = 0; f < mesh.mNumFaces; ++f) {
        const int first = split.faceOffsets[f];
        setFace(mesh.mFaces[f], split.corners.data() + first, split.faceOffsets[f + 1] - first);
    }
}

/// All bones, also those without weights: readers then know the rest pose of each (Assimp #1812).
void addBones(const ExportModel& model, const SkinWeights& weights, aiMesh& mesh) {
    std::vector<std::vector<aiVertexWeight>> perBone(model.boneNames.size());
    for (int v = 0; v < weights.vertexCount(); ++v) {
        for (int e = weights.offsets[v]; e < weights.offsets[v + 1]; ++e) {
            perBone[weights.bones[e]].emplace_back(static_cast<unsigned>(v), weights.weights[e]);
        }
    }
    mesh.mNumBones = static_cast<unsigned>(perBone.size());
    mesh.mBones = new aiBone*[mesh.mNumBones];
    for (unsigned b = 0; b < mesh.mNumBones; ++b) {
        auto* bone = new aiBone;
        bone->mName = model.boneNames[b];
        bone->mOffsetMatrix = toAssimp(model.rest[b].inverse());
        bone->mNumWeights = static_cast<unsigned>(perBone[b].size());
        bone->mWeights = new aiVertexWeight[perBone[b].size()];
        std::copy(perBone[b].begin(), perBone[b].end(), bone->mWeights);
        mesh.mBones[b] = bone;
    }
}

aiMesh* makeMesh(const ExportModel& model, const ExportMesh& source, unsigned index,
                 AssimpFormat format) {
    auto* mesh = new aiMesh;
    mesh->mName = source.name;
    mesh->mMaterialIndex = index;
    mesh->mNumVertices = static_cast<unsigned>(source.split.vertexCount());
    mesh->mVertices = copyRows(source.split.positions);
    mesh->mNormals = copyRows(source.split.normals);
    if (source.split.uvs.rows() > 0) {
        mesh->mNumUVComponents[0] = 2;
        mesh->mTextureCoords[0] = new aiVector3D[mesh->mNumVertices];
        for (unsigned v = 0; v < mesh->mNumVertices; ++v) {
            mesh->mTextureCoords[0][v] =
                aiVector3D(source.split.uvs(v, 0), source.split.uvs(v, 1), 0.0F);
        }
    }
    addFaces(source.split, format, *mesh);
    addBones(model, source.weights, *mesh);
    return mesh;
}

aiColor4D colorOf(const Eigen::Vector4f& c) {
    return {c[0], c[1], c[2], c[3]};
}

void addGlbProperties(const Material& source, aiMaterial& material) {
    const aiColor4D color = colorOf(source.baseFactor);
    material.AddProperty(&color, 1, AI_MATKEY_BASE_COLOR);
    material.AddProperty(&source.metalness, 1, AI_MATKEY_METALLIC_FACTOR);
    material.AddProperty(&source.roughness, 1, AI_MATKEY_ROUGHNESS_FACTOR);
    const int twoSided = source.doubleSided ? 1 : 0;
    material.AddProperty(&twoSided, 1, AI_MATKEY_TWOSIDED);
    const bool glassy = source.baseFactor[3] < 1.0F;
    const aiString mode(source.alphaCutout ? "MASK" : glassy ? "BLEND" : "OPAQUE");
    material.AddProperty(&mode, AI_MATKEY_GLTF_ALPHAMODE);
}

/// FBX knows Phong only; shininess is chosen so that Blender computes the roughness back.
void addFbxProperties(const Material& source, int texture, aiMaterial& material) {
    const aiColor4D color = colorOf(source.baseFactor);
    material.AddProperty(&color, 1, AI_MATKEY_COLOR_DIFFUSE);
    const float smooth = 10.0F * (1.0F - source.roughness);
    const float shininess = std::max(smooth * smooth, 0.01F);
    material.AddProperty(&shininess, 1, AI_MATKEY_SHININESS);
    material.AddProperty(&source.baseFactor[3], 1, AI_MATKEY_OPACITY);
    if (texture >= 0) {
        const aiString path("*" + std::to_string(texture));
        material.AddProperty(&path, AI_MATKEY_TEXTURE_DIFFUSE(0));
        if (source.alphaCutout) {
            material.AddProperty(&path, AI_MATKEY_TEXTURE_OPACITY(0));
        }
    }
}

aiMaterial* makeMaterial(const ExportMesh& mesh, AssimpFormat format) {
    const Material& source = mesh.source->material;
    auto* material = new aiMaterial;
    const aiString name(source.name.empty() ? mesh.name : validUtf8(source.name));
    material->AddProperty(&name, AI_MATKEY_NAME);
    if (format == AssimpFormat::Glb) {
        addGlbProperties(source, *material);
    } else {
        addFbxProperties(source, mesh.texture, *material);
    }
    return material;
}

aiTexture* makeTexture(const EncodedTexture& source) {
    auto* texture = new aiTexture;
    texture->mFilename = source.name + ".png";
    std::strcpy(texture->achFormatHint, "png");                 // holds 9 bytes
    texture->mWidth = static_cast<unsigned>(source.png.size()); // bytes, as mHeight is 0
    texture->pcData = new aiTexel[source.png.size() / sizeof(aiTexel) + 1];
    std::memcpy(texture->pcData, source.png.data(), source.png.size());
    return texture;
}

void addChild(aiNode& parent, aiNode* child) {
    parent.addChildren(1, &child); // sets the child's parent
}

aiNode* makeNodes(const ExportModel& model) {
    // Assimp's glTF writer takes names for identities, so that no other node may have the root's.
    UniqueNames names;
    names.claim(model.name);
    std::for_each(model.boneNames.begin(), model.boneNames.end(),
                  [&](const std::string& name) { names.claim(name); });
    std::for_each(model.meshes.begin(), model.meshes.end(),
                  [&](const ExportMesh& mesh) { names.claim(mesh.name); });
    auto* root = new aiNode(names.claim("scene"));
    auto* armature = new aiNode(model.name);
    addChild(*root, armature);
    std::vector<aiNode*> bones;
    for (std::size_t b = 0; b < model.boneNames.size(); ++b) {
        const int parent = model.boneParents[b];
        const Eigen::Isometry3d base =
            parent < 0 ? Eigen::Isometry3d::Identity() : model.rest[parent];
        bones.push_back(new aiNode(model.boneNames[b]));
        bones[b]->mTransformation = toAssimp(base.inverse() * model.rest[b]);
        addChild(parent < 0 ? *armature : *bones[parent], bones[b]);
    }
    for (std::size_t m = 0; m < model.meshes.size(); ++m) {
        auto* node = new aiNode(model.meshes[m].name);
        node->mNumMeshes = 1;
        node->mMeshes = new unsigned[1]{static_cast<unsigned>(m)};
        addChild(*root, node);
    }
    return root;
}

std::unique_ptr<aiScene> makeScene(const ExportModel& model, AssimpFormat format) {
    auto scene = std::make_unique<aiScene>();
    const auto count = static_cast<unsigned>(model.meshes.size());
    scene->mRootNode = makeNodes(model);
    scene->mMeshes = new aiMesh*[count];
    scene->mMaterials = new aiMaterial*[count];
    for (unsigned m = 0; m < count; ++m) {
        scene->mMeshes[scene->mNumMeshes++] = makeMesh(model, model.meshes[m], m, format);
        scene->mMaterials[scene->mNumMaterials++] = makeMaterial(model.meshes[m], format);
    }
    if (format == AssimpFormat::Fbx) {
        // Readers take FBX units for centimetres unless told otherwise: 100 cm a unit.
        constexpr double kMetre = 100.0;
        scene->mMetaData = new aiMetadata;
        scene->mMetaData->Add("UnitScaleFactor", kMetre);
        scene->mMetaData->Add("OriginalUnitScaleFactor", kMetre);
        scene->mTextures = new aiTexture*[model.textures.images.size()];
        for (const EncodedTexture& texture : model.textures.images) {
            scene->mTextures[scene->mNumTextures++] = makeTexture(texture);
        }
    }
    return scene;
}

} // namespace

Result<Bytes> exportWithAssimp(const ExportModel& model, AssimpFormat format) {
    const std::unique_ptr<aiScene> scene = makeScene(model, format);
    Assimp::Exporter exporter;
    // The FBX writer welds vertices cut at seams only if this step has been asked for.
    const aiExportDataBlob* blob = exporter.ExportToBlob(
        scene.get(), format == AssimpFormat::Glb ? "glb2" : "fbx", aiProcess_JoinIdenticalVertices);
    if (blob == nullptr) {
        return fail(ErrorCode::Internal, std::string("Assimp could not write the character: ") +
                                             exporter.GetErrorString());
    }
    const auto* data = static_cast<const std::uint8_t*>(blob->data);
    return Bytes(data, data + blob->size);
}

} // namespace maquette
