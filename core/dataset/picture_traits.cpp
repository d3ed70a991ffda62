// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/picture_traits.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr int kHashColumns = 9;
constexpr int kHashRows = 8;
constexpr double kOutside = 128.0; // grey of what the mask leaves out
constexpr double kNoPerson = 0.005;
constexpr double kSmallPerson = 0.03;
constexpr double kCutOff = 0.04; // share of an edge that the mask reaches
constexpr double kDark = 20.0;
constexpr double kFlat = 2.0;

/// Sums over the cells of a grid laid over a picture.
template <int kColumns, int kRows> class Cells {
public:
    explicit Cells(int side) : m_side(side) {}
    void add(int x, int y, double value) {
        const int cell = y * kRows / m_side * kColumns + x * kColumns / m_side;
        m_sums[static_cast<std::size_t>(cell)] += value;
        m_counts[static_cast<std::size_t>(cell)] += 1.0;
    }
    [[nodiscard]] double mean(int column, int row) const {
        const auto cell = static_cast<std::size_t>(row * kColumns + column);
        return m_sums[cell] / std::max(m_counts[cell], 1.0);
    }

private:
    int m_side;
    std::array<double, kColumns * kRows> m_sums{};
    std::array<double, kColumns * kRows> m_counts{};
};

/// What a pass over the pixels adds up.
struct Look {
    explicit Look(int side)
        : grey(side), colors{Cells<kLikenessSide, kLikenessSide>(side),
                             Cells<kLikenessSide, kLikenessSide>(side),
                             Cells<kLikenessSide, kLikenessSide>(side)} {}
    void add(int x, int y, const std::uint8_t* bgr, double inside) {
        const double luminance = 0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2];
        grey.add(x, y, luminance);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            colors[channel].add(x, y, inside * bgr[channel] + (1.0 - inside) * kOutside);
        }
        covered += inside;
        brightness += inside * luminance;
        sum += luminance;
        squares += luminance * luminance;
    }

    Cells<kHashColumns, kHashRows> grey;
    std::array<Cells<kLikenessSide, kLikenessSide>, 3> colors;
    double covered = 0.0;    ///< by the mask, pixels
    double brightness = 0.0; ///< summed over the mask
    double sum = 0.0;        ///< of luminance, over all
    double squares = 0.0;
};

std::uint64_t hashOf(const Look& look) {
    std::uint64_t hash = 0;
    for (int row = 0; row < kHashRows; ++row) {
        for (int column = 1; column < kHashColumns; ++column) {
            const bool rises = look.grey.mean(column, row) > look.grey.mean(column - 1, row);
            hash = hash << 1U | (rises ? 1U : 0U);
        }
    }
    return hash;
}

/// The largest share of one of the four edges that the mask covers.
double edgeShare(std::span<const std::uint8_t> mask, int side) {
    std::array<double, 4> covered{};
    const auto at = [&](int x, int y) {
        return mask[static_cast<std::size_t>(y) * side + x] > 127 ? 1.0 : 0.0;
    };
    for (int i = 0; i < side; ++i) {
        covered[0] += at(i, 0);
        covered[1] += at(i, side - 1);
        covered[2] += at(0, i);
        covered[3] += at(side - 1, i);
    }
    return *std::ranges::max_element(covered) / side;
}

std::uint8_t odditiesOf(const Look& look, std::span<const std::uint8_t> mask, int side) {
    std::uint8_t oddities = 0;
    const auto note = [&](Oddity oddity, bool is) {
        oddities |= is ? static_cast<std::uint8_t>(oddity) : std::uint8_t{0};
    };
    const double pixels = static_cast<double>(side) * side;
    const double share = look.covered / pixels;
    const double mean = look.sum / pixels;
    note(Oddity::Flat, std::sqrt(std::max(look.squares / pixels - mean * mean, 0.0)) < kFlat);
    note(Oddity::Dark, look.brightness / std::max(look.covered, 1.0) < kDark && share > kNoPerson);
    if (!mask.empty()) {
        note(Oddity::NoPerson, share < kNoPerson);
        note(Oddity::SmallPerson, share >= kNoPerson && share < kSmallPerson);
        note(Oddity::CutOff, edgeShare(mask, side) > kCutOff);
    }
    return oddities;
}

} // namespace

PictureTraits traitsOf(std::span<const std::uint8_t> picture, std::span<const std::uint8_t> mask,
                       int side) {
    Look look(side);
    std::size_t pixel = 0;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x, ++pixel) {
            look.add(x, y, &picture[3 * pixel], mask.empty() ? 1.0 : mask[pixel] / 255.0);
        }
    }
    PictureTraits traits;
    traits.hash = hashOf(look);
    traits.oddities = odditiesOf(look, mask, side);
    std::size_t i = 0;
    for (int row = 0; row < kLikenessSide; ++row) {
        for (int column = 0; column < kLikenessSide; ++column) {
            for (const auto& color : look.colors) {
                traits.likeness[i++] =
                    static_cast<std::uint8_t>(std::lround(color.mean(column, row)));
            }
        }
    }
    return traits;
}

Result<std::vector<PictureTraits>>
lookAtPictures(const Dataset& dataset, std::vector<PictureTraits> known, const Context& ctx) {
    const DatasetTable& table = *dataset.table(kSamples);
    const auto image = table.schema().field<std::uint8_t>("image");
    const int side =
        image ? static_cast<int>(std::lround(std::sqrt(static_cast<double>(image->count) / 3.0)))
              : 0;
    const auto pixels = static_cast<std::size_t>(side) * side;
    if (side == 0 || 3 * pixels != image->count) {
        return fail(ErrorCode::MissingData, "The samples of this data set have no pictures.",
                    "Open a data set with square pictures.");
    }
    const auto mask = table.schema().field<std::uint8_t>("mask", pixels);
    constexpr std::int64_t kReportEvery = 100;
    const std::int64_t count = table.recordCount();
    for (auto i = std::ssize(known); i < count && !ctx.isCancelled(); ++i) {
        const RecordView record = table.record(i);
        known.push_back(
            traitsOf(record[*image], mask ? record[*mask] : std::span<const std::uint8_t>(), side));
        if (i % kReportEvery == 0) {
            ctx.report(static_cast<double>(i) / static_cast<double>(count));
        }
    }
    return known;
}

} // namespace maquette
