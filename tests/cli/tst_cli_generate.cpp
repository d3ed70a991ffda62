// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Characters that a generator makes up, on the command line.
#include "core/train/generator_trainer.h"

#include "tests/cli/cli_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/train/small_people.h"

#include <gtest/gtest.h>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::contains;
using test::quoted;

GeneratorOptions smallOptions() {
    GeneratorOptions options = *generatorPreset("vae");
    options.network.coefficients = 8;
    options.network.mapNoise = 8;
    options.network.width = 32;
    options.network.channels = 8;
    options.network.mapSide = 32;
    options.batchSize = 4;
    options.numbersBatchSize = 16;
    options.network.condition = GeneratorCondition::Attributes;
    return options;
}

class CliGenerate : public testing::Test {
protected:
    /// A generator that has seen little.
    static void SetUpTestSuite() {
        s_folder = new test::TemporaryFolder();
        const GeneratorOptions options = smallOptions();
        const auto set =
            GeneratorSet::open(test::smallPeople(), *test::library(), options.network, 0);
        ASSERT_TRUE(set) << describe(set.error());
        GeneratorTrainer trainer(*set, options);
        (void)trainer.step();
        const GeneratorModel model(trainer.generator(), (*set)->content(), *test::library());
        ASSERT_TRUE(model.save(s_folder->path() / "people.safetensors"));
    }
    static void TearDownTestSuite() {
        delete s_folder;
        s_folder = nullptr;
    }
    static test::CommandResult generate(const std::string& arguments) {
        return test::cli("generate --model " + quoted(s_folder->path() / "people.safetensors") +
                         " " + arguments);
    }

    static test::TemporaryFolder* s_folder;
    test::TemporaryFolder m_out;
};

test::TemporaryFolder* CliGenerate::s_folder = nullptr;

TEST_F(CliGenerate, MakesRiggedCharactersAndASheet) {
    const fs::path sheet = m_out.path() / "sheet.png";
    const auto result = generate("--count 2 --texture-size 256 -o " + quoted(m_out.path()) +
                                 " --sheet " + quoted(sheet));
    ASSERT_EQ(result.status, 0) << result.output;
    EXPECT_GT(fs::file_size(sheet), 10'000U);
    for (const char* name : {"character-001.glb", "character-002.glb"}) {
        const auto json = test::glbJson(m_out.path() / name);
        EXPECT_EQ(json.at("skins").size(), 1U) << name;
        EXPECT_GT(json.at("images").size(), 0U) << name;
    }
}

TEST_F(CliGenerate, SeedsDecide) {
    const auto made = [&](const std::string& name, const std::string& arguments) {
        const fs::path file = m_out.path() / (name + ".obj");
        EXPECT_EQ(generate("--texture-size 256 " + arguments + " -o " + quoted(file)).status, 0);
        return test::contentOf(file);
    };
    const std::string first = made("first", "--seed 7");
    const std::string other = made("other", "--seed 8");
    EXPECT_EQ(made("first", "--seed 7"), first);
    EXPECT_NE(other, first);
}

TEST_F(CliGenerate, TellsWhichAttributesThereAre) {
    const auto result = generate("--set strength=1 -o " + quoted(m_out.path() / "a.glb"));
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(contains(result.output, "strength") && contains(result.output, "muscle"))
        << result.output;
    const auto noNumber = generate("--set age=old -o " + quoted(m_out.path() / "a.glb"));
    EXPECT_EQ(noNumber.status, 2);
    EXPECT_TRUE(contains(noNumber.output, "age=old")) << noNumber.output;
}

TEST_F(CliGenerate, RefusesAModelOfAnotherKind) {
    const fs::path mapping =
        fs::path(MAQUETTE_SOURCE_DIR) / "resources/models/character.safetensors";
    const auto result =
        test::cli("generate --model " + quoted(mapping) + " -o " + quoted(m_out.path() / "a.glb"));
    EXPECT_EQ(result.status, 1);
    EXPECT_TRUE(contains(result.output, "character.safetensors")) << result.output;
}

TEST_F(CliGenerate, EvaluateKnowsAGenerator) {
    const auto result =
        test::cli("evaluate --model " + quoted(s_folder->path() / "people.safetensors") +
                  " --dataset " + quoted(test::smallPeople()));
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(contains(result.output, "people to compare with")) << result.output;
}

TEST_F(CliGenerate, TrainNamesThePresets) {
    const auto result =
        test::cli("train --preset unknown --dataset " + quoted(test::smallPeople()) + " --out " +
                  quoted(m_out.path() / "run"));
    EXPECT_EQ(result.status, 2);
    EXPECT_TRUE(contains(result.output, "vae-gan")) << result.output;
    EXPECT_FALSE(fs::exists(m_out.path() / "run" / "config.json"));
}

} // namespace
} // namespace maquette
