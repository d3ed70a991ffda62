// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/io/command.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <sstream>

namespace maquette::test {
namespace {

[[noreturn]] void execute(const std::vector<std::string>& arguments, int output) {
    std::vector<char*> raw;
    for (const std::string& argument : arguments) {
        raw.push_back(const_cast<char*>(argument.c_str()));
    }
    raw.push_back(nullptr);
    ::dup2(output, STDOUT_FILENO);
    ::execvp(raw[0], raw.data());
    ::_exit(127);
}

} // namespace

CommandResult runCommand(const std::vector<std::string>& arguments) {
    CommandResult result;
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        return result;
    }
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        execute(arguments, ends[1]);
    }
    ::close(ends[1]);
    std::array<char, 4096> buffer;
    for (ssize_t n = 0; (n = ::read(ends[0], buffer.data(), buffer.size())) > 0;) {
        result.output.append(buffer.data(), static_cast<std::size_t>(n));
    }
    ::close(ends[0]);
    int status = 0;
    struct rusage usage {};
    if (child > 0 && ::wait4(child, &status, 0, &usage) == child) {
        constexpr std::uint64_t kKilobyte = 1024;
        result.peakMemory = kKilobyte * static_cast<std::uint64_t>(usage.ru_maxrss);
        result.status = WIFEXITED(status) ? WEXITSTATUS(status) : result.status;
    }
    return result;
}

bool hasProgram(const std::string& name) {
    const char* path = std::getenv("PATH");
    std::istringstream folders(path ? path : "");
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (::access((folder + "/" + name).c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

} // namespace maquette::test
