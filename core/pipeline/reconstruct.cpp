// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/reconstruct.h"

#include "core/fit/correspondences.h"
#include "core/fit/fit_model.h"
#include "core/image/perception.h"
#include "core/pipeline/character_builder.h"
#include "core/pipeline/clothe.h"
#include "core/pipeline/fit_warnings.h"
#include "core/pipeline/mapping.h"
#include "core/pipeline/open_model.h"
#include "core/pipeline/prepare.h"
#include "core/pipeline/stage_clock.h"
#include "core/pipeline/texture.h"

#include <opencv2/core.hpp>

#include <chrono>
#include <future>
#include <mutex>
#include <new>
#include <thread>

namespace maquette {
namespace {

using namespace std::chrono_literals;

/// Spans of the progress bar; from the stages' times on two cores.
constexpr double kPrepared = 0.40;
constexpr double kGenerated = 0.42;
constexpr double kFitted = 0.70;
constexpr double kClothed = 0.75;
constexpr double kTextured = 0.95;

/// Third parties throw; a job ends with an Error instead.
template <typename Job> auto withoutExceptions(const Job& job) -> decltype(job()) {
    try {
        return job();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for this photo.",
                    "Close other programs, or use a smaller photo or texture.");
    } catch (const cv::Exception& e) {
        if (e.code == cv::Error::StsNoMem) {
            return fail(ErrorCode::OutOfMemory, "There is not enough memory for this photo.",
                        "Close other programs, or use a smaller photo or texture.");
        }
        return fail(ErrorCode::Internal, std::string("OpenCV failed: ") + e.what());
    } catch (const std::exception& e) {
        return fail(ErrorCode::Internal, std::string("Unexpected failure: ") + e.what());
    }
}

void append(std::vector<std::string>& to, const std::vector<std::string>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

class PhotoReconstructor final : public Reconstructor {
public:
    /// @param perception  or why there is none, which a mapper makes good for cut-outs.
    PhotoReconstructor(std::shared_ptr<const Library> library,
                       Result<std::unique_ptr<Perception>> perception,
                       std::shared_ptr<const FitModel> model,
                       std::shared_ptr<const CharacterMapper> mapper)
        : m_library(std::move(library)), m_perception(std::move(perception)),
          m_model(std::move(model)), m_mapper(std::move(mapper)) {}

    Result<Reconstruction> reconstruct(const std::filesystem::path& photo,
                                       const ReconstructOptions& options,
                                       const Context& ctx) override {
        std::unique_lock lock(m_mutex, std::defer_lock);
        while (!lock.try_lock()) { // polled, since the wait may be cancelled
            if (ctx.isCancelled()) {
                return ctx.cancelled();
            }
            std::this_thread::sleep_for(20ms);
        }
        return withoutExceptions([&] { return run(photo, options, ctx); });
    }

    std::vector<std::string> rigNames() const override { return m_library->rigNames(); }

private:
    Result<Reconstruction> run(const std::filesystem::path& photo,
                               const ReconstructOptions& options, const Context& ctx);
    [[nodiscard]] Result<Subject> prepare(const std::filesystem::path& photo,
                                          const ReconstructOptions& options, const Context& ctx);
    /// Encode, generate and constrain.
    [[nodiscard]] Result<FitResult> fit(const Subject& subject, const ReconstructOptions& options,
                                        StageClock& clock, Reconstruction& result,
                                        const Context& ctx);

    std::shared_ptr<const Library> m_library;
    Result<std::unique_ptr<Perception>> m_perception;
    std::shared_ptr<const FitModel> m_model;
    std::shared_ptr<const CharacterMapper> m_mapper; ///< null: none
    std::mutex m_mutex;
};

Result<Subject> PhotoReconstructor::prepare(const std::filesystem::path& photo,
                                            const ReconstructOptions& options, const Context& ctx) {
    if (!m_perception) {
        return prepareCutout(photo, m_perception.error(), ctx);
    }
    return prepareSubject(**m_perception, photo, {options.quality, options.personIndex, true},
                          m_mapper ? Needed::PersonOrCutout : Needed::Person, ctx);
}

Result<FitResult> PhotoReconstructor::fit(const Subject& subject, const ReconstructOptions& options,
                                          StageClock& clock, Reconstruction& result,
                                          const Context& ctx) {
    FitOptions fitting;
    fitting.gender = options.gender;
    const auto encoded = m_mapper ? encodeSubject(subject) : std::nullopt;
    if (encoded) {
        clock.finish("encode");
        const auto mapped = m_mapper->map({*encoded});
        if (!mapped) {
            return fail(mapped.error());
        }
        result.mapping = m_mapper->name();
        result.mappingErrorMm = m_mapper->heldOutError();
        clock.finish("generate");
        auto generated = fitFrom(mapped->front(), *m_library, subject);
        if (!generated) {
            return generated;
        }
        if (!subject.person) {
            result.warnings.emplace_back(
                "Made from the outline alone, since no person was recognised in it: the pose and "
                "the face are guesses.");
            return generated;
        }
        fitting.guess = FitGuess{std::move(*generated)};
    }
    auto fitted = fitCharacter(*m_model, subject, fitting, ctx);
    if (fitted) {
        clock.finish("constrain");
    }
    return fitted;
}

Result<Reconstruction> PhotoReconstructor::run(const std::filesystem::path& photo,
                                               const ReconstructOptions& options,
                                               const Context& ctx) {
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    if (const Status valid = checkOptions(options); !valid) {
        return fail(valid.error());
    }
    const auto rig = m_library->rig(options.rig);
    if (!rig) {
        return fail(rig.error());
    }
    const Template& base = m_library->templateMesh();
    Reconstruction result;
    StageClock clock(result.times);

    auto subject = prepare(photo, options, ctx.nested(0.0, kPrepared, "prepare"));
    if (!subject) {
        return fail(subject.error());
    }
    clock.finish("prepare");
    const auto seen = std::make_shared<const Subject>(std::move(*subject));

    const auto fit =
        this->fit(*seen, options, clock, result, ctx.nested(kGenerated, kFitted, "constrain"));
    if (!fit) {
        return fail(fit.error());
    }

    const auto dressed =
        clotheBody(base, *fit, *seen, options.bodyOnly, ctx.nested(kFitted, kClothed, "clothe"));
    if (!dressed) {
        return fail(dressed.error());
    }
    clock.finish("clothe");

    const auto textures = textureCharacter(base, *seen, *fit, *dressed, {options.textureSize, true},
                                           ctx.nested(kClothed, kTextured, "texture"));
    if (!textures) {
        return fail(textures.error());
    }
    clock.finish("texture");

    const Context finishing = ctx.nested(kTextured, 1.0, "finish");
    if (finishing.isCancelled()) {
        return finishing.cancelled();
    }
    result.character = std::make_shared<const Character>(buildCharacter(
        {*m_library, *fit, *dressed, *textures, *rig, photo.stem().string(), options.height}));
    clock.finish("finish");
    finishing.report(1.0);

    result.subject = seen;
    result.metrics = fit->metrics;
    result.clothedIou = dressed->iou;
    append(result.warnings, seen->warnings);
    append(result.warnings, fitWarnings(*fit, dressed->iou, *seen));
    append(result.warnings, textures->warnings);
    return result;
}

/// Null where none was asked for and none ships.
Result<std::shared_ptr<const CharacterMapper>> openMapping(const ReconstructorPaths& paths,
                                                           const Library& library) {
    const bool isShipped = paths.mapping.empty();
    const std::filesystem::path path = isShipped ? shippedMapping() : paths.mapping;
    if (paths.withoutMapping || (isShipped && !std::filesystem::exists(path))) {
        return std::shared_ptr<const CharacterMapper>();
    }
    return openMapper(path, library);
}

} // namespace

Status checkOptions(const ReconstructOptions& options) {
    if (options.height && !(*options.height >= 0.1 && *options.height <= 10.0)) {
        return fail(ErrorCode::InvalidArgument,
                    "The height " + std::to_string(*options.height) + " m is not possible.",
                    "Choose 0.1 to 10 metres.");
    }
    if (options.gender && !(*options.gender >= 0.0 && *options.gender <= 1.0)) {
        return fail(ErrorCode::InvalidArgument,
                    "The gender " + std::to_string(*options.gender) + " is not possible.",
                    "Choose 0 (female) to 1 (male).");
    }
    if (options.textureSize < 256 || options.textureSize > 8192) {
        return fail(ErrorCode::InvalidArgument,
                    "The texture size " + std::to_string(options.textureSize) + " is not possible.",
                    "Choose 256 to 8192 pixels.");
    }
    return {};
}

Result<std::shared_ptr<Reconstructor>> Reconstructor::open(const ReconstructorPaths& paths,
                                                           const Context& ctx) {
    return withoutExceptions([&]() -> Result<std::shared_ptr<Reconstructor>> {
        auto library =
            Library::open(Library::locate(paths.library), ctx.nested(0.0, 0.5, "library"));
        if (!library) {
            return fail(library.error());
        }
        // The mapping is read while the fit's model is made: both take long.
        auto mapping =
            std::async(std::launch::async, [&] { return openMapping(paths, **library); });
        auto perception = Perception::open(paths.models, ctx.nested(0.5, 0.6, "networks"));
        const auto table = loadCorrespondences(shippedCorrespondences());
        if (!table) {
            return fail(table.error());
        }
        auto model = FitModel::make(*library, *table, ctx.nested(0.6, 1.0, "fit model"));
        auto mapper = mapping.get();
        if (!mapper) {
            return fail(mapper.error());
        }
        if (!perception && !(*mapper && perception.error().code == ErrorCode::MissingData)) {
            return fail(perception.error());
        }
        if (!model) {
            return fail(model.error());
        }
        return std::make_shared<PhotoReconstructor>(*library, std::move(perception), *model,
                                                    *mapper);
    });
}

} // namespace maquette
