// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli reconstruct: photos to characters.
#include "app/cli_commands.h"
#include "app/cli_outputs.h"
#include "app/cli_report.h"

#include "core/base/file.h"
#include "core/io/character_export.h"
#include "core/pipeline/reconstruct.h"
#include "core/render/character_views.h"

#include <chrono>
#include <iostream>
#include <map>

namespace maquette::cli {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::vector<fs::path> photos;
    Targets targets;
    std::string gender = "auto";
    int person = 1;   ///< counted by size
    fs::path mapping; ///< "none": without
    CharacterPose pose = CharacterPose::Rest;
    ReconstructOptions options;
};

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

Status writePictures(const PhotoFiles& files, const Reconstruction& result, const Context& ctx) {
    if (!files.turntable.empty()) {
        const auto sheet = renderTurntable(*result.character, {}, ctx);
        if (!sheet) {
            return fail(sheet.error());
        }
        if (Status written = writePicture(*sheet, files.turntable); !written) {
            return written;
        }
    }
    if (!files.overlay.empty()) {
        const auto panels = renderOverlay(result.subject->photo.pixels, *result.character);
        return panels ? writePicture(*panels, files.overlay) : fail(panels.error());
    }
    return {};
}

Status writeCharacters(const Arguments& arguments, const PhotoFiles& files,
                       const Reconstruction& result, const Context& ctx) {
    ExportOptions exporting;
    exporting.pose = arguments.pose;
    exporting.layers = !arguments.options.bodyOnly;
    for (const fs::path& file : files.characters) {
        if (Status written = exportCharacter(*result.character, file, exporting, ctx); !written) {
            return written;
        }
    }
    return {};
}

Result<nlohmann::json> reconstructOne(Reconstructor& reconstructor, const Arguments& arguments,
                                      const fs::path& photo, const PhotoFiles& files,
                                      const Context& ctx) {
    const auto result = reconstructor.reconstruct(photo, arguments.options, ctx);
    if (!result) {
        return fail(result.error());
    }
    for (const std::string& warning : result->warnings) {
        std::cerr << photo.string() << ": " << warning << "\n";
    }
    const auto start = std::chrono::steady_clock::now();
    if (const Status written = writeCharacters(arguments, files, *result, ctx); !written) {
        return fail(written.error());
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    if (const Status pictures = writePictures(files, *result, ctx); !pictures) {
        return fail(pictures.error());
    }
    return reportOf(photo, files.characters, *result, seconds.count());
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
    arguments.options.personIndex = arguments.person - 1;
    if (const Status possible = checkOptions(arguments.options); !possible) {
        return complain(possible.error());
    }
    if (const Status valid = checkTargets(arguments.targets, arguments.photos); !valid) {
        return complain(valid.error());
    }
    ReconstructorPaths paths{session.library, session.models, arguments.mapping, false};
    if (arguments.mapping == "none") {
        paths.mapping.clear();
        paths.withoutMapping = true;
    }
    const auto reconstructor = Reconstructor::open(paths, session.ctx);
    if (!reconstructor) {
        return complainAboutData(reconstructor.error());
    }
    OutputNames names(arguments.targets, arguments.photos.size() > 1);
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
    if (const Status written = writeReport(arguments.targets.json, report); !written) {
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
    command
        .add_option("--height", arguments.options.height,
                    "Height of the character, 0.1 … 10; else as fitted")
        ->type_name("METRES");
    command.add_flag("--body-only", arguments.options.bodyOnly,
                     "Leave the clothed offset, hair and skirt out");
}

} // namespace

void addReconstruct(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand("reconstruct", "Make characters from photos");
    command->add_option("photos", arguments->photos, "Photos")->required()->type_name("PHOTO...");
    command
        ->add_option("-o,--output", arguments->targets.outputs,
                     "A .glb, .fbx or .obj file, or a folder for a GLB of each photo; may be given "
                     "several times")
        ->required()
        ->allow_extra_args(false)
        ->type_name("OUT");
    addLook(*command, *arguments);
    command->add_option("--quality", arguments->options.quality, "Networks: fast or best")
        ->transform(CLI::CheckedTransformer(std::map<std::string, MaskQuality>{
            {"fast", MaskQuality::Fast}, {"best", MaskQuality::Best}}))
        ->type_name("NAME");
    command
        ->add_option("--mapping", arguments->mapping,
                     "Learned mapping to begin with; none: the fit alone")
        ->type_name("FILE");
    command->add_option("--gender", arguments->gender, "auto, female, male, or 0 … 1")
        ->capture_default_str();
    command
        ->add_option("--person", arguments->person,
                     "Which person, counted by size; 1 = the largest")
        ->capture_default_str()
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command->add_option("--turntable", arguments->targets.turntable, "Picture of all sides")
        ->type_name("PNG");
    command->add_option("--overlay", arguments->targets.overlay, "Picture of character over photo")
        ->type_name("PNG");
    command
        ->add_option("--json", arguments->targets.json, "Report: a file, or - for standard output")
        ->expected(0, 1)
        ->default_str("-")
        ->type_name("FILE");
    command->callback(
        [arguments, &session] { session.exitCode = reconstructAll(*arguments, session); });
}

} // namespace maquette::cli
