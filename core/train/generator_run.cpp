// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_run.h"

namespace maquette {

Result<RunFolder> createGeneratorRun(const std::filesystem::path& folder,
                                     const std::filesystem::path& dataset,
                                     const GeneratorOptions& options) {
    return RunFolder::create(
        folder, {.kind = kGeneratorRun, .dataset = dataset, .options = options.toJson()});
}

Result<GeneratorOptions> generatorOptions(const RunFolder& run) {
    auto options = GeneratorOptions::fromJson(run.config().options);
    if (!options) {
        return fail(ErrorCode::CorruptData,
                    "The file " + (run.path() / "config.json").string() +
                        " cannot be used: " + options.error().message,
                    "Mend it, or begin a new run.");
    }
    return options;
}

} // namespace maquette
