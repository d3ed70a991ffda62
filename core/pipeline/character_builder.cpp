// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/character_builder.h"

#include "core/pipeline/inner_materials.h"
#include "core/pipeline/part_meshes.h"
#include "core/pipeline/pose_transfer.h"

namespace maquette {
namespace {

constexpr int kInfluences = 4; ///< what game engines take

/// From the library's frame to the character's: y is lowered, then everything is scaled.
struct Placement {
    float floor = 0.0F; ///< y of the lowest body vertex, library frame, metres
    float scale = 1.0F;

    [[nodiscard]] Points apply(Points points) const {
        points.col(1).array() -= floor;
        return points * scale;
    }
    [[nodiscard]] Skeleton apply(Skeleton skeleton) const {
        for (Bone& bone : skeleton.bones) {
            bone.head = (bone.head - Eigen::Vector3f(0.0F, floor, 0.0F)) * scale;
            bone.tail = (bone.tail - Eigen::Vector3f(0.0F, floor, 0.0F)) * scale;
        }
        return skeleton;
    }
    /// The same picture of the placed character. Seen from s times as far, a figure s times as
    /// large looks the same, so the camera stays rigid.
    [[nodiscard]] Camera apply(Camera camera) const {
        const Eigen::Vector3f moved = camera.modelToCamera * Eigen::Vector3f(0.0F, floor, 0.0F);
        camera.modelToCamera.translation() = moved * scale;
        return camera;
    }
};

Placement placementOf(const Points& restShape, const std::optional<double>& height) {
    Placement placement;
    placement.floor = restShape.topRows(kBodyVertices).col(1).minCoeff();
    if (height) {
        placement.scale = static_cast<float>(*height) / bodyHeight(restShape);
    }
    return placement;
}

Material bodyMaterial(const TextureSet& textures) {
    Material material;
    material.name = "body";
    material.baseColor = textures.body.color;
    material.roughness = 0.75F;
    return material;
}

Material materialFor(const std::string& part, const TextureSet& textures) {
    if (part == "eyes") {
        return eyeMaterial(textures.irisColor);
    }
    if (part == "teeth") {
        return teethMaterial();
    }
    return part == "tongue" ? tongueMaterial() : lashMaterial(textures.hairColor);
}

/// Cloth and hair are single sheets, seen from both sides.
Material layerMaterial(const SurfaceTexture& texture) {
    Material material;
    material.name = texture.name;
    material.baseColor = texture.color;
    material.roughness = 0.85F;
    material.doubleSided = true;
    material.alphaCutout = texture.color.channels() == 4;
    return material;
}

CharacterMesh finishedMesh(PartMesh part, const Rig& rig, Material material) {
    CharacterMesh mesh;
    mesh.name = std::move(part.name);
    mesh.mesh = std::move(part.mesh);
    mesh.templateVertex = std::move(part.templateVertex);
    mesh.weights = limitInfluences(subWeights(rig.weights, mesh.templateVertex), kInfluences);
    mesh.material = std::move(material);
    return mesh;
}

/// Empty where the target moves nothing of the mesh.
Points offsetsOn(const CharacterMesh& mesh, const Points& offsets) {
    Points rows = Points::Zero(mesh.mesh.vertexCount(), 3);
    for (Eigen::Index v = 0; v < rows.rows(); ++v) {
        if (mesh.templateVertex[v] >= 0) {
            rows.row(v) = offsets.row(mesh.templateVertex[v]);
        }
    }
    return rows.isZero(0.0F) ? Points() : rows;
}

std::vector<CharacterMorph> facialUnits(const Library& library,
                                        const std::vector<CharacterMesh>& meshes, float scale) {
    std::vector<CharacterMorph> morphs;
    for (const std::string& name : library.facialUnitNames()) {
        Points offsets = Points::Zero(kTemplateVertices, 3);
        if (const Target* target = library.target("faceunits/" + name)) {
            target->addTo(offsets, scale);
        }
        CharacterMorph morph{name, {}};
        for (const CharacterMesh& mesh : meshes) {
            morph.offsets.push_back(offsetsOn(mesh, offsets));
        }
        morphs.push_back(std::move(morph));
    }
    return morphs;
}

Pose photoPose(const FitResult& fit, const Placement& placement, const Skeleton& skeleton) {
    Pose pose = fit.pose;
    pose.translation *= placement.scale;
    return transferPose(placement.apply(fit.skeleton), pose, skeleton);
}

} // namespace

Character buildCharacter(const CharacterParts& parts) {
    const Template& base = parts.library.templateMesh();
    const Placement placement = placementOf(parts.dressed.restShape, parts.height);
    const Points shape = placement.apply(parts.dressed.restShape);
    Character character;
    character.name = parts.name;
    character.skeleton = placement.apply(parts.rig->skeletonFor(parts.fit.restShape));
    character.skeleton.rigName = parts.rig->name;
    character.photoPose = photoPose(parts.fit, placement, character.skeleton);
    character.photoCamera = placement.apply(parts.fit.camera);
    character.height = bodyHeight(shape);
    character.meshes.push_back(
        finishedMesh(bodyMesh(base, shape), *parts.rig, bodyMaterial(parts.textures)));
    for (PartMesh& part : innerMeshes(base, shape)) {
        Material material = materialFor(part.name, parts.textures);
        character.meshes.push_back(finishedMesh(std::move(part), *parts.rig, std::move(material)));
    }
    for (size_t i = 0; i < parts.dressed.layers.size(); ++i) {
        const Layer& layer = parts.dressed.layers[i];
        PartMesh part{layer.name, layer.rest, layer.templateVertex};
        part.mesh.positions = placement.apply(std::move(part.mesh.positions));
        character.meshes.push_back(
            finishedMesh(std::move(part), *parts.rig, layerMaterial(parts.textures.layers[i])));
        character.meshes.back().isLayer = true;
    }
    character.morphs = facialUnits(parts.library, character.meshes, placement.scale);
    return character;
}

} // namespace maquette
