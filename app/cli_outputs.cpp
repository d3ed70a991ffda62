// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli_outputs.h"

#include "core/base/file.h"
#include "core/io/character_export.h"

#include <opencv2/imgcodecs.hpp>

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace maquette::cli {
namespace {

namespace fs = std::filesystem;

/// A folder takes one GLB a photo; a name with an ending is the one file.
bool isFolder(const fs::path& output) {
    std::error_code ignored;
    return fs::is_directory(output, ignored) || output.extension().empty();
}

tl::unexpected<Error> unwritable(const fs::path& folder, const std::string& reason) {
    return fail(ErrorCode::FileUnwritable,
                "Cannot write to the folder " + folder.string() + " (" + reason + ").",
                "Choose a folder that exists and that you may write to.");
}

Status checkFolder(const fs::path& folder) {
    const fs::path place = folder.empty() ? fs::path(".") : folder;
    if (::access(place.c_str(), W_OK | X_OK) != 0) {
        return unwritable(place, std::strerror(errno));
    }
    std::error_code ignored;
    return fs::is_directory(place, ignored) ? Status() : unwritable(place, std::strerror(ENOTDIR));
}

/// A photo must not be replaced by what is made of it.
Status checkFile(const fs::path& file, const std::vector<fs::path>& photos) {
    for (const fs::path& photo : photos) {
        std::error_code ignored;
        if (fs::equivalent(file, photo, ignored)) {
            return fail(ErrorCode::InvalidArgument, file.string() + " is one of the photos.",
                        "Choose another name, so that the photo is kept.");
        }
    }
    return checkFolder(file.parent_path());
}

Status checkOutput(const fs::path& output, const std::vector<fs::path>& photos) {
    if (isFolder(output)) {
        std::error_code error;
        fs::create_directories(output, error);
        return error ? unwritable(output, error.message()) : checkFolder(output);
    }
    if (photos.size() > 1) {
        return fail(ErrorCode::InvalidArgument,
                    output.string() + " is one file, but there are several characters.",
                    "Give a folder to -o.");
    }
    if (const auto format = exportFormatFor(output); !format) {
        return fail(ErrorCode::InvalidArgument, format.error().message, format.error().advice);
    }
    return checkFile(output, photos);
}

Status checkPicture(const fs::path& picture, const std::vector<fs::path>& photos) {
    if (picture.empty()) {
        return {};
    }
    if (picture.extension() != ".png" && picture.extension() != ".jpg") {
        return fail(ErrorCode::InvalidArgument,
                    "The picture " + picture.string() + " ends neither in .png nor in .jpg.",
                    "Choose a name with one of these endings.");
    }
    return checkFile(picture, photos);
}

Status checkJson(const std::string& json, const std::vector<fs::path>& photos) {
    if (json.empty() || json == "-") {
        return {};
    }
    // Else --json PHOTO would overwrite a photo.
    if (fs::path(json).extension() != ".json") {
        return fail(ErrorCode::InvalidArgument, "The report " + json + " does not end in .json.",
                    "Give --json a file that ends in .json, or - for standard output.");
    }
    return checkFile(json, photos);
}

fs::path pictureFor(const fs::path& picture, const std::string& name, bool several) {
    if (!several || picture.empty()) {
        return picture;
    }
    return picture.parent_path() /
           (picture.stem().string() + "-" + name + picture.extension().string());
}

} // namespace

Status checkTargets(const Targets& targets, const std::vector<fs::path>& photos) {
    for (const fs::path& output : targets.outputs) {
        if (Status good = checkOutput(output, photos); !good) {
            return good;
        }
    }
    for (const fs::path& picture : {targets.turntable, targets.overlay}) {
        if (Status good = checkPicture(picture, photos); !good) {
            return good;
        }
    }
    return checkJson(targets.json, photos);
}

PhotoFiles OutputNames::next(const fs::path& photo) {
    std::string name = photo.stem().string();
    for (int i = 2; !m_used.insert(name).second; ++i) {
        name = photo.stem().string() + "-" + std::to_string(i);
    }
    PhotoFiles files;
    for (const fs::path& output : m_targets.outputs) {
        files.characters.push_back(isFolder(output) ? output / (name + ".glb") : output);
    }
    files.turntable = pictureFor(m_targets.turntable, name, m_several);
    files.overlay = pictureFor(m_targets.overlay, name, m_several);
    return files;
}

Status writePicture(const cv::Mat& image, const fs::path& path) {
    std::vector<unsigned char> bytes;
    const std::string ending = path.extension() == ".jpg" ? ".jpg" : ".png";
    if (!cv::imencode(ending, image, bytes)) {
        return fail(ErrorCode::Internal, "Cannot encode " + path.string() + ".");
    }
    return writeFile(path, bytes);
}

} // namespace maquette::cli
