// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What is true of the person in resources/samples/sample.jpg.

namespace maquette::test {

/// Overlap of the undressed body's outline with the dressed person's: hair and wide trousers are
/// the rest. tst_synthetic_person checks it.
inline constexpr double kSampleBodyIou = 0.807;

} // namespace maquette::test
