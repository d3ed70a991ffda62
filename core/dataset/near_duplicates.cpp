// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/near_duplicates.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <tuple>

namespace maquette {
namespace {

constexpr int kBands = 8; // of a byte each: where at most 7 bits differ, a byte is equal

/// Samples of a split by one byte of their hash.
using Buckets = std::array<std::vector<std::int64_t>, 256>;

int byteOf(std::uint64_t hash, int band) {
    return static_cast<int>(hash >> (8 * band) & 0xffU);
}

/// The first band in which two hashes are equal: each pair counts there alone.
int firstEqualBand(std::uint64_t a, std::uint64_t b) {
    int band = 0;
    while (band < kBands && byteOf(a, band) != byteOf(b, band)) {
        ++band;
    }
    return band;
}

/// Plain walls have equal hashes: what tells people apart is the cell in which they differ most.
int colorDifference(const PictureTraits& a, const PictureTraits& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.likeness.size(); ++i) {
        largest = std::max(largest, std::abs(a.likeness[i] - b.likeness[i]));
    }
    return largest;
}

class Search {
public:
    Search(std::span<const PictureTraits> traits, std::span<const SampleRow> rows,
           const DuplicateOptions& options, const Context& ctx)
        : m_traits(traits), m_rows(rows), m_options(options), m_ctx(ctx) {}

    /// Pairs across splits, or those within one. @return false: cancelled, or there are enough.
    bool run(bool acrossSplits) {
        for (int band = 0; band < kBands; ++band) {
            std::array<Buckets, kSplits.size()> seen;
            for (std::int64_t i = 0; i < std::ssize(m_traits); ++i) {
                constexpr std::int64_t kPollEvery = 1000;
                if (i % kPollEvery == 0 && m_ctx.isCancelled()) {
                    return false;
                }
                const auto byte = static_cast<std::size_t>(byteOf(at(i).hash, band));
                const auto own = static_cast<std::size_t>(splitOf(i));
                for (std::size_t split = 0; split < seen.size(); ++split) {
                    if ((split != own) == acrossSplits && !compare(i, seen[split][byte], band)) {
                        return false;
                    }
                }
                seen[own][byte].push_back(i);
            }
        }
        return true;
    }

    DuplicateList take() {
        std::ranges::sort(m_list.pairs, [](const PicturePair& a, const PicturePair& b) {
            return std::tuple(!a.isSplit, a.bits, a.first, a.second) <
                   std::tuple(!b.isSplit, b.bits, b.first, b.second);
        });
        return std::move(m_list);
    }

private:
    [[nodiscard]] const PictureTraits& at(std::int64_t i) const {
        return m_traits[static_cast<std::size_t>(i)];
    }
    [[nodiscard]] Split splitOf(std::int64_t i) const {
        return m_rows[static_cast<std::size_t>(i)].split;
    }

    /// @return false: there are enough pairs.
    bool compare(std::int64_t i, const std::vector<std::int64_t>& others, int band) {
        for (const std::int64_t other : others) {
            const int bits = std::popcount(at(i).hash ^ at(other).hash);
            if (bits > m_options.bits || firstEqualBand(at(i).hash, at(other).hash) != band ||
                colorDifference(at(i), at(other)) > m_options.color) {
                continue;
            }
            if (m_list.pairs.size() == m_options.most) {
                m_list.isCut = true;
                return false;
            }
            m_list.pairs.push_back({other, i, bits, splitOf(i) != splitOf(other)});
        }
        return true;
    }

    std::span<const PictureTraits> m_traits;
    std::span<const SampleRow> m_rows;
    const DuplicateOptions& m_options;
    const Context& m_ctx;
    DuplicateList m_list;
};

} // namespace

Result<DuplicateList> findDuplicates(std::span<const PictureTraits> traits,
                                     std::span<const SampleRow> rows,
                                     const DuplicateOptions& options, const Context& ctx) {
    Search search(traits, rows, options, ctx);
    if (search.run(true)) {
        search.run(false);
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    return search.take();
}

} // namespace maquette
