// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/abroad_people.h"
#include "core/abroad/abroad_sampler.h"
#include "core/geometry/rasterizer.h"
#include "core/image/mask_iou.h"
#include "core/synthesis/evaluation_set.h"
#include "tests/support/temporary_folder.h"
#include "tests/synthesis/library_people.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

constexpr std::uint64_t kSeed = 3;

/// One for all cases: it keeps the connection to the display, see connectToDisplay().
const AbroadPeople& testAbroad() {
    static const auto people = AbroadPeople::create(sharedTestLibrary());
    if (!people) {
        throw std::runtime_error(describe(people.error()));
    }
    return *people;
}

/// CV_8UC1: where the true body of an item lies.
cv::Mat trueBody(const EvaluationItem& item) {
    const auto rig = testLibrary().rig("default");
    if (!rig) {
        throw std::runtime_error(describe(rig.error()));
    }
    const Points posed =
        skin(item.restShape, (*rig)->weights, boneTransforms(item.skeleton, item.pose));
    const Raster raster =
        rasterize(project(item.camera, posed), bodyTriangles(testLibrary().templateMesh()),
                  item.camera.width, item.camera.height);
    cv::Mat body(raster.height, raster.width, CV_8UC1);
    std::transform(raster.triangle.begin(), raster.triangle.end(), body.begin<unsigned char>(),
                   [](int triangle) { return static_cast<unsigned char>(triangle < 0 ? 0 : 255); });
    return body;
}

TEST(Abroad, SetReadsBackAndItsTruthAgreesWithThePictures) {
    const test::TemporaryFolder folder;
    const Status written = testAbroad().writeSet(2, kSeed, folder.path());
    ASSERT_TRUE(written) << describe(written.error());
    const auto items = readEvaluationSet(folder.path());
    ASSERT_TRUE(items) << describe(items.error());
    ASSERT_EQ(items->size(), 2U);
    for (const EvaluationItem& item : *items) {
        EXPECT_GT(maskIou(item.mask > 127, trueBody(item)), 0.9) << item.photo;
        const cv::Rect box = cv::boundingRect(item.mask);
        EXPECT_GT(box.x, 0);
        EXPECT_GT(box.y, 0);
        EXPECT_LT(box.br().x, item.mask.cols);
        EXPECT_LT(box.br().y, item.mask.rows);
    }
}

TEST(Abroad, EqualSeedsGiveEqualPeople) {
    const auto a = testAbroad().make(kSeed, 100, 150);
    const auto b = testAbroad().make(kSeed, 100, 150);
    const auto c = testAbroad().make(kSeed + 1, 100, 150);
    ASSERT_TRUE(a && b && c);
    EXPECT_EQ(a->parameters.sliders, b->parameters.sliders);
    EXPECT_EQ(a->restShape, b->restShape);
    EXPECT_EQ(a->joints, b->joints);
    EXPECT_EQ(a->outfit, b->outfit);
    EXPECT_TRUE(a->camera.modelToCamera.isApprox(b->camera.modelToCamera, 0.0F));
    EXPECT_NE(a->restShape, c->restShape);
    EXPECT_NE(a->parameters.sliders, c->parameters.sliders);
}

TEST(Abroad, CharactersAreOtherThanThoseToTrainOn) {
    Random random(kSeed);
    const CharacterParameters abroad = sampleAbroad(testLibrary(), random);
    const CharacterParameters home = sampleCharacter(testLibrary(), random, trainingSampler());
    EXPECT_LT(abroad.sliders.size() * 5, home.sliders.size());
    EXPECT_TRUE(testLibrary().shape(abroad));
}

} // namespace
} // namespace maquette
