// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The plain values that describe a dataset, its tables and its samples.

#include "core/dataset/schema.h"
#include "core/dataset/split.h"

#include <limits>
#include <map>
#include <optional>
#include <variant>

namespace maquette {

/// What made a dataset; unchanged for all its life.
struct DatasetOrigin {
    std::uint64_t seed = 0;       ///< of the generator, and of the split
    std::string provenance;       ///< free text: libraries, settings, licences
    std::string templateHash;     ///< of the template that vertex and bone numbers refer to
    std::string generatorVersion; ///< of what draws and renders the samples
    [[nodiscard]] bool operator==(const DatasetOrigin&) const = default;
};

/// What record i of a table belongs to: identity i or sample i.
enum class RowKind { Identity, Sample };

/// These two are in every dataset; other tables are passes beside them, complete or not.
inline constexpr const char* kIdentities = "identities";
inline constexpr const char* kSamples = "samples";
inline constexpr int kDefaultShardRecords = 256;

struct TableSpec {
    std::string name; ///< as Schema's names
    RowKind rows = RowKind::Sample;
    Schema schema;
    int shardRecords = kDefaultShardRecords; ///< a shard is finished when it has so many; 1 or more
};

using AttributeValue = std::variant<double, std::string>; ///< no NaN
using Attributes = std::map<std::string, AttributeValue>; ///< keys as Schema's names

/// One attribute of all samples, by index. A sample has a number, a text or neither.
struct AttributeColumn {
    std::string key;
    std::vector<double> numbers;     ///< NaN: none
    std::vector<std::int32_t> texts; ///< index among words; -1: none
    std::vector<std::string> words;  ///< every text there is, each once

    /// Nothing where the sample has none.
    [[nodiscard]] std::optional<AttributeValue> value(std::int64_t sample) const;
};

/// What the generator tells of a sample.
struct SampleInfo {
    std::int64_t identity = 0;
    std::uint64_t seed = 0;
    Attributes attributes; ///< e.g. pose, outfit, yaw, age
};

/// What the catalog holds of a sample, beside its attributes.
struct SampleRow {
    std::int64_t identity = 0;
    std::uint64_t seed = 0;
    Split split = Split::Train;
    int rating = 0;        ///< 0: none
    bool excluded = false; ///< set aside by hand
};

/// A number between two others, or one of some texts.
struct AttributeFilter {
    std::string key = {};
    double low = -std::numeric_limits<double>::infinity(); ///< taken in
    double high = std::numeric_limits<double>::infinity(); ///< taken in
    std::vector<std::string> texts = {};                   ///< not empty: the range does not count
};

struct SampleQuery {
    std::optional<Split> split = {};
    bool withExcluded = false;
    std::vector<AttributeFilter> filters = {}; ///< all must hold
    std::string sortBy = {}; ///< an attribute; samples without it come last; empty: by index
    bool descending = false;
};

} // namespace maquette
