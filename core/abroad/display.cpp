// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/display.h"

#include <X11/Xlib.h>

namespace maquette {

std::shared_ptr<void> connectToDisplay() {
    Display* display = XOpenDisplay(nullptr);
    if (display == nullptr) {
        return nullptr;
    }
    return {display, [](Display* open) { XCloseDisplay(open); }};
}

} // namespace maquette
