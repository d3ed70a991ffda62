// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Learns nothing, quickly, the same way every time.

#include "core/base/file.h"
#include "core/runs/learner.h"
#include "core/runs/preview_files.h"

#include <chrono>
#include <cmath>
#include <thread>

namespace maquette::test {

struct FakeLearning {
    std::int64_t steps = 12;
    std::int64_t divergesAt = -1;  ///< step whose loss is not a number
    std::int64_t failsAt = -1;     ///< step that breaks
    std::int64_t bestAt = 1000000; ///< held-out error rises from here on
    std::chrono::microseconds stepTime{0};
};

/// Loss 10 / step; held-out error falls, likewise, until FakeLearning::bestAt.
class FakeLearner final : public Learner {
public:
    explicit FakeLearner(const FakeLearning& how) : m_how(how) {}

    Result<Metrics> step() override {
        std::this_thread::sleep_for(m_how.stepTime);
        ++m_step;
        if (m_step == m_how.failsAt) {
            return fail(ErrorCode::Internal, "It broke.");
        }
        const double loss = m_step == m_how.divergesAt ? NAN : 10.0 / static_cast<double>(m_step);
        return Metrics{{"loss", loss}, {"learning_rate", 0.001}};
    }
    std::int64_t stepCount() const override { return m_step; }
    std::int64_t plannedSteps() const override { return m_how.steps; }
    int batchSize() const override { return 4; }
    Result<Metrics> validate() override {
        const auto away = static_cast<double>(std::abs(m_step - m_how.bestAt));
        return Metrics{{"loss", 1.0}, {"vertices_mm", 5.0 + 0.1 * std::min(away, 100.0)}};
    }
    std::string heldOutMetric() const override { return "vertices_mm"; }
    Result<std::vector<Baseline>> baselines(const Context& /*ctx*/) override {
        return std::vector<Baseline>{{"vertices_mm", "Mean shape", 20.0},
                                     {"vertices_mm", "Retrieval", 9.0}};
    }
    Status savePreview(const std::filesystem::path& folder) override {
        PreviewSubjects subjects;
        subjects.triangles.resize(4, 3);
        subjects.triangles << 0, 2, 1, 0, 1, 3, 1, 2, 3, 2, 0, 3;
        subjects.mean.resize(4, 3);
        subjects.mean << -0.5F, 0, -0.3F, 0.5F, 0, -0.3F, 0, 0, 0.5F, 0, 1.7F, 0;
        subjects.names = {"Sample 3", "Sample 8"};
        subjects.truth.assign(2, 1.2F * subjects.mean);
        subjects.pictures.assign(2, {4, 6, std::vector<std::uint8_t>(72, 120)});
        const Status written = writePreviewSubjects(folder, subjects);
        const float error = 20.0F / static_cast<float>(m_step + 1);
        return written ? writePreviewStep(folder, subjects,
                                          {m_step, {subjects.mean, subjects.mean}, {error, error}})
                       : written;
    }
    Status saveCheckpoint(const std::filesystem::path& file) override {
        return writeFile(file, std::to_string(m_step));
    }
    Status restore(const std::filesystem::path& file) override {
        const auto bytes = readFile(file);
        if (!bytes) {
            return fail(bytes.error());
        }
        m_step = std::atoll(std::string(bytes->begin(), bytes->end()).c_str());
        return {};
    }
    Status saveModel(const std::filesystem::path& file) override {
        return writeFile(file, "model of step " + std::to_string(m_step));
    }

private:
    FakeLearning m_how;
    std::int64_t m_step = 0;
};

} // namespace maquette::test
