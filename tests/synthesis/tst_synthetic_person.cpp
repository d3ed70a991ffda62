// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/clothed_offset.h"
#include "core/synthesis/evaluation_set.h"
#include "tests/support/sample_truth.h"
#include "tests/support/temporary_folder.h"
#include "tests/synthesis/library_people.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <filesystem>
#include <fstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::TemporaryFolder;

double differenceOf(const cv::Mat& a, const cv::Mat& b) {
    return cv::norm(a, b, cv::NORM_L1) / static_cast<double>(a.total() * a.channels());
}

TEST(SyntheticPerson, EqualSeedsGiveEqualPeople) {
    const auto a = testPeople().make(5, smallPhoto());
    const auto b = testPeople().make(5, smallPhoto());
    const auto c = testPeople().make(6, smallPhoto());
    ASSERT_TRUE(a && b && c);
    EXPECT_EQ(cv::norm(a->image, b->image, cv::NORM_INF), 0);
    EXPECT_EQ(a->restShape, b->restShape);
    EXPECT_NE(a->restShape, c->restShape);
    EXPECT_GT(differenceOf(a->image, c->image), 5.0);
}

TEST(SyntheticPerson, PictureSizeLeavesThePersonAlone) {
    const auto small = testPeople().make(8, smallPhoto(100, 150));
    const auto large = testPeople().make(8, smallPhoto(200, 300));
    ASSERT_TRUE(small && large);
    EXPECT_EQ(small->restShape, large->restShape);
    EXPECT_EQ(small->outfit, large->outfit);
    EXPECT_EQ(small->joints, large->joints);
}

TEST(SyntheticPerson, TruthAgreesWithThePicture) {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
        const auto person = testPeople().make(seed, smallPhoto());
        ASSERT_TRUE(person);
        // Bones of the trunk and limbs project into the mask.
        const Points pixels = project(person->camera, person->joints);
        for (const char* bone : {"root", "spine03", "head", "lowerleg01.L", "lowerleg01.R",
                                 "upperarm01.L", "upperarm01.R", "lowerarm01.L", "lowerarm01.R"}) {
            const int i = person->skeleton.indexOf(bone);
            const int x = static_cast<int>(std::lround(pixels(i, 0)));
            const int y = static_cast<int>(std::lround(pixels(i, 1)));
            ASSERT_TRUE(cv::Rect(0, 0, 160, 240).contains({x, y})) << bone;
            EXPECT_GT(person->mask.at<unsigned char>(y, x), 127) << bone << ", seed " << seed;
        }
        // The whole figure is in the picture.
        const cv::Rect box = cv::boundingRect(person->mask);
        EXPECT_GT(box.y, 0);
        EXPECT_LT(box.br().y, 240);
        EXPECT_GT(box.height, 140);
        EXPECT_NEAR(bodyHeight(person->restShape), person->height, 1e-5F);
        EXPECT_NEAR(person->restShape.topRows(kBodyVertices).col(1).minCoeff(), 0.0F, 1e-6F);
    }
}

TEST(SyntheticPerson, RestShapeIsTheLibrarysWithANeutralFace) {
    const auto person = testPeople().make(12, smallPhoto());
    ASSERT_TRUE(person);
    CharacterParameters neutral = person->parameters;
    neutral.facialUnits.clear();
    Points shape = *testLibrary().shape(neutral);
    putOnGround(shape);
    EXPECT_LT((shape - person->restShape).cwiseAbs().maxCoeff(), 1e-6F);
    const auto transforms = boneTransforms(person->skeleton, person->pose);
    for (int b = 0; b < person->skeleton.boneCount(); ++b) {
        const Eigen::Vector3f joint = transforms[b] * person->skeleton.bones[b].head;
        EXPECT_LT((joint - Eigen::Vector3f(person->joints.row(b))).norm(), 1e-5F);
    }
}

TEST(SyntheticPerson, SkinShowsOnHeadsAndHandsButNotOnHips) {
    for (const std::uint64_t seed : {21U, 22U, 23U, 24U, 25U, 26U}) {
        SyntheticOptions options = smallPhoto();
        options.pose = PoseKind::Relaxed;
        const auto person = testPeople().make(seed, options);
        ASSERT_TRUE(person);
        ASSERT_EQ(person->sceneNames[0], "body");
        const Points pixels = project(person->camera, person->joints);
        const int root = person->skeleton.indexOf("root");
        const int x = static_cast<int>(std::lround(pixels(root, 0)));
        const int y = static_cast<int>(std::lround(pixels(root, 1)));
        EXPECT_GT(person->labels.at<unsigned char>(y, x), 1) << person->outfit;
        EXPECT_GT(cv::countNonZero(person->labels == 1), 60);
    }
}

TEST(SyntheticPerson, OptionsAreFollowed) {
    SyntheticOptions options = smallPhoto(90, 120);
    options.pose = PoseKind::ArmsCrossed;
    options.surroundings = Surroundings::Outdoors;
    options.photo.maximumYaw = 0.0;
    const auto person = testPeople().make(3, options);
    ASSERT_TRUE(person);
    EXPECT_EQ(person->poseName, "arms-crossed");
    EXPECT_EQ(person->surroundings, "outdoors");
    EXPECT_EQ(person->image.size(), cv::Size(90, 120));
    const Eigen::Vector3f heading =
        person->camera.modelToCamera.linear().transpose() * Eigen::Vector3f::UnitZ();
    EXPECT_NEAR(heading.x(), 0.0F, 1e-5F);
}

TEST(SyntheticPerson, CanBeCancelled) {
    const CancelToken token;
    token.cancel();
    const auto person = testPeople().make(1, smallPhoto(), Context(token));
    ASSERT_FALSE(person);
    EXPECT_EQ(person.error().code, ErrorCode::Cancelled);
}

TEST(EvaluationSet, ReadsBackWhatWasWritten) {
    const TemporaryFolder folder;
    const SyntheticOptions options = smallPhoto(100, 150);
    ASSERT_TRUE(writeEvaluationSet(sharedTestLibrary(), 2, 77, folder.path(), options));
    const auto items = readEvaluationSet(folder.path());
    ASSERT_TRUE(items) << describe(items.error());
    ASSERT_EQ(items->size(), 2U);
    const EvaluationItem& item = (*items)[1];
    const auto person = testPeople().make(item.seed, options);
    ASSERT_TRUE(person);
    EXPECT_EQ(item.restShape, person->restShape);
    EXPECT_EQ(item.joints, person->joints);
    EXPECT_EQ(cv::norm(item.mask, person->mask, cv::NORM_INF), 0);
    EXPECT_EQ(item.parameters.sliders, person->parameters.sliders);
    EXPECT_EQ(item.parameters.macro.age, person->parameters.macro.age);
    EXPECT_EQ(item.camera.focal, person->camera.focal);
    EXPECT_TRUE(item.camera.modelToCamera.isApprox(person->camera.modelToCamera, 0.0F));
    ASSERT_EQ(item.skeleton.boneCount(), person->skeleton.boneCount());
    for (int b = 0; b < item.skeleton.boneCount(); ++b) {
        EXPECT_EQ(item.skeleton.bones[b].name, person->skeleton.bones[b].name);
        EXPECT_EQ(item.skeleton.bones[b].parent, person->skeleton.bones[b].parent);
        EXPECT_EQ(item.skeleton.bones[b].head, person->skeleton.bones[b].head);
        EXPECT_EQ(item.skeleton.bones[b].tail, person->skeleton.bones[b].tail);
        EXPECT_EQ(item.pose.rotations[b], person->pose.rotations[b]);
    }
    EXPECT_EQ(item.outfit, person->outfit);
    EXPECT_LT(differenceOf(cv::imread(item.photo.string()), person->image), 4.0);
}

TEST(EvaluationSet, DamageIsNamed) {
    const TemporaryFolder folder;
    ASSERT_TRUE(writeEvaluationSet(sharedTestLibrary(), 1, 5, folder.path(), smallPhoto(60, 90)));

    fs::resize_file(folder.path() / "000.bin", fs::file_size(folder.path() / "000.bin") - 4);
    auto items = readEvaluationSet(folder.path());
    ASSERT_FALSE(items);
    EXPECT_EQ(items.error().code, ErrorCode::CorruptData);
    EXPECT_NE(items.error().message.find("000.bin"), std::string::npos);

    std::ofstream(folder.path() / "000.json") << "{\"seed\": 1}";
    items = readEvaluationSet(folder.path());
    ASSERT_FALSE(items);
    EXPECT_EQ(items.error().code, ErrorCode::CorruptData);
    EXPECT_NE(items.error().message.find("000.json"), std::string::npos);

    std::ofstream(folder.path() / "index.json") << "[]";
    items = readEvaluationSet(folder.path());
    ASSERT_FALSE(items);
    EXPECT_EQ(items.error().code, ErrorCode::CorruptData);

    fs::remove(folder.path() / "index.json");
    items = readEvaluationSet(folder.path());
    ASSERT_FALSE(items);
    EXPECT_EQ(items.error().code, ErrorCode::FileNotFound);
}

TEST(EvaluationSet, ReadOnlyFolderIsReported) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "blocked") << "a file where the folder should be";
    const auto status = writeEvaluationSet(sharedTestLibrary(), 1, 5, folder.path() / "blocked",
                                           smallPhoto(60, 90));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::FileUnwritable);
}

TEST(SamplePhoto, BodyAloneFillsAPartOfTheOutline) {
    const auto person = testPeople().make(kSamplePhotoSeed, samplePhotoOptions());
    ASSERT_TRUE(person) << describe(person.error());
    const Triangles triangles = bodyTriangles(sharedTestLibrary()->templateMesh());
    const double iou =
        outlineIou(person->body.topRows(kBodyVertices), triangles, person->camera, person->mask);
    EXPECT_NEAR(iou, test::kSampleBodyIou, 0.005);
}

TEST(SamplePhoto, IsWhatItsSeedMakes) {
    const fs::path shipped = fs::path(MAQUETTE_SOURCE_DIR) / "resources" / "samples" / "sample.jpg";
    EXPECT_LT(fs::file_size(shipped), 400U * 1024U);
    const TemporaryFolder folder;
    const fs::path made = folder.path() / "sample.jpg";
    ASSERT_TRUE(writeSamplePhoto(sharedTestLibrary(), kSamplePhotoSeed, made));
    const cv::Mat a = cv::imread(shipped.string());
    const cv::Mat b = cv::imread(made.string());
    ASSERT_EQ(a.size(), b.size());
    EXPECT_LT(differenceOf(a, b), 1.0) << "write resources/samples/sample.jpg again";
}

} // namespace
} // namespace maquette
