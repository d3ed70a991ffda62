// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/person_dataset.h"

#include "core/dataset/dataset.h"
#include "core/synthesis/dataset_sheet.h"
#include "tests/support/temporary_folder.h"
#include "tests/synthesis/library_people.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

using test::TemporaryFolder;

PersonDatasetOptions fewPeople(int people, int threads = 2) {
    PersonDatasetOptions options;
    options.identities = people;
    options.viewsPerIdentity = 2;
    options.seed = 9;
    options.threads = threads;
    return options;
}

std::shared_ptr<const Dataset> opened(const std::filesystem::path& folder) {
    const auto dataset = Dataset::open(folder);
    EXPECT_TRUE(dataset) << describe(dataset.error());
    return dataset ? *dataset : nullptr;
}

void expectSameRecords(const Dataset& a, const Dataset& b, std::int64_t samples) {
    for (std::int64_t i = 0; i < samples; ++i) {
        EXPECT_EQ(a.table(kSamples)->storedChecksum(i), b.table(kSamples)->storedChecksum(i));
    }
}

TEST(PersonDataset, IsTheSameWithAnyThreadsAndAfterAnInterruption) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makePersonDataset(sharedTestLibrary(), folder / "one", fewPeople(5, 1)));
    ASSERT_TRUE(makePersonDataset(sharedTestLibrary(), folder / "parts", fewPeople(2, 2)));
    ASSERT_TRUE(makePersonDataset(sharedTestLibrary(), folder / "parts", fewPeople(5, 2)));
    const auto one = opened(folder / "one");
    const auto parts = opened(folder / "parts");
    ASSERT_TRUE(one && parts);
    EXPECT_EQ(parts->table(kSamples)->recordCount(), 10);
    EXPECT_EQ(parts->table(kIdentities)->recordCount(), 5);
    expectSameRecords(*one, *parts, 10);
    EXPECT_TRUE(parts->verify());
    EXPECT_TRUE(parts->leakCheck());
}

TEST(PersonDataset, ADifferentSeedIsAnotherDataset) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makePersonDataset(sharedTestLibrary(), folder / "people", fewPeople(1)));
    PersonDatasetOptions other = fewPeople(2);
    other.seed = 10;
    const Status made = makePersonDataset(sharedTestLibrary(), folder / "people", other);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
}

TEST(PersonDataset, CanBeCancelled) {
    const TemporaryFolder folder;
    const CancelToken token;
    token.cancel();
    const Status made =
        makePersonDataset(sharedTestLibrary(), folder / "people", fewPeople(3), Context(token));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
}

TEST(PersonDataset, RecordsAgreeWithThePictures) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makePersonDataset(sharedTestLibrary(), folder / "people", fewPeople(6)));
    const auto dataset = opened(folder / "people");
    ASSERT_TRUE(dataset);
    const DatasetTable& samples = *dataset->table(kSamples);
    const auto fields = SampleFields::of(samples.schema());
    const auto identity = IdentityFields::of(dataset->table(kIdentities)->schema());
    ASSERT_TRUE(fields && identity);
    int inside = 0;
    int joints = 0;
    for (std::int64_t i = 0; i < samples.recordCount(); ++i) {
        const RecordView record = samples.record(i);
        const cv::Mat mask(256, 256, CV_8UC1,
                           const_cast<std::uint8_t*>(record[fields->mask].data()));
        EXPECT_GT(cv::countNonZero(mask > 127), 256 * 256 / 40);
        const std::span<const float> pixels = record[fields->joints2d];
        for (std::size_t b = 0; b + 1 < pixels.size() / 2; ++b) {
            const cv::Point at(static_cast<int>(std::lround(pixels[2 * b])),
                               static_cast<int>(std::lround(pixels[2 * b + 1])));
            if (cv::Rect(0, 0, 256, 256).contains(at)) {
                ++joints;
                inside += mask.at<std::uint8_t>(at) > 60 ? 1 : 0;
            }
        }
        // The stored pose and camera give the stored joints.
        const std::int64_t person = dataset->samples()[static_cast<std::size_t>(i)].identity;
        const std::span<const float> heads =
            dataset->table(kIdentities)->record(person)[identity->heads];
        Skeleton skeleton;
        Pose pose;
        const std::span<const float> q = record[fields->rotations];
        for (std::size_t b = 0; b < heads.size() / 3; ++b) {
            Bone bone;
            bone.parent = testPeople().rig().bones[b].parent;
            bone.head = {heads[3 * b], heads[3 * b + 1], heads[3 * b + 2]};
            skeleton.bones.push_back(bone);
            pose.rotations.emplace_back(
                Eigen::Quaternionf(q[4 * b + 3], q[4 * b], q[4 * b + 1], q[4 * b + 2]));
        }
        const std::span<const float> shift = record[fields->translation];
        pose.translation = {shift[0], shift[1], shift[2]};
        const BoneTransforms transforms = boneTransforms(skeleton, pose);
        const std::span<const float> posed = record[fields->joints];
        for (std::size_t b = 0; b < skeleton.bones.size(); ++b) {
            const Eigen::Vector3f head = transforms[b] * skeleton.bones[b].head;
            EXPECT_NEAR(head.x(), posed[3 * b], 1e-4F);
            EXPECT_NEAR(head.y(), posed[3 * b + 1], 1e-4F);
        }
    }
    EXPECT_GT(inside, 0.95 * joints);
}

TEST(PersonDataset, PeopleOfATrainingSetDifferWidely) {
    // The published errors hold on people who are on average at least 20 mm from the mean shape.
    double sum = 0.0;
    constexpr int kPeople = 60;
    Points mean = Points::Zero(kBodyVertices, 3);
    std::vector<Points> shapes;
    Random random(3);
    for (int i = 0; i < kPeople; ++i) {
        const auto shape =
            testLibrary().shape(sampleCharacter(testLibrary(), random, trainingSampler()));
        ASSERT_TRUE(shape);
        Points body = shape->topRows(kBodyVertices) * (1.7F / bodyHeight(*shape));
        const Eigen::RowVector3f centre = body.colwise().mean();
        body.rowwise() -= centre;
        mean += body / kPeople;
        shapes.push_back(body);
    }
    for (const Points& shape : shapes) {
        sum += 1000.0 * (shape - mean).rowwise().norm().mean() / kPeople;
    }
    EXPECT_GT(sum, 20.0);
}

TEST(DatasetSheet, ShowsSamplesAndRefusesAnEmptyDataset) {
    const TemporaryFolder folder;
    ASSERT_TRUE(makePersonDataset(sharedTestLibrary(), folder / "people", fewPeople(2)));
    const auto dataset = opened(folder / "people");
    ASSERT_TRUE(dataset);
    const auto sheet = datasetSheet(*dataset, {2, 2, false});
    ASSERT_TRUE(sheet);
    EXPECT_EQ(sheet->size(), cv::Size(512, 512));
    const auto faces = datasetSheet(*dataset, {4, 1, true});
    ASSERT_TRUE(faces);
    EXPECT_EQ(faces->size(), cv::Size(512, 128));
}

} // namespace
} // namespace maquette
