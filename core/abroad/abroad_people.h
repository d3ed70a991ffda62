// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  People unlike those a network is trained on: another way of drawing characters, other
///        clothes and poses, another renderer. How much worse a network does on them tells how much
///        of what it learned is about its own pictures.

#include "core/abroad/abroad_figure.h"
#include "core/abroad/vtk_picture.h"
#include "core/base/context.h"
#include "core/synthesis/synthetic_person.h"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace maquette {

class AbroadPeople {
public:
    /// @errors  those of VtkStudio::open() and Library::rig.
    [[nodiscard]] static Result<AbroadPeople> create(std::shared_ptr<const Library> library);

    /// Equal seeds give equal people, and pictures equal but for what graphics drivers do
    /// otherwise. SyntheticPerson's labels, scene and sceneNames stay empty. Takes about 1 s.
    /// @errors  those of Library::shape.
    [[nodiscard]] Result<SyntheticPerson> make(std::uint64_t seed, int width = 900,
                                               int height = 1350) const;

    /// Writes an evaluation set (see core/synthesis/evaluation_set.h).
    /// @errors  those of make(); FileUnwritable; Cancelled.
    [[nodiscard]] Status writeSet(int count, std::uint64_t seed,
                                  const std::filesystem::path& folder,
                                  const Context& ctx = {}) const;

private:
    AbroadPeople(std::shared_ptr<const Library> library, std::shared_ptr<const Rig> rig,
                 AbroadPainter painter, VtkStudio studio);

    [[nodiscard]] Result<SyntheticPerson> drawPerson(const Random& root) const;

    std::shared_ptr<const Library> m_library;
    std::shared_ptr<const Rig> m_rig;
    AbroadPainter m_painter;
    VtkStudio m_studio;
};

} // namespace maquette
