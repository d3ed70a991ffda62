// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What Assimp reads back from an exported file.

#include "core/base/file.h"

#include <assimp/Importer.hpp>
#include <assimp/scene.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <string>
#include <vector>

namespace maquette::test {

class ImportedScene {
public:
    /// @param ending  "glb", "fbx"
    ImportedScene(const Bytes& bytes, const char* ending) {
        m_scene = m_importer.ReadFileFromMemory(bytes.data(), bytes.size(), 0, ending);
        EXPECT_NE(m_scene, nullptr) << m_importer.GetErrorString();
    }

    [[nodiscard]] const aiScene* get() const { return m_scene; }

    /// The mesh of the node with this name; null when there is none.
    [[nodiscard]] const aiMesh* mesh(const char* nodeName) const {
        const aiNode* node = m_scene->mRootNode->FindNode(nodeName);
        return node != nullptr && node->mNumMeshes == 1 ? m_scene->mMeshes[node->mMeshes[0]]
                                                        : nullptr;
    }

    /// Place and orientation of a node, model space.
    [[nodiscard]] aiMatrix4x4 world(const char* nodeName) const {
        aiMatrix4x4 transform;
        for (const aiNode* n = m_scene->mRootNode->FindNode(nodeName); n; n = n->mParent) {
            transform = n->mTransformation * transform;
        }
        return transform;
    }

private:
    Assimp::Importer m_importer;
    const aiScene* m_scene = nullptr;
};

/// Weights of every vertex by the bone's name.
inline std::vector<std::map<std::string, float>> weightsByName(const aiMesh& mesh) {
    std::vector<std::map<std::string, float>> weights(mesh.mNumVertices);
    for (unsigned b = 0; b < mesh.mNumBones; ++b) {
        const aiBone& bone = *mesh.mBones[b];
        for (unsigned w = 0; w < bone.mNumWeights; ++w) {
            if (bone.mWeights[w].mWeight > 0.0F) {
                weights[bone.mWeights[w].mVertexId][bone.mName.C_Str()] = bone.mWeights[w].mWeight;
            }
        }
    }
    return weights;
}

} // namespace maquette::test
