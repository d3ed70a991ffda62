// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/child_process.h"

#include "core/base/descriptor.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace maquette {
namespace {

using Clock = std::chrono::steady_clock;

tl::unexpected<Error> failed(const std::filesystem::path& program, const std::string& what) {
    return fail(ErrorCode::Internal, "The program " + program.string() + " " + what + ".");
}

/// A running program and the end of its output.
struct Child {
    pid_t id = -1;
    Descriptor output;
};

Result<Child> start(const std::filesystem::path& program,
                    const std::vector<std::string>& arguments) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return failed(program, std::string("could not be started: ") + std::strerror(errno));
    }
    Child child{-1, Descriptor(ends[0])};
    const Descriptor input(ends[1]);
    std::string name = program.string();
    std::vector<std::string> texts = arguments;
    std::vector<char*> raw = {name.data()};
    for (std::string& text : texts) {
        raw.push_back(text.data());
    }
    raw.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input.get(), STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    const int code = ::posix_spawn(&child.id, name.c_str(), &actions, nullptr, raw.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (code != 0) {
        return failed(program, std::string("could not be started: ") + std::strerror(code));
    }
    return child;
}

/// Everything until the end of the output. @errors  those of runChild.
Result<std::string> readOutput(const Child& child, const std::filesystem::path& program,
                               Clock::time_point end, const Context& ctx) {
    std::string text;
    std::array<char, 4096> buffer;
    while (true) {
        constexpr int kMilliseconds = 100;
        pollfd waited{child.output.get(), POLLIN, 0};
        const int ready = ::poll(&waited, 1, kMilliseconds);
        if (ready > 0) {
            const ssize_t count = ::read(child.output.get(), buffer.data(), buffer.size());
            if (count == 0) {
                return text;
            }
            if (count > 0) {
                text.append(buffer.data(), static_cast<std::size_t>(count));
            }
        }
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        if (Clock::now() > end) {
            return failed(program, "took too long");
        }
    }
}

} // namespace

Result<std::filesystem::path> ownExecutable() {
    std::error_code code;
    auto path = std::filesystem::read_symlink("/proc/self/exe", code);
    return code ? Result<std::filesystem::path>(
                      fail(ErrorCode::MissingData, "The running program cannot be found."))
                : std::move(path);
}

Result<std::string> runChild(const std::filesystem::path& program,
                             const std::vector<std::string>& arguments, std::chrono::seconds limit,
                             const Context& ctx) {
    const auto child = start(program, arguments);
    if (!child) {
        return fail(child.error());
    }
    auto text = readOutput(*child, program, Clock::now() + limit, ctx);
    if (!text) {
        ::kill(child->id, SIGKILL);
    }
    int status = 0;
    while (::waitpid(child->id, &status, 0) < 0 && errno == EINTR) {
    }
    if (text && WIFSIGNALED(status)) {
        return failed(program, "was ended by signal " + std::to_string(WTERMSIG(status)));
    }
    if (text && WEXITSTATUS(status) != 0) {
        return failed(program, "failed with status " + std::to_string(WEXITSTATUS(status)));
    }
    return text;
}

} // namespace maquette
