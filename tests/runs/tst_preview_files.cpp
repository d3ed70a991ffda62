// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/preview_files.h"

#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>

namespace maquette {
namespace {

PreviewSubjects twoSubjects() {
    PreviewSubjects subjects;
    subjects.triangles.resize(2, 3);
    subjects.triangles << 0, 1, 2, 2, 1, 3;
    subjects.mean = Points::Random(4, 3);
    subjects.names = {"Sample 1", "Sample 7"};
    for (int i = 0; i < 2; ++i) {
        subjects.truth.push_back(subjects.mean + 0.1F * Points::Random(4, 3));
        subjects.pictures.push_back({2, 3, std::vector<std::uint8_t>(18, 40 + i)});
    }
    return subjects;
}

PreviewStep stepOf(const PreviewSubjects& subjects, std::int64_t step) {
    return {step, {subjects.truth[0], subjects.mean}, {3.5F, NAN}};
}

TEST(PreviewFiles, SubjectsAndStepsSurvive) {
    const test::TemporaryFolder folder;
    const PreviewSubjects subjects = twoSubjects();
    ASSERT_TRUE(writePreviewSubjects(folder.path(), subjects));
    const auto read = readPreviewSubjects(folder.path());
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(read->names, subjects.names);
    EXPECT_EQ(read->triangles, subjects.triangles);
    EXPECT_EQ(read->mean, subjects.mean);
    EXPECT_EQ(read->pictures[1].rgb, subjects.pictures[1].rgb);
    EXPECT_EQ(read->pictures[1].height, 3);
    EXPECT_LT((read->truth[1] - subjects.truth[1]).cwiseAbs().maxCoeff(), 1e-4F);
    ASSERT_TRUE(writePreviewStep(folder.path(), subjects, stepOf(subjects, 250)));
    const auto step = readPreviewStep(folder.path(), *read, 250);
    ASSERT_TRUE(step) << describe(step.error());
    EXPECT_LT((step->shapes[0] - subjects.truth[0]).cwiseAbs().maxCoeff(), 1e-4F);
    EXPECT_EQ(step->errors[0], 3.5F);
    EXPECT_TRUE(std::isnan(step->errors[1]));
}

TEST(PreviewFiles, SamplesWithoutTruthOrPicturesAreFine) {
    const test::TemporaryFolder folder;
    PreviewSubjects subjects = twoSubjects();
    subjects.truth.clear();
    subjects.pictures.clear();
    ASSERT_TRUE(writePreviewSubjects(folder.path(), subjects));
    const auto read = readPreviewSubjects(folder.path());
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->truth.empty());
    EXPECT_TRUE(read->pictures.empty());
}

TEST(PreviewFiles, StepsAreListedInOrderAndCut) {
    const test::TemporaryFolder folder;
    const PreviewSubjects subjects = twoSubjects();
    for (const std::int64_t step : {1000, 20, 0, 300}) {
        ASSERT_TRUE(writePreviewStep(folder.path(), subjects, stepOf(subjects, step)));
    }
    std::ofstream(folder / "step-x.safetensors") << "x";
    std::ofstream(folder / "step-99999999999999999999999.safetensors") << "x";
    EXPECT_EQ(previewSteps(folder.path()), (std::vector<std::int64_t>{0, 20, 300, 1000}));
    cutPreviews(folder.path(), 20);
    EXPECT_EQ(previewSteps(folder.path()), (std::vector<std::int64_t>{0, 20}));
    EXPECT_TRUE(previewSteps(folder / "none").empty());
}

TEST(PreviewFiles, WhatDoesNotFitIsRefused) {
    const test::TemporaryFolder folder;
    PreviewSubjects subjects = twoSubjects();
    subjects.names.pop_back();
    EXPECT_FALSE(writePreviewSubjects(folder.path(), subjects));
    subjects = twoSubjects();
    PreviewStep step = stepOf(subjects, 1);
    step.shapes[1] = Points::Zero(3, 3);
    EXPECT_FALSE(writePreviewStep(folder.path(), subjects, step));
}

TEST(PreviewFiles, DamagedFilesAreNamed) {
    const test::TemporaryFolder folder;
    PreviewSubjects subjects = twoSubjects();
    ASSERT_TRUE(writePreviewStep(folder.path(), subjects, stepOf(subjects, 5)));
    PreviewSubjects others = subjects;
    others.names.push_back("third");
    const auto step = readPreviewStep(folder.path(), others, 5);
    ASSERT_FALSE(step);
    EXPECT_EQ(step.error().code, ErrorCode::CorruptData);
    EXPECT_NE(step.error().message.find("step-0000000005"), std::string::npos);
    subjects.triangles(0, 0) = 99;
    ASSERT_TRUE(writePreviewSubjects(folder.path(), subjects));
    EXPECT_EQ(readPreviewSubjects(folder.path()).error().code, ErrorCode::CorruptData);
    std::ofstream(folder / "subjects.safetensors") << "nonsense";
    EXPECT_FALSE(readPreviewSubjects(folder.path()));
}

} // namespace
} // namespace maquette
