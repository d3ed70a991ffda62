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
    std::vector<double> numbers;     ///< NaN: none; empty: no sample has a number
    std::vector<std::int32_t> texts; ///< index among words, -1: none; empty: no sample has a text
    std::vector<std::string> words;  ///< every text there is, each once

    /// Nothing where the sample has none.
    [[nodiscard]] std::optional<AttributeValue> value(std::int64_t sample) const;
};

using AttributeColumns = std::vector<AttributeColumn>;

/// What the generator tells of a sample.
struct SampleInfo {
    std::int64_t identity = 0;
    std::uint64_t seed = 0;
    Attributes attributes; ///< e.g. pose, outfit, yaw, age
};

inline constexpr int kMostStars = 5;

/// What a person says of a sample.
struct SampleMarks {
    int rating = 0;                     ///< 0: none, 1 … kMostStars
    bool excluded = false;              ///< set aside: training leaves it out
    std::vector<std::string> tags = {}; ///< sorted, each once; see checkTag
    [[nodiscard]] bool operator==(const SampleMarks&) const = default;
};

/// What the catalog holds of a sample, beside its attributes.
struct SampleRow : SampleMarks {
    std::int64_t identity = 0;
    std::uint64_t seed = 0;
    Split split = Split::Train;
};

/// A number between two others, or one of some texts.
struct AttributeFilter {
    std::string key = {};
    double low = -std::numeric_limits<double>::infinity(); ///< taken in
    double high = std::numeric_limits<double>::infinity(); ///< taken in
    std::vector<std::string> texts = {};                   ///< not empty: the range does not count
};

/// What becomes of samples that are set aside.
enum class Excluded { Hidden, Shown, Only };

/// What else than an attribute samples can be sorted by.
enum class SampleField { Index, Identity, Split, Rating };

/// All that is set must hold.
struct SampleQuery {
    std::optional<Split> split = {};
    Excluded excluded = Excluded::Hidden;
    std::optional<std::int64_t> identity = {};
    int leastRating = 0;
    std::vector<std::string> tags = {}; ///< the sample must have all
    /// Words, each of which must be part of a text attribute or a tag; of letters of ASCII the case
    /// does not count.
    std::string text = {};
    std::vector<AttributeFilter> filters = {};
    std::string sortBy = {}; ///< an attribute; samples without it come last; empty: by sortField
    SampleField sortField = SampleField::Index;
    bool descending = false;
};

} // namespace maquette
