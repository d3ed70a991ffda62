// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_bones.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>

#include <algorithm>

namespace maquette {

namespace {

constexpr float kShortestBone = 0.004F; ///< metres; shorter ones get a ball only
constexpr std::array<std::array<int, 3>, 8> kOctahedron{
    {{0, 1, 2}, {0, 2, 3}, {0, 3, 4}, {0, 4, 1}, {5, 2, 1}, {5, 3, 2}, {5, 4, 3}, {5, 1, 4}}};

/// Collects flat-shaded triangles.
class TriangleSink {
public:
    TriangleSink() { m_normals->SetNumberOfComponents(3); }

    void add(const Eigen::Vector3f& a, const Eigen::Vector3f& b, const Eigen::Vector3f& c) {
        const Eigen::Vector3f normal = (b - a).cross(c - a).normalized();
        std::array<vtkIdType, 3> ids{};
        std::size_t corner = 0;
        for (const Eigen::Vector3f* p : {&a, &b, &c}) {
            ids[corner++] = m_points->InsertNextPoint(p->data());
            m_normals->InsertNextTuple(normal.data());
        }
        m_cells->InsertNextCell(3, ids.data());
    }

    [[nodiscard]] vtkSmartPointer<vtkPolyData> take() const {
        auto data = vtkSmartPointer<vtkPolyData>::New();
        data->SetPoints(m_points);
        data->SetPolys(m_cells);
        data->GetPointData()->SetNormals(m_normals);
        data->ComputeBounds();
        return data;
    }

private:
    vtkSmartPointer<vtkPoints> m_points = vtkSmartPointer<vtkPoints>::New();
    vtkSmartPointer<vtkFloatArray> m_normals = vtkSmartPointer<vtkFloatArray>::New();
    vtkSmartPointer<vtkCellArray> m_cells = vtkSmartPointer<vtkCellArray>::New();
};

void addOctahedron(TriangleSink& sink, const std::array<Eigen::Vector3f, 6>& corners) {
    for (const auto& [a, b, c] : kOctahedron) {
        sink.add(corners[static_cast<std::size_t>(a)], corners[static_cast<std::size_t>(b)],
                 corners[static_cast<std::size_t>(c)]);
    }
}

void addBone(TriangleSink& sink, const Eigen::Vector3f& head, const Eigen::Vector3f& tail) {
    constexpr float kWidest = 0.12F; ///< of the length, from the head
    constexpr float kWidth = 0.07F;  ///< of the length
    const Eigen::Vector3f along = tail - head;
    const float length = along.norm();
    const Eigen::Vector3f seed =
        std::abs(along.y()) > 0.9F * length ? Eigen::Vector3f::UnitZ() : Eigen::Vector3f::UnitY();
    const float radius = std::clamp(length * kWidth, 0.002F, 0.018F);
    const Eigen::Vector3f u = along.cross(seed).normalized() * radius;
    const Eigen::Vector3f v = along.cross(u).normalized() * radius;
    const Eigen::Vector3f middle = head + along * kWidest;
    addOctahedron(sink, {tail, middle + u, middle + v, middle - u, middle - v, head});
}

void addBall(TriangleSink& sink, const Eigen::Vector3f& center, float radius) {
    // An octahedron with each face split once and pushed out to the sphere.
    const std::array<Eigen::Vector3f, 6> axes{Eigen::Vector3f::UnitY(),  Eigen::Vector3f::UnitX(),
                                              -Eigen::Vector3f::UnitZ(), -Eigen::Vector3f::UnitX(),
                                              Eigen::Vector3f::UnitZ(),  -Eigen::Vector3f::UnitY()};
    const auto at = [&](const Eigen::Vector3f& direction) -> Eigen::Vector3f {
        return center + direction.normalized() * radius;
    };
    for (const auto& [ia, ib, ic] : kOctahedron) {
        const Eigen::Vector3f& a = axes[static_cast<std::size_t>(ia)];
        const Eigen::Vector3f& b = axes[static_cast<std::size_t>(ib)];
        const Eigen::Vector3f& c = axes[static_cast<std::size_t>(ic)];
        sink.add(at(a), at(a + b), at(a + c));
        sink.add(at(a + b), at(b), at(b + c));
        sink.add(at(a + c), at(b + c), at(c));
        sink.add(at(a + b), at(b + c), at(a + c));
    }
}

vtkSmartPointer<vtkPolyData> bonesFor(const Skeleton& skeleton, const BoneTransforms& transforms) {
    TriangleSink sink;
    for (std::size_t i = 0; i < skeleton.bones.size(); ++i) {
        const Bone& bone = skeleton.bones[i];
        const Eigen::Vector3f head = transforms[i] * bone.head;
        const Eigen::Vector3f tail = transforms[i] * bone.tail;
        const float length = (tail - head).norm();
        if (length > kShortestBone) {
            addBone(sink, head, tail);
        }
        addBall(sink, head, std::clamp(length * 0.06F, 0.0025F, 0.011F));
    }
    return sink.take();
}

} // namespace

PosedPolyData makeBones(const Skeleton& skeleton, const Pose& photoPose) {
    const BoneTransforms rest(skeleton.bones.size(), Eigen::Affine3f::Identity());
    PosedPolyData bones;
    bones[poseIndex(CharacterPose::Rest)] = bonesFor(skeleton, rest);
    bones[poseIndex(CharacterPose::Photo)] =
        bonesFor(skeleton, boneTransforms(skeleton, photoPose));
    return bones;
}

} // namespace maquette
