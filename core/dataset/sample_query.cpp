// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/sample_query.h"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <unordered_map>

namespace maquette {
namespace {

using Marks = std::vector<char>; // one per sample; a char is quicker than a bit

const AttributeColumn* columnOf(const AttributeColumns& columns, const std::string& key) {
    const auto found = std::ranges::find(columns, key, &AttributeColumn::key);
    return found == columns.end() ? nullptr : &*found;
}

/// Lets pass whose word is wanted.
void keepWords(const AttributeColumn& column, const Marks& wantedWords, Marks& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const std::int32_t word = column.texts.empty() ? -1 : column.texts[i];
        wanted[i] &= static_cast<char>(word >= 0 && wantedWords[static_cast<std::size_t>(word)]);
    }
}

void keepTexts(const AttributeColumn& column, const std::vector<std::string>& texts,
               Marks& wanted) {
    Marks wantedWords(column.words.size());
    std::ranges::transform(column.words, wantedWords.begin(), [&](const std::string& word) {
        return static_cast<char>(std::ranges::find(texts, word) != texts.end());
    });
    keepWords(column, wantedWords, wanted);
}

void keepRange(const AttributeColumn& column, const AttributeFilter& filter, Marks& wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool passes = !column.numbers.empty() && column.numbers[i] >= filter.low &&
                            column.numbers[i] <= filter.high; // never a NaN
        wanted[i] &= static_cast<char>(passes);
    }
}

void applyFilter(const AttributeColumns& columns, const AttributeFilter& filter, Marks& wanted) {
    const AttributeColumn* column = columnOf(columns, filter.key);
    if (column == nullptr) {
        std::ranges::fill(wanted, 0);
    } else if (filter.texts.empty()) {
        keepRange(*column, filter, wanted);
    } else {
        keepTexts(*column, filter.texts, wanted);
    }
}

bool passes(const SampleRow& row, const SampleQuery& query) {
    const bool isShown =
        query.excluded == Excluded::Shown || row.excluded == (query.excluded == Excluded::Only);
    return isShown && (!query.split || row.split == *query.split) &&
           (!query.identity || row.identity == *query.identity) &&
           row.rating >= query.leastRating &&
           std::ranges::includes(row.tags, query.tags); // both are sorted
}

Marks markRows(std::span<const SampleRow> rows, const SampleQuery& query) {
    Marks wanted(rows.size());
    std::ranges::transform(rows, wanted.begin(), [&](const SampleRow& row) {
        return static_cast<char>(passes(row, query));
    });
    return wanted;
}

char lowered(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// @param word  in lower case.
bool contains(const std::string& text, const std::string& word) {
    return !std::ranges::search(text, word, {}, lowered).empty();
}

/// Which samples have @p word in a text of any column, or in a tag.
Marks mentionsOf(std::span<const SampleRow> rows, const AttributeColumns& columns,
                 const std::string& word) {
    Marks mentions(rows.size());
    std::ranges::transform(rows, mentions.begin(), [&](const SampleRow& row) {
        return static_cast<char>(std::ranges::any_of(
            row.tags, [&](const std::string& tag) { return contains(tag, word); }));
    });
    for (const AttributeColumn& column : columns) {
        Marks matches(column.words.size());
        std::ranges::transform(column.words, matches.begin(), [&](const std::string& text) {
            return static_cast<char>(contains(text, word));
        });
        for (std::size_t i = 0; i < column.texts.size(); ++i) {
            const std::int32_t at = column.texts[i];
            mentions[i] |= static_cast<char>(at >= 0 && matches[static_cast<std::size_t>(at)]);
        }
    }
    return mentions;
}

void applyText(std::span<const SampleRow> rows, const AttributeColumns& columns,
               const std::string& text, Marks& wanted) {
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        std::ranges::transform(word, word.begin(), lowered);
        const Marks mentions = mentionsOf(rows, columns, word);
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            wanted[i] &= mentions[i];
        }
    }
}

/// Where a sample stands by a column: numbers before texts, samples without either last.
struct Place {
    enum Kind { Number, Text, None } kind = None;
    double value = 0.0; ///< of a text: its rank among the words
    [[nodiscard]] auto operator<=>(const Place&) const = default;
};

std::vector<Place> placesBy(const AttributeColumn& column, std::size_t count) {
    std::vector<std::string> sorted = column.words;
    std::ranges::sort(sorted);
    std::vector<double> ranks;
    for (const std::string& word : column.words) {
        ranks.push_back(
            static_cast<double>(std::ranges::lower_bound(sorted, word) - sorted.begin()));
    }
    std::vector<Place> places(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (!column.texts.empty() && column.texts[i] >= 0) {
            places[i] = {Place::Text, ranks[static_cast<std::size_t>(column.texts[i])]};
        } else if (!column.numbers.empty() && !std::isnan(column.numbers[i])) {
            places[i] = {Place::Number, column.numbers[i]};
        }
    }
    return places;
}

/// @param samples  by index.
void sortBy(const AttributeColumn& column, std::size_t count, bool descending,
            std::vector<std::int64_t>& samples) {
    const std::vector<Place> places = placesBy(column, count);
    const auto at = [&](std::int64_t i) -> const Place& {
        return places[static_cast<std::size_t>(i)];
    };
    const auto without = std::stable_partition(
        samples.begin(), samples.end(), [&](std::int64_t i) { return at(i).kind != Place::None; });
    std::stable_sort(samples.begin(), without,
                     [&](std::int64_t a, std::int64_t b) { return at(a) < at(b); });
    if (descending) {
        std::reverse(samples.begin(), without);
        std::reverse(without, samples.end());
    }
}

std::int64_t valueOf(const SampleRow& row, SampleField field) {
    switch (field) {
    case SampleField::Identity:
        return row.identity;
    case SampleField::Split:
        return static_cast<std::int64_t>(row.split);
    case SampleField::Rating:
        return row.rating;
    case SampleField::Index:
        break;
    }
    return 0;
}

/// @param samples  by index.
void sortBy(std::span<const SampleRow> rows, SampleField field, bool descending,
            std::vector<std::int64_t>& samples) {
    std::ranges::stable_sort(samples, {}, [&](std::int64_t i) {
        return valueOf(rows[static_cast<std::size_t>(i)], field);
    });
    if (descending) {
        std::ranges::reverse(samples);
    }
}

} // namespace

std::vector<std::int64_t> selectSamples(std::span<const SampleRow> rows,
                                        const AttributeColumns& columns, const SampleQuery& query) {
    Marks wanted = markRows(rows, query);
    for (const AttributeFilter& filter : query.filters) {
        applyFilter(columns, filter, wanted);
    }
    applyText(rows, columns, query.text, wanted);
    std::vector<std::int64_t> samples;
    for (std::size_t sample = 0; sample < wanted.size(); ++sample) {
        if (wanted[sample] != 0) {
            samples.push_back(static_cast<std::int64_t>(sample));
        }
    }
    if (const AttributeColumn* column = columnOf(columns, query.sortBy)) {
        sortBy(*column, rows.size(), query.descending, samples);
    } else {
        sortBy(rows, query.sortField, query.descending, samples);
    }
    return samples;
}

SampleGroups groupByIdentity(std::span<const SampleRow> rows,
                             const std::vector<std::int64_t>& samples) {
    std::unordered_map<std::int64_t, std::size_t> groupOf;
    std::vector<std::vector<std::int64_t>> members;
    for (const std::int64_t sample : samples) {
        const std::int64_t identity = rows[static_cast<std::size_t>(sample)].identity;
        const auto [group, isNew] = groupOf.try_emplace(identity, members.size());
        if (isNew) {
            members.emplace_back();
        }
        members[group->second].push_back(sample);
    }
    SampleGroups groups{{}, {0}};
    for (const auto& group : members) {
        groups.samples.insert(groups.samples.end(), group.begin(), group.end());
        groups.begins.push_back(groups.samples.size());
    }
    return groups;
}

} // namespace maquette
