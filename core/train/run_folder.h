// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The folder of a training run: options, metrics, checkpoints and the model.
///
/// config.json (TrainOptions and the dataset), metrics.jsonl (a line a record: step, kind and
/// numbers), checkpoints/last.safetensors (to go on from), model.safetensors (to use).

#include "core/train/trainer.h"

namespace maquette {

class RunFolder {
public:
    /// @errors  InvalidArgument (a run is there already), FileUnwritable.
    [[nodiscard]] static Result<RunFolder> create(const std::filesystem::path& folder,
                                                  const std::filesystem::path& dataset,
                                                  const TrainOptions& options);
    /// @errors  FileNotFound, CorruptData.
    [[nodiscard]] static Result<RunFolder> open(const std::filesystem::path& folder);

    [[nodiscard]] const std::filesystem::path& path() const { return m_folder; }
    [[nodiscard]] const std::filesystem::path& dataset() const { return m_dataset; }
    [[nodiscard]] const TrainOptions& options() const { return m_options; }
    [[nodiscard]] std::filesystem::path checkpoint() const;
    [[nodiscard]] std::filesystem::path model() const;

    /// @param kind  "train" or "val".
    /// @errors  FileUnwritable.
    [[nodiscard]] Status addMetrics(std::int64_t step, const std::string& kind,
                                    const Metrics& metrics) const;
    /// Drops records of steps after @p step, which a run that goes on from there writes again.
    /// @errors  FileUnwritable, FileUnreadable.
    [[nodiscard]] Status cutMetrics(std::int64_t step) const;

    struct Record {
        std::int64_t step = 0;
        std::string kind;
        Metrics metrics;
    };
    /// Lines that cannot be read (a crash while writing) are left out.
    [[nodiscard]] std::vector<Record> readMetrics() const;

private:
    RunFolder(std::filesystem::path folder, std::filesystem::path dataset, TrainOptions options)
        : m_folder(std::move(folder)), m_dataset(std::move(dataset)),
          m_options(std::move(options)) {}

    std::filesystem::path m_folder;
    std::filesystem::path m_dataset;
    TrainOptions m_options;
};

} // namespace maquette
