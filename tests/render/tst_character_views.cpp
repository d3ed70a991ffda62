// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/character_views.h"
#include "tests/render/stick_character.h"

#include <gtest/gtest.h>
#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

TurntableOptions smallSheet() {
    TurntableOptions options;
    options.panelWidth = 96;
    options.panelHeight = 128;
    options.render.supersample = 1;
    return options;
}

/// Share of a picture's pixels that are reddish, as the character is and the studio is not.
double reddish(const cv::Mat& image) {
    int count = 0;
    for (int y = 0; y < image.rows; ++y) {
        for (int x = 0; x < image.cols; ++x) {
            const auto& pixel = image.at<cv::Vec3b>(y, x);
            count += pixel[2] > pixel[0] + 25 ? 1 : 0;
        }
    }
    return static_cast<double>(count) / static_cast<double>(image.total());
}

TEST(CharacterViews, SheetHasAPanelForEveryViewAndThePhoto) {
    const auto sheet = renderTurntable(stickCharacter(), smallSheet());
    ASSERT_TRUE(sheet) << describe(sheet.error());
    EXPECT_EQ(sheet->cols, 5 * 96);
    EXPECT_EQ(sheet->rows, 128 + 79);
    for (int panel = 0; panel < 5; ++panel) {
        EXPECT_GT(reddish((*sheet)(cv::Rect(panel * 96, 0, 96, 128))), 0.1) << "figure " << panel;
        EXPECT_GT(reddish((*sheet)(cv::Rect(panel * 96, 128, 96, 79))), 0.1) << "head " << panel;
    }
}

TEST(CharacterViews, FigureStaysInsideItsPanel) {
    const auto sheet = renderTurntable(stickCharacter(), smallSheet());
    ASSERT_TRUE(sheet);
    for (int panel = 0; panel < 5; ++panel) {
        const cv::Mat figure = (*sheet)(cv::Rect(panel * 96, 0, 96, 128));
        EXPECT_EQ(reddish(figure.row(0)), 0.0);
        EXPECT_EQ(reddish(figure.row(127)), 0.0);
        EXPECT_EQ(reddish(figure.col(0)), 0.0);
        EXPECT_EQ(reddish(figure.col(95)), 0.0);
    }
}

TEST(CharacterViews, InvisibleCharacterIsRefused) {
    Character character = stickCharacter();
    character.meshes[0].visible = false;
    const auto sheet = renderTurntable(character, smallSheet());
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.error().code, ErrorCode::InvalidArgument);
}

TEST(CharacterViews, SheetCanBeCancelledBeforeAndBetweenPanels) {
    const CancelToken before;
    before.cancel();
    const auto none = renderTurntable(stickCharacter(), smallSheet(), Context(before));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::Cancelled);

    const CancelToken during;
    int panels = 0;
    const Context ctx(during, [&](double, const std::string&) {
        ++panels;
        during.cancel();
    });
    const auto some = renderTurntable(stickCharacter(), smallSheet(), ctx);
    ASSERT_FALSE(some);
    EXPECT_EQ(some.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(panels, 1);
}

TEST(CharacterViews, PhotoPoseDiffersFromRest) {
    const Character character = stickCharacter();
    const auto rest = renderCharacter(character, CharacterPose::Rest, character.photoCamera);
    const auto photo = renderCharacter(character, CharacterPose::Photo, character.photoCamera);
    const cv::Moments restMoments = cv::moments(rest.alpha, true);
    const cv::Moments photoMoments = cv::moments(photo.alpha, true);
    // Leaning to its own left, seen from the front: to the right in the picture.
    EXPECT_GT(photoMoments.m10 / photoMoments.m00, restMoments.m10 / restMoments.m00 + 10.0);
}

TEST(CharacterViews, OutlineOfTheOverlayFollowsTheCharacter) {
    const Character character = stickCharacter();
    const auto view = renderCharacter(character, CharacterPose::Photo, character.photoCamera);
    // A photo that is white exactly where the character is, so that the outline meets its edge.
    cv::Mat photo(320, 240, CV_8UC3, cv::Scalar::all(0));
    photo.setTo(cv::Scalar::all(255), view.alpha > 127);
    const auto sheet = renderOverlay(photo, character);
    ASSERT_TRUE(sheet) << describe(sheet.error());
    EXPECT_EQ(sheet->rows, 900);
    EXPECT_EQ(sheet->cols % 3, 0);
    const cv::Mat outline = (*sheet)(cv::Rect(0, 0, sheet->cols / 3, 900));
    // The yellow line covers the border between black and white: a step of more than 200 from
    // one pixel to the third next is left nowhere.
    cv::Mat grey;
    cv::extractChannel(outline, grey, 0);
    const cv::Mat row = grey.row(450);
    int jumps = 0;
    for (int x = 1; x + 1 < row.cols; ++x) {
        jumps += std::abs(row.at<unsigned char>(0, x - 1) - row.at<unsigned char>(0, x + 1)) > 230;
    }
    EXPECT_EQ(jumps, 0);
    EXPECT_GT(cv::countNonZero(row > 250), 50) << "the inside stays as in the photo";
}

TEST(CharacterViews, OverlayRefusesAPhotoOfAnotherSize) {
    const auto sheet =
        renderOverlay(cv::Mat(100, 100, CV_8UC3, cv::Scalar::all(0)), stickCharacter());
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(sheet.error().message.find("100x100"), std::string::npos);
    EXPECT_NE(sheet.error().message.find("240x320"), std::string::npos);
}

TEST(CharacterViews, OverlayRefusesACharacterOutsideThePhoto) {
    Character character = stickCharacter();
    character.photoCamera.cx = 5000.0;
    const auto sheet = renderOverlay(cv::Mat(320, 240, CV_8UC3, cv::Scalar::all(0)), character);
    ASSERT_FALSE(sheet);
    EXPECT_EQ(sheet.error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace maquette
