// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/near_duplicates.h"
#include "core/dataset/nearest_neighbours.h"
#include "core/dataset/sample_warnings.h"

#include "core/base/random.h"
#include "tests/dataset/small_dataset.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace maquette {
namespace {

using test::TemporaryFolder;
using Picture = std::vector<std::uint8_t>;

constexpr int kSide = 32;

/// Soft blobs of colour, others for every seed.
Picture blobs(std::uint64_t seed) {
    Random random(seed);
    std::array<double, 18> waves{};
    std::ranges::generate(waves, [&] { return random.uniform(0.05, 0.4); });
    Picture picture;
    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                const double value = std::sin(waves[6 * c] * x + 20 * waves[6 * c + 1]) +
                                     std::sin(waves[6 * c + 2] * y + 20 * waves[6 * c + 3]) +
                                     std::sin(waves[6 * c + 4] * (x + y) + 20 * waves[6 * c + 5]);
                picture.push_back(static_cast<std::uint8_t>(128.0 + 40.0 * value));
            }
        }
    }
    return picture;
}

/// White where x is in [left,right).
Picture stripe(int left, int right) {
    Picture mask(kSide * kSide);
    for (int y = 4; y < kSide - 4; ++y) {
        std::fill_n(mask.begin() + y * kSide + left, right - left, std::uint8_t{255});
    }
    return mask;
}

/// Brighter by little, and noisy.
Picture disturbed(Picture picture, std::uint64_t seed) {
    Random random(seed);
    for (std::uint8_t& value : picture) {
        value = static_cast<std::uint8_t>(
            std::clamp(value + 3.0 + random.normal(0.0, 2.0), 0.0, 255.0));
    }
    return picture;
}

struct Sample {
    Picture picture;
    Picture mask = stripe(10, 20);
    std::int64_t identity = 0;
};

Status write(const std::filesystem::path& folder, const std::vector<Sample>& samples) {
    const Schema person = Schema::make({{"number", DataType::I32, {}}}).value();
    const Schema schema = Schema::make({{"image", DataType::U8, {kSide, kSide, 3}},
                                        {"mask", DataType::U8, {kSide, kSide}}})
                              .value();
    auto writer = DatasetWriter::createOrResume(
        folder, test::smallOrigin(),
        {{kIdentities, RowKind::Identity, person}, {kSamples, RowKind::Sample, schema}});
    if (!writer) {
        return fail(writer.error());
    }
    RecordBuffer record(schema);
    for (auto i = writer->recordCount(kSamples); i < std::ssize(samples); ++i) {
        const Sample& sample = samples[static_cast<std::size_t>(i)];
        while (writer->recordCount(kIdentities) <= sample.identity) {
            if (const auto index = writer->append(kIdentities, RecordBuffer(person)); !index) {
                return fail(index.error());
            }
        }
        record.set(schema.field<std::uint8_t>("image").value(),
                   std::span<const std::uint8_t>(sample.picture));
        record.set(schema.field<std::uint8_t>("mask").value(),
                   std::span<const std::uint8_t>(sample.mask));
        if (const auto index = writer->appendSample(record, {sample.identity, 1, {}}); !index) {
            return fail(index.error());
        }
    }
    return writer->close();
}

TEST(PictureTraits, HashIsNearForLikePicturesAndFarForOthers) {
    const PictureTraits first = traitsOf(blobs(1), {}, kSide);
    const PictureTraits alike = traitsOf(disturbed(blobs(1), 5), {}, kSide);
    EXPECT_LE(std::popcount(first.hash ^ alike.hash), 4);
    int near = 0;
    for (std::uint64_t seed = 2; seed < 100; ++seed) {
        near += std::popcount(first.hash ^ traitsOf(blobs(seed), {}, kSide).hash) <= 4 ? 1 : 0;
    }
    EXPECT_EQ(near, 0);
}

TEST(PictureTraits, LikenessIsOfTheMaskedPartOnly) {
    const Picture mask = stripe(0, 16);
    Picture other = blobs(1);
    for (int y = 0; y < kSide; ++y) {
        std::fill_n(other.begin() + 3 * (y * kSide + 16), 3 * 16, std::uint8_t{7});
    }
    EXPECT_EQ(traitsOf(blobs(1), mask, kSide).likeness, traitsOf(other, mask, kSide).likeness);
    EXPECT_NE(traitsOf(blobs(1), {}, kSide).likeness, traitsOf(other, {}, kSide).likeness);
    EXPECT_EQ(traitsOf(blobs(1), mask, kSide).likeness.back(), 128);
}

TEST(PictureTraits, OdditiesAreSeen) {
    const auto only = [](const PictureTraits& traits, Oddity oddity) {
        return traits.oddities == static_cast<std::uint8_t>(oddity);
    };
    const Picture good = blobs(1);
    EXPECT_EQ(traitsOf(good, stripe(10, 20), kSide).oddities, 0);
    EXPECT_TRUE(only(traitsOf(good, Picture(kSide * kSide), kSide), Oddity::NoPerson));
    EXPECT_TRUE(only(traitsOf(good, stripe(10, 11), kSide), Oddity::SmallPerson));
    EXPECT_TRUE(only(traitsOf(good, stripe(0, 9), kSide), Oddity::CutOff));
    Picture night = good;
    std::ranges::transform(night, night.begin(),
                           [](std::uint8_t v) { return static_cast<std::uint8_t>(v / 8); });
    EXPECT_TRUE(only(traitsOf(night, stripe(10, 20), kSide), Oddity::Dark));
    EXPECT_TRUE(traitsOf(Picture(3 * kSide * kSide, 90), stripe(10, 20), kSide).has(Oddity::Flat));
}

TEST(PictureTraits, AreKeptAndGrowWithTheDataset) {
    const TemporaryFolder folder;
    std::vector<Sample> samples;
    for (std::uint64_t i = 0; i < 12; ++i) {
        samples.push_back({blobs(i), stripe(10, 20), static_cast<std::int64_t>(i)});
    }
    ASSERT_TRUE(write(folder.path(), {samples.begin(), samples.begin() + 7}));
    {
        const auto dataset = Dataset::open(folder.path()).value();
        EXPECT_TRUE(loadTraits(folder.path(), *dataset).empty());
        const auto traits = lookAtPictures(*dataset, {}).value();
        ASSERT_EQ(traits.size(), 7U);
        ASSERT_TRUE(saveTraits(folder.path(), *dataset, traits));
        EXPECT_EQ(loadTraits(folder.path(), *dataset), traits);
    }
    ASSERT_TRUE(write(folder.path(), samples));
    const auto dataset = Dataset::open(folder.path()).value();
    auto known = loadTraits(folder.path(), *dataset);
    ASSERT_EQ(known.size(), 7U);
    EXPECT_EQ(lookAtPictures(*dataset, known).value(), lookAtPictures(*dataset, {}).value());
}

TEST(PictureTraits, DamagedOrForeignFilesAreNotTaken) {
    const TemporaryFolder folder;
    ASSERT_TRUE(write(folder / "a", {{blobs(1)}, {blobs(2)}}));
    ASSERT_TRUE(write(folder / "b", {{blobs(3)}, {blobs(4)}}));
    const auto dataset = Dataset::open(folder / "a").value();
    const auto traits = lookAtPictures(*dataset, {}).value();
    ASSERT_TRUE(saveTraits(folder / "a", *dataset, traits));
    const auto other = Dataset::open(folder / "b").value();
    std::filesystem::copy(folder / "a" / "pictures.index", folder / "b");
    EXPECT_TRUE(loadTraits(folder / "b", *other).empty());
    test::flipBit(folder / "a" / "pictures.index", 60);
    EXPECT_TRUE(loadTraits(folder / "a", *dataset).empty());
    std::filesystem::resize_file(folder / "a" / "pictures.index", 10);
    EXPECT_TRUE(loadTraits(folder / "a", *dataset).empty());
}

TEST(PictureTraits, CancelKeepsWhatWasReachedAndOtherDatasetsAreRefused) {
    const TemporaryFolder folder;
    ASSERT_TRUE(write(folder / "a", {{blobs(1)}, {blobs(2)}}));
    CancelToken token;
    token.cancel();
    const auto dataset = Dataset::open(folder / "a").value();
    EXPECT_TRUE(lookAtPictures(*dataset, {}, Context(token)).value().empty());
    ASSERT_TRUE(test::writeSmallDataset(folder / "c", 2)); // its pictures are not square
    const auto refused = lookAtPictures(*Dataset::open(folder / "c").value(), {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::MissingData);
}

TEST(PictureTraits, WarningsNameWhatIsOdd) {
    const TemporaryFolder folder;
    ASSERT_TRUE(write(
        folder.path(),
        {{blobs(1)}, {blobs(2), stripe(0, 9)}, {Picture(3 * kSide * kSide, 3), stripe(0, 9)}}));
    const auto dataset = Dataset::open(folder.path()).value();
    const auto traits = lookAtPictures(*dataset, {}).value();
    const AttributeColumn column = warningColumn(*dataset, traits);
    EXPECT_EQ(column.key, kWarnings);
    EXPECT_FALSE(column.value(0));
    EXPECT_EQ(std::get<std::string>(*column.value(1)), "cut off");
    EXPECT_EQ(std::get<std::string>(*column.value(2)), "cut off, dark, one colour");
    EXPECT_FALSE(warningColumn(*dataset, {}).value(1));
}

/// Six pictures, of which 1 and 4 are like 0, in splits as given.
class Duplicates : public testing::Test {
protected:
    Duplicates() : m_rows(6) {
        for (const auto& picture : {blobs(1), disturbed(blobs(1), 2), blobs(2), blobs(3),
                                    disturbed(blobs(1), 3), blobs(4)}) {
            m_traits.push_back(traitsOf(picture, {}, kSide));
        }
    }
    [[nodiscard]] DuplicateList find(const DuplicateOptions& options = {}) const {
        return findDuplicates(m_traits, m_rows, options).value();
    }
    static std::pair<std::int64_t, std::int64_t> key(const PicturePair& pair) {
        return {pair.first, pair.second};
    }

    std::vector<PictureTraits> m_traits;
    std::vector<SampleRow> m_rows;
};

TEST_F(Duplicates, EveryPairIsFoundOnceAndThoseAcrossSplitsFirst) {
    m_rows[4].split = Split::Test;
    const DuplicateList list = find();
    ASSERT_EQ(list.pairs.size(), 3U);
    EXPECT_TRUE(list.pairs[0].isSplit);
    EXPECT_TRUE(list.pairs[1].isSplit);
    EXPECT_EQ(key(list.pairs[2]), std::pair(std::int64_t{0}, std::int64_t{1}));
    EXPECT_FALSE(list.isCut);
}

TEST_F(Duplicates, EqualHashesOfOtherColoursAreNone) {
    m_traits[1].hash = m_traits[4].hash = m_traits[2].hash;
    m_traits[3].hash = 1;
    EXPECT_EQ(find({.bits = 0}).pairs.size(), 1U); // 1 and 4
    EXPECT_EQ(find({.bits = 0, .color = 255}).pairs.size(), 3U);
}

TEST_F(Duplicates, TheListIsCutAndThoseAcrossSplitsStayOnIt) {
    m_traits.assign(3000, m_traits[0]);
    m_rows.assign(3000, {});
    m_rows.back().split = Split::Validation;
    const DuplicateList list = find({.most = 3100});
    EXPECT_TRUE(list.isCut);
    ASSERT_EQ(list.pairs.size(), 3100U);
    EXPECT_EQ(std::ranges::count_if(list.pairs, &PicturePair::isSplit), 2999);
    EXPECT_TRUE(list.pairs[2998].isSplit);
}

TEST(NearestNeighbours, AreThoseOfAFullSearch) {
    Random random(3);
    FeatureTable table{5, {}};
    for (int i = 0; i < 5 * 200; ++i) {
        table.values.push_back(static_cast<float>(random.uniform(0.0, 1.0)));
    }
    const auto distance = [&](std::int64_t a, std::int64_t b) {
        double sum = 0.0;
        for (int d = 0; d < 5; ++d) {
            sum += std::pow(table.values[5 * a + d] - table.values[5 * b + d], 2);
        }
        return std::sqrt(sum);
    };
    const auto found = nearestNeighbours(table, 17, 7);
    ASSERT_EQ(found.size(), 7U);
    std::vector<double> all;
    for (std::int64_t i = 0; i < 200; ++i) {
        all.push_back(distance(17, i));
    }
    std::ranges::sort(all);
    for (std::size_t i = 0; i < found.size(); ++i) {
        EXPECT_NE(found[i].sample, 17);
        EXPECT_NEAR(found[i].distance, distance(17, found[i].sample), 1e-5);
        EXPECT_NEAR(found[i].distance, all[i + 1], 1e-5);
    }
    EXPECT_TRUE(nearestNeighbours(table, 200, 3).empty());
    EXPECT_EQ(nearestNeighbours(table, 0, 1000).size(), 199U);
    EXPECT_TRUE(nearestNeighbours({}, 0, 3).empty());
}

TEST(NearestNeighbours, LikePicturesAreNearest) {
    std::vector<PictureTraits> traits;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        traits.push_back(traitsOf(blobs(seed), {}, kSide));
    }
    traits.push_back(traitsOf(disturbed(blobs(7), 1), {}, kSide));
    EXPECT_EQ(nearestNeighbours(likenessFeatures(traits), 20, 1).front().sample, 6);
}

} // namespace
} // namespace maquette
