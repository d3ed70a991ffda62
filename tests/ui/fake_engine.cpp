// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_engine.h"

#include <array>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace maquette::test {

namespace {

constexpr std::array kStages{"Reading the photo", "prepare", "constrain", "texture", "finish"};

/// Sleeps in short naps. @return false when cancelled.
bool work(int milliseconds, const Context& ctx) {
    for (int i = 0; i < milliseconds; ++i) {
        if (ctx.isCancelled()) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return !ctx.isCancelled();
}

class FakeReconstructor : public Reconstructor {
public:
    explicit FakeReconstructor(std::shared_ptr<FakeEngine> engine) : m_engine(std::move(engine)) {}

    Result<Reconstruction> reconstruct(const std::filesystem::path& photo,
                                       const ReconstructOptions& options,
                                       const Context& ctx) override {
        return m_engine->reconstruct(photo, options, ctx);
    }

    [[nodiscard]] std::vector<std::string> rigNames() const override {
        return {"game_engine", "mixamo", "default", "cmu_mb"};
    }

private:
    std::shared_ptr<FakeEngine> m_engine;
};

} // namespace

void FakeEngine::hold() {
    const std::lock_guard lock(m_mutex);
    m_isHolding = true;
    m_isHeld = false;
}

void FakeEngine::release() {
    const std::lock_guard lock(m_mutex);
    m_isHolding = false;
    m_gate.notify_all();
}

bool FakeEngine::waitForHeld() {
    std::unique_lock lock(m_mutex);
    return m_gate.wait_for(lock, std::chrono::seconds(5), [this] { return m_isHeld; });
}

ReconstructOptions FakeEngine::lastOptions() const {
    const std::lock_guard lock(m_mutex);
    return m_lastOptions;
}

std::filesystem::path FakeEngine::lastExport() const {
    const std::lock_guard lock(m_mutex);
    return m_lastExport;
}

ExportOptions FakeEngine::lastExportOptions() const {
    const std::lock_guard lock(m_mutex);
    return m_lastExportOptions;
}

EngineServices FakeEngine::services(const std::shared_ptr<FakeEngine>& self) {
    EngineServices services;
    services.openReconstructor =
        [self](const ReconstructorPaths& paths,
               const Context& ctx) -> Result<std::shared_ptr<Reconstructor>> {
        ctx.nested(0.0, 1.0, "library").report(0.5);
        if (!work(self->loadTime, ctx)) {
            return ctx.cancelled();
        }
        if (self->libraryMissing) {
            return fail(ErrorCode::MissingData,
                        "The character library is missing: " + paths.library.string() +
                            "/mpfb2/base.obj was not found.",
                        "Run packaging/setup, or start with --library FOLDER.");
        }
        return std::make_shared<FakeReconstructor>(self);
    };
    services.exportCharacter = [self](const Character&, const std::filesystem::path& path,
                                      const ExportOptions& options, const Context& ctx) {
        return self->write(path, options, ctx);
    };
    services.decodePhoto = [](const std::filesystem::path& path, const Context&) -> Result<Photo> {
        return fail(ErrorCode::UnsupportedFormat, path.filename().string() + " is not a photo.");
    };
    return services;
}

Result<Reconstruction> FakeEngine::reconstruct(const std::filesystem::path& photo,
                                               const ReconstructOptions& options,
                                               const Context& ctx) {
    ++started;
    struct Count {
        std::atomic<int>& value;
        ~Count() { ++value; }
    } const count{finished};
    {
        const std::lock_guard lock(m_mutex);
        m_lastOptions = options;
    }
    return run(photo, options, isDeaf ? Context() : ctx);
}

Result<Reconstruction> FakeEngine::run(const std::filesystem::path& photo,
                                       const ReconstructOptions& /*options*/, const Context& ctx) {
    if (!workStages(ctx)) {
        return ctx.cancelled();
    }
    switch (fate) {
    case Fate::Character:
        return make(photo);
    case Fate::NoPerson:
        return fail(ErrorCode::NoPersonFound,
                    "No person was found in " + photo.filename().string() + ".",
                    "Use a photo that shows one person from head to foot.");
    case Fate::Exception:
        throw std::runtime_error("made to fail");
    case Fate::NoMemory:
        throw std::bad_alloc();
    case Fate::ForeignException:
        throw 42; // NOLINT: what a library might throw
    }
    return fail(ErrorCode::Internal, "Unknown fate.");
}

bool FakeEngine::workStages(const Context& ctx) {
    for (std::size_t i = 0; i < kStages.size(); ++i) {
        const double from = static_cast<double>(i) / kStages.size();
        const Context stage = ctx.nested(from, from + 1.0 / kStages.size(), kStages[i]);
        const int count = floods ? 1000 : 2;
        for (int r = 0; r < count; ++r) {
            stage.report(static_cast<double>(r) / count);
            ++reports;
        }
        if ((i == kStages.size() / 2 && !passGate(ctx)) || !work(stageTime, ctx)) {
            return false;
        }
    }
    return true;
}

bool FakeEngine::passGate(const Context& ctx) {
    std::unique_lock lock(m_mutex);
    m_isHeld = m_isHolding;
    m_gate.notify_all();
    while (m_isHolding && !ctx.isCancelled()) {
        m_gate.wait_for(lock, std::chrono::milliseconds(2));
    }
    return !ctx.isCancelled();
}

Reconstruction FakeEngine::make(const std::filesystem::path& photo) const {
    Reconstruction made;
    auto character = std::make_shared<Character>(makeFigure(figure));
    character->name = photo.stem().string();
    auto subject = std::make_shared<Subject>();
    subject->photo.path = photo;
    subject->photo.pixels = photographFigure(*character);
    subject->person.emplace();
    subject->person->face.resize(kFaceLandmarks);
    subject->others.resize(static_cast<std::size_t>(others));
    made.character = character;
    made.subject = subject;
    made.metrics.jointError = 0.0062;
    made.metrics.faceError = 0.0091;
    made.metrics.iou = 0.902;
    made.metrics.gender = 0.2;
    made.clothedIou = 0.946;
    made.times = {{"prepare", 0.61}, {"constrain", 0.74}, {"texture", 0.66}, {"finish", 0.21}};
    made.warnings = warnings;
    return made;
}

Status FakeEngine::write(const std::filesystem::path& path, const ExportOptions& options,
                         const Context& ctx) {
    ctx.report(0.5);
    if (!work(exportTime, ctx)) {
        return ctx.cancelled();
    }
    if (exportFails) {
        return fail(ErrorCode::FileUnwritable, "Cannot write " + path.string() + ".",
                    "Choose a folder that you may write to.");
    }
    const std::lock_guard lock(m_mutex);
    m_lastExport = path;
    m_lastExportOptions = options;
    return {};
}

} // namespace maquette::test
