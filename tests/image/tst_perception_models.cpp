// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/mask_iou.h"
#include "core/image/model_file.h"
#include "tests/image/perception_fixture.h"

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace fs = std::filesystem;
namespace {

using test::personPhoto;
using test::TempFolder;
using test::warns;

/// Links to the installed models, in a folder that a test may damage.
class ModelCopy {
public:
    ModelCopy() {
        for (const auto& entry : fs::directory_iterator(dataFolder() / "models")) {
            if (entry.path().extension() == ".onnx") {
                fs::create_symlink(entry.path(), path(entry.path().filename().string()));
            }
        }
    }
    [[nodiscard]] const fs::path& folder() const { return m_folder.path(); }
    [[nodiscard]] fs::path path(const std::string& name) const { return m_folder.path() / name; }
    void remove(const std::string& name) const { fs::remove(path(name)); }
    void replace(const std::string& name, const Bytes& bytes) const {
        remove(name);
        ASSERT_TRUE(writeFile(path(name), bytes).has_value());
    }
    [[nodiscard]] Bytes bytes(const std::string& name) const {
        return readFile(path(name)).value_or(Bytes());
    }

private:
    TempFolder m_folder;
};

void expectAdvice(const Error& error, ErrorCode code, const std::string& file) {
    EXPECT_STREQ(errorCodeName(error.code), errorCodeName(code));
    EXPECT_NE(error.message.find(file), std::string::npos) << error.message;
    EXPECT_NE(error.advice.find("Run packaging/setup again."), std::string::npos) << error.advice;
}

void expectOpenFails(const ModelCopy& models, ErrorCode code, const std::string& file) {
    const auto perception = Perception::open(models.folder());
    ASSERT_FALSE(perception.has_value()) << file;
    expectAdvice(perception.error(), code, file);
}

class RequiredModel : public testing::TestWithParam<const char*> {};

TEST_P(RequiredModel, IsAskedForWhenMissing) {
    const ModelCopy models;
    models.remove(GetParam());
    expectOpenFails(models, ErrorCode::MissingData, GetParam());
}

TEST_P(RequiredModel, IsCorruptWhenCutShort) {
    const ModelCopy models;
    Bytes bytes = models.bytes(GetParam());
    for (const std::size_t length :
         {bytes.size() - 1, bytes.size() / 2, std::size_t{100}, std::size_t{0}}) {
        bytes.resize(length);
        models.replace(GetParam(), bytes);
        expectOpenFails(models, ErrorCode::CorruptData, GetParam());
    }
}

INSTANTIATE_TEST_SUITE_P(Files, RequiredModel,
                         testing::Values("pose_detection.onnx", "pose_landmark_full.onnx",
                                         "face_detection_short_range.onnx", "face_landmark.onnx",
                                         "u2netp.onnx"));

TEST(PerceptionModels, AreAskedForWhenThereIsNoneAtAll) {
    const TempFolder empty;
    const auto perception = Perception::open(empty.path());
    ASSERT_FALSE(perception.has_value());
    expectAdvice(perception.error(), ErrorCode::MissingData, empty.path().string());
}

TEST(PerceptionModels, MayBeOtherThingsWithoutHarm) {
    const ModelCopy models;
    const std::string text = "This is not a network.";
    models.replace("pose_detection.onnx", Bytes(text.begin(), text.end()));
    expectOpenFails(models, ErrorCode::CorruptData, "pose_detection.onnx");
    const auto net = loadModel(models.path("pose_detection.onnx"));
    ASSERT_FALSE(net.has_value());
    EXPECT_EQ(net.error().code, ErrorCode::CorruptData);
}

/// Whole by its structure, but not the network that is expected.
TEST(PerceptionModels, OfAnotherKindAreReportedWhenRun) {
    const ModelCopy models;
    models.replace("pose_landmark_full.onnx", models.bytes("face_landmark.onnx"));
    const auto perception = Perception::open(models.folder());
    ASSERT_TRUE(perception.has_value());
    const auto subject = (*perception)->perceive(personPhoto("person_front"));
    ASSERT_FALSE(subject.has_value());
    expectAdvice(subject.error(), ErrorCode::CorruptData, models.folder().string());
}

TEST(PerceptionModels, ForHandsAreOptional) {
    const ModelCopy models;
    models.remove("hand_landmark_full.onnx");
    const auto perception = Perception::open(models.folder());
    ASSERT_TRUE(perception.has_value());
    const auto subject = (*perception)->perceive(personPhoto("person_turned"));
    ASSERT_TRUE(subject.has_value()) << describe(subject.error());
    EXPECT_TRUE(subject->person->hands.empty());
    EXPECT_TRUE(warns(*subject, "hand_landmark_full.onnx"));
}

TEST(PerceptionModels, ForBestQualityFallBackToTheLighterOnes) {
    const ModelCopy models;
    models.remove("u2net.onnx");
    models.remove("pose_landmark_heavy.onnx");
    const auto perception = Perception::open(models.folder());
    ASSERT_TRUE(perception.has_value());
    PerceptionOptions options;
    options.quality = MaskQuality::Best;
    const auto subject = (*perception)->perceive(personPhoto("person_front"), options);
    ASSERT_TRUE(subject.has_value()) << describe(subject.error());
    EXPECT_TRUE(subject->person.has_value());
    EXPECT_FALSE(subject->mask.empty());
    EXPECT_TRUE(warns(*subject, "u2net.onnx"));
    EXPECT_TRUE(warns(*subject, "pose_landmark_heavy.onnx"));
}

TEST(PerceptionModels, OfBestQualityGiveAsGoodAMask) {
    PerceptionOptions options;
    options.quality = MaskQuality::Best;
    const Subject subject = test::perceived(personPhoto("person_front"), options);
    ASSERT_TRUE(subject.person.has_value());
    EXPECT_FALSE(warns(subject, "model"));
    const auto truth = decodePhoto(test::assetPath("person_front_mask.png"));
    ASSERT_TRUE(truth.has_value());
    cv::Mat grey;
    cv::extractChannel(truth->pixels, grey, 0);
    EXPECT_GT(maskIou(grey > 127, subject.mask > 127), 0.97);
}

} // namespace
} // namespace maquette
