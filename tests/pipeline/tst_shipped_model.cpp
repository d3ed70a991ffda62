// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/open_model.h"

#include "core/base/file.h"
#include "tests/io/command.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

TEST(ShippedModel, OpensAndTellsHowGoodItIs) {
    const auto library = Library::open(Library::locate());
    ASSERT_TRUE(library) << describe(library.error());
    const auto mapper = openMapper(shippedMapping(), **library);
    ASSERT_TRUE(mapper) << describe(mapper.error());
    EXPECT_GT((*mapper)->heldOutError(), 1.0);
    EXPECT_LT((*mapper)->heldOutError(), 15.0);
}

TEST(ShippedModel, IsOneFileOfAtMostThirtyMegabytes) {
    EXPECT_LE(std::filesystem::file_size(shippedMapping()), 30'000'000U);
}

TEST(ShippedModel, OpensInPython) {
    const auto packages = dataFolder() / "tools" / "python"; // packaging/setup --with-tests
    ASSERT_TRUE(std::filesystem::exists(packages / "safetensors"))
        << "run packaging/setup --with-tests";
    const auto result = test::runCommand(
        {"/usr/bin/python3", "-c", // Debian's, with its numpy
         "import sys, json; sys.path.insert(0, sys.argv[2])\n"
         "import safetensors\n"
         "with safetensors.safe_open(sys.argv[1], 'numpy') as f:\n"
         "    texts = f.metadata()\n"
         "    print(f.get_tensor('shape_space.mean').shape, "
         "json.loads(texts['network'])['encoder'],\n"
         "          len(json.loads(texts['evaluation'])['rows']), len(texts['template']),\n"
         "          'seed' in texts['provenance'], 'steps' in json.loads(texts['training']))\n",
         shippedMapping().string(), packages.string()});
    EXPECT_EQ(result.output, "(1, 57474) light 6 16 True True\n");
}

} // namespace
} // namespace maquette
