// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/compressed_file.h"
#include "tests/data/library_copy.h"
#include "tests/data/makehuman_layout.h"

#include <nlohmann/json.hpp>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::expectOpenFails;
using test::installedLibrary;
using test::LibraryCopy;

/// A shape that needs targets of every kind.
CharacterParameters mixedCharacter() {
    CharacterParameters parameters;
    parameters.macro.gender = 0.3;
    parameters.macro.age = 40.0;
    parameters.macro.height = 0.7;
    parameters.macro.cupSize = 0.8;
    parameters.sliders = {{"nose/nose-hump-decr-incr", 0.6},
                          {"arms/l-upperarm-fat-decr-incr", -0.4},
                          {"asym/asym-jaw-1-l-r", 0.5}};
    return parameters;
}

Points mixedShape(const Library& library) {
    Result<Points> shape = library.shape(mixedCharacter());
    EXPECT_TRUE(shape) << (shape ? "" : describe(shape.error()));
    return *shape;
}

TEST(LibraryFiles, LocateTakesTheRequestThenTheEnvironmentThenTheDataFolder) {
    const test::ScopedEnvironment data("MAQUETTE_DATA", "/data");
    const test::ScopedEnvironment none("MAQUETTE_LIBRARY", "");
    EXPECT_EQ(Library::locate(), "/data/library");
    const test::ScopedEnvironment library("MAQUETTE_LIBRARY", "/somewhere/else");
    EXPECT_EQ(Library::locate(), "/somewhere/else");
    EXPECT_EQ(Library::locate("/asked/for"), "/asked/for");
}

TEST(LibraryFiles, MissingFolderNamesTheBaseMesh) {
    const LibraryCopy copy("");
    expectOpenFails(copy, ErrorCode::MissingData, "base.obj");
}

TEST(LibraryFiles, MissingSliderTargetIsNamed) {
    const LibraryCopy copy;
    copy.remove("mpfb2/targets/nose/nose-hump-incr.target.gz");
    expectOpenFails(copy, ErrorCode::MissingData, "nose/nose-hump-incr.target.gz");
}

TEST(LibraryFiles, MissingMacroTargetIsNamed) {
    const LibraryCopy copy;
    copy.remove("mpfb2/targets/macrodetails/asian-male-young.target.gz");
    expectOpenFails(copy, ErrorCode::MissingData, "macrodetails/asian-male-young.target.gz");
}

TEST(LibraryFiles, MissingFacialUnitIsNamed) {
    const LibraryCopy copy;
    copy.remove("faceunits01/targets/faceunits/jawOpen.target");
    expectOpenFails(copy, ErrorCode::MissingData, "jawOpen.target");
}

TEST(LibraryFiles, MissingSliderIndexIsNamed) {
    const LibraryCopy copy;
    copy.remove("mpfb2/targets/target.json");
    expectOpenFails(copy, ErrorCode::MissingData, "target.json");
}

TEST(LibraryFiles, DamagedSliderIndexIsNamed) {
    const LibraryCopy copy;
    copy.cut("mpfb2/targets/target.json", 0.7);
    expectOpenFails(copy, ErrorCode::CorruptData, "target.json");
}

TEST(LibraryFiles, CutTargetIsNamed) {
    const LibraryCopy copy;
    copy.cut("mpfb2/targets/mouth/mouth-trans-up.target.gz", 0.8);
    expectOpenFails(copy, ErrorCode::CorruptData, "mouth-trans-up.target.gz");
}

TEST(LibraryFiles, TargetWithOtherBytesIsNamed) {
    const LibraryCopy copy;
    copy.replace("mpfb2/targets/chin/chin-width-decr.target.gz", "no gzip stream at all");
    expectOpenFails(copy, ErrorCode::CorruptData, "chin-width-decr.target.gz");
}

TEST(LibraryFiles, EmptyTargetIsNamed) {
    const LibraryCopy copy;
    copy.replace("faceunits01/targets/faceunits/cheekPuff.target", "# nothing\n");
    expectOpenFails(copy, ErrorCode::CorruptData, "cheekPuff.target");
}

TEST(LibraryFiles, CutBaseMeshIsNamed) {
    for (const double part : {0.0, 0.3, 0.95}) {
        const LibraryCopy copy;
        copy.cut("mpfb2/3dobjs/base.obj", part);
        expectOpenFails(copy, ErrorCode::CorruptData, "base.obj");
    }
}

TEST(LibraryFiles, ForeignBaseMeshIsRefused) {
    const LibraryCopy copy;
    copy.replace("mpfb2/3dobjs/base.obj", "v 0 0 0\nv 1 0 0\nv 0 1 0\nvt 0 0\ng body\n"
                                          "f 1/1 2/1 3/1\n");
    expectOpenFails(copy, ErrorCode::CorruptData, "3 vertices");
}

TEST(LibraryFiles, UndecodableMaskIsNamed) {
    const LibraryCopy copy;
    copy.cut("mpfb2/textures/mpfb_lips.jpg", 0.001);
    expectOpenFails(copy, ErrorCode::CorruptData, "mpfb_lips.jpg");
}

TEST(LibraryFiles, CancelStopsOpening) {
    const LibraryCopy copy;
    const CancelToken token;
    int reports = 0;
    const Context ctx(token, [&](double, const std::string&) {
        if (++reports == 3) {
            token.cancel();
        }
    });
    const auto library = Library::open(copy.folder(), ctx);
    ASSERT_FALSE(library);
    EXPECT_EQ(library.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(reports, 3);
}

TEST(LibraryFiles, CacheGivesTheSameLibrary) {
    const LibraryCopy copy;
    const auto first = Library::open(copy.folder());
    ASSERT_TRUE(first) << describe(first.error());
    ASSERT_FALSE(copy.cacheFile().empty());
    const auto second = Library::open(copy.folder());
    ASSERT_TRUE(second);
    EXPECT_EQ((*first)->targetNames(), (*second)->targetNames());
    for (const std::string& name : (*first)->targetNames()) {
        EXPECT_EQ((*first)->target(name)->vertices, (*second)->target(name)->vertices) << name;
        EXPECT_EQ((*first)->target(name)->offsets, (*second)->target(name)->offsets) << name;
    }
    EXPECT_EQ((*first)->templateMesh().groups, (*second)->templateMesh().groups);
    EXPECT_EQ((*first)->templateMesh().regions, (*second)->templateMesh().regions);
    EXPECT_EQ((*first)->templateMesh().hash, installedLibrary().templateMesh().hash);
}

TEST(LibraryFiles, DamagedCacheIsMadeAgain) {
    const LibraryCopy copy;
    ASSERT_TRUE(Library::open(copy.folder()));
    const Bytes whole = *readFile(copy.cacheFile());
    Bytes damaged = whole;
    damaged[damaged.size() / 2] ^= 0x10;
    ASSERT_TRUE(writeFile(copy.cacheFile(), damaged));
    const auto library = Library::open(copy.folder());
    ASSERT_TRUE(library) << describe(library.error());
    EXPECT_EQ(mixedShape(**library), mixedShape(installedLibrary()));
    EXPECT_EQ(*readFile(copy.cacheFile()), whole); // it was written anew
}

TEST(LibraryFiles, ChangedTargetIsReadAnew) {
    const LibraryCopy copy;
    ASSERT_TRUE(Library::open(copy.folder()));
    copy.replace("faceunits01/targets/faceunits/jawOpen.target", "7 0 .5 0\n");
    const auto library = Library::open(copy.folder());
    ASSERT_TRUE(library);
    const Target& target = *(*library)->target("faceunits/jawOpen");
    EXPECT_EQ(target.vertices, std::vector<int>{7});
    EXPECT_NEAR(target.offsets(0, 1), 0.05F, 1e-7F); // half a decimetre
}

TEST(LibraryFiles, OpensWhereTheCacheCannotBeWritten) {
    const LibraryCopy copy;
    // A file in the place of the folder stops everybody, root as well.
    ASSERT_TRUE(writeFile(cacheFolder().parent_path(), std::string("in the way")));
    const auto library = Library::open(copy.folder());
    ASSERT_TRUE(library) << describe(library.error());
    EXPECT_EQ(mixedShape(**library), mixedShape(installedLibrary()));
}

// ---- MakeHuman's own layout -----------------------------------------------------------------

LibraryCopy mpfbDataCopy() {
    return LibraryCopy(Library::locate() / "mpfb2");
}

TEST(LibraryFiles, MakeHumansLayoutGivesTheSameShapes) {
    const auto& original = installedLibrary();
    const LibraryCopy copy = mpfbDataCopy();
    test::arrangeAsMakeHuman(copy);
    const auto opened = Library::open(copy.folder());
    ASSERT_TRUE(opened) << describe(opened.error());
    const Library& library = **opened;
    EXPECT_EQ(mixedShape(library), mixedShape(original));
    EXPECT_EQ(library.sliders().size(), original.sliders().size());
    EXPECT_TRUE(library.facialUnitNames().empty());
    EXPECT_EQ(library.templateMesh().mirrorVertex, original.templateMesh().mirrorVertex);
    EXPECT_EQ(library.templateMesh().regions, original.templateMesh().regions);
    EXPECT_EQ(library.templateMesh().hash, original.templateMesh().hash);
    EXPECT_EQ(library.rigNames(), std::vector<std::string>{"default"});
    const auto rig = library.rig("default");
    ASSERT_TRUE(rig) << describe(rig.error());
    EXPECT_EQ((*rig)->weights.weights, (*original.rig("default"))->weights.weights);
    EXPECT_EQ((*rig)->weights.bones, (*original.rig("default"))->weights.bones);
    EXPECT_EQ((*rig)->bones.back().tail, (*original.rig("default"))->bones.back().tail);
}

TEST(LibraryFiles, WorksWithoutRigs) {
    const LibraryCopy copy = mpfbDataCopy();
    copy.remove("rigs");
    const auto library = Library::open(copy.folder());
    ASSERT_TRUE(library) << describe(library.error());
    EXPECT_TRUE((*library)->rigNames().empty());
    const auto rig = (*library)->rig("default");
    ASSERT_FALSE(rig);
    EXPECT_EQ(rig.error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ((*library)->templateMesh().regions.size(), static_cast<std::size_t>(kBodyVertices));
}

} // namespace
} // namespace maquette
