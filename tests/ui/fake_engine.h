// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  An engine without networks, whose pace and failures a test decides.

#include "tests/ui/test_figure.h"
#include "ui/engine/engine_services.h"

#include <atomic>
#include <condition_variable>
#include <mutex>

namespace maquette::test {

/// Shared by a test and the worker threads; every member may be used from any thread.
class FakeEngine {
public:
    /// What a photo comes to.
    enum class Fate { Character, NoPerson, Exception, NoMemory, ForeignException };

    FigureOptions figure; ///< set before the engine is used
    std::vector<std::string> warnings;
    int others = 0; ///< further people in every photo

    std::atomic<Fate> fate{Fate::Character};
    std::atomic<bool> libraryMissing{false};
    std::atomic<bool> exportFails{false};
    std::atomic<int> stageTime{2};   ///< milliseconds; there are kStages
    std::atomic<int> loadTime{2};    ///< milliseconds
    std::atomic<int> exportTime{2};  ///< milliseconds
    std::atomic<int> started{0};     ///< reconstructions begun
    std::atomic<int> finished{0};    ///< and ended, in whatever way
    std::atomic<int> reports{0};     ///< progress reports made
    std::atomic<bool> isDeaf{false}; ///< hears no cancel
    std::atomic<bool> floods{false}; ///< report a thousand times a stage

    /// Reconstructions stop at half way until released (or cancelled).
    void hold();
    void release();
    /// Waits until a reconstruction has come to the gate. @return false after 5 s.
    [[nodiscard]] bool waitForHeld();

    [[nodiscard]] ReconstructOptions lastOptions() const;
    [[nodiscard]] std::filesystem::path lastExport() const;
    [[nodiscard]] ExportOptions lastExportOptions() const;

    /// @param self  kept alive by the services.
    [[nodiscard]] static EngineServices services(const std::shared_ptr<FakeEngine>& self);

    [[nodiscard]] Result<Reconstruction> reconstruct(const std::filesystem::path& photo,
                                                     const ReconstructOptions& options,
                                                     const Context& ctx);

private:
    [[nodiscard]] Result<Reconstruction> run(const std::filesystem::path& photo,
                                             const ReconstructOptions& options, const Context& ctx);
    [[nodiscard]] Reconstruction make(const std::filesystem::path& photo) const;
    [[nodiscard]] bool workStages(const Context& ctx);
    [[nodiscard]] bool passGate(const Context& ctx);
    [[nodiscard]] Status write(const std::filesystem::path& path, const ExportOptions& options,
                               const Context& ctx);

    mutable std::mutex m_mutex;
    std::condition_variable m_gate;
    bool m_isHolding = false;
    bool m_isHeld = false;
    ReconstructOptions m_lastOptions;
    std::filesystem::path m_lastExport;
    ExportOptions m_lastExportOptions;
};

} // namespace maquette::test
