// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/batch_mirror.h"

#include "core/nn/pose_layer.h"
#include "tests/train/small_set.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

using test::smallSet;

Batch plainBatch(std::int64_t count) {
    AugmentOptions none;
    none.enabled = false;
    const auto& train = smallSet()->samples(Split::Train);
    return smallSet()->batch({train.begin(), train.begin() + count}, none, Random(0));
}

Batch mirroredBatch(std::int64_t count) {
    const auto rig = test::library()->rig("default");
    const BatchMirror mirror(test::library()->templateMesh(), **rig);
    Batch batch = plainBatch(count);
    mirror.apply(batch);
    return batch;
}

TEST(BatchMirror, ChangesEverySecondSample) {
    const Batch before = plainBatch(4);
    const Batch after = mirroredBatch(4);
    for (const int row : {0, 1, 2, 3}) {
        const bool stays = row % 2 == 0;
        EXPECT_EQ(torch::equal(after.input.picture[row], before.input.picture[row]), stays);
        EXPECT_EQ(torch::equal(after.truth.body[row], before.truth.body[row]), stays);
        EXPECT_EQ(after.truth.textureKnown[row].item<float>(), stays ? 1.0F : 0.0F);
    }
    EXPECT_TRUE(torch::equal(after.input.picture[1].flip(2), before.input.picture[1]));
}

// The mirrored bones, turned as told, reach the mirrored joints, and the camera sees them where the
// picture has them: one sign or partner wrong, and they are centimetres off.
TEST(BatchMirror, PoseCameraAndPictureFitTogether) {
    const Batch batch = mirroredBatch(6);
    const CharacterTruth& truth = batch.truth;
    const torch::Tensor flip = torch::tensor({1.0F, -1.0F, -1.0F});
    const torch::Tensor pixels =
        projectToCrop(truth.joints * flip, truth.camera, truth.focal, truth.principal);
    EXPECT_LT((pixels - truth.joints2d).abs().max().item<float>(), 2e-3F);

    const auto rig = test::library()->rig("default");
    std::vector<int> parents;
    for (const Rig::BoneAnchor& bone : (*rig)->bones) {
        parents.push_back(bone.parent);
    }
    for (const int row : {0, 1}) {
        const PosedBones posed = PoseLayer(parents).forward(truth.heads.narrow(0, row, 1),
                                                            truth.rotations.narrow(0, row, 1));
        const torch::Tensor fromRoot = posed.heads - posed.heads.narrow(1, 0, 1);
        EXPECT_LT((fromRoot[0] - truth.joints[row]).abs().max().item<float>(), 5e-3F) << row;
    }
}

TEST(BatchMirror, LandmarksFollowTheirSide) {
    const Batch before = plainBatch(8);
    const Batch after = mirroredBatch(8);
    const auto rig = test::library()->rig("default");
    const auto kneesOff = [&](const Batch& batch, int row) {
        double off = 0.0;
        for (std::size_t b = 0; b < (*rig)->bones.size(); ++b) {
            const std::string& name = (*rig)->bones[b].name;
            const int landmark = name == "lowerleg01.L" ? 25 : name == "lowerleg01.R" ? 26 : -1;
            for (int axis = 0; landmark >= 0 && axis < 2; ++axis) {
                off += std::abs(
                    batch.input.body[row][4 * landmark + axis].item<double>() -
                    batch.truth.joints2d[row][static_cast<std::int64_t>(b)][axis].item<double>());
            }
        }
        return off;
    };
    for (int row = 0; row < 8; ++row) {
        EXPECT_NEAR(kneesOff(after, row), kneesOff(before, row), 0.02) << row;
    }
}

} // namespace
} // namespace maquette
