// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/perception.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/image/body_reader.h"
#include "core/image/cutout.h"
#include "core/image/face_network.h"
#include "core/image/hand_network.h"
#include "core/image/lazy_network.h"
#include "core/image/mask_maker.h"
#include "core/image/model_file.h"
#include "core/image/step_timer.h"
#include "core/image/subject_warnings.h"

#include <array>

namespace maquette {
namespace fs = std::filesystem;
namespace {

/// Without these nothing can be perceived; the other models have a fallback.
constexpr std::array kRequired = {"pose_detection.onnx", "pose_landmark_full.onnx",
                                  "face_detection_short_range.onnx", "face_landmark.onnx",
                                  "u2netp.onnx"};

class NetworkPerception final : public Perception {
public:
    explicit NetworkPerception(const fs::path& folder)
        : m_folder(folder), m_bodies(folder), m_masks(folder) {}

    Result<Subject> perceive(Photo photo, const PerceptionOptions& options,
                             const Context& ctx) override;

private:
    Result<Subject> perceiveUnguarded(Photo photo, const PerceptionOptions& options,
                                      const Context& ctx);
    Status addFace(const PhotoLevels& levels, Person& person);
    void addHands(const PhotoLevels& levels, Subject& subject);
    Status addMask(const PhotoLevels& levels, const SeenBody* chosen, MaskQuality quality,
                   Subject& subject);

    fs::path m_folder;
    BodyReader m_bodies;
    std::optional<FaceNetwork> m_face;
    std::optional<HandNetwork> m_hands;
    MaskMaker m_masks;
};

Status NetworkPerception::addFace(const PhotoLevels& levels, Person& person) {
    auto network = ensureNetwork(m_face, [&] { return FaceNetwork::load(m_folder); });
    if (!network) {
        return fail(network.error());
    }
    const StepTimer timer("face");
    constexpr float kSeen = 0.5F;
    if (auto face = (*network)->run(levels, person.body); face && face->score >= kSeen) {
        person.faceScore = face->score;
        person.faceSize = FaceNetwork::width(face->points);
        person.face = std::move(face->points);
    }
    return {};
}

void NetworkPerception::addHands(const PhotoLevels& levels, Subject& subject) {
    auto network = ensureNetwork(m_hands, [&] { return HandNetwork::load(m_folder); });
    if (!network) {
        subject.warnings.push_back("Fingers are not posed. " + describe(network.error()));
        return;
    }
    const StepTimer timer("hands");
    subject.person->hands = (*network)->run(levels, subject.person->body);
}

Status NetworkPerception::addMask(const PhotoLevels& levels, const SeenBody* chosen,
                                  MaskQuality quality, Subject& subject) {
    if (takeAlphaMask(subject)) {
        return {};
    }
    auto mask = m_masks.make(levels, chosen, quality, subject.warnings);
    if (!mask) {
        return fail(mask.error());
    }
    subject.mask = std::move(*mask);
    return {};
}

/// Puts the chosen person into @p subject and the others beside; null when there is nobody.
const SeenBody* choose(const std::vector<SeenBody>& people, int index, Subject& subject) {
    if (people.empty()) {
        return nullptr;
    }
    const bool exists = index >= 0 && index < static_cast<int>(people.size());
    const SeenBody* chosen = &people[exists ? static_cast<std::size_t>(index) : 0];
    for (const SeenBody& body : people) {
        if (&body == chosen) {
            subject.person = body.toPerson();
        } else {
            subject.others.push_back(body.toPerson());
        }
    }
    return chosen;
}

Result<Subject> NetworkPerception::perceiveUnguarded(Photo photo, const PerceptionOptions& options,
                                                     const Context& ctx) {
    const Context finding = ctx.nested(0.0, 0.2, "Looking for people");
    const Context reading = ctx.nested(0.2, 0.4, "Reading face and hands");
    const Context cutting = ctx.nested(0.4, 1.0, "Cutting out");
    Subject subject;
    subject.photo = std::move(photo);
    finding.report(0.0);
    const PhotoLevels levels(subject.photo);
    const auto people = m_bodies.read(levels, options.quality, subject.warnings, finding);
    if (!people) {
        return fail(people.error());
    }
    const SeenBody* chosen = choose(*people, options.personIndex, subject);
    reading.report(0.0);
    if (chosen && !ctx.isCancelled()) {
        if (const Status done = addFace(levels, *subject.person); !done) {
            return fail(done.error());
        }
        if (options.hands && !ctx.isCancelled()) {
            addHands(levels, subject);
        }
    }
    cutting.report(0.0);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    if (const Status done = addMask(levels, chosen, options.quality, subject); !done) {
        return fail(done.error());
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    for (std::string& warning : subjectWarnings(subject, options.personIndex)) {
        subject.warnings.push_back(std::move(warning));
    }
    cutting.report(1.0);
    return subject;
}

Result<Subject> NetworkPerception::perceive(Photo photo, const PerceptionOptions& options,
                                            const Context& ctx) {
    const std::string name = photo.path.filename().string();
    if (photo.pixels.empty()) {
        return fail(ErrorCode::InvalidArgument, "There is no picture to look at in " + name + ".");
    }
    const auto outOfMemory =
        fail(ErrorCode::OutOfMemory, "There is not enough memory to look at " + name + ".",
             "Close other programs or use a smaller photo.");
    try {
        return perceiveUnguarded(std::move(photo), options, ctx);
    } catch (const std::bad_alloc&) {
        return outOfMemory;
    } catch (const cv::Exception& error) {
        log::error(error.what());
        if (error.code == cv::Error::StsNoMem) {
            return outOfMemory;
        }
        return fail(ErrorCode::CorruptData,
                    "A perception model in " + m_folder.string() + " is damaged: it cannot be run.",
                    "Run packaging/setup again.");
    }
}

} // namespace

Result<std::unique_ptr<Perception>> Perception::open(const fs::path& folder, const Context& ctx) {
    const fs::path models = folder.empty() ? dataFolder() / "models" : folder;
    for (const char* file : kRequired) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        if (const Status whole = checkModelFile(models / file); !whole) {
            return fail(whole.error());
        }
    }
    return std::make_unique<NetworkPerception>(models);
}

} // namespace maquette
