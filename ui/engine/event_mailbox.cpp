// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/engine/event_mailbox.h"

namespace maquette {

namespace {

/// Whether @p next makes @p last pointless: a newer progress of the same request.
bool replaces(const EngineEvent& next, const EngineEvent& last) {
    if (next.index() != last.index()) {
        return false;
    }
    if (const auto* progress = std::get_if<JobProgress>(&next)) {
        return progress->generation == std::get<JobProgress>(last).generation;
    }
    if (const auto* loading = std::get_if<EngineLoading>(&next)) {
        return loading->generation == std::get<EngineLoading>(last).generation;
    }
    if (const auto* progress = std::get_if<ExportProgress>(&next)) {
        return progress->generation == std::get<ExportProgress>(last).generation;
    }
    return false;
}

} // namespace

EventMailbox::EventMailbox(Receiver receiver) : Mailbox(std::move(receiver), replaces) {}

} // namespace maquette
