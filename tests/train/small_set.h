// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The people of small_people.h as a training set.

#include "core/train/training_set.h"
#include "tests/train/small_people.h"

#include <stdexcept>

namespace maquette::test {

inline std::shared_ptr<const TrainingSet> smallSet() {
    static const auto set = TrainingSet::open(smallPeople());
    if (!set) {
        throw std::runtime_error(describe(set.error()));
    }
    return *set;
}

} // namespace maquette::test
