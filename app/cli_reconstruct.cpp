// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli reconstruct: photos to characters.
#include "app/cli_commands.h"
#include "app/cli_report.h"

#include "core/base/file.h"
#include "core/io/character_export.h"
#include "core/pipeline/reconstruct.h"
#include "core/render/character_views.h"

#include <opencv2/imgcodecs.hpp>

#include <chrono>
#include <iostream>
#include <map>
#include <set>

namespace maquette::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::vector<fs::path> photos;
    fs::path output;
    fs::path turntable;
    fs::path overlay;
    std::string json; ///< file, or "-" for standard output
    std::string gender = "auto";
    double height = 0.0; ///< metres; 0 = as fitted
    CharacterPose pose = CharacterPose::Rest;
    ReconstructOptions options;
};

/// A folder takes one GLB a photo; a name with an ending is the one file.
bool isFolder(const fs::path& output) {
    return fs::is_directory(output) || output.extension().empty();
}

Status readGender(const std::string& text, std::optional<double>& gender) {
    static const std::map<std::string, double> names = {{"female", 0.0}, {"male", 1.0}};
    if (text == "auto") {
        return {};
    }
    if (const auto named = names.find(text); named != names.end()) {
        gender = named->second;
        return {};
    }
    char* end = nullptr;
    gender = std::strtod(text.c_str(), &end);
    if (end == text.c_str() || *end != '\0') {
        return fail(ErrorCode::InvalidArgument, "The gender \"" + text + "\" is not known.",
                    "Say auto, female, male or a number from 0 (female) to 1 (male).");
    }
    return {};
}

/// A file of each photo's own: two photos of one name in different folders get numbers.
class OutputNames {
public:
    explicit OutputNames(const Arguments& arguments) : m_arguments(arguments) {}

    /// @param ending  with its dot
    fs::path next(const fs::path& photo) {
        if (!isFolder(m_arguments.output)) {
            return m_arguments.output;
        }
        std::string stem = photo.stem().string();
        for (int i = 2; !m_used.insert(stem).second; ++i) {
            stem = photo.stem().string() + "-" + std::to_string(i);
        }
        return m_arguments.output / (stem + ".glb");
    }

private:
    const Arguments& m_arguments;
    std::set<std::string> m_used;
};

/// With several photos each picture gets the photo's name before its ending.
fs::path pictureFor(const fs::path& picture, const fs::path& output, bool several) {
    if (!several) {
        return picture;
    }
    return picture.parent_path() /
           (picture.stem().string() + "-" + output.stem().string() + picture.extension().string());
}

Status writePicture(const cv::Mat& image, const fs::path& path) {
    std::vector<unsigned char> bytes;
    const std::string ending = path.extension() == ".jpg" ? ".jpg" : ".png";
    if (!cv::imencode(ending, image, bytes)) {
        return fail(ErrorCode::Internal, "Cannot encode " + path.string() + ".");
    }
    return writeFile(path, bytes);
}

Status writePictures(const Arguments& arguments, const Reconstruction& result,
                     const fs::path& output, const Context& ctx) {
    const bool several = arguments.photos.size() > 1;
    if (!arguments.turntable.empty()) {
        const auto sheet = renderTurntable(*result.character, {}, ctx);
        if (!sheet) {
            return fail(sheet.error());
        }
        const Status written =
            writePicture(*sheet, pictureFor(arguments.turntable, output, several));
        if (!written) {
            return written;
        }
    }
    if (!arguments.overlay.empty()) {
        const auto panels = renderOverlay(result.subject->photo.pixels, *result.character);
        if (!panels) {
            return fail(panels.error());
        }
        return writePicture(*panels, pictureFor(arguments.overlay, output, several));
    }
    return {};
}

Result<nlohmann::json> reconstructOne(Reconstructor& reconstructor, const Arguments& arguments,
                                      const fs::path& photo, const fs::path& output,
                                      const Context& ctx) {
    const auto result = reconstructor.reconstruct(photo, arguments.options, ctx);
    if (!result) {
        return fail(result.error());
    }
    const auto start = std::chrono::steady_clock::now();
    ExportOptions exporting;
    exporting.pose = arguments.pose;
    exporting.layers = !arguments.options.bodyOnly;
    const Status written = exportCharacter(*result->character, output, exporting, ctx);
    if (!written) {
        return fail(written.error());
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (const Status pictures = writePictures(arguments, *result, output, ctx); !pictures) {
        return fail(pictures.error());
    }
    for (const std::string& warning : result->warnings) {
        std::cerr << photo.string() << ": " << warning << "\n";
    }
    return reportOf(photo, output, *result, seconds.count());
}

/// Things that are wrong whatever the photos show, before any work is done.
Status checkOutput(const Arguments& arguments) {
    if (!isFolder(arguments.output)) {
        if (arguments.photos.size() > 1) {
            return fail(ErrorCode::InvalidArgument,
                        arguments.output.string() + " is one file, but there are several photos.",
                        "Give a folder to -o.");
        }
        const auto format = exportFormatFor(arguments.output);
        return format ? Status() : fail(format.error());
    }
    std::error_code error;
    fs::create_directories(arguments.output, error);
    if (error) {
        return fail(ErrorCode::FileUnwritable,
                    "Cannot make the folder " + arguments.output.string() + " (" + error.message() +
                        ").",
                    "Choose a folder that you may write to.");
    }
    return {};
}

Status writeReport(const std::string& target, const nlohmann::json& report) {
    const std::string text =
        report.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
    if (target == "-") {
        std::cout << text << std::flush;
        return {};
    }
    return target.empty() ? Status() : writeFile(fs::path(target), text);
}

int reconstructAll(Arguments arguments, const Session& session) {
    if (const Status known = readGender(arguments.gender, arguments.options.gender); !known) {
        return complain(known.error());
    }
    if (arguments.height > 0.0) {
        arguments.options.height = arguments.height;
    }
    if (const Status valid = checkOutput(arguments); !valid) {
        return complain(valid.error());
    }
    const auto reconstructor = Reconstructor::open({session.library, session.models}, session.ctx);
    if (!reconstructor) {
        return complain(reconstructor.error());
    }
    OutputNames names(arguments);
    nlohmann::json report = nlohmann::json::array();
    int exitCode = 0;
    for (const fs::path& photo : arguments.photos) {
        const auto one =
            reconstructOne(**reconstructor, arguments, photo, names.next(photo), session.ctx);
        report.push_back(one ? *one : reportOf(photo, one.error()));
        if (!one) {
            exitCode = complain(one.error());
        }
        if (session.ctx.isCancelled()) {
            break;
        }
    }
    if (const Status written = writeReport(arguments.json, report); !written) {
        return complain(written.error());
    }
    return exitCode;
}

void addLook(CLI::App& command, Arguments& arguments) {
    command.add_option("--pose", arguments.pose, "Pose of the exported character: rest or photo")
        ->transform(CLI::CheckedTransformer(std::map<std::string, CharacterPose>{
            {"rest", CharacterPose::Rest}, {"photo", CharacterPose::Photo}}))
        ->type_name("NAME");
    command.add_option("--rig", arguments.options.rig, "Rig; see maquette-cli rigs")
        ->capture_default_str();
    command
        .add_option("--texture-size", arguments.options.textureSize, "Side of the body's texture")
        ->capture_default_str()
        ->type_name("PIXELS");
    command.add_option("--height", arguments.height, "Height of the character; else as fitted")
        ->check(CLI::PositiveNumber)
        ->type_name("METRES");
    command.add_flag("--body-only", arguments.options.bodyOnly,
                     "Leave the clothed offset, hair and skirt out");
}

} // namespace

void addReconstruct(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("reconstruct", "Make characters from photos");
    command->add_option("photos", arguments->photos, "Photos")->required()->type_name("PHOTO...");
    command->add_option("-o,--output", arguments->output, "A .glb, .fbx or .obj file, or a folder")
        ->required();
    addLook(*command, *arguments);
    command->add_option("--quality", arguments->options.quality, "Networks: fast or best")
        ->transform(CLI::CheckedTransformer(std::map<std::string, MaskQuality>{
            {"fast", MaskQuality::Fast}, {"best", MaskQuality::Best}}))
        ->type_name("NAME");
    command->add_option("--gender", arguments->gender, "auto, female, male, or 0 … 1")
        ->capture_default_str();
    command->add_option("--person", arguments->options.personIndex, "Which person; 0 = the largest")
        ->capture_default_str()
        ->check(CLI::NonNegativeNumber);
    command->add_option("--turntable", arguments->turntable, "Picture of all sides")
        ->type_name("PNG");
    command->add_option("--overlay", arguments->overlay, "Picture of character over photo")
        ->type_name("PNG");
    command->add_option("--json", arguments->json, "Report: a file, or - for standard output")
        ->expected(0, 1)
        ->default_str("-")
        ->type_name("FILE");
    command->callback(
        [arguments, &session] { session.exitCode = reconstructAll(*arguments, session); });
}

} // namespace maquette::cli
