// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/cache_file.h"
#include "core/data/macro_modes_cache.h"
#include "tests/data/library_copy.h"

namespace maquette {
namespace {

namespace fs = std::filesystem;

class MacroModesCache : public ::testing::Test {
protected:
    [[nodiscard]] fs::path path() const { return cachePath("macro-modes", m_library.folder()); }

    const Library& m_library = test::installedLibrary(); // before its own cache is out of sight
    test::TemporaryFolder m_folder;
    test::ScopedEnvironment m_cache{"XDG_CACHE_HOME", (m_folder / "cache").string()};
};

void expectEqual(const MacroModes& a, const MacroModes& b) {
    EXPECT_EQ(a.mean, b.mean);
    EXPECT_EQ(a.scores, b.scores);
    EXPECT_EQ(a.genders, b.genders);
    EXPECT_EQ(a.directions, b.directions);
}

TEST_F(MacroModesCache, KeepsModesToTheLastBitAndTakesNothingElse) {
    const ShapeBasisOptions options;
    const auto made = makeMacroModes(m_library, options);
    ASSERT_TRUE(made) << describe(made.error());
    expectEqual(*macroModes(m_library, options), *made); // makes them
    const Bytes whole = *readFile(path());
    expectEqual(*macroModes(m_library, options), *made); // reads them
    Bytes bent = whole;
    bent[bent.size() / 2] ^= 1;
    ASSERT_TRUE(writeFile(path(), bent));
    expectEqual(*macroModes(m_library, options), *made);
    EXPECT_EQ(*readFile(path()), whole) << "and they are written anew";
}

TEST_F(MacroModesCache, KeepsOnlyTheUsualOptions) {
    ShapeBasisOptions options;
    options.samples = 200;
    ASSERT_TRUE(macroModes(m_library, options));
    EXPECT_FALSE(fs::exists(path()));
}

} // namespace
} // namespace maquette
