// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/sample_edits.h"

#include "core/dataset/dataset_folder.h"

#include <algorithm>

namespace maquette {
namespace {

constexpr char kBetween = ',';
constexpr std::size_t kLongestTag = 60; // bytes

std::string textOf(const std::vector<std::string>& tags) {
    std::string text;
    for (const std::string& tag : tags) {
        text += (text.empty() ? "" : std::string(1, kBetween)) + tag;
    }
    return text;
}

Status checkMarks(std::int64_t sample, const SampleMarks& marks) {
    if (marks.rating < 0 || marks.rating > kMostStars) {
        return fail(ErrorCode::InvalidArgument,
                    "The rating " + std::to_string(marks.rating) + " of sample " +
                        std::to_string(sample) + " is out of range.",
                    "Give 0 to " + std::to_string(kMostStars) + " stars.");
    }
    for (const std::string& tag : marks.tags) {
        if (const Status status = checkTag(tag); !status) {
            return status;
        }
    }
    return {};
}

Status store(Statement& update, std::int64_t sample, const SampleMarks& marks) {
    const auto row = update.bind(1, std::int64_t{marks.rating})
                         .bind(2, std::int64_t{marks.excluded})
                         .bind(3, textOf(marks.tags))
                         .bind(4, sample)
                         .step();
    if (!row) {
        return fail(row.error());
    }
    if (!*row) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset has no sample " + std::to_string(sample) + ".",
                    "Open the dataset again: it was made anew.");
    }
    update.reset();
    return {};
}

} // namespace

Status writeSampleEdits(const std::filesystem::path& folder, const SampleEdits& edits,
                        std::chrono::milliseconds wait) {
    const auto catalog = Catalog::open(catalogPath(folder), Database::Mode::Write, wait);
    if (!catalog) {
        return fail(catalog.error());
    }
    const Database& database = catalog->database();
    auto transaction = Transaction::begin(database, Database::Mode::Write);
    if (!transaction) {
        return fail(transaction.error());
    }
    { // the statement ends before the transaction does
        auto update = database.prepare(
            "UPDATE samples SET rating = ?, excluded = ?, tags = ? WHERE id = ? RETURNING id");
        if (!update) {
            return fail(update.error());
        }
        for (const auto& [sample, marks] : edits) {
            Status status = checkMarks(sample, marks);
            status = status ? store(*update, sample, marks) : status;
            if (!status) {
                return status;
            }
        }
    }
    return transaction->commit();
}

Status checkTag(const std::string& tag) {
    const auto isRefused = [](char letter) {
        return letter == kBetween || (static_cast<unsigned char>(letter) < ' ') || letter == '\x7f';
    };
    if (tag.empty() || tag.size() > kLongestTag || tag.front() == ' ' || tag.back() == ' ' ||
        std::ranges::any_of(tag, isRefused)) {
        return fail(ErrorCode::InvalidArgument, "\"" + tag + "\" cannot be a tag.",
                    "Use 1 to " + std::to_string(kLongestTag) + " letters without commas.");
    }
    return {};
}

std::vector<std::string> tagsOf(std::string_view text) {
    std::vector<std::string> tags;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kBetween), text.size());
        if (std::string tag(text.substr(0, end)); checkTag(tag)) {
            tags.push_back(std::move(tag));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    std::ranges::sort(tags);
    tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
    return tags;
}

} // namespace maquette
