// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/blas_kernels.h"

#include "core/base/child_process.h"

#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

namespace maquette {
namespace {

constexpr const char* kVariable = "OPENBLAS_CORETYPE";

VectorUnits vectorUnits() {
#if defined(__x86_64__)
    return {__builtin_cpu_supports("avx2") != 0,
            __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
                __builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512vl") != 0};
#else
    return {};
#endif
}

/// Empty where the BLAS in use is another.
std::string blasKernelsInUse() {
    using CoreName = char* (*)();
    const auto coreName = reinterpret_cast<CoreName>(dlsym(RTLD_DEFAULT, "openblas_get_corename"));
    return coreName == nullptr ? std::string() : coreName();
}

/// The program's own arguments, ends with null.
std::vector<char*> ownArguments(std::string& text) {
    std::ifstream file("/proc/self/cmdline", std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(file), {});
    std::vector<char*> arguments;
    for (std::size_t begin = 0; begin < text.size(); begin = text.find('\0', begin) + 1) {
        arguments.push_back(text.data() + begin);
    }
    arguments.push_back(nullptr);
    return arguments;
}

} // namespace

std::optional<std::string> betterBlasKernels(const std::string& inUse, const VectorUnits& units) {
    static const std::set<std::string> old = {"Prescott", "Core2", "Penryn", "Dunnington",
                                              "Nehalem",  "Atom",  "Generic"};
    if (!units.avx2 || !old.contains(inUse)) {
        return std::nullopt;
    }
    return units.avx512 ? "SKYLAKEX" : "HASWELL";
}

void restartWithBetterBlas() {
    if (std::getenv(kVariable) != nullptr) {
        return;
    }
    const auto better = betterBlasKernels(blasKernelsInUse(), vectorUnits());
    const auto program = ownExecutable();
    std::string text;
    const std::vector<char*> arguments = ownArguments(text);
    if (better && program && arguments.size() > 1) {
        setenv(kVariable, better->c_str(), 1);
        execv(program->c_str(), arguments.data());
        unsetenv(kVariable); // it did not start
    }
}

} // namespace maquette
