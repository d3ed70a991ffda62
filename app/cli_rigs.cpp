// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli rigs: the names that --rig takes.
#include "app/cli_commands.h"

#include "core/data/library.h"

#include <iostream>

namespace maquette::cli {

void addRigs(CLI::App& app, Session& session) {
    CLI::App* command = app.add_subcommand("rigs", "List the rigs of the character library");
    command->callback([&session] {
        const auto library = Library::open(Library::locate(session.library), session.ctx);
        if (!library) {
            session.exitCode = complainAboutData(library.error());
            return;
        }
        for (const std::string& name : (*library)->rigNames()) {
            std::cout << name << "\n";
        }
    });
}

} // namespace maquette::cli
