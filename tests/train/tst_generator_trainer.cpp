// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_trainer.h"

#include "core/nn/discriminator.h"
#include "core/runs/preview_files.h"
#include "core/train/gaussian_people.h"
#include "core/train/generator_evaluation.h"
#include "core/train/generator_options_form.h"
#include "core/train/generator_run.h"
#include "core/train/training_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/train/small_people.h"

#include <gtest/gtest.h>

#include <fstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;

GeneratorOptions smallOptions(const std::string& preset = "vae-gan") {
    GeneratorOptions options = *generatorPreset(preset);
    options.network.coefficients = 8;
    options.network.mapNoise = 8;
    options.network.width = 32;
    options.network.channels = 8;
    options.network.mapSide = 32;
    options.batchSize = 4;
    options.numbersBatchSize = 16;
    options.steps = 60;
    options.warmUp = 0;
    options.r1Every = 2;
    return options;
}

std::shared_ptr<const GeneratorSet> smallSet(const GeneratorOptions& options) {
    const auto set = GeneratorSet::open(test::smallPeople(), *test::library(), options.network, 0);
    if (!set) {
        throw std::runtime_error(describe(set.error()));
    }
    return *set;
}

std::unique_ptr<GeneratorTrainer> makeTrainer(const GeneratorOptions& options) {
    return std::make_unique<GeneratorTrainer>(smallSet(options), options);
}

TEST(GeneratorSet, TellsPeopleByNumbersAndMaps) {
    const auto set = smallSet(smallOptions());
    const SplitPeople& people = set->people(Split::Train);
    ASSERT_GT(people.count(), 8);
    const PeopleBatch batch = people.rows(torch::arange(people.count()));
    const torch::Tensor again = set->maps().points(batch.characters);
    const double off = 1000.0 * (again - people.points).norm(2, -1).mean().item<double>();
    EXPECT_LT(off, 2.0); // what a map of 32 texels a side leaves
    EXPECT_NEAR(batch.characters.numbers.std(0).mean().item<double>(), 1.0, 0.1);
    EXPECT_GT(batch.characters.texture.std().item<double>(), 0.05);
}

TEST(GeneratorSet, PicturesShowPositionsInDeviations) {
    const auto set = smallSet(smallOptions());
    const SplitPeople& people = set->people(Split::Train);
    const torch::Tensor pictures =
        set->maps().picture(people.rows(torch::arange(people.count())).characters);
    EXPECT_EQ(pictures.size(1), kPictureChannels);
    const double spread = pictures.narrow(1, 0, 3).std().item<double>();
    EXPECT_GT(spread, 0.3);
    EXPECT_LT(spread, 2.0);
    EXPECT_LE(pictures.narrow(1, 3, 3).abs().max().item<double>(), 1.0);
}

TEST(GeneratorSet, LinearPriorHasThePeoplesCovariance) {
    GeneratorOptions options = smallOptions();
    options.network.condition = GeneratorCondition::Attributes;
    const auto set = smallSet(options);
    const LinearPrior prior = set->linearPrior();
    const SplitPeople& people = set->people(Split::Train);
    EXPECT_EQ(set->settings().conditionSize, people.condition.size(1));
    const torch::Tensor told = people.condition.to(torch::kFloat64).mm(prior.ofCondition.t());
    const torch::Tensor left = people.numbers.to(torch::kFloat64) - prior.mean - told;
    const torch::Tensor covariance = left.t().mm(left) / static_cast<double>(people.count() - 1);
    EXPECT_LT((prior.root.mm(prior.root.t()) - covariance).abs().max().item<double>(), 1e-6);
    // Knowing who somebody is leaves less open.
    EXPECT_LT(covariance.diagonal().mean().item<double>(), 0.9);
}

class EveryAim : public testing::TestWithParam<const char*> {};

TEST_P(EveryAim, TrainsAndGoesOnAsIfItHadNeverStopped) {
    const GeneratorOptions options = smallOptions(GetParam());
    const test::TemporaryFolder folder;
    const fs::path checkpoint = folder.path() / "state.safetensors";
    torch::set_num_threads(1);
    const auto whole = makeTrainer(options);
    std::vector<double> losses;
    for (int i = 0; i < 6; ++i) {
        if (i == 3) {
            ASSERT_TRUE(whole->save(checkpoint));
        }
        losses.push_back(whole->step().at("loss"));
        EXPECT_TRUE(std::isfinite(losses.back()));
    }
    const auto resumed = makeTrainer(options);
    const Status restored = resumed->restore(checkpoint);
    ASSERT_TRUE(restored) << describe(restored.error());
    EXPECT_EQ(resumed->stepCount(), 3);
    for (int i = 3; i < 6; ++i) {
        EXPECT_DOUBLE_EQ(resumed->step().at("loss"), losses[i]);
    }
    EXPECT_EQ(resumed->validate(8), whole->validate(8));
}

INSTANTIATE_TEST_SUITE_P(Presets, EveryAim, testing::Values("vae", "gan", "vae-gan", "classic"));

TEST(GeneratorTrainer, LearnsToMakePeopleAgain) {
    GeneratorOptions options = smallOptions("vae");
    options.steps = 250;
    options.learningRate = 3e-3;
    options.weights.kl = 0.0;
    const auto trainer = makeTrainer(options);
    const Metrics before = trainer->step();
    Metrics after;
    while (trainer->stepCount() < options.steps) {
        after = trainer->step();
    }
    EXPECT_LT(after.at("texture"), 0.6 * before.at("texture"));
    EXPECT_LT(after.at("vertices_mm"), before.at("vertices_mm"));
}

TEST(GeneratorTrainer, DiscriminatorLearnsToTellTexturesApart) {
    GeneratorOptions options = smallOptions("gan");
    options.learningRate = 0.0; // the generator stays
    options.discriminatorRate = 2e-3;
    options.steps = 1000; // no slowing yet
    const auto trainer = makeTrainer(options);
    Metrics last;
    for (int i = 0; i < 40; ++i) {
        last = trainer->step();
    }
    EXPECT_GT(last.at("discriminator_real"), last.at("discriminator_made") + 0.5);
}

TEST(GeneratorTrainer, RefusesACheckpointOfOtherOptions) {
    const test::TemporaryFolder folder;
    const fs::path checkpoint = folder.path() / "state.safetensors";
    ASSERT_TRUE(makeTrainer(smallOptions())->save(checkpoint));
    GeneratorOptions other = smallOptions();
    other.learningRate *= 2.0;
    const Status restored = makeTrainer(other)->restore(checkpoint);
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().message.find("state.safetensors"), std::string::npos);
}

TEST(GeneratorOptions, SurviveTheirText) {
    GeneratorOptions options = smallOptions("classic");
    options.loss = AdversarialLoss::WassersteinGp;
    options.weights.kl = 0.5;
    options.network.condition = GeneratorCondition::Attributes; // of a size that people tell
    const auto read = GeneratorOptions::fromJson(options.toJson());
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(read->toJson(), options.toJson());
    EXPECT_FALSE(GeneratorOptions::fromJson("{}"));
    EXPECT_FALSE(generatorPreset("unknown"));
}

TEST(GeneratorOptions, FormHasAllThatMayBeSet) {
    for (const std::string& preset : generatorPresetNames()) {
        const std::string json = generatorPreset(preset)->toJson();
        EXPECT_TRUE(checkOptions(json, generatorOptionFields()).empty()) << preset;
    }
    for (const OptionField& field : generatorOptionFields()) {
        const std::string json = withOption(GeneratorOptions().toJson(), field, field.least);
        EXPECT_EQ(optionValue(json, field), field.least) << field.path;
    }
}

TEST(GeneratorRun, TrainsAsARunAndGoesOn) {
    GeneratorOptions options = smallOptions();
    options.network.condition = GeneratorCondition::Attributes;
    options.steps = 4;
    const test::TemporaryFolder folder;
    const auto run = createGeneratorRun(folder.path() / "run", test::smallPeople(), options);
    ASSERT_TRUE(run) << describe(run.error());
    std::vector<std::int64_t> validated;
    RunPace pace;
    pace.validateEvery = 2;
    const Status trained = trainRun(test::library(), *run, pace, [&](const RunProgress& progress) {
        if (progress.isValidation) {
            validated.push_back(progress.step);
        }
    });
    ASSERT_TRUE(trained) << describe(trained.error());
    EXPECT_EQ(validated, (std::vector<std::int64_t>{2, 4}));
    EXPECT_TRUE(GeneratorModel::load(run->bestModel(), *test::library()));
    EXPECT_GT(run->baselines().size(), 1U);
    const auto subjects = readPreviewSubjects(run->previews());
    ASSERT_TRUE(subjects) << describe(subjects.error());
    const auto preview = readPreviewStep(run->previews(), *subjects, 4);
    ASSERT_TRUE(preview) << describe(preview.error());
    EXPECT_EQ(preview->shapes.size(), subjects->names.size());
    const auto opened = RunFolder::open(run->path());
    ASSERT_TRUE(opened);
    const auto task = openRun(test::library(), *opened, pace);
    ASSERT_TRUE(task) << describe(task.error());
    EXPECT_EQ((*task)->stepCount(), 4);
}

GeneratorModel modelOf(const GeneratorTrainer& trainer) {
    return {trainer.generator(), trainer.set().content(), *test::library()};
}

TEST(GeneratorModel, MakesTheSameAfterSavingAndLoading) {
    GeneratorOptions options = smallOptions();
    options.network.condition = GeneratorCondition::Attributes;
    const auto trainer = makeTrainer(options);
    for (int i = 0; i < 3; ++i) {
        (void)trainer->step();
    }
    const test::TemporaryFolder folder;
    const fs::path path = folder.path() / "generator.safetensors";
    const GeneratorModel model = modelOf(*trainer);
    ASSERT_TRUE(model.save(path, {{"note", "hello"}}));
    const auto loaded = GeneratorModel::load(path, *test::library());
    ASSERT_TRUE(loaded) << describe(loaded.error());
    EXPECT_EQ((*loaded)->texts().at("note"), "hello");
    const Eigen::VectorXf noise = Eigen::VectorXf::LinSpaced(model.settings().noise(), -1, 1);
    const Eigen::VectorXf attributes = model.content().attributes.mean;
    const auto a = model.make(noise, attributes);
    const auto b = (*loaded)->make(noise, attributes);
    ASSERT_TRUE(a && b);
    EXPECT_LT((a->normalized - b->normalized).cwiseAbs().maxCoeff(), 1e-3F);
    EXPECT_NEAR(bodyHeight(a->normalized), kNormalHeight, 1e-4F);
    EXPECT_NEAR(a->height, b->height, 2e-3);
    EXPECT_GT(a->height, 1.2);
    EXPECT_EQ(a->texture.size(), cv::Size(32, 32));
    EXPECT_FALSE(model.make(noise, {}));
    EXPECT_FALSE(model.make(Eigen::VectorXf::Zero(3), attributes));
}

TEST(GeneratorModel, NamesAFileThatCannotBeUsed) {
    const test::TemporaryFolder folder;
    const fs::path path = folder.path() / "generator.safetensors";
    const GeneratorModel model = modelOf(*makeTrainer(smallOptions()));
    const auto refused = [&](const std::map<std::string, std::string>& texts) {
        EXPECT_TRUE(model.save(path, texts));
        const auto loaded = GeneratorModel::load(path, *test::library());
        return !loaded && loaded.error().message.find("generator.safetensors") != std::string::npos;
    };
    EXPECT_TRUE(refused({{"format", "something"}}));
    EXPECT_TRUE(refused({{"template", "0123"}}));
    EXPECT_TRUE(refused({{"network", "{}"}}));
    EXPECT_TRUE(refused({{"height_mean", "tall"}}));
    EXPECT_TRUE(refused({{"attributes", R"([{"name":"age","mean":0,"deviation":1}])"}}));
    EXPECT_FALSE(refused({}));
}

TEST(GaussianPeople, HaveThePeoplesMeanAndSpread) {
    const auto set = smallSet(smallOptions());
    const SplitPeople& people = set->people(Split::Train);
    const GeneratedCharacters made = GaussianPeople(people).make(2000, 1);
    EXPECT_LT((made.numbers.mean(0) - people.numbers.mean(0)).abs().max().item<double>(), 0.15);
    EXPECT_NEAR((made.numbers.std(0) / people.numbers.std(0)).mean().item<double>(), 1.0, 0.1);
    EXPECT_EQ(made.texture.size(2), 32);
}

TEST(GeneratorEvaluation, AsksForEnoughPeople) {
    const auto trainer = makeTrainer(smallOptions());
    const auto result = evaluateGenerator(*trainer->generator(), trainer->set());
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidArgument);
}

} // namespace
} // namespace maquette
