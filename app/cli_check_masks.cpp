// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// maquette-cli check-masks: how like imitated masks are to real ones.
#include "core/train/matting_check.h"

#include "app/cli_commands.h"

#include <cstdio>

namespace maquette::cli {
namespace {

struct Arguments {
    std::filesystem::path dataset;
    int count = 200;
};

void print(const char* name, const MaskErrors& errors) {
    std::printf("%-9s IoU %.4f +- %.4f, edges %+.2f +- %.2f texels outside, %.2f +- %.2f soft\n",
                name, errors.iou.mean, errors.iou.deviation, errors.shift.mean,
                errors.shift.deviation, errors.softness.mean, errors.softness.deviation);
}

int checkMasks(const Arguments& arguments, const Session& session) {
    const auto set = TrainingSet::open(arguments.dataset);
    if (!set) {
        return complain(set.error());
    }
    const auto check = checkImitation(**set, session.models, arguments.count, session.ctx);
    if (!check) {
        return complain(check.error());
    }
    std::printf("%d samples of the validation split, against their true masks\n", check->samples);
    print("matting", check->real);
    print("imitated", check->imitated);
    return 0;
}

} // namespace

void addCheckMasks(CLI::App& app, Session& session) {
    auto arguments = std::make_shared<Arguments>();
    CLI::App* command = app.add_subcommand(
        "check-masks",
        "Compare the masks that training imitates with those of the matting network");
    command->add_option("--dataset", arguments->dataset, "Dataset with perception")->required();
    command->add_option("--count", arguments->count, "Samples to cut out")
        ->capture_default_str()
        ->check(CLI::Range(1, 100000));
    command->callback(
        [arguments, &session] { session.exitCode = checkMasks(*arguments, session); });
}

} // namespace maquette::cli
