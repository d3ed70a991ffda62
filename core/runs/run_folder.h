// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The folder of a training run, whatever is trained.
///
///     config.json                  RunConfig: kind, data set, options, title and notes
///     state.json                   RunState: how far it is
///     lock                         held by whoever trains it
///     metrics.jsonl                MetricsLog
///     baselines.json               what the held-out error is compared with
///     checkpoints/last.safetensors to go on from
///     model.safetensors            of the last step, to use
///     best.safetensors             of the step with the least held-out error, to use
///     previews/                    what held-out samples became, validation by validation

#include "core/runs/metrics_log.h"
#include "core/runs/run_config.h"
#include "core/runs/run_state.h"

#include <vector>

namespace maquette {

/// What a simple answer to the same question scores on the same held-out samples.
struct Baseline {
    std::string metric; ///< as in the records
    std::string name;   ///< "Mean shape"
    double value = 0.0;
    [[nodiscard]] bool operator==(const Baseline&) const = default;
};

/// Names and files; it reads and writes them, and holds nothing open.
/// @threading  Many may read. One writes, who has the RunLock; describe() is for anybody.
class RunFolder {
public:
    /// Makes the folder. @errors  InvalidArgument (a run is there already), FileUnwritable.
    [[nodiscard]] static Result<RunFolder> create(const std::filesystem::path& folder,
                                                  const RunConfig& config);
    /// @errors  FileNotFound, CorruptData; both name the file.
    [[nodiscard]] static Result<RunFolder> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& path() const { return m_folder; }
    [[nodiscard]] const RunConfig& config() const { return m_config; }
    /// Its title, or the folder's name.
    [[nodiscard]] std::string name() const;

    [[nodiscard]] std::filesystem::path lockFile() const { return m_folder / "lock"; }
    [[nodiscard]] std::filesystem::path checkpoint() const;
    [[nodiscard]] std::filesystem::path model() const { return m_folder / "model.safetensors"; }
    [[nodiscard]] std::filesystem::path bestModel() const { return m_folder / "best.safetensors"; }
    [[nodiscard]] std::filesystem::path previews() const { return m_folder / "previews"; }
    [[nodiscard]] MetricsLog metrics() const;
    [[nodiscard]] MetricsTail metricsTail() const;

    /// Changes title and notes. @errors  FileUnwritable.
    [[nodiscard]] Status describe(const std::string& title, const std::string& notes);

    /// A new one where there is none, or none that can be read.
    [[nodiscard]] RunState state() const;
    /// @errors  FileUnwritable.
    [[nodiscard]] Status writeState(const RunState& state) const;

    /// Empty where there are none, or none that can be read.
    [[nodiscard]] std::vector<Baseline> baselines() const;
    /// @errors  FileUnwritable.
    [[nodiscard]] Status writeBaselines(const std::vector<Baseline>& baselines) const;

private:
    RunFolder(std::filesystem::path folder, RunConfig config)
        : m_folder(std::move(folder)), m_config(std::move(config)) {}

    std::filesystem::path m_folder;
    RunConfig m_config;
};

/// Deletes what a run consists of; other files of the folder stay, and the folder with them.
/// @errors  InvalidArgument (it is being trained, or there is no run), FileUnwritable.
[[nodiscard]] Status removeRun(const std::filesystem::path& folder);

} // namespace maquette
