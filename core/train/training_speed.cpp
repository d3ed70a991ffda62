// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_speed.h"

#include "core/nn/character_network.h"

#include "core/base/child_process.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/mapping/mapping_input.h"

#include <chrono>
#include <cstdlib>
#include <thread>

namespace maquette {
namespace {

constexpr std::int64_t kBatch = 32;
constexpr std::int64_t kBones = 163;
constexpr std::int64_t kJoints = 77;

CharacterInput randomInput() {
    CharacterInput input;
    const auto last = torch::MemoryFormat::ChannelsLast;
    input.picture = torch::randn({kBatch, 5, kPictureSide, kPictureSide}).contiguous(last);
    input.face = torch::randn({kBatch, 3, kFaceSide, kFaceSide}).contiguous(last);
    input.body = torch::randn({kBatch, 4 * kBodyLandmarks});
    input.world = torch::randn({kBatch, 3 * kBodyLandmarks});
    input.facePoints = torch::randn({kBatch, 3 * kFaceLandmarks});
    input.frame = torch::randn({kBatch, 6});
    input.known = torch::ones({kBatch, 4});
    return input;
}

void runStep(CharacterNetwork& network, const CharacterInput& input) {
    network->zero_grad();
    const CharacterOutput output = network->forward(input);
    (output.coefficients.square().mean() + output.places.square().mean() +
     output.rotations.square().mean() + output.texture.square().mean() +
     output.residual.square().mean())
        .backward();
}

/// That tell a plan to "time-plan".
std::vector<std::string> planArguments(const ComputePlan& plan) {
    std::vector<std::string> arguments = {"--threads", std::to_string(plan.threads)};
    if (!plan.pictures.channelsLast) {
        arguments.emplace_back("--channels-first");
    }
    if (plan.pictures.bfloat16) {
        arguments.emplace_back("--bfloat16");
    }
    return arguments;
}

} // namespace

double trainingSpeed(const ComputePlan& plan) {
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds kLong(3);
    keepFreedMemory();
    torch::set_num_threads(plan.threads);
    CharacterNetworkSettings settings;
    settings.bones = kBones;
    settings.joints.assign(kJoints, {0, 0});
    CharacterNetwork network(settings);
    network->computeBy(plan.pictures);
    network->train();
    const CharacterInput input = randomInput();
    for (int i = 0; i < 2; ++i) { // memory and kernels are made
        runStep(network, input);
    }
    const auto start = Clock::now();
    int steps = 0;
    while (Clock::now() - start < kLong) {
        runStep(network, input);
        ++steps;
    }
    const std::chrono::duration<double> seconds = Clock::now() - start;
    return static_cast<double>(steps * kBatch) / seconds.count();
}

Result<double> timePlan(const std::filesystem::path& program, const ComputePlan& plan,
                        const Context& ctx) {
    constexpr std::chrono::seconds kLimit(60);
    std::vector<std::string> arguments = planArguments(plan);
    arguments.insert(arguments.begin(), "time-plan");
    const auto text = runChild(program, arguments, kLimit, ctx);
    if (!text) {
        return fail(text.error());
    }
    return std::atof(text->c_str());
}

PlanStore planStore() {
    return PlanStore(cacheFolder() / "compute-plan.json");
}

Result<TimedPlan>
timeMachine(const PlanStore& store, const std::filesystem::path& program,
            const std::function<void(const ComputePlan&, const Result<double>&)>& tell,
            const Context& ctx) {
    const auto plans = timePlans(static_cast<int>(std::thread::hardware_concurrency()),
                                 [&](const ComputePlan& plan) {
                                     auto speed = timePlan(program, plan, ctx);
                                     tell(plan, speed);
                                     return speed;
                                 });
    if (!plans) {
        return fail(plans.error());
    }
    const TimedPlan best = fastestOf(*plans);
    const Status saved = store.save(best);
    return saved ? Result<TimedPlan>(best) : fail(saved.error());
}

} // namespace maquette
