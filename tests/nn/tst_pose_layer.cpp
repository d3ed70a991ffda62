// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/pose_layer.h"

#include "core/base/random.h"
#include "core/geometry/camera.h"
#include "core/geometry/skeleton.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

Skeleton someSkeleton() {
    Skeleton skeleton;
    const std::vector<int> parents = {-1, 0, 1, 0, 3, 4, 1};
    Random random(3);
    for (const int parent : parents) {
        Bone bone;
        bone.parent = parent;
        for (int i = 0; i < 3; ++i) {
            bone.head[i] = static_cast<float>(random.normal(0.0, 0.4));
        }
        skeleton.bones.push_back(bone);
    }
    return skeleton;
}

std::vector<int> parentsOf(const Skeleton& skeleton) {
    std::vector<int> parents;
    for (const Bone& bone : skeleton.bones) {
        parents.push_back(bone.parent);
    }
    return parents;
}

torch::Tensor headsOf(const Skeleton& skeleton) {
    torch::Tensor heads = torch::zeros({1, skeleton.boneCount(), 3});
    for (int b = 0; b < skeleton.boneCount(); ++b) {
        for (int i = 0; i < 3; ++i) {
            heads[0][b][i] = skeleton.bones[b].head[i];
        }
    }
    return heads;
}

Eigen::Matrix3f matrixOf(const torch::Tensor& tensor) {
    Eigen::Matrix3f matrix;
    for (int i = 0; i < 9; ++i) {
        matrix(i / 3, i % 3) = tensor[i / 3][i % 3].item<float>();
    }
    return matrix;
}

torch::Tensor someRotations(int bones) {
    torch::manual_seed(5);
    return rotationsFromSix(torch::randn({1, bones, 6}));
}

TEST(PoseLayer, SixNumbersGiveARotation) {
    torch::manual_seed(1);
    const torch::Tensor rotations = rotationsFromSix(torch::randn({50, 6}));
    const torch::Tensor unit = rotations.matmul(rotations.transpose(1, 2));
    EXPECT_LT((unit - torch::eye(3)).abs().max().item<float>(), 1e-5F);
    EXPECT_LT((torch::det(rotations) - 1.0).abs().max().item<float>(), 1e-5F);
    const torch::Tensor same =
        rotationsFromSix(torch::tensor({1.0F, 0.0F, 0.0F, 0.0F, 1.0F, 0.0F}));
    EXPECT_TRUE(torch::allclose(same, torch::eye(3)));
}

TEST(PoseLayer, AgreesWithTheSkeletonsOwnKinematics) {
    const Skeleton skeleton = someSkeleton();
    const PoseLayer layer(parentsOf(skeleton));
    const torch::Tensor rotations = someRotations(skeleton.boneCount());
    const PosedBones posed = layer.forward(headsOf(skeleton), rotations);
    Pose pose;
    for (int b = 0; b < skeleton.boneCount(); ++b) {
        pose.rotations.push_back(matrixOf(rotations[0][b]));
    }
    const BoneTransforms transforms = boneTransforms(skeleton, pose);
    for (int b = 0; b < skeleton.boneCount(); ++b) {
        const Eigen::Vector3f head = transforms[b] * skeleton.bones[b].head;
        for (int i = 0; i < 3; ++i) {
            EXPECT_NEAR(posed.heads[0][b][i].item<float>(), head[i], 1e-5F);
        }
        EXPECT_TRUE(matrixOf(posed.rotations[0][b]).isApprox(transforms[b].linear(), 1e-4F));
    }
}

TEST(PoseLayer, SkinsAsTheSkeletonDoes) {
    const Skeleton skeleton = someSkeleton();
    const int bones = skeleton.boneCount();
    const PoseLayer layer(parentsOf(skeleton));
    const torch::Tensor rotations = someRotations(bones);
    constexpr int kPoints = 20;
    const torch::Tensor points = torch::randn({1, kPoints, 3});
    const torch::Tensor weights = torch::softmax(torch::randn({kPoints, bones}), 1);
    const torch::Tensor heads = headsOf(skeleton);
    const torch::Tensor skinned =
        layer.skin(points, weights, heads, layer.forward(heads, rotations));
    Pose pose;
    for (int b = 0; b < bones; ++b) {
        pose.rotations.push_back(matrixOf(rotations[0][b]));
    }
    SkinWeights sparse;
    sparse.offsets.push_back(0);
    Points rest(kPoints, 3);
    for (int v = 0; v < kPoints; ++v) {
        for (int b = 0; b < bones; ++b) {
            sparse.bones.push_back(b);
            sparse.weights.push_back(weights[v][b].item<float>());
        }
        sparse.offsets.push_back(static_cast<int>(sparse.bones.size()));
        for (int i = 0; i < 3; ++i) {
            rest(v, i) = points[0][v][i].item<float>();
        }
    }
    const Points expected = skin(rest, sparse, boneTransforms(skeleton, pose));
    for (int v = 0; v < kPoints; ++v) {
        for (int i = 0; i < 3; ++i) {
            EXPECT_NEAR(skinned[0][v][i].item<float>(), expected(v, i), 1e-4F);
        }
    }
}

TEST(PoseLayer, ScalesStayWithinTheirBounds) {
    const Skeleton skeleton = someSkeleton();
    const PoseLayer layer(parentsOf(skeleton));
    const torch::Tensor heads = headsOf(skeleton);
    const torch::Tensor still = torch::eye(3).expand({1, skeleton.boneCount(), 3, 3});
    const torch::Tensor raw = torch::full({1, skeleton.boneCount()}, 100.0F);
    const PosedBones longer = layer.forward(heads, still, raw);
    const PosedBones shorter = layer.forward(heads, still, -raw);
    const auto way = [](const torch::Tensor& points) {
        return (points[0][1] - points[0][0]).norm().item<double>();
    };
    EXPECT_NEAR(way(longer.heads) / way(heads), PoseLayer::kLargestScale, 1e-4);
    EXPECT_NEAR(way(shorter.heads) / way(heads), 1.0 / PoseLayer::kLargestScale, 1e-4);
}

TEST(PoseLayer, GradientsAgreeWithDifferences) {
    const Skeleton skeleton = someSkeleton();
    const PoseLayer layer(parentsOf(skeleton));
    torch::manual_seed(9);
    const torch::Tensor heads = headsOf(skeleton).to(torch::kFloat64);
    const torch::Tensor start =
        torch::randn({1, skeleton.boneCount(), 6}, torch::kFloat64).requires_grad_();
    const torch::Tensor scales =
        torch::randn({1, skeleton.boneCount()}, torch::kFloat64).requires_grad_();
    const torch::Tensor target = torch::randn({1, skeleton.boneCount(), 2}, torch::kFloat64);
    const torch::Tensor camera =
        torch::tensor({{0.1, -0.2, 0.3}}, torch::kFloat64).requires_grad_();
    const auto loss = [&](const torch::Tensor& six, const torch::Tensor& stretch,
                          const torch::Tensor& view) {
        const PosedBones posed = layer.forward(heads, rotationsFromSix(six), stretch);
        const torch::Tensor fromRoot = posed.heads - posed.heads.narrow(1, 0, 1);
        const torch::Tensor pixels =
            projectToCrop(fromRoot, view, torch::tensor({4.0}, torch::kFloat64),
                          torch::tensor({{0.2, 0.1}}, torch::kFloat64));
        return (pixels - target).square().sum() + posed.rotations.square().sum(-1).sum();
    };
    loss(start, scales, camera).backward();
    const auto check = [&](const torch::Tensor& variable, const auto& at) {
        const torch::NoGradGuard noGradients;
        constexpr double kStep = 1e-6;
        const torch::Tensor flat = variable.detach().flatten();
        for (std::int64_t i = 0; i < flat.numel(); i += 3) {
            torch::Tensor moved = flat.clone();
            moved[i] += kStep;
            const double above = at(moved.view_as(variable)).template item<double>();
            moved[i] -= 2 * kStep;
            const double below = at(moved.view_as(variable)).template item<double>();
            EXPECT_NEAR(variable.grad().flatten()[i].item<double>(), (above - below) / (2 * kStep),
                        1e-4);
        }
    };
    check(start, [&](const torch::Tensor& x) { return loss(x, scales, camera); });
    check(scales, [&](const torch::Tensor& x) { return loss(start, x, camera); });
    check(camera, [&](const torch::Tensor& x) { return loss(start, scales, x); });
}

TEST(PoseLayer, ProjectsAsACameraDoes) {
    constexpr double kSide = 200.0;
    Camera camera;
    camera.focal = 340.0;
    camera.cx = 120.0;
    camera.cy = 90.0;
    Points points(3, 3);
    points << 0.1F, 0.2F, 3.0F, -0.3F, 0.5F, 3.4F, 0.2F, -0.6F, 2.7F; // camera axes
    const Points pixels = project(camera, points);
    const auto inCrop = [&](double pixel) { return pixel / (kSide / 2) - 1.0; }; // crop from (0,0)
    const double focal = camera.focal / (kSide / 2);
    const auto depth = static_cast<double>(points(0, 2));
    const torch::Tensor view = torch::tensor(
        {{inCrop(pixels(0, 0)), inCrop(pixels(0, 1)), std::log(focal / depth)}}, torch::kFloat64);
    torch::Tensor fromRoot = torch::zeros({1, 3, 3}, torch::kFloat64);
    for (int v = 0; v < 3; ++v) {
        for (int i = 0; i < 3; ++i) {
            fromRoot[0][v][i] = points(v, i) - points(0, i);
        }
    }
    const torch::Tensor seen =
        projectToCrop(fromRoot, view, torch::tensor({focal}, torch::kFloat64),
                      torch::tensor({{inCrop(camera.cx), inCrop(camera.cy)}}, torch::kFloat64));
    for (int v = 0; v < 3; ++v) {
        for (int i = 0; i < 2; ++i) {
            EXPECT_NEAR(seen[0][v][i].item<double>(), inCrop(pixels(v, i)), 1e-4);
        }
    }
}

} // namespace
} // namespace maquette
