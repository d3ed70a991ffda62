// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/trainer.h"

#include "core/runs/preview_files.h"
#include "core/train/training_run.h"
#include "tests/support/temporary_folder.h"
#include "tests/train/small_set.h"

#include <gtest/gtest.h>

#include <fstream>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using test::smallSet;

TrainOptions smallOptions() {
    TrainOptions options;
    options.network.coefficients = 12;
    options.network.width = 96;
    options.network.mapSide = 32;
    options.batchSize = 8;
    options.steps = 8;
    options.pointSteps = 2;
    options.pointBatchSize = 12;
    options.shapeSamples = 30;
    options.augment.enabled = false;
    return options;
}

std::unique_ptr<Trainer> makeTrainer(const TrainOptions& options) {
    auto trainer = Trainer::create(test::library(), smallSet(), options);
    if (!trainer) {
        throw std::runtime_error(describe(trainer.error()));
    }
    return std::move(*trainer);
}

TEST(Trainer, LearnsOneBatchByHeart) {
    TrainOptions options = smallOptions();
    options.network.coefficients = 24;
    options.mostSamples = options.batchSize;
    options.steps = 100;
    const auto trainer = makeTrainer(options);
    const Metrics before = trainer->step();
    Metrics after;
    while (trainer->stepCount() < options.steps) {
        after = trainer->step();
    }
    EXPECT_LT(after.at("vertices_mm"), 0.5 * before.at("vertices_mm"));
    EXPECT_LT(after.at("joints_mm"), 0.4 * before.at("joints_mm"));
    EXPECT_LT(after.at("pixels_percent"), 0.5 * before.at("pixels_percent"));
    EXPECT_LT(after.at("silhouette_percent"), 0.6 * before.at("silhouette_percent"));
}

TEST(Trainer, MemoryFormatsDifferByRoundingOnly) {
    TrainOptions options = smallOptions();
    options.pointSteps = 0;
    torch::set_num_threads(1);
    const auto last = makeTrainer(options);
    const auto first = makeTrainer(options);
    first->computeBy({.channelsLast = false});
    const double a = last->step().at("loss");
    EXPECT_NEAR(first->step().at("loss"), a, 1e-3 * a);
}

TEST(Trainer, GoesOnAsIfItHadNeverStopped) {
    const TrainOptions options = smallOptions();
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
    }
    const auto resumed = makeTrainer(options);
    const Status restored = resumed->restore(checkpoint);
    ASSERT_TRUE(restored) << describe(restored.error());
    EXPECT_EQ(resumed->stepCount(), 3);
    for (int i = 3; i < 6; ++i) {
        EXPECT_DOUBLE_EQ(resumed->step().at("loss"), losses[i]);
    }
    EXPECT_DOUBLE_EQ(resumed->validate(Split::Train, 16).at("loss"),
                     whole->validate(Split::Train, 16).at("loss"));
}

TEST(Trainer, RefusesACheckpointOfOtherOptions) {
    const test::TemporaryFolder folder;
    const fs::path checkpoint = folder.path() / "state.safetensors";
    ASSERT_TRUE(makeTrainer(smallOptions())->save(checkpoint));
    TrainOptions other = smallOptions();
    other.learningRate *= 2.0;
    const Status restored = makeTrainer(other)->restore(checkpoint);
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().message.find("state.safetensors"), std::string::npos);
}

TEST(Trainer, ModelSaysTheSameAfterSavingAndLoading) {
    const auto trainer = makeTrainer(smallOptions());
    for (int i = 0; i < 4; ++i) {
        trainer->step();
    }
    const test::TemporaryFolder folder;
    const fs::path path = folder.path() / "model.safetensors";
    const auto model = trainer->model();
    ASSERT_TRUE(model->save(path, {{"note", "hello"}}));
    const auto loaded = CharacterModel::load(path, *test::library());
    ASSERT_TRUE(loaded) << describe(loaded.error());
    EXPECT_EQ((*loaded)->texts().at("note"), "hello");
    AugmentOptions none;
    none.enabled = false;
    Random random(1);
    const std::vector<MappingInput> inputs = {smallSet()->input(0, none, random),
                                              smallSet()->input(1, none, random)};
    const auto a = *model->map(inputs);
    const auto b = *(*loaded)->map(inputs);
    ASSERT_EQ(a.size(), 2U);
    for (std::size_t i = 0; i < a.size(); ++i) {
        // Half precision: a tenth of a millimetre.
        EXPECT_LT((a[i].normalized - b[i].normalized).cwiseAbs().maxCoeff(), 1e-3F);
        EXPECT_EQ(a[i].pose.rotations.size(), b[i].pose.rotations.size());
        EXPECT_NEAR(bodyHeight(a[i].normalized), kNormalHeight, 1e-4F);
        EXPECT_EQ(a[i].texture.size(), cv::Size(32, 32));
    }
}

TEST(Trainer, NamesAModelThatCannotBeUsed) {
    const test::TemporaryFolder folder;
    const fs::path path = folder.path() / "model.safetensors";
    ASSERT_TRUE(makeTrainer(smallOptions())->model()->save(path));
    const auto expectNamed = [&](ErrorCode code) {
        const auto loaded = CharacterModel::load(path, *test::library());
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().code, code) << describe(loaded.error());
        EXPECT_NE(loaded.error().message.find("model.safetensors"), std::string::npos);
    };
    const auto whole = readSafetensors(path);
    ASSERT_TRUE(whole);
    TensorFile foreign = *whole;
    foreign.metadata["template"] = "0123456789abcdef";
    ASSERT_TRUE(writeSafetensors(path, foreign));
    expectNamed(ErrorCode::InvalidArgument);

    TensorFile lying = *whole;
    lying.metadata["network"] = "{\"encoder\": \"light\", \"width\": 1e300}";
    ASSERT_TRUE(writeSafetensors(path, lying));
    expectNamed(ErrorCode::CorruptData);

    TensorFile poor = *whole;
    poor.tensors.erase("shape.weight");
    ASSERT_TRUE(writeSafetensors(path, poor));
    expectNamed(ErrorCode::CorruptData);

    ASSERT_TRUE(writeSafetensors(path, *whole));
    fs::resize_file(path, fs::file_size(path) / 2);
    expectNamed(ErrorCode::CorruptData);
}

TEST(TrainOptions, SurviveTheirFile) {
    TrainOptions options = smallOptions();
    options.weights.seams = 0.7;
    options.augment.dropFace = 0.31;
    const auto read = TrainOptions::fromJson(options.toJson());
    ASSERT_TRUE(read);
    EXPECT_EQ(read->toJson(), options.toJson());
    EXPECT_FALSE(TrainOptions::fromJson("{}"));
    EXPECT_FALSE(TrainOptions::fromJson("[1"));
}

TEST(TrainingRun, CanBeStoppedAndGoesOnToTheSameEnd) {
    torch::set_num_threads(1);
    const TrainOptions options = smallOptions();
    const RunPace pace{{1, 4, 2}, 8};
    const test::TemporaryFolder folder;
    const auto lossesOf = [](const RunFolder& run) {
        std::map<std::int64_t, double> losses;
        for (const auto& record : run.metrics().read()) {
            if (record.kind == "train") {
                losses[record.step] = record.metrics.at("loss");
            }
        }
        return losses;
    };
    const auto whole = createMappingRun(folder.path() / "whole", test::smallPeople(), options);
    ASSERT_TRUE(whole);
    ASSERT_TRUE(trainRun(test::library(), *whole, pace, [](const RunProgress&) {}));

    const auto parts = createMappingRun(folder.path() / "parts", test::smallPeople(), options);
    ASSERT_TRUE(parts);
    const CancelToken token;
    const Status stopped = trainRun(
        test::library(), *parts, pace,
        [&](const RunProgress& progress) {
            if (progress.step == 3) {
                token.cancel();
            }
        },
        Context(token));
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(fs::exists(parts->model()));
    // A crash may leave half a line.
    std::ofstream(parts->path() / "metrics.jsonl", std::ios::app) << "{\"step\": 9, \"ki";
    const auto again = RunFolder::open(folder.path() / "parts");
    ASSERT_TRUE(again);
    ASSERT_TRUE(trainRun(test::library(), *again, pace, [](const RunProgress&) {}));
    EXPECT_EQ(lossesOf(*again), lossesOf(*whole));
    EXPECT_EQ(lossesOf(*again).size(), 8U);
}

TEST(TrainingRun, LeavesBaselinesPreviewsAndWhatItCosts) {
    const TrainOptions options = smallOptions();
    const test::TemporaryFolder folder;
    const auto run = createMappingRun(folder.path() / "run", test::smallPeople(), options);
    ASSERT_TRUE(run);
    const RunPace pace{{2, 4, 8}, 8};
    ASSERT_TRUE(trainRun(test::library(), *run, pace, [](const RunProgress&) {}));
    const auto baselines = run->baselines();
    ASSERT_EQ(baselines.size(), 3U);
    EXPECT_GT(baselines[0].value, 5.0);
    EXPECT_LT(baselines[2].value, baselines[1].value); // nobody retrieves better than who knows
    const RunRecord first = run->metrics().read().front();
    for (const char* name : {"learning_rate", "gradient_norm", "data_wait_percent", "seconds",
                             "samples_per_second", "memory_mb"}) {
        EXPECT_GT(first.metrics.at(name), 0.0) << name;
    }
    EXPECT_EQ(previewSteps(run->previews()), (std::vector<std::int64_t>{0, 4, 8}));
    const auto subjects = readPreviewSubjects(run->previews());
    ASSERT_TRUE(subjects) << describe(subjects.error());
    const auto begin = readPreviewStep(run->previews(), *subjects, 0);
    ASSERT_TRUE(begin) << describe(begin.error());
    ASSERT_EQ(begin->shapes.size(), subjects->truth.size());
    // Before training the answer is the mean shape.
    EXPECT_LT((begin->shapes[0] - subjects->mean).cwiseAbs().maxCoeff(), 2e-3F);
    EXPECT_GT(begin->errors[0], 1.0F);
    const RunState state = run->state();
    EXPECT_EQ(state.phase, RunPhase::Finished);
    EXPECT_EQ(state.step, 8);
    ASSERT_TRUE(state.best);
    EXPECT_TRUE(CharacterModel::load(run->bestModel(), *test::library()));
}

TEST(TrainingRun, OfAnotherKindIsRefused) {
    const test::TemporaryFolder folder;
    const auto run = RunFolder::create(folder.path() / "run", {.kind = "sculptor", .dataset = "x"});
    ASSERT_TRUE(run);
    const auto task = openRun(test::library(), *run, {});
    ASSERT_FALSE(task);
    EXPECT_NE(task.error().message.find("sculptor"), std::string::npos);
}

} // namespace
} // namespace maquette
