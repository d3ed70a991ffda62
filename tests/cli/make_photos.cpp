// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the photos that tst_cli_photos looks at, all made of the sample photo:
//     make_photos FOLDER
#include "core/base/file.h"
#include "core/pipeline/reconstruct.h"
#include "core/render/character_views.h"

#include <exiv2/exiv2.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/photo.hpp>

#include <cmath>
#include <iostream>
#include <numbers>

namespace maquette {
namespace {

namespace fs = std::filesystem;

fs::path samplePhoto() {
    return fs::path(MAQUETTE_SOURCE_DIR) / "resources/samples/sample.jpg";
}

class PhotoMaker {
public:
    PhotoMaker(fs::path folder, Reconstructor& reconstructor)
        : m_folder(std::move(folder)), m_reconstructor(reconstructor),
          m_sample(cv::imread(samplePhoto().string())) {}

    void make() const {
        makeCrops();
        makeFormats();
        makeViews();
        makeWithMetadata();
    }

private:
    void write(const std::string& name, const cv::Mat& picture) const {
        cv::imwrite((m_folder / name).string(), picture);
    }
    void writeExif(const std::string& name, const char* key, std::uint16_t value) const {
        const auto image = Exiv2::ImageFactory::open((m_folder / name).string());
        image->exifData()[key] = value;
        image->writeMetadata();
    }
    void makeCrops() const;
    void makeFormats() const;
    void makeViews() const;
    void makeWithMetadata() const;

    fs::path m_folder;
    Reconstructor& m_reconstructor;
    cv::Mat m_sample; ///< 960 x 1440
};

void PhotoMaker::makeCrops() const {
    write("face.png", m_sample(cv::Rect(310, 10, 280, 290)));
    write("bust.png", m_sample(cv::Rect(0, 0, 960, 520)));
    write("no_feet.png", m_sample(cv::Rect(0, 0, 960, 1200)));
    write("no_head.png", m_sample(cv::Rect(0, 250, 960, 1190)));

    // The smaller one stands on the left.
    cv::Mat small;
    cv::resize(m_sample, small, {}, 0.7, 0.7, cv::INTER_AREA);
    cv::flip(small, small, 1);
    cv::Mat both(m_sample.rows, m_sample.cols + small.cols, CV_8UC3, cv::Scalar(150, 160, 165));
    small.copyTo(both(cv::Rect({0, m_sample.rows - small.rows}, small.size())));
    m_sample.copyTo(both(cv::Rect({small.cols, 0}, m_sample.size())));
    write("two_people.png", both);

    cv::Mat nobody(480, 640, CV_8UC3);
    for (int y = 0; y < nobody.rows; ++y) {
        nobody.row(y).setTo(cv::Scalar(y / 2, 128, 255 - y / 2));
    }
    write("nobody.png", nobody);
}

void PhotoMaker::makeFormats() const {
    cv::Mat wide;
    m_sample.convertTo(wide, CV_16U, 257.0);
    write("sixteen_bit.png", wide);
    write("sixteen_bit.tif", wide);
    write("photo.webp", m_sample);
    write("photo.bmp", m_sample);
    cv::imwrite((m_folder / "photo.png").string(), m_sample);
    fs::copy_file(samplePhoto(), m_folder / "jpeg_called.png",
                  fs::copy_options::overwrite_existing);

    // Cut out roughly, with pink round it that must not matter.
    cv::Mat alpha(m_sample.size(), CV_8UC1, cv::Scalar(0));
    alpha(cv::Rect(190, 10, 520, 1380)).setTo(255);
    cv::Mat pink(m_sample.size(), CV_8UC3, cv::Scalar(200, 60, 255));
    m_sample.copyTo(pink, alpha);
    std::vector<cv::Mat> channels;
    cv::split(pink, channels);
    channels.push_back(alpha);
    cv::Mat cutOut;
    cv::merge(channels, cutOut);
    write("cut_out.png", cutOut);

    cv::Mat turned;
    cv::rotate(m_sample, turned, cv::ROTATE_90_COUNTERCLOCKWISE);
    write("turned.jpg", turned);
    writeExif("turned.jpg", "Exif.Image.Orientation", 6);
}

/// Thighs to the front and shanks down, about the hips' axis.
void sit(Pose& pose, const Skeleton& skeleton) {
    const auto bend = [&](const char* bone, float degrees) {
        const float angle = degrees * std::numbers::pi_v<float> / 180.0F;
        pose.rotations.at(static_cast<std::size_t>(skeleton.indexOf(bone))) =
            Eigen::AngleAxisf(angle, Eigen::Vector3f::UnitX()).toRotationMatrix();
    };
    for (const char* side : {"_l", "_r"}) {
        bend((std::string("thigh") + side).c_str(), -85.0F);
        bend((std::string("calf") + side).c_str(), 85.0F);
    }
}

void PhotoMaker::makeViews() const {
    const auto result = m_reconstructor.reconstruct(samplePhoto());
    if (!result) {
        throw std::runtime_error(describe(result.error()));
    }
    Character character = *result->character;
    const auto view = [&](const std::string& name, float yaw, float height) {
        const Camera camera = orbitCamera({0.0F, height, 0.0F}, 4.5F, yaw, 2.0F, 2400.0, 800, 1200);
        write(name, renderCharacter(character, CharacterPose::Photo, camera).color);
    };
    const float middle = 0.5F * character.height;
    view("profile.png", 90.0F, middle);
    view("behind.png", 180.0F, middle);
    const Camera above =
        orbitCamera({0.0F, 0.7F * character.height, 0.0F}, 1.3F, 10.0F, 35.0F, 640.0, 800, 1200);
    write("from_above.jpg", renderCharacter(character, CharacterPose::Photo, above).color);
    writeExif("from_above.jpg", "Exif.Photo.FocalLengthIn35mmFilm", 640 * 36 / 1200);
    sit(character.photoPose, character.skeleton);
    view("seated.png", 30.0F, middle);

    cv::Mat drawing;
    cv::stylization(m_sample, drawing, 60.0F, 0.45F);
    cv::Mat grey;
    cv::Mat ink;
    cv::cvtColor(drawing, grey, cv::COLOR_BGR2GRAY);
    cv::adaptiveThreshold(grey, ink, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, 9, 5);
    drawing = (drawing + cv::Scalar::all(16)) / 64 * 64;
    drawing.setTo(cv::Scalar::all(20), ink == 0);
    write("drawing.png", drawing);
}

void PhotoMaker::makeWithMetadata() const {
    const fs::path folder = m_folder / "SecretFolder";
    fs::create_directories(folder);
    const fs::path path = folder / "private.jpg";
    fs::copy_file(samplePhoto(), path, fs::copy_options::overwrite_existing);
    const auto image = Exiv2::ImageFactory::open(path.string());
    Exiv2::ExifData& exif = image->exifData();
    exif["Exif.Image.Make"] = "SecretMaker";
    exif["Exif.Image.Model"] = "SecretModel";
    exif["Exif.Image.Artist"] = "SecretArtist";
    exif["Exif.Photo.BodySerialNumber"] = "SecretSerial";
    exif["Exif.Photo.DateTimeOriginal"] = "2019:08:07 06:05:04";
    exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
    exif["Exif.GPSInfo.GPSLatitude"] = "48/1 51/1 30/1";
    exif["Exif.GPSInfo.GPSAreaInformation"] = "SecretPlace";
    image->setComment("SecretComment");
    image->xmpData()["Xmp.dc.creator"] = "SecretCreator";
    image->writeMetadata();
}

} // namespace
} // namespace maquette

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "make_photos FOLDER\n";
        return 2;
    }
    try {
        const auto reconstructor = maquette::Reconstructor::open();
        if (!reconstructor) {
            std::cerr << maquette::describe(reconstructor.error()) << "\n";
            return 1;
        }
        std::filesystem::create_directories(argv[1]);
        maquette::PhotoMaker(argv[1], **reconstructor).make();
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
    return 0;
}
