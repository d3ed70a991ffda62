// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/run_catalog.h"

#include <algorithm>

namespace maquette {
namespace {

namespace fs = std::filesystem;

bool isThere(const fs::path& path) {
    std::error_code ignored;
    return fs::exists(path, ignored);
}

/// Whether a folder has what only runs have.
bool holdsRun(const fs::path& folder) {
    return isThere(folder / "metrics.jsonl") || isThere(folder / "state.json") ||
           isThere(folder / "checkpoints") ||
           (isThere(folder / "config.json") && isThere(folder / "previews"));
}

fs::file_time_type lastChange(const fs::path& folder) {
    fs::file_time_type last = fs::file_time_type::min();
    for (const char* name : {"config.json", "state.json", "metrics.jsonl"}) {
        std::error_code error;
        const auto time = fs::last_write_time(folder / name, error);
        last = error ? last : std::max(last, time);
    }
    return last;
}

/// Runs of before there were states tell by their records.
RunState stateFromRecords(const RunFolder& run) {
    RunState state;
    for (const RunRecord& record : run.metrics().read()) {
        state.step = std::max(state.step, record.step);
        const auto error = record.metrics.find("vertices_mm");
        if (record.kind == kValidationRecord && error != record.metrics.end() &&
            (!state.best || error->second < *state.best)) {
            state.heldOut = "vertices_mm";
            state.best = error->second;
            state.bestStep = record.step;
        }
    }
    state.phase = state.step > 0 ? RunPhase::Stopped : RunPhase::New;
    return state;
}

void addProblems(RunSummary& summary) {
    const auto add = [&](bool isTrue, std::string text) {
        if (isTrue) {
            summary.problems.push_back(std::move(text));
        }
    };
    const bool isTrained = summary.state.step > 0;
    add(isTrained && !summary.hasCheckpoint,
        "Its checkpoint is missing: it cannot go on, and training it begins anew.");
    add(isTrained && !summary.hasModel, "Its model is missing: it cannot be used.");
    add(isTrained && !isThere(summary.folder / "metrics.jsonl"), "Its curves are missing.");
    add(summary.config && !isThere(summary.config->dataset),
        "Its data set " + summary.config.value_or(RunConfig()).dataset.string() +
            " is not there: it cannot go on.");
}

} // namespace

std::optional<RunSummary> summariseRun(const fs::path& folder) {
    if (!holdsRun(folder)) {
        return std::nullopt;
    }
    RunSummary summary;
    summary.folder = folder;
    summary.name = folder.filename().string();
    summary.changed = lastChange(folder);
    summary.hasModel =
        isThere(folder / "model.safetensors") || isThere(folder / "best.safetensors");
    const auto run = RunFolder::open(folder);
    if (run) {
        summary.name = run->name();
        summary.config = run->config();
        summary.state = isThere(folder / "state.json") ? run->state() : stateFromRecords(*run);
        summary.holder = RunLock::holderOf(run->lockFile());
        summary.hasCheckpoint = isThere(run->checkpoint());
    } else {
        summary.problems.push_back(run.error().message);
    }
    addProblems(summary);
    return summary;
}

std::vector<RunSummary> listRuns(const fs::path& folder) {
    std::vector<RunSummary> runs;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_directory(ignored)) {
            if (auto run = summariseRun(entry->path())) {
                runs.push_back(std::move(*run));
            }
        }
    }
    std::ranges::sort(runs, [](const RunSummary& a, const RunSummary& b) {
        return a.changed != b.changed ? a.changed > b.changed : a.folder < b.folder;
    });
    return runs;
}

} // namespace maquette
