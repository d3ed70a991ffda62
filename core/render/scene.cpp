// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/scene.h"

#include <numbers>

namespace maquette {

SceneMesh makeSceneMesh(const PolygonMesh& mesh, const Material& material, const Points* posed) {
    Triangulation triangulation = triangulate(mesh);
    SceneMesh result;
    result.positions = posed ? *posed : mesh.positions;
    result.triangles = std::move(triangulation.vertices);
    result.uvs = mesh.uvs;
    result.uvTriangles = std::move(triangulation.uvs);
    result.material = material;
    return result;
}

Eigen::AlignedBox3f boundsOf(const std::vector<SceneMesh>& meshes) {
    Eigen::AlignedBox3f bounds;
    for (const SceneMesh& mesh : meshes) {
        bounds.extend(mesh.positions.colwise().minCoeff().transpose());
        bounds.extend(mesh.positions.colwise().maxCoeff().transpose());
    }
    return bounds;
}

Lighting studioLighting(float yaw) {
    const Eigen::Matrix3f turn =
        Eigen::AngleAxisf(yaw * std::numbers::pi_v<float> / 180.0F, Eigen::Vector3f::UnitY())
            .toRotationMatrix();
    const auto direction = [&](float x, float y, float z) {
        return Eigen::Vector3f(turn * Eigen::Vector3f(x, y, z).normalized());
    };
    Lighting lighting;
    lighting.lights = {
        {direction(-0.38F, 1.30F, 0.85F), {0.64F, 0.625F, 0.61F}, 5.0F, true},
        {direction(0.85F, 0.25F, 0.70F), {0.17F, 0.175F, 0.185F}, 0.0F, false},
        {direction(0.55F, 0.55F, -0.85F), {0.34F, 0.345F, 0.355F}, 0.0F, false},
    };
    lighting.sky = {0.50F, 0.505F, 0.515F};
    lighting.ground = {0.30F, 0.295F, 0.29F};
    return lighting;
}

} // namespace maquette
