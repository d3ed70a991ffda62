// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/identity_view.h"

#include "core/synthesis/watched_dataset.h"
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"
#include "tests/synthesis/library_people.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

using test::TemporaryFolder;

/// Two people with two pictures each, and what was seen of them while they were made.
struct People {
    People() {
        PersonDatasetOptions options;
        options.identities = 2;
        options.viewsPerIdentity = 2;
        options.seed = 9;
        const Status made =
            makeWatchedDataset(sharedTestLibrary(), folder.path(), options,
                               [this](const cv::Mat& picture) { seen.push_back(picture.clone()); });
        EXPECT_TRUE(made);
        dataset = Dataset::open(folder.path()).value();
    }

    TemporaryFolder folder;
    std::vector<cv::Mat> seen;
    std::shared_ptr<const Dataset> dataset;
};

const People& people() {
    static const People made;
    return made;
}

cv::Rect figureOf(const cv::Mat& picture) {
    cv::Mat edges;
    cv::Canny(picture, edges, 60, 120);
    return cv::boundingRect(edges);
}

TEST(WatchedDataset, ShowsEveryPictureInItsOrder) {
    const DatasetTable& samples = *people().dataset->table(kSamples);
    const auto fields = SampleFields::of(samples.schema()).value();
    ASSERT_EQ(people().seen.size(), 4U);
    for (std::size_t i = 0; i < people().seen.size(); ++i) {
        const auto stored = samples.record(static_cast<std::int64_t>(i))[fields.image];
        EXPECT_TRUE(std::equal(stored.begin(), stored.end(), people().seen[i].data)) << i;
    }
}

TEST(IdentityView, ShowsTheWholeBodyFromAnySide) {
    const auto front = renderIdentity(testLibrary(), *people().dataset, 0, {0.0F, 180, 240});
    const auto side = renderIdentity(testLibrary(), *people().dataset, 0, {90.0F, 180, 240});
    ASSERT_TRUE(front && side);
    EXPECT_EQ(front->size(), cv::Size(180, 240));
    const cv::Rect figure = figureOf(*front);
    EXPECT_GT(figure.height, 180);
    EXPECT_LT(figure.br().y, 240);
    EXPECT_GT(figure.y, 0);
    EXPECT_GT(cv::norm(*front, *side, cv::NORM_L1) / static_cast<double>(front->total()), 3.0);
}

TEST(IdentityView, TellsTheParametersThatThePersonWasMadeOf) {
    const auto parameters = identityParameters(testLibrary(), *people().dataset, 1).value();
    ASSERT_GT(parameters.size(), 11U);
    EXPECT_EQ(parameters[0].name, "gender");
    EXPECT_EQ(parameters[1].name, "age");
    EXPECT_NEAR(parameters[1].value,
                std::get<double>(people().dataset->attributes(2).value()["age"]), 1e-3);
    for (std::size_t i = 12; i < parameters.size(); ++i) {
        EXPECT_TRUE(parameters[i].isSlider);
        EXPECT_LE(std::abs(parameters[i].value), std::abs(parameters[i - 1].value));
    }
}

TEST(IdentityView, RefusesWhatItCannotShow) {
    EXPECT_EQ(renderIdentity(testLibrary(), *people().dataset, 2).error().code,
              ErrorCode::InvalidArgument);
    EXPECT_EQ(renderIdentity(testLibrary(), *people().dataset, -1).error().code,
              ErrorCode::InvalidArgument);
    const TemporaryFolder folder;
    ASSERT_TRUE(test::writeSmallDataset(folder.path(), 2)); // of another template
    const auto other = Dataset::open(folder.path()).value();
    EXPECT_FALSE(renderIdentity(testLibrary(), *other, 0));
    EXPECT_FALSE(identityParameters(testLibrary(), *other, 0));
}

} // namespace
} // namespace maquette
