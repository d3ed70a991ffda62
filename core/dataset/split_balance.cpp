// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/split_balance.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace maquette {
namespace {

constexpr double kKolmogorov = 1.949; // quantile of 99.9 %
constexpr double kNormal = 3.090;     // of the normal distribution
constexpr double kLeastExpected = 5;  // rarer words count together

/// The samples of a split.
struct Part {
    std::vector<std::size_t> samples;
    double people = 0.0;
};

using Parts = std::array<Part, kSplits.size()>;

Parts partsOf(std::span<const SampleRow> rows) {
    Parts parts;
    std::array<std::set<std::int64_t>, kSplits.size()> people;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].excluded) {
            const auto split = static_cast<std::size_t>(rows[i].split);
            parts[split].samples.push_back(i);
            people[split].insert(rows[i].identity);
        }
    }
    for (std::size_t split = 0; split < parts.size(); ++split) {
        parts[split].people = static_cast<double>(people[split].size());
    }
    return parts;
}

std::vector<double> sortedNumbers(const AttributeColumn& column, const Part& part) {
    std::vector<double> numbers;
    for (const std::size_t i : part.samples) {
        if (!std::isnan(column.numbers[i])) {
            numbers.push_back(column.numbers[i]);
        }
    }
    std::ranges::sort(numbers);
    return numbers;
}

/// The largest difference of the shares below a value. @param a, b  sorted, not empty.
double largestGap(const std::vector<double>& a, const std::vector<double>& b) {
    double gap = 0.0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const double value = std::min(a[i], b[j]);
        i += static_cast<std::size_t>(std::upper_bound(a.begin() + i, a.end(), value) -
                                      (a.begin() + i));
        j += static_cast<std::size_t>(std::upper_bound(b.begin() + j, b.end(), value) -
                                      (b.begin() + j));
        const double shareA = static_cast<double>(i) / static_cast<double>(a.size());
        const double shareB = static_cast<double>(j) / static_cast<double>(b.size());
        gap = std::max(gap, std::abs(shareA - shareB));
    }
    return gap;
}

double meanOf(const std::vector<double>& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0.0) /
           static_cast<double>(numbers.size());
}

std::optional<SplitGap> compareNumbers(const AttributeColumn& column, const Part& training,
                                       const Part& part) {
    const std::vector<double> a = sortedNumbers(column, training);
    const std::vector<double> b = sortedNumbers(column, part);
    if (a.empty() || b.empty()) {
        return std::nullopt;
    }
    const double bound = kKolmogorov * std::sqrt(1.0 / training.people + 1.0 / part.people);
    if (largestGap(a, b) <= bound) {
        return std::nullopt;
    }
    return SplitGap{{}, column.key, {}, meanOf(b), meanOf(a)};
}

/// How often each word occurs, as a share.
std::vector<double> sharesOf(const AttributeColumn& column, const Part& part) {
    std::vector<double> shares(column.words.size());
    double sum = 0.0;
    for (const std::size_t i : part.samples) {
        if (column.texts[i] >= 0) {
            shares[static_cast<std::size_t>(column.texts[i])] += 1.0;
            sum += 1.0;
        }
    }
    for (double& share : shares) {
        share /= std::max(sum, 1.0);
    }
    return shares;
}

/// What a chi-squared value of so many degrees of freedom exceeds once in a thousand.
double chiSquaredBound(double freedom) {
    const double spread = 2.0 / (9.0 * freedom);
    return freedom * std::pow(1.0 - spread + kNormal * std::sqrt(spread), 3.0);
}

/// Whether shares of @p n and @p m draws come of one distribution but for chance.
bool areAlike(const std::vector<double>& a, double n, const std::vector<double>& b, double m) {
    double chiSquared = 0.0;
    double kinds = 0.0;
    const auto add = [&](double shareA, double shareB) {
        const double both = (n * shareA + m * shareB) / (n + m);
        if (both > 0.0) {
            chiSquared += (n * std::pow(shareA - both, 2) + m * std::pow(shareB - both, 2)) / both;
            kinds += 1.0;
        }
    };
    double rareA = 0.0;
    double rareB = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::min(n, m) * (n * a[i] + m * b[i]) / (n + m) < kLeastExpected) {
            rareA += a[i];
            rareB += b[i];
        } else {
            add(a[i], b[i]);
        }
    }
    add(rareA, rareB);
    return kinds < 2.0 || chiSquared <= chiSquaredBound(kinds - 1.0);
}

std::optional<SplitGap> compareTexts(const AttributeColumn& column, const Part& training,
                                     const Part& part) {
    const std::vector<double> a = sharesOf(column, training);
    const std::vector<double> b = sharesOf(column, part);
    if (areAlike(a, training.people, b, part.people)) {
        return std::nullopt;
    }
    std::size_t most = 0;
    for (std::size_t i = 1; i < a.size(); ++i) {
        if (std::abs(a[i] - b[i]) > std::abs(a[most] - b[most])) {
            most = i;
        }
    }
    return SplitGap{{}, column.key, column.words[most], b[most], a[most]};
}

} // namespace

SplitBalance splitBalance(std::span<const SampleRow> rows, const AttributeColumns& columns) {
    const Parts parts = partsOf(rows);
    SplitBalance balance;
    std::ranges::transform(parts, balance.samples.begin(), [](const Part& part) {
        return static_cast<std::int64_t>(part.samples.size());
    });
    const Part& training = parts[static_cast<std::size_t>(Split::Train)];
    for (const Split split : {Split::Validation, Split::Test}) {
        const Part& part = parts[static_cast<std::size_t>(split)];
        for (const AttributeColumn& column : columns) {
            if (training.samples.empty() || part.samples.empty()) {
                continue;
            }
            auto gap = column.words.empty()
                           ? (column.numbers.empty() ? std::nullopt
                                                     : compareNumbers(column, training, part))
                           : compareTexts(column, training, part);
            if (gap) {
                gap->split = split;
                balance.gaps.push_back(std::move(*gap));
            }
        }
    }
    return balance;
}

} // namespace maquette
