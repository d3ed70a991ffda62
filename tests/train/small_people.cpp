// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/train/small_people.h"

#include <stdexcept>

namespace maquette::test {

const std::shared_ptr<const Library>& library() {
    static const auto library = Library::open(Library::locate());
    if (!library) {
        throw std::runtime_error(describe(library.error()));
    }
    return *library;
}

std::filesystem::path smallPeople() {
    return MAQUETTE_SMALL_PEOPLE;
}

} // namespace maquette::test
