// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/split.h"

#include "core/base/random.h"

#include <string>
#include <unordered_map>

namespace maquette {
namespace {

constexpr int kBlock = 20; // identities that hold one of Validation and one of Test

} // namespace

const char* splitName(Split split) {
    switch (split) {
    case Split::Train:
        return "train";
    case Split::Validation:
        return "val";
    case Split::Test:
        return "test";
    }
    return "";
}

Split splitOf(std::uint64_t seed, std::int64_t identity) {
    Random random = Random(seed).fork(static_cast<std::uint64_t>(identity / kBlock));
    const int validation = random.below(kBlock);
    const int drawn = random.below(kBlock - 1);
    const int test = drawn < validation ? drawn : drawn + 1;
    const auto place = static_cast<int>(identity % kBlock);
    if (place == validation) {
        return Split::Validation;
    }
    return place == test ? Split::Test : Split::Train;
}

Status leakCheck(std::span<const Membership> samples) {
    std::unordered_map<std::int64_t, std::size_t> first; // sample of each identity
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto [entry, isNew] = first.emplace(samples[i].identity, i);
        const std::size_t other = entry->second;
        if (!isNew && samples[other].split != samples[i].split) {
            return fail(ErrorCode::CorruptData,
                        "Identity " + std::to_string(samples[i].identity) +
                            " is in two splits: " + splitName(samples[other].split) +
                            " by sample " + std::to_string(other) + " and " +
                            splitName(samples[i].split) + " by sample " + std::to_string(i) + ".",
                        "Results measured on this dataset are not to be trusted; make it again.");
        }
    }
    return {};
}

} // namespace maquette
