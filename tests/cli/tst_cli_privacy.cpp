// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing goes over the network, and nothing of the photo but its picture goes into the files.
#include "tests/cli/cli_run.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::contains;
using test::quoted;
using test::TemporaryFolder;

TEST(CliPrivacy, RunsWithoutAnyNetworkInterface) {
    if (test::runCommand({"unshare", "-r", "-n", "true"}).status != 0) {
        GTEST_SKIP() << "This machine does not let unshare make network namespaces.";
    }
    const TemporaryFolder folder;
    const auto result = test::cli("reconstruct " + quoted(test::samplePhoto()) + " -o " +
                                      quoted(folder / "out.glb") + " --texture-size 256",
                                  "unshare -r -n");
    EXPECT_EQ(result.status, 0) << result.output;
    EXPECT_TRUE(test::glbJson(folder / "out.glb").contains("skins"));
}

TEST(CliPrivacy, FilesHoldNeitherMetadataNorPathsOfThePhoto) {
    const TemporaryFolder folder;
    const fs::path photo = test::sharedFile("photos/SecretFolder/private.jpg");
    ASSERT_TRUE(contains(test::contentOf(photo), "SecretPlace"));
    const auto result =
        test::reconstruct(photo, folder / "out.glb",
                          "-o " + quoted(folder / "out.fbx") + " -o " + quoted(folder / "out.obj") +
                              " --overlay " + quoted(folder / "overlay.jpg"));
    ASSERT_EQ(result.status, 0) << result.output;
    int files = 0;
    for (const auto& file : fs::directory_iterator(folder.path())) {
        const std::string bytes = test::contentOf(file.path());
        for (const std::string words :
             {"Secret", "2019:08:07", "Exif", "GPSL", "http://ns.adobe.com", "eXIf", "tEXt", "iTXt",
              "zTXt", MAQUETTE_SHARED, "/home/", "/root/", "/tmp/"}) {
            EXPECT_FALSE(contains(bytes, words)) << words << " in " << file.path();
        }
        ++files;
    }
    EXPECT_GE(files, 7); // GLB, FBX, OBJ, MTL, two textures, overlay
}

} // namespace
} // namespace maquette
