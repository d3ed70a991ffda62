// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/geometry/rasterizer.h"
#include "core/image/mask_iou.h"
#include "core/viewport/viewport_scene.h"
#include "core/viewport/viewport_warmup.h"
#include "tests/ui/golden.h"
#include "tests/ui/test_figure.h"

#include <gtest/gtest.h>

#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkUnsignedCharArray.h>

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

constexpr int kSide = 256;

/// A scene in a window off screen.
class ViewportSceneTest : public testing::Test {
protected:
    void SetUp() override {
        m_window = vtkSmartPointer<vtkRenderWindow>::New();
        m_window->SetOffScreenRendering(1);
        m_window->SetMultiSamples(0);
        m_window->SetSize(kSide, kSide);
        m_scene = std::make_unique<ViewportScene>(*m_window);
        m_figure = test::makeFigure({12, 256});
        auto made = prepareViewportCharacter(m_figure, test::photographFigure(m_figure));
        ASSERT_TRUE(made) << describe(made.error());
        m_character = *made;
    }

    void TearDown() override { m_scene.reset(); }

    void showFigure() {
        m_scene->setCharacter(m_character);
        m_scene->frame();
        draw();
    }

    /// The picture, BGR, with everything uploaded.
    cv::Mat draw() {
        m_scene->render();
        while (!m_scene->isComplete()) {
            m_scene->uploadNext();
            m_scene->render();
        }
        return readWindow();
    }

    cv::Mat readWindow() {
        const int* size = m_window->GetSize();
        vtkNew<vtkUnsignedCharArray> pixels;
        m_window->GetRGBACharPixelData(0, 0, size[0] - 1, size[1] - 1, 1, pixels);
        const cv::Mat rgba(size[1], size[0], CV_8UC4, pixels->GetPointer(0));
        cv::Mat image;
        cv::cvtColor(rgba, image, cv::COLOR_RGBA2BGR);
        cv::flip(image, image, 0);
        return image;
    }

    /// The same picture, put together from tiles of @p side pixels.
    cv::Mat drawInTiles(int side, int samples) {
        cv::Mat joined(kSide, kSide, CV_8UC3);
        for (int y = 0; y < kSide; y += side) {
            for (int x = 0; x < kSide; x += side) {
                const cv::Rect place(x, y, std::min(side, kSide - x), std::min(side, kSide - y));
                m_scene->renderTile({x, y, place.width, place.height}, samples);
                cv::Mat window;
                cv::flip(readWindow(), window, 0); // y up, as tiles count
                const cv::Mat drawn =
                    window(cv::Rect(0, 0, place.width * samples, place.height * samples));
                cv::resize(drawn, joined(place), place.size(), 0, 0, cv::INTER_AREA);
            }
        }
        cv::flip(joined, joined, 0);
        return joined;
    }

    cv::Mat draw(const ViewportDisplay& display) {
        m_scene->setDisplay(display);
        return draw();
    }

    vtkSmartPointer<vtkRenderWindow> m_window;
    std::unique_ptr<ViewportScene> m_scene;
    Character m_figure;
    std::shared_ptr<const ViewportCharacter> m_character;
};

double shareThatDiffers(const cv::Mat& a, const cv::Mat& b) {
    cv::Mat difference;
    cv::absdiff(a, b, difference);
    cv::cvtColor(difference, difference, cv::COLOR_BGR2GRAY);
    return static_cast<double>(cv::countNonZero(difference > 12)) /
           static_cast<double>(difference.total());
}

TEST_F(ViewportSceneTest, EmptySceneIsANeutralGradient) {
    ViewportDisplay bare;
    bare.ground = false;
    const cv::Mat image = draw(bare);
    for (const int row : {0, kSide / 2, kSide - 1}) {
        const auto pixel = image.at<cv::Vec3b>(row, kSide / 2);
        EXPECT_EQ(pixel[0], pixel[1]);
        EXPECT_EQ(pixel[1], pixel[2]);
    }
    EXPECT_GT(image.at<cv::Vec3b>(0, 0)[0], image.at<cv::Vec3b>(kSide - 1, 0)[0] + 20);
}

TEST_F(ViewportSceneTest, LooksAsAccepted) {
    showFigure();
    EXPECT_EQ(test::compareGolden("textured", draw({})), "");
    ViewportDisplay shaded;
    shaded.style = SurfaceStyle::Shaded;
    shaded.wireframe = true;
    EXPECT_EQ(test::compareGolden("shaded-wireframe", draw(shaded)), "");
    ViewportDisplay bones;
    bones.skeleton = true;
    bones.pose = CharacterPose::Photo;
    EXPECT_EQ(test::compareGolden("skeleton-photo-pose", draw(bones)), "");
    ViewportDisplay overlay;
    overlay.photoOverlay = true;
    overlay.photoVeil = 0.5;
    overlay.wireframe = true;
    EXPECT_EQ(test::compareGolden("photo-overlay", draw(overlay)), "");
    m_scene->setTheme(ViewportTheme::light());
    EXPECT_EQ(test::compareGolden("light-theme", draw({})), "");
}

/// Where the CPU rasteriser, an independent implementation, sees the figure in the viewport.
cv::Mat expectedSilhouette(const Character& figure) {
    const Camera camera = viewportPinhole(figure.photoCamera, {}, kSide, kSide);
    cv::Mat mask = cv::Mat::zeros(kSide, kSide, CV_8UC1);
    for (const CharacterMesh& mesh : figure.meshes) {
        const Points posed = posedPositions(figure, mesh, CharacterPose::Photo);
        const Raster raster =
            rasterize(project(camera, posed), triangulate(mesh.mesh).vertices, kSide, kSide);
        for (std::size_t i = 0; i < raster.triangle.size(); ++i) {
            mask.data[i] |= raster.triangle[i] >= 0 ? 255 : 0;
        }
    }
    return mask;
}

TEST_F(ViewportSceneTest, CharacterLiesOverItsPhotoToThePixel) {
    showFigure();
    ViewportDisplay overlay;
    overlay.photoOverlay = true;
    const cv::Mat with = draw(overlay);
    ViewportDisplay hidden = overlay;
    hidden.hiddenMeshes = {"body", "hair"};
    overlay.style = SurfaceStyle::Shaded; // clay differs from the photo wherever it covers it
    const cv::Mat clay = draw(overlay);
    const cv::Mat photoOnly = draw(hidden);
    cv::Mat difference;
    cv::absdiff(clay, photoOnly, difference);
    cv::cvtColor(difference, difference, cv::COLOR_BGR2GRAY);
    const cv::Mat seen = difference > 3;
    const cv::Mat expected = expectedSilhouette(m_figure);
    // Clay is now and then as grey as the photo behind it; a shift by one pixel would cost 0.1.
    EXPECT_GT(maskIou(seen, expected), 0.97);
    // The photo shows the same figure, so that over it the textured one changes little.
    cv::absdiff(with, photoOnly, difference);
    EXPECT_LT(cv::mean(difference, expected)[1], 30.0);
}

TEST_F(ViewportSceneTest, PhotoKeepsItsColoursAndPlace) {
    showFigure();
    ViewportDisplay overlay;
    overlay.photoOverlay = true;
    overlay.hiddenMeshes = {"body", "hair"};
    const cv::Mat image = draw(overlay);
    cv::Mat photo;
    cv::resize(test::photographFigure(m_figure), photo, {192, 256}, 0, 0, cv::INTER_AREA);
    const cv::Mat shown = image(cv::Rect(32, 0, 192, 256)); // 600 x 800 in 256 x 256
    cv::Mat difference;
    cv::absdiff(shown, photo, difference);
    EXPECT_LT(cv::mean(difference.reshape(1))[0], 1.5);
    EXPECT_EQ(image.at<cv::Vec3b>(128, 10), image.at<cv::Vec3b>(128, 245)); // the surround
}

TEST_F(ViewportSceneTest, HiddenLayerVanishesAndComesBack) {
    showFigure();
    const cv::Mat with = draw({});
    ViewportDisplay display;
    display.hiddenMeshes = {"hair"};
    const cv::Mat without = draw(display);
    EXPECT_GT(shareThatDiffers(with, without), 0.0005);
    EXPECT_DOUBLE_EQ(shareThatDiffers(with, draw({})), 0.0);
}

TEST_F(ViewportSceneTest, TurnGoesRoundAndBack) {
    showFigure();
    const cv::Mat front = draw();
    m_scene->turn(90);
    EXPECT_GT(shareThatDiffers(front, draw()), 0.02);
    m_scene->turn(270);
    EXPECT_LT(shareThatDiffers(front, draw()), 0.001);
}

TEST_F(ViewportSceneTest, FramedViewFollowsPoseUntilTheArtistMovesIt) {
    showFigure();
    const double atRest = m_scene->orbitView().distance;
    ViewportDisplay posed;
    posed.pose = CharacterPose::Photo;
    draw(posed);
    const double inPose = m_scene->orbitView().distance;
    EXPECT_GT(inPose, atRest); // the raised arm needs room
    m_scene->zoom(2.0, 0, 0);
    draw({});
    EXPECT_NEAR(m_scene->orbitView().distance, inPose / 2, 1e-9);
    m_scene->frame();
    draw();
    EXPECT_NEAR(m_scene->orbitView().distance, atRest, 1e-6);
}

TEST_F(ViewportSceneTest, MeshesAndTexturesComeStepByStep) {
    m_scene->setCharacter(m_character); // body and its texture, hair without one
    m_scene->render();
    constexpr int kSteps = 4; // two meshes, the texture's rows and its mip levels
    for (int step = 0; step < kSteps; ++step) {
        EXPECT_FALSE(m_scene->isComplete());
        m_scene->uploadNext();
        m_scene->render();
    }
    EXPECT_TRUE(m_scene->isComplete());
}

TEST_F(ViewportSceneTest, ClearedSceneIsEmptyAgain) {
    const cv::Mat before = draw();
    showFigure();
    m_scene->setCharacter(nullptr);
    m_scene->frame();
    EXPECT_DOUBLE_EQ(shareThatDiffers(before, draw()), 0.0);
}

TEST_F(ViewportSceneTest, CutoutMaterialHasHoles) {
    Character figure = m_figure;
    // The hair's UVs lie in the leftmost fifth.
    cv::Mat texture(64, 64, CV_8UC4, cv::Scalar(40, 200, 40, 255));
    texture.colRange(0, 6).setTo(cv::Scalar(40, 200, 40, 0));
    figure.meshes[1].material.baseColor = texture;
    figure.meshes[1].material.alphaCutout = true;
    auto made = prepareViewportCharacter(figure, {});
    ASSERT_TRUE(made);
    Character gone = figure;
    gone.meshes.pop_back();
    auto bare = prepareViewportCharacter(gone, {});
    texture.setTo(cv::Scalar(40, 200, 40, 255));
    auto whole = prepareViewportCharacter(figure, {});
    ASSERT_TRUE(whole);
    m_scene->frame();
    const auto greens = [&](const auto& character) {
        m_scene->setCharacter(*character);
        const cv::Mat image = draw();
        cv::Mat mask;
        cv::inRange(image, cv::Scalar(0, 90, 0), cv::Scalar(70, 255, 70), mask);
        return cv::countNonZero(mask);
    };
    const int full = greens(whole);
    const int cut = greens(made);
    EXPECT_EQ(greens(bare), 0);
    EXPECT_GT(cut, 0);
    EXPECT_LT(cut, full);
}

TEST_F(ViewportSceneTest, TilesJoinToThePictureDrawnAtOnce) {
    ViewportDisplay display;
    display.skeleton = true;
    for (const bool overlay : {false, true}) {
        display.photoOverlay = overlay;
        showFigure();
        const cv::Mat whole = draw(display);
        for (const int samples : {1, 2}) {
            const cv::Mat joined = drawInTiles(samples == 1 ? 100 : 90, samples);
            cv::Mat difference;
            cv::absdiff(whole, joined, difference);
            EXPECT_LT(cv::mean(difference.reshape(1))[0], samples == 1 ? 0.5 : 1.0); // half a level
            EXPECT_LT(shareThatDiffers(whole, joined), samples == 1 ? 0.002 : 0.05);
        }
        EXPECT_DOUBLE_EQ(shareThatDiffers(whole, draw()), 0.0); // tiles leave nothing behind
    }
}

TEST_F(ViewportSceneTest, WarmUpLeavesTheSceneAsItWas) {
    ViewportDisplay display;
    display.wireframe = true;
    m_scene->setDisplay(display);
    const cv::Mat before = draw();
    warmUp(*m_scene);
    EXPECT_EQ(m_scene->character(), nullptr);
    EXPECT_EQ(m_scene->display(), display);
    EXPECT_DOUBLE_EQ(shareThatDiffers(before, draw()), 0.0);
}

} // namespace
} // namespace maquette
