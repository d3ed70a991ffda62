// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The installed library for tests, and copies of it that a test may damage.

#include "core/base/file.h"
#include "core/data/library.h"
#include "core/data/library_cache.h"
#include "tests/support/scoped_environment.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

namespace maquette::test {

/// The library that set-up fetched; opened once a process. The test fails without it.
inline const Library& installedLibrary() {
    static const auto library = Library::open(Library::locate());
    if (!library) {
        ADD_FAILURE() << describe(library.error());
        std::abort();
    }
    return **library;
}

/// A folder of links to the installed library's files, and an empty cache of its own.
/// Everything is removed in the end.
class LibraryCopy {
public:
    /// @param source  folder to copy; the installed library unless said otherwise.
    explicit LibraryCopy(const std::filesystem::path& source = Library::locate())
        : m_cache("XDG_CACHE_HOME", (m_root / "cache").string()) {
        std::filesystem::create_directories(folder());
        if (!source.empty()) {
            linkEntries(std::filesystem::canonical(source), folder());
        }
    }
    LibraryCopy(const LibraryCopy&) = delete;
    LibraryCopy& operator=(const LibraryCopy&) = delete;

    [[nodiscard]] std::filesystem::path folder() const { return m_root / "library"; }
    [[nodiscard]] std::filesystem::path file(const std::string& relative) const {
        return folder() / relative;
    }

    /// Makes a folder of the copy a real one, so that its entries can be changed.
    void open(const std::filesystem::path& relative) const {
        namespace fs = std::filesystem;
        fs::path place = folder();
        for (const fs::path& part : relative) {
            place /= part;
            if (fs::is_symlink(place)) {
                const fs::path origin = fs::canonical(place);
                fs::remove(place);
                fs::create_directory(place);
                linkEntries(origin, place);
            }
        }
        fs::create_directories(place);
    }

    /// Takes a file or folder out of the copy.
    void remove(const std::filesystem::path& relative) const {
        open(relative.parent_path());
        std::filesystem::remove_all(folder() / relative);
    }

    /// Puts other bytes in the place of a file.
    void replace(const std::filesystem::path& relative, const std::string& content) const {
        remove(relative);
        ASSERT_TRUE(writeFile(folder() / relative, content));
    }

    /// Keeps only the first part of a file.
    void cut(const std::string& relative, double part) const {
        const Result<Bytes> bytes = readFile(file(relative));
        ASSERT_TRUE(bytes);
        const auto kept = static_cast<std::ptrdiff_t>(part * static_cast<double>(bytes->size()));
        replace(relative, std::string(bytes->begin(), bytes->begin() + kept));
    }

    /// The copy's own cache, among those that a test may have made.
    [[nodiscard]] std::filesystem::path cacheFile() const { return libraryCachePath(folder()); }

private:
    static void linkEntries(const std::filesystem::path& origin,
                            const std::filesystem::path& place) {
        for (const auto& entry : std::filesystem::directory_iterator(origin)) {
            std::filesystem::create_symlink(entry.path(), place / entry.path().filename());
        }
    }

    TemporaryFolder m_root;
    ScopedEnvironment m_cache;
};

/// Opening the copy fails with this code and a message that holds @p name.
inline void expectOpenFails(const LibraryCopy& copy, ErrorCode code, const std::string& name) {
    const auto library = Library::open(copy.folder());
    ASSERT_FALSE(library);
    EXPECT_EQ(library.error().code, code) << describe(library.error());
    EXPECT_NE(library.error().message.find(name), std::string::npos) << library.error().message;
    EXPECT_NE(library.error().advice.find("packaging/setup"), std::string::npos);
}

} // namespace maquette::test
