// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/calibration/calibration.h"
#include "core/calibration/face_calibration.h"
#include "core/data/shape_basis.h"
#include "core/image/landmark_mirror.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace maquette {
namespace {

using Eigen::Vector3f;

std::shared_ptr<const Library> library() {
    static const auto opened = Library::open(Library::locate());
    return opened ? *opened : nullptr;
}

const Points& meanShape() {
    static const Points mean = makeShapeBasis(*library())->mean;
    return mean;
}

Correspondences shipped() {
    const auto table = loadCorrespondences(shippedCorrespondences());
    EXPECT_TRUE(table.has_value()) << (table ? "" : describe(table.error()));
    return table.value_or(Correspondences());
}

bool isKnown(const FaceCorrespondence& c) {
    return c.weights.sum() > 0.5F;
}

Vector3f place(const FaceCorrespondence& c, const Points& shape) {
    Vector3f sum = Vector3f::Zero();
    for (int i = 0; i < 3; ++i) {
        sum += c.weights[i] * Vector3f(shape.row(c.vertices[i]));
    }
    return sum;
}

Vector3f mirrorImage(const Vector3f& p) {
    return {-p.x(), p.y(), p.z()};
}

float medianOf(std::vector<float> values) {
    std::sort(values.begin(), values.end());
    return values.at(values.size() / 2);
}

class Calibration : public testing::Test {
protected:
    void SetUp() override {
        if (!library()) {
            GTEST_SKIP() << "no character library";
        }
    }
};

TEST_F(Calibration, ShippedFaceIsMirrorSymmetric) {
    const Correspondences table = shipped();
    const Points& base = library()->templateMesh().mesh.positions; // exactly symmetric
    const std::vector<std::pair<int, int>> pairs = {{33, 263}, {133, 362}, {159, 386},
                                                    {61, 291}, {70, 300},  {105, 334},
                                                    {98, 327}, {50, 280},  {205, 425}};
    for (const auto& [right, left] : pairs) {
        ASSERT_TRUE(isKnown(table.face[right])) << right;
        const Vector3f r = place(table.face[right], base);
        const Vector3f l = place(table.face[left], base);
        EXPECT_LT((mirrorImage(r) - l).norm(), 1e-4F) << right;
        EXPECT_LT(r.x(), -0.005F) << "a point of the person's right eye, brow, mouth or nose";
        EXPECT_FLOAT_EQ(table.face[right].spread, table.face[left].spread);
    }
    for (const int middle : {1, 4, 6, 9, 13, 14, 17, 152, 168}) {
        ASSERT_TRUE(isKnown(table.face[middle])) << middle;
        EXPECT_NEAR(place(table.face[middle], base).x(), 0.0F, 0.002F) << middle;
    }
}

TEST_F(Calibration, MirroredLandmarksLieOnEachOthersImage) {
    const Correspondences table = shipped();
    const Points& base = library()->templateMesh().mesh.positions;
    const auto partner = faceMirror();
    for (int i = 0; i < kFaceLandmarks; ++i) {
        const FaceCorrespondence& own = table.face[i];
        const FaceCorrespondence& other = table.face[partner[i]];
        EXPECT_EQ(partner[partner[i]], i);
        EXPECT_EQ(isKnown(own), isKnown(other)) << i;
        if (isKnown(own)) {
            EXPECT_LT((mirrorImage(place(own, base)) - place(other, base)).norm(), 0.006F) << i;
        }
    }
    for (int i = 0; i < kBodyLandmarks; ++i) {
        const BodyCorrespondence& own = table.body[i];
        const BodyCorrespondence& other = table.body[bodyMirror()[i]];
        EXPECT_LT((mirrorImage(own.offset) - other.offset).norm(), 1e-4F) << i;
        EXPECT_EQ(own.bone.substr(0, own.bone.find('.')),
                  other.bone.substr(0, other.bone.find('.')));
    }
}

TEST_F(Calibration, ShippedFaceLiesOnTheFrontOfTheHead) {
    const Correspondences table = shipped();
    const Template& body = library()->templateMesh();
    const std::vector<int>& earRows = body.groups.at("ears");
    const std::set<int> ears(earRows.begin(), earRows.end());
    const float mouth = place(table.face[13], body.mesh.positions).y();
    int known = 0;
    for (int i = 0; i < kFaceLandmarks; ++i) {
        const FaceCorrespondence& c = table.face[i];
        if (!isKnown(c)) {
            continue;
        }
        ++known;
        EXPECT_NEAR(c.weights.sum(), 1.0F, 1e-3F) << i;
        EXPECT_GE(c.weights.minCoeff(), 0.0F) << i;
        EXPECT_GT(c.spread, 0.0003F) << i;
        EXPECT_LE(c.spread, 0.020F) << i;
        for (const int v : c.vertices) {
            ASSERT_LT(v, kBodyVertices) << i;
            EXPECT_EQ(ears.count(v), 0U) << i;
        }
        EXPECT_LT(std::abs(place(c, body.mesh.positions).y() - mouth), 0.16F) << i;
    }
    EXPECT_GE(known, 420);
}

TEST_F(Calibration, ShippedFaceIsInTheRightOrder) {
    const Correspondences table = shipped();
    const auto y = [&](int i) { return place(table.face[i], meanShape()).y(); };
    const auto z = [&](int i) { return place(table.face[i], meanShape()).z(); };
    EXPECT_GT(y(9), y(6));  // between the brows above the bridge of the nose
    EXPECT_GT(y(6), y(4));  // … above its tip
    EXPECT_GT(y(4), y(13)); // … above the mouth
    EXPECT_GT(y(13), y(14) - 0.001F);
    EXPECT_GT(y(14), y(152));  // … above the chin
    EXPECT_GT(y(159), y(145)); // upper lid above the lower lid
    EXPECT_GT(z(4), z(9));     // the tip of the nose is foremost
    EXPECT_GT(z(4), z(13));
}

TEST_F(Calibration, ShippedBodyIsMirrorSymmetricAndNearItsBones) {
    const Correspondences table = shipped();
    const auto rig = library()->rig("default");
    ASSERT_TRUE(rig.has_value());
    const Skeleton skeleton = (*rig)->skeletonFor(meanShape());
    for (const BodyCorrespondence& c : table.body) {
        EXPECT_GE(skeleton.indexOf(c.bone), 0) << c.bone;
        EXPECT_GE(skeleton.indexOf(c.anchor), 0) << c.anchor;
        EXPECT_LT(c.offset.norm(), 0.25F) << c.bone;
        EXPECT_LT(c.spread, 0.06F) << c.bone;
    }
    EXPECT_NEAR(table.body[0].offset.x(), 0.0F, 1e-5F);
    for (std::size_t left = 11; left < kBodyLandmarks; left += 2) {
        const BodyCorrespondence& l = table.body[left];
        const BodyCorrespondence& r = table.body[left + 1];
        EXPECT_LT((mirrorImage(l.offset) - r.offset).norm(), 1e-4F) << left;
        EXPECT_EQ(l.bone.substr(0, l.bone.size() - 1), r.bone.substr(0, r.bone.size() - 1));
        EXPECT_EQ(l.bone.back(), 'L');
        EXPECT_EQ(r.bone.back(), 'R');
    }
}

TEST_F(Calibration, TwoCharactersComeNearTheShippedTable) {
    if (!std::filesystem::exists(dataFolder() / "models" / "face_landmark.onnx")) {
        GTEST_SKIP() << "no models";
    }
    CalibrationOptions options;
    options.characters = 2;
    options.seed = 77; // others than those of the shipped table
    const auto table = calibrate(library(), {}, options);
    ASSERT_TRUE(table.has_value()) << describe(table.error());
    const Correspondences reference = shipped();
    std::vector<float> face;
    for (int i = 0; i < kFaceLandmarks; ++i) {
        if (isKnown(table->face[i]) && isKnown(reference.face[i])) {
            face.push_back(
                (place(table->face[i], meanShape()) - place(reference.face[i], meanShape()))
                    .norm());
        }
    }
    EXPECT_GT(face.size(), 350U);
    EXPECT_LT(medianOf(face), 0.004F);
    std::vector<float> body;
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        EXPECT_EQ(table->body[i].bone, reference.body[i].bone);
        body.push_back((table->body[i].offset - reference.body[i].offset).norm());
    }
    EXPECT_LT(medianOf(body), 0.015F);
}

TEST_F(Calibration, RefusesImpossibleCounts) {
    CalibrationOptions options;
    options.characters = 0;
    const auto table = calibrate(library(), {}, options);
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().code, ErrorCode::InvalidArgument);
}

TEST_F(Calibration, StopsWhenCancelled) {
    if (!std::filesystem::exists(dataFolder() / "models" / "face_landmark.onnx")) {
        GTEST_SKIP() << "no models";
    }
    const CancelToken token;
    token.cancel();
    const auto table = calibrate(library(), {}, {}, Context(token));
    ASSERT_FALSE(table.has_value());
    EXPECT_EQ(table.error().code, ErrorCode::Cancelled);
}

TEST(MirrorPartners, PairNearestImagesInThePlaneThroughTheMiddle) {
    Points points(5, 3); // plane near x = 10
    points << 11, 0, 0, 8.9F, 0, 0, 10.02F, 2, 0, 12, 0.5F, 3, 8.1F, 0.4F, 3;
    EXPECT_EQ(mirrorPartners(points, Points::Zero(5, 3)), (std::vector<int>{1, 0, 2, 4, 3}));
}

} // namespace
} // namespace maquette
