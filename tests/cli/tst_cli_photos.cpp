// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Photos of every kind: formats, unusual views, and what cannot become a character. The photos
// are made of the sample by make_photos.
#include "tests/cli/cli_run.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>

#include <fstream>
#include <map>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using test::contains;
using test::quoted;
using test::TemporaryFolder;

fs::path madePhoto(const std::string& name) {
    return test::sharedFile("photos/" + name);
}

/// Reconstructs all photos in one run. @param folder  for results and report.
Json reportOf(const std::vector<fs::path>& photos, const TemporaryFolder& folder, int status,
              const std::string& options = {}) {
    std::string line = "reconstruct";
    for (const fs::path& photo : photos) {
        line += " " + quoted(photo);
    }
    const auto result =
        test::cli(line + " -o " + quoted(folder / "results") + " --json " +
                  quoted(folder / "report.json") + " --texture-size 256 " + options);
    EXPECT_EQ(result.status, status) << result.output;
    const Json report = test::jsonOf(folder / "report.json");
    EXPECT_EQ(report.size(), photos.size());
    return report;
}

bool warns(const Json& entry, const std::string& words) {
    for (const Json& warning : entry.at("warnings")) {
        if (contains(warning.get<std::string>(), words)) {
            return true;
        }
    }
    return false;
}

/// Both see the same in the same places, apart from what compression changes.
void expectSameLandmarks(const Json& entry, const Json& original) {
    for (const std::size_t point : {0, 11, 12, 15, 16, 27, 28}) {
        for (const int axis : {0, 1}) {
            EXPECT_NEAR(entry.at("landmarks")["body"][point][axis].get<double>(),
                        original.at("landmarks")["body"][point][axis].get<double>(), 15.0)
                << entry["photo"] << " body point " << point;
        }
    }
}

// ---- formats --------------------------------------------------------------------------------

TEST(CliFormats, ReadsEveryKindOfPhoto) {
    const TemporaryFolder folder;
    std::vector<fs::path> photos;
    for (const char* name : {"sixteen_bit.png", "sixteen_bit.tif", "photo.webp", "photo.bmp",
                             "jpeg_called.png", "turned.jpg", "cut_out.png"}) {
        photos.push_back(madePhoto(name));
    }
    const Json report = reportOf(photos, folder, 0, "--body-only");
    const Json original = test::jsonOf(test::sharedFile("sample.json")).at(0);
    for (const Json& entry : report) {
        ASSERT_TRUE(entry.contains("outputs")) << entry.dump(1);
        EXPECT_LT(entry.at("jointError").get<double>(), 0.012) << entry["photo"];
        expectSameLandmarks(entry, original);
    }
    // The rectangle of its alpha is the mask, whatever the networks see.
    EXPECT_LT(test::entryOf(report, "cut_out.png").at("iou").get<double>(),
              original.at("iou").get<double>() - 0.1);
}

TEST(CliFormats, ReadsPhonesAndPrintersFormats) {
    if (!test::hasProgram("heif-enc") || !test::hasProgram("convert")) {
        GTEST_SKIP() << "heif-enc or ImageMagick's convert is not installed.";
    }
    const TemporaryFolder folder;
    const std::string sample = test::samplePhoto().string();
    const std::vector<fs::path> photos = {folder / "phone.heic", folder / "phone.avif",
                                          folder / "printer.jpg"};
    ASSERT_EQ(test::runCommand({"heif-enc", "-q", "70", sample, "-o", photos[0]}).status, 0);
    ASSERT_EQ(test::runCommand({"heif-enc", "-A", "-q", "70", sample, "-o", photos[1]}).status, 0);
    ASSERT_EQ(test::runCommand({"convert", sample, "-colorspace", "CMYK", photos[2]}).status, 0);
    const Json report = reportOf(photos, folder, 0, "--body-only");
    const Json original = test::jsonOf(test::sharedFile("sample.json")).at(0);
    for (const Json& entry : report) {
        EXPECT_LT(entry.at("jointError").get<double>(), 0.012) << entry["photo"];
        expectSameLandmarks(entry, original);
    }
}

TEST(CliFormats, GivesPhotosOfOneNameFilesOfTheirOwn) {
    const TemporaryFolder folder;
    const Json report = reportOf({test::samplePhoto(), test::samplePhoto()}, folder, 0,
                                 "--body-only --overlay " + quoted(folder / "over.png"));
    EXPECT_EQ(fs::path(report[0].at("outputs")[0].get<std::string>()).filename(), "sample.glb");
    EXPECT_EQ(fs::path(report[1].at("outputs")[0].get<std::string>()).filename(), "sample-2.glb");
    EXPECT_FALSE(cv::imread((folder / "over-sample.png").string()).empty());
    EXPECT_FALSE(cv::imread((folder / "over-sample-2.png").string()).empty());
    // The same photo twice gives the same character.
    EXPECT_EQ(test::contentOf(report[0]["outputs"][0].get<std::string>()),
              test::contentOf(report[1]["outputs"][0].get<std::string>()));
}

// ---- several people -------------------------------------------------------------------------

TEST(CliPeople, TakesTheLargestAndOthersByNumber) {
    const TemporaryFolder folder;
    const fs::path photo = madePhoto("two_people.png");
    const double border = 0.7 * 960; // the smaller person is on the left of it
    const Json largest = reportOf({photo}, folder, 0, "--body-only")[0];
    EXPECT_EQ(largest.at("people"), 2);
    EXPECT_GT(largest.at("landmarks")["body"][0][0].get<double>(), border);
    EXPECT_TRUE(warns(largest, "2 people found"));
    const Json other = reportOf({photo}, folder, 0, "--body-only --person 2")[0];
    EXPECT_LT(other.at("landmarks")["body"][0][0].get<double>(), border);
    EXPECT_GT(other.at("iou").get<double>(), 0.75);
}

// ---- unusual views --------------------------------------------------------------------------

struct View {
    const char* photo;
    const char* warning; ///< words of one; empty: there must be none
    double agreement;    ///< least of the outline; 0 where most of the body is out of the picture
};

TEST(CliViews, GiveACharacterAndSayWhatIsUncertain) {
    const std::vector<View> views = {{"face.png", "Only the face is seen", 0.0},
                                     {"bust.png", "cut off at the hips", 0.0},
                                     {"no_feet.png", "feet are cut off", 0.93},
                                     {"no_head.png", "head is cut off", 0.93},
                                     {"profile.png", "seen from the side", 0.93},
                                     {"behind.png", "seen from behind", 0.93},
                                     {"seated.png", "sits or crouches", 0.93},
                                     {"from_above.jpg", "Strong perspective", 0.9},
                                     {"drawing.png", "", 0.93}};
    std::vector<fs::path> photos;
    for (const View& view : views) {
        photos.push_back(madePhoto(view.photo));
    }
    const TemporaryFolder folder;
    const Json report = reportOf(photos, folder, 0);
    for (const View& view : views) {
        SCOPED_TRACE(view.photo);
        const Json entry = test::entryOf(report, view.photo);
        ASSERT_TRUE(entry.contains("outputs")) << entry.dump(1);
        EXPECT_TRUE(test::glbJson(entry["outputs"][0].get<std::string>()).contains("skins"));
        EXPECT_GT(entry.at("clothedIou").get<double>(), view.agreement);
        const Json& warnings = entry.at("warnings");
        if (*view.warning == '\0') {
            EXPECT_EQ(warnings, Json::array());
        } else {
            EXPECT_TRUE(warns(entry, view.warning)) << warnings.dump(1);
        }
    }
}

// ---- what cannot become a character ---------------------------------------------------------

/// A PNG that claims so many pixels and has none.
std::string pngThatClaims(std::uint32_t width, std::uint32_t height) {
    std::string bytes = test::contentOf(madePhoto("nobody.png"));
    for (int i = 0; i < 4; ++i) { // behind signature, length and "IHDR"
        bytes[16 + i] = static_cast<char>(width >> (24 - 8 * i));
        bytes[20 + i] = static_cast<char>(height >> (24 - 8 * i));
    }
    return bytes;
}

TEST(CliDamagedPhotos, EachFailsWithAMessageThatNamesItAndTheNextIsMade) {
    const TemporaryFolder folder;
    const std::string jpeg = test::contentOf(test::samplePhoto());
    const std::map<std::string, std::string> contents = {
        {"empty.jpg", ""},
        {"text.jpg", "This is not a picture."},
        {"cut_early.jpg", jpeg.substr(0, 600)},
        {"cut_late.jpg", jpeg.substr(0, jpeg.size() * 2 / 3)},
        {"huge.png", pngThatClaims(60000, 60000)},
        {"nobody.png", test::contentOf(madePhoto("nobody.png"))}};
    std::vector<fs::path> photos = {folder / "missing.jpg", folder / "folder.jpg"};
    fs::create_directory(folder / "folder.jpg");
    for (const auto& [name, content] : contents) {
        std::ofstream(folder / name, std::ios::binary) << content;
        photos.push_back(folder / name);
    }
    photos.push_back(test::samplePhoto());

    const Json report = reportOf(photos, folder, 1, "--body-only");
    const std::map<std::string, std::string> codes = {
        {"missing.jpg", "FileNotFound"},  {"folder.jpg", "FileUnreadable"},
        {"empty.jpg", "CorruptData"},     {"text.jpg", "UnsupportedFormat"},
        {"cut_early.jpg", "CorruptData"}, {"cut_late.jpg", "CorruptData"},
        {"huge.png", "TooLarge"},         {"nobody.png", "NoPersonFound"}};
    for (const auto& [name, code] : codes) {
        const Json error = test::entryOf(report, name).at("error");
        EXPECT_EQ(error.at("code"), code) << name;
        EXPECT_TRUE(contains(error.at("message"), (folder / name).string())) << error.dump();
        EXPECT_FALSE(error.at("advice").get<std::string>().empty()) << error.dump();
    }
    EXPECT_TRUE(contains(test::entryOf(report, "huge.png")["error"]["message"], "60000 x 60000"));
    // Nothing but the character of the whole photo was written.
    std::vector<fs::path> written;
    for (const auto& file : fs::directory_iterator(folder / "results")) {
        written.push_back(file.path().filename());
    }
    EXPECT_EQ(written, std::vector<fs::path>{"sample.glb"});
}

} // namespace
} // namespace maquette
