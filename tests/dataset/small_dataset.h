// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A dataset of made-up people whose every number follows from its index.

#include "core/dataset/dataset.h"
#include "core/dataset/dataset_writer.h"

namespace maquette::test {

inline constexpr int kSamplesEach = 3;   ///< of every identity
inline constexpr int kSampleShard = 4;   ///< records of a shard of samples
inline constexpr int kIdentityShard = 5; ///< and of identities
inline const char* const kPerception = "perception";

/// rest f16 [7,3], coefficients f32 [5].
[[nodiscard]] Schema identitySchema();
/// image u8 [6,5,3], mask u8 [6,5], rotations f32 [4,3,3], joints i32 [4,2].
[[nodiscard]] Schema sampleSchema();
/// points f32 [9,2].
[[nodiscard]] Schema perceptionSchema();

[[nodiscard]] DatasetOrigin smallOrigin();
[[nodiscard]] std::vector<TableSpec> smallTables();
[[nodiscard]] TableSpec perceptionTable();

/// The record that belongs there; the same for the same @p index.
[[nodiscard]] RecordBuffer makeRecord(const Schema& schema, std::int64_t index);
[[nodiscard]] SampleInfo makeInfo(std::int64_t sample);

/// Appends until there are @p identities, each with its samples; an identity comes right before
/// its samples. Goes on where the writer is.
[[nodiscard]] Status appendPeople(DatasetWriter& writer, int identities);
/// Appends to the pass until it has @p count records.
[[nodiscard]] Status appendPerception(DatasetWriter& writer, std::int64_t count);

/// Makes a whole dataset and closes it.
[[nodiscard]] Status writeSmallDataset(const std::filesystem::path& folder, int identities);

/// Every record and sample of @p dataset is the one that belongs there.
void expectRightContent(const Dataset& dataset);

/// The names in the folder of shards, sorted.
[[nodiscard]] std::vector<std::string> shardNames(const std::filesystem::path& folder);

/// Whether the error names @p part in message or advice.
[[nodiscard]] bool tells(const Error& error, const std::string& part);

/// Turns over the lowest bit of a byte.
void flipBit(const std::filesystem::path& file, std::uint64_t place);

} // namespace maquette::test
