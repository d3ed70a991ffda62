// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Events from the engine's workers to the window.

#include "ui/engine/engine_events.h"
#include "ui/engine/mailbox.h"

namespace maquette {

/// Of successive progress reports only the last is kept.
class EventMailbox : public Mailbox<EngineEvent> {
public:
    explicit EventMailbox(Receiver receiver);
};

} // namespace maquette
