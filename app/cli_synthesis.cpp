// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli sample-photo and evaluation-set: photo-like pictures of library characters.
#include "app/cli_commands.h"

#include "core/abroad/abroad_people.h"
#include "core/synthesis/evaluation_set.h"

namespace maquette::cli {
namespace {

struct Arguments {
    std::filesystem::path output;
    std::uint64_t seed = 0;
    int count = 100;
    bool wide = false;
    bool abroad = false;
};

int writeSample(const Arguments& arguments, const Session& session) {
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    const Status written = writeSamplePhoto(*library, arguments.seed, arguments.output);
    return written ? 0 : complain(written.error());
}

int writeAbroadSet(const std::shared_ptr<const Library>& library, const Arguments& arguments,
                   const Session& session) {
    const auto people = AbroadPeople::create(library);
    if (!people) {
        return complain(people.error());
    }
    const Status written =
        people->writeSet(arguments.count, arguments.seed, arguments.output, session.ctx);
    return written ? 0 : complain(written.error());
}

int writeSet(const Arguments& arguments, const Session& session) {
    const auto library = Library::open(Library::locate(session.library), session.ctx);
    if (!library) {
        return complainAboutData(library.error());
    }
    if (arguments.abroad) {
        return writeAbroadSet(*library, arguments, session);
    }
    const SyntheticOptions options = arguments.wide ? trainingPeople() : SyntheticOptions();
    const Status written = writeEvaluationSet(*library, arguments.count, arguments.seed,
                                              arguments.output, options, session.ctx);
    return written ? 0 : complain(written.error());
}

} // namespace

void addSamplePhoto(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    arguments->seed = kSamplePhotoSeed;
    CLI::App* command = app.add_subcommand("sample-photo", "Make a photo of a made-up person");
    command->add_option("-o,--output", arguments->output, "JPEG to write")->required();
    command->add_option("--seed", arguments->seed, "Seed")->capture_default_str();
    command->callback(
        [arguments, &session] { session.exitCode = writeSample(*arguments, session); });
}

void addEvaluationSet(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command =
        app.add_subcommand("evaluation-set", "Make photos of made-up people with their truth");
    command->add_option("-o,--output", arguments->output, "Folder to write")->required();
    command->add_option("--count", arguments->count, "People")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command->add_option("--seed", arguments->seed, "Seed")->capture_default_str();
    auto* wide =
        command->add_flag("--wide", arguments->wide, "People as different as those to train on");
    command
        ->add_flag("--abroad", arguments->abroad,
                   "People drawn and pictured unlike those to train on; needs a display")
        ->excludes(wide);
    command->callback([arguments, &session] { session.exitCode = writeSet(*arguments, session); });
}

} // namespace maquette::cli
