// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Writes what a person says of samples into a dataset's catalog.

#include "core/dataset/database.h"
#include "core/dataset/dataset_types.h"

#include <filesystem>
#include <string_view>

namespace maquette {

/// What is to be stored, by sample.
using SampleEdits = std::map<std::int64_t, SampleMarks>;

/// Stores all or nothing. Works beside a program that still makes the dataset, and holds it up for
/// less than a second.
/// @param folder  of the dataset.
/// @param wait    for other programs that use the catalog.
/// @errors  InvalidArgument (no such sample, a rating or tag out of form), FileUnreadable (the
///          catalog is in use by another program), FileUnwritable (read-only, disk full), those of
///          Catalog::open.
/// @threading  Reentrant.
[[nodiscard]] Status writeSampleEdits(const std::filesystem::path& folder, const SampleEdits& edits,
                                      std::chrono::milliseconds wait = kDatabaseWait);

/// @errors  InvalidArgument: empty, blank at an end, longer than 60 bytes, or with a comma or
///          control character.
[[nodiscard]] Status checkTag(const std::string& tag);

/// The tags of a catalog's text, which lists them with commas between; what is no tag is left out.
[[nodiscard]] std::vector<std::string> tagsOf(std::string_view text);

} // namespace maquette
