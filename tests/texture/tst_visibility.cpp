// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/visibility.h"

#include <gtest/gtest.h>

namespace maquette::texture {
namespace {

/// A rectangle that faces the camera, in camera space, metres.
SurfaceInView wall(float x0, float x1, float z) {
    SurfaceInView s;
    s.position.resize(4, 3);
    s.position << x0, -1, z, x0, 1, z, x1, 1, z, x1, -1, z;
    s.triangles.resize(2, 3);
    s.triangles << 0, 1, 2, 0, 2, 3;
    s.normal = vertexNormals(s.position, s.triangles);
    return s;
}

PhotoCrop plainCrop() {
    PhotoCrop crop;
    crop.camera.width = crop.camera.height = 400;
    crop.camera.focal = 300;
    crop.camera.cx = crop.camera.cy = 199.5;
    crop.pixels = cv::Mat(400, 400, CV_8UC3, cv::Scalar::all(100));
    crop.inside = cv::Mat(400, 400, CV_8UC1, cv::Scalar(255));
    crop.outside = cv::Mat(400, 400, CV_32FC1, cv::Scalar(0));
    crop.skin = cv::Mat(400, 400, CV_8UC1, cv::Scalar(0));
    crop.erosion = 2.0F;
    crop.pixelsPerMetre = 100.0F;
    return crop;
}

/// The sight of the point x, 0 of a wall.
Sight lookAt(const View& view, int surface, float x) {
    const Points& p = view.surface(surface).position;
    const float t = (x - p(0, 0)) / (p(2, 0) - p(0, 0));
    // At height 0, on 0-1-2 left of the middle and on 0-2-3 right of it.
    if (t <= 0.5F) {
        return view.look(surface, {0, 1, 2}, {0.5F, 0.5F - t, t});
    }
    return view.look(surface, {0, 2, 3}, {1.0F - t, 0.5F, t - 0.5F});
}

TEST(Visibility, HeadOnAndUnhiddenIsFullyTrusted) {
    const PhotoCrop crop = plainCrop();
    const View view({wall(-1.0F, 1.0F, 3.0F)}, 1, crop);
    const Sight sight = lookAt(view, 0, 0.0F);
    EXPECT_NEAR(sight.pixel.x(), 199.5F, 1e-3F);
    EXPECT_NEAR(sight.cosine, 1.0F, 1e-5F);
    EXPECT_EQ(sight.clear, 1.0F);
    EXPECT_EQ(sight.weight, 1.0F);
}

TEST(Visibility, AnotherSurfaceHidesAndKeepsAMargin) {
    const PhotoCrop crop = plainCrop();
    const View view({wall(-1.0F, 1.0F, 3.0F), wall(0.0F, 1.0F, 2.0F)}, 2, crop);
    EXPECT_EQ(lookAt(view, 0, 0.5F).clear, 0.0F);    // behind
    EXPECT_EQ(lookAt(view, 0, -0.004F).clear, 0.0F); // beside the edge: another's colours
    EXPECT_EQ(lookAt(view, 0, -0.3F).clear, 1.0F);   // well away
    EXPECT_EQ(lookAt(view, 1, 0.5F).clear, 1.0F);    // the one in front
}

TEST(Visibility, ALayerHidesHoweverCloseItLies) {
    const PhotoCrop crop = plainCrop();
    const View view({wall(-1.0F, 1.0F, 3.0F), wall(-1.0F, 1.0F, 2.998F)}, 2, crop);
    EXPECT_EQ(lookAt(view, 0, 0.3F).clear, 0.0F);
    EXPECT_EQ(lookAt(view, 1, 0.3F).clear, 1.0F);
}

TEST(Visibility, ALayersHemKeepsAMarginHoweverThin) {
    const PhotoCrop crop = plainCrop();
    const View view({wall(-1.0F, 1.0F, 3.0F), wall(0.0F, 1.0F, 2.99F)}, 2, crop);
    EXPECT_EQ(lookAt(view, 1, 0.004F).clear, 0.0F);
    EXPECT_EQ(lookAt(view, 1, 0.1F).clear, 1.0F);
    const View hidden({wall(-1.0F, 1.0F, 3.0F), wall(0.0F, 1.0F, 2.99F)}, 1, crop);
    EXPECT_EQ(lookAt(hidden, 0, -0.02F).clear, 1.0F); // lids and lips meet eyes without a margin
}

TEST(Visibility, FadesOutsideThePersonAndThePhoto) {
    PhotoCrop crop = plainCrop();
    for (int y = 0; y < 400; ++y) {
        for (int x = 220; x < 400; ++x) {
            crop.outside.at<float>(y, x) = static_cast<float>(x - 219);
        }
    }
    const View view({wall(-3.0F, 3.0F, 3.0F)}, 1, crop);
    EXPECT_EQ(lookAt(view, 0, 0.2F).clear, 1.0F);  // 1 pixel beyond the person: extended colour
    EXPECT_EQ(lookAt(view, 0, 0.5F).clear, 0.0F);  // 30 pixels beyond
    EXPECT_EQ(lookAt(view, 0, -2.5F).clear, 0.0F); // outside the photo
}

TEST(Visibility, SteepAndBackFacesAreNotTaken) {
    const PhotoCrop crop = plainCrop();
    SurfaceInView slanted = wall(-1.0F, 1.0F, 3.0F);
    slanted.position.col(2).tail(2).array() += 30.0F; // recedes by 86 degrees
    slanted.normal = vertexNormals(slanted.position, slanted.triangles);
    const View steep({slanted}, 1, crop);
    EXPECT_EQ(steep.look(0, {0, 1, 2}, {0.45F, 0.45F, 0.1F}).weight, 0.0F);
    SurfaceInView back = wall(-1.0F, 1.0F, 3.0F);
    back.normal *= -1.0F;
    const View away({back}, 1, crop);
    EXPECT_LT(lookAt(away, 0, 0.1F).cosine, 0.0F);
    EXPECT_EQ(lookAt(away, 0, 0.1F).weight, 0.0F);
}

TEST(SampleColor, InterpolatesAndStaysInRange) {
    cv::Mat image(4, 6, CV_8UC3, cv::Scalar::all(0));
    image.colRange(3, 6).setTo(cv::Scalar(255, 255, 255));
    EXPECT_NEAR(sampleColor(image, 2.5F, 1.0F)[0], 127.5F, 0.5F);
    EXPECT_EQ(sampleColor(image, 5.0F, 3.0F)[1], 255.0F);
    EXPECT_EQ(sampleColor(image, -9.0F, -9.0F)[2], 0.0F);
    image.setTo(cv::Scalar::all(90));
    image.colRange(3, 6).setTo(cv::Scalar::all(200));
    EXPECT_EQ(sampleColor(image, 1.6F, 1.0F)[0], 90.0F); // Catmull-Rom alone undershoots there
}

} // namespace
} // namespace maquette::texture
