// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The library and the maker of people, opened once for all tests of a binary.

#include "core/synthesis/synthetic_person.h"

#include <stdexcept>

namespace maquette {

inline std::shared_ptr<const Library> sharedTestLibrary() {
    static const auto library = Library::open(Library::locate());
    if (!library) {
        throw std::runtime_error(describe(library.error()));
    }
    return *library;
}

inline const Library& testLibrary() {
    return *sharedTestLibrary();
}

inline const PersonMaker& testPeople() {
    PersonDetail detail;
    detail.skinTexture = 512;
    static const auto maker = PersonMaker::create(sharedTestLibrary(), detail);
    if (!maker) {
        throw std::runtime_error(describe(maker.error()));
    }
    return **maker;
}

/// Small and quick.
inline SyntheticOptions smallPhoto(int width = 160, int height = 240) {
    SyntheticOptions options;
    options.photo.width = width;
    options.photo.height = height;
    return options;
}

} // namespace maquette
