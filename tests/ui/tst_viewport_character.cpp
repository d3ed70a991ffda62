// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_bones.h"
#include "core/viewport/viewport_character.h"
#include "core/viewport/viewport_overlay.h"
#include "tests/ui/test_figure.h"

#include <gtest/gtest.h>

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>

namespace maquette {
namespace {

/// Two quads side by side; the right one has UVs of its own along the shared edge.
Character twoQuads() {
    CharacterMesh mesh;
    mesh.name = "body";
    mesh.mesh.positions = Points(6, 3);
    mesh.mesh.positions << 0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 1, 1, 0, 2, 1, 0;
    mesh.mesh.uvs = UvPoints(8, 2);
    mesh.mesh.uvs << 0, 0, .4F, 0, .4F, 1, 0, 1, .6F, 0, 1, 0, 1, 1, .6F, 1;
    mesh.mesh.faceOffsets = {0, 4, 8};
    mesh.mesh.cornerVertex = {0, 1, 4, 3, 1, 2, 5, 4};
    mesh.mesh.cornerUv = {0, 1, 2, 3, 4, 5, 6, 7};
    mesh.weights.offsets = {0, 1, 2, 3, 4, 5, 6};
    mesh.weights.bones.assign(6, 0);
    mesh.weights.weights.assign(6, 1.0F);
    Character character;
    character.skeleton.bones.push_back({"root", -1, {0, 0, 0}, {0, 1, 0}});
    character.photoPose.rotations = {Eigen::Matrix3f::Identity()};
    character.photoPose.translation = {0, 0, 5};
    character.meshes.push_back(std::move(mesh));
    return character;
}

TEST(ViewportCharacter, SplitsVerticesAtUvSeamsOnly) {
    const auto made = prepareViewportCharacter(twoQuads(), {});
    ASSERT_TRUE(made) << describe(made.error());
    const ViewportMesh& mesh = (*made)->meshes.front();
    EXPECT_EQ(mesh.surface[0]->GetNumberOfPoints(), 8); // two of six vertices lie on the seam
    EXPECT_EQ(mesh.surface[0]->GetNumberOfPolys(), 4);
    EXPECT_EQ(mesh.edges[0]->GetNumberOfPoints(), 6);
}

TEST(ViewportCharacter, DrawsThePolygonsEdgesAndNoDiagonals) {
    const auto made = prepareViewportCharacter(twoQuads(), {});
    ASSERT_TRUE(made);
    vtkPolyData* edges = (*made)->meshes.front().edges[0];
    EXPECT_EQ(edges->GetNumberOfLines(), 7); // 2 x 4, one shared
    vtkIdType count = 0;
    const vtkIdType* ids = nullptr;
    for (edges->GetLines()->InitTraversal(); edges->GetLines()->GetNextCell(count, ids);) {
        ASSERT_EQ(count, 2);
        std::array<double, 3> a{};
        std::array<double, 3> b{};
        edges->GetPoint(ids[0], a.data());
        edges->GetPoint(ids[1], b.data());
        EXPECT_TRUE(a[0] == b[0] || a[1] == b[1]) << "a diagonal";
    }
}

TEST(ViewportCharacter, HoldsBothPosesWithTheirBounds) {
    const auto made = prepareViewportCharacter(twoQuads(), {});
    ASSERT_TRUE(made);
    const auto& bounds = (*made)->bounds;
    EXPECT_FLOAT_EQ(bounds[poseIndex(CharacterPose::Rest)].upper.z(), 0.0F);
    EXPECT_FLOAT_EQ(bounds[poseIndex(CharacterPose::Photo)].lower.z(), 5.0F);
    EXPECT_FLOAT_EQ(bounds[0].upper.x(), 2.0F);
    std::array<double, 3> p{};
    (*made)->meshes.front().surface[1]->GetPoint(0, p.data());
    EXPECT_DOUBLE_EQ(p[2], 5.0);
}

TEST(ViewportCharacter, NormalsPointOutwards) {
    const auto made = prepareViewportCharacter(twoQuads(), {});
    ASSERT_TRUE(made);
    auto* normals = (*made)->meshes.front().surface[0]->GetPointData()->GetNormals();
    for (vtkIdType i = 0; i < normals->GetNumberOfTuples(); ++i) {
        EXPECT_DOUBLE_EQ(normals->GetComponent(i, 2), 1.0);
    }
}

TEST(ViewportCharacter, ImagesAreRgbaWithTheBottomRowFirst) {
    cv::Mat image(2, 3, CV_8UC3, cv::Scalar(1, 2, 3));
    image.at<cv::Vec3b>(1, 0) = {10, 20, 30}; // bottom left, BGR
    const auto data = toImageData(image, 100);
    ASSERT_EQ(data->GetDimensions()[0], 3);
    ASSERT_EQ(data->GetDimensions()[1], 2);
    const auto* pixel = static_cast<unsigned char*>(data->GetScalarPointer(0, 0, 0));
    EXPECT_EQ(pixel[0], 30);
    EXPECT_EQ(pixel[1], 20);
    EXPECT_EQ(pixel[2], 10);
    EXPECT_EQ(pixel[3], 255);
    EXPECT_EQ(toImageData({}, 100), nullptr);
}

TEST(ViewportCharacter, LargeImagesAreScaledDown) {
    const auto data = toImageData(cv::Mat(100, 400, CV_8UC4, cv::Scalar::all(7)), 64);
    EXPECT_EQ(data->GetDimensions()[0], 64);
    EXPECT_EQ(data->GetDimensions()[1], 16);
    EXPECT_EQ(data->GetNumberOfScalarComponents(), 4);
}

TEST(ViewportCharacter, RefusesAMeshThatDoesNotFitTogether) {
    Character character = twoQuads();
    character.meshes.front().mesh.cornerVertex[3] = 99;
    const auto made = prepareViewportCharacter(character, {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
    character = twoQuads();
    character.meshes.front().weights.offsets.pop_back();
    EXPECT_FALSE(prepareViewportCharacter(character, {}));
    character.meshes.clear();
    EXPECT_FALSE(prepareViewportCharacter(character, {}));
}

TEST(ViewportCharacter, StopsWhenCancelled) {
    const CancelToken token;
    token.cancel();
    const auto made = prepareViewportCharacter(test::makeFigure({8, 64}), {}, {}, Context(token));
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
}

TEST(ViewportBones, EveryBoneReachesFromHeadToTailAndFacesOutwards) {
    Skeleton skeleton{"one", {{"bone", -1, {0, 0, 0}, {0, 0.4F, 0}}}};
    Pose pose;
    pose.rotations = {
        Eigen::AngleAxisf(-1.5707963F, Eigen::Vector3f::UnitZ()).toRotationMatrix()}; // y to x
    const PosedPolyData bones = makeBones(skeleton, pose);
    std::array<double, 6> box{};
    bones[0]->GetBounds(box.data());
    EXPECT_NEAR(box[3], 0.4, 1e-6);
    bones[1]->GetBounds(box.data());
    EXPECT_NEAR(box[1], 0.4, 1e-6);
    auto* normals = bones[0]->GetPointData()->GetNormals();
    for (vtkIdType i = 0; i < 24; ++i) { // the octahedron's corners
        std::array<double, 3> p{};
        bones[0]->GetPoint(i, p.data());
        const double outward =
            p[0] * normals->GetComponent(i, 0) + p[2] * normals->GetComponent(i, 2);
        EXPECT_GE(outward, -1e-9);
    }
}

TEST(FitOverlay, TintsWhatTheCharacterCoversAndNothingElse) {
    const Character figure = test::makeFigure({10, 128});
    const cv::Mat photo = test::photographFigure(figure);
    const auto overlay = drawFitOverlay(figure, photo, 4000);
    ASSERT_TRUE(overlay);
    ASSERT_EQ(overlay->size(), photo.size());
    EXPECT_EQ(overlay->at<cv::Vec3b>(20, 20), photo.at<cv::Vec3b>(20, 20));
    Points chest(1, 3);
    chest << 0, 1.3F, 0;
    const Points pixel = project(figure.photoCamera, chest);
    const cv::Point at(cvRound(pixel(0, 0)), cvRound(pixel(0, 1)));
    EXPECT_NE(overlay->at<cv::Vec3b>(at), photo.at<cv::Vec3b>(at));
}

TEST(FitOverlay, ShowsThePlainPhotoWhereThereIsNoCamera) {
    Character figure = test::makeFigure({10, 128});
    const cv::Mat photo = test::photographFigure(figure);
    figure.photoCamera.width = 0;
    const auto overlay = drawFitOverlay(figure, photo, 400);
    ASSERT_TRUE(overlay);
    EXPECT_EQ(overlay->size(), cv::Size(300, 400));
}

} // namespace
} // namespace maquette
