// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/perception.h"

#include "core/base/file.h"
#include "core/base/log.h"
#include "core/image/face_network.h"
#include "core/image/hand_network.h"
#include "core/image/mask_fusion.h"
#include "core/image/matting.h"
#include "core/image/model_file.h"
#include "core/image/people_finder.h"
#include "core/image/pose_network.h"
#include "core/image/subject_warnings.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>

namespace maquette {
namespace fs = std::filesystem;
namespace {

/// Without these nothing can be perceived; the other models have a fallback.
constexpr std::array kRequired = {"pose_detection.onnx", "pose_landmark_full.onnx",
                                  "face_detection_short_range.onnx", "face_landmark.onnx",
                                  "u2netp.onnx"};

/// Logs how long a step took.
class StepTimer {
public:
    explicit StepTimer(std::string step) : m_step(std::move(step)) {}
    ~StepTimer() {
        const auto spent = std::chrono::steady_clock::now() - m_start;
        log::debug(
            "perceive: " + m_step + " " +
            std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count()) +
            " ms");
    }
    StepTimer(const StepTimer&) = delete;
    StepTimer& operator=(const StepTimer&) = delete;

private:
    std::string m_step;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

/// The points that lie in the picture, and the pose network's mask.
cv::Rect2f boxOf(const BodyPose& pose, const PhotoLevels& photo) {
    std::vector<cv::Point2f> points;
    const cv::Rect2f frame(cv::Point2f(), cv::Size2f(photo.full.size()));
    for (const BodyLandmark& landmark : pose.landmarks) {
        if (frame.contains(landmark.pixel)) {
            points.push_back(landmark.pixel);
        }
    }
    std::vector<cv::Point> covered;
    cv::findNonZero(pose.mask > 0.5F, covered);
    if (!covered.empty()) {
        const cv::Matx23d toPhoto = pose.crop.pixelsToPhoto(pose.mask.cols);
        for (const cv::Point& p : covered) {
            const cv::Vec2d q = toPhoto * cv::Vec3d(p.x, p.y, 1.0);
            points.emplace_back(static_cast<float>(q[0]), static_cast<float>(q[1]));
        }
    }
    return points.empty() ? cv::Rect2f() : cv::Rect2f(cv::boundingRect(points)) & frame;
}

/// A body pose and the place it takes in the photo.
struct Candidate {
    BodyPose pose;
    cv::Rect2f box;
};

/// True when both stand for one person: on average their points are hardly apart.
bool isSame(const Candidate& a, const Candidate& b) {
    double apart = 0;
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        apart += cv::norm(a.pose.landmarks[i].pixel - b.pose.landmarks[i].pixel) / kBodyLandmarks;
    }
    constexpr double kApart = 0.15;
    return apart < kApart * std::max({a.box.height, a.box.width, b.box.height, b.box.width});
}

Person toPerson(const Candidate& candidate) {
    Person person;
    person.box = candidate.box;
    person.score = candidate.pose.presence;
    person.body = candidate.pose.landmarks;
    return person;
}

bool isCutOut(const cv::Mat& alpha) {
    double least = 255;
    if (!alpha.empty()) {
        cv::minMaxLoc(alpha, &least, nullptr);
    }
    return least < 128;
}

class NetworkPerception final : public Perception {
public:
    explicit NetworkPerception(fs::path folder) : m_folder(std::move(folder)) {}

    Result<Subject> perceive(Photo photo, const PerceptionOptions& options,
                             const Context& ctx) override;

private:
    Result<Subject> perceiveUnguarded(Photo photo, const PerceptionOptions& options,
                                      const Context& ctx);
    Result<std::vector<Candidate>> readPoses(const PhotoLevels& levels,
                                             const std::vector<Detection>& found,
                                             PoseNetwork& network, const Context& ctx);
    Result<std::vector<Candidate>> findPeople(const PhotoLevels& levels, Subject& subject,
                                              const PerceptionOptions& options, const Context& ctx);
    Status addFace(const PhotoLevels& levels, Person& person);
    Status addHands(const PhotoLevels& levels, Subject& subject);
    Status addMask(const PhotoLevels& levels, const Candidate* chosen, MaskQuality quality,
                   Subject& subject);
    Result<PoseNetwork*> poseNetwork(MaskQuality quality, Subject& subject);
    Result<Matting*> matting(MaskQuality quality, Subject& subject);

    fs::path m_folder;
    std::optional<PeopleFinder> m_finder;
    std::optional<PoseNetwork> m_fullPose;
    std::optional<PoseNetwork> m_heavyPose;
    std::optional<FaceNetwork> m_face;
    std::optional<HandNetwork> m_hands;
    std::optional<Matting> m_fastMatting;
    std::optional<Matting> m_bestMatting;
};

/// Loads a network into its slot on first use.
template <typename Network, typename Load>
Result<Network*> ensure(std::optional<Network>& slot, Load load) {
    if (!slot) {
        auto loaded = load();
        if (!loaded) {
            return fail(loaded.error());
        }
        slot.emplace(std::move(*loaded));
    }
    return &*slot;
}

Result<PoseNetwork*> NetworkPerception::poseNetwork(MaskQuality quality, Subject& subject) {
    if (quality == MaskQuality::Best) {
        auto heavy = ensure(m_heavyPose, [&] { return PoseNetwork::load(m_folder, true); });
        if (heavy) {
            return heavy;
        }
        subject.warnings.push_back("The lighter pose model is used: " + describe(heavy.error()));
    }
    return ensure(m_fullPose, [&] { return PoseNetwork::load(m_folder, false); });
}

Result<Matting*> NetworkPerception::matting(MaskQuality quality, Subject& subject) {
    if (quality == MaskQuality::Best) {
        if (const Status whole = checkModelFile(m_folder / "u2net.onnx"); whole) {
            return ensure(m_bestMatting,
                          [&] { return Result<Matting>(Matting(m_folder, MaskQuality::Best)); });
        } else {
            subject.warnings.push_back("The light cut-out model is used: " +
                                       describe(whole.error()));
        }
    }
    return ensure(m_fastMatting,
                  [&] { return Result<Matting>(Matting(m_folder, MaskQuality::Fast)); });
}

Result<std::vector<Candidate>> NetworkPerception::readPoses(const PhotoLevels& levels,
                                                            const std::vector<Detection>& found,
                                                            PoseNetwork& network, const Context& ctx) {
    std::vector<Candidate> people;
    for (const Detection& detection : found) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const StepTimer timer("body points");
        Candidate candidate{network.run(levels, PoseNetwork::cropFor(detection)), {}};
        constexpr float kPresent = 0.5F;
        candidate.box = boxOf(candidate.pose, levels);
        const bool known = std::any_of(people.begin(), people.end(), [&](const Candidate& other) {
            return isSame(candidate, other);
        });
        if (candidate.pose.presence >= kPresent && !known) {
            people.push_back(std::move(candidate));
        }
    }
    std::stable_sort(people.begin(), people.end(), [](const Candidate& a, const Candidate& b) {
        return a.box.area() > b.box.area();
    });
    return people;
}

Result<std::vector<Candidate>> NetworkPerception::findPeople(const PhotoLevels& levels, Subject& subject,
                                                             const PerceptionOptions& options,
                                                             const Context& ctx) {
    auto finder = ensure(m_finder, [&] { return PeopleFinder::load(m_folder); });
    if (!finder) {
        return fail(finder.error());
    }
    auto network = poseNetwork(options.quality, subject);
    if (!network) {
        return fail(network.error());
    }
    for (const bool far : {false, true}) {
        std::optional<StepTimer> timer(far ? "person detection, far" : "person detection");
        std::vector<Detection> found = far ? (*finder)->findFar(levels) : (*finder)->find(levels);
        timer.reset();
        constexpr std::size_t kMostPeople = 6;
        found.resize(std::min(found.size(), kMostPeople));
        auto people = readPoses(levels, found, **network, ctx);
        if (!people || !people->empty()) {
            return people;
        }
    }
    return std::vector<Candidate>();
}

Status NetworkPerception::addFace(const PhotoLevels& levels, Person& person) {
    auto network = ensure(m_face, [&] { return FaceNetwork::load(m_folder); });
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

Status NetworkPerception::addHands(const PhotoLevels& levels, Subject& subject) {
    auto network = ensure(m_hands, [&] { return HandNetwork::load(m_folder); });
    if (!network) {
        subject.warnings.push_back("Fingers are not posed: " + describe(network.error()));
        return {};
    }
    const StepTimer timer("hands");
    subject.person->hands = (*network)->run(levels, subject.person->body);
    return {};
}

Status NetworkPerception::addMask(const PhotoLevels& levels, const Candidate* chosen,
                                  MaskQuality quality, Subject& subject) {
    if (isCutOut(subject.photo.alpha)) {
        subject.mask = subject.photo.alpha.clone();
        subject.maskFromAlpha = true;
        return {};
    }
    auto network = matting(quality, subject);
    if (!network) {
        return fail(network.error());
    }
    cv::Rect region(cv::Point(), levels.working.size());
    if (chosen) {
        constexpr float kMargin = 0.12F;
        const float margin = kMargin * std::max(chosen->box.width, chosen->box.height);
        cv::Rect2f box = chosen->box - cv::Point2f(margin, margin);
        box += cv::Size2f(2 * margin, 2 * margin);
        region = Matting::region(levels.toWorking(box), levels.working.size());
    }
    std::optional<StepTimer> timer("cut-out");
    auto matte = (*network)->run(levels.working(region));
    if (!matte) {
        return fail(matte.error());
    }
    if (matte->empty() && !chosen) {
        return {};
    }
    timer.emplace("mask edges");
    cv::Mat mask = *matte;
    if (chosen) {
        mask = matte->empty() ? poseMask(chosen->pose, levels)
                              : fuseMasks(*matte, region, chosen->pose, levels);
    }
    subject.mask = refineMask(mask, region, levels);
    return {};
}

Result<Subject> NetworkPerception::perceiveUnguarded(Photo photo, const PerceptionOptions& options,
                                                     const Context& ctx) {
    Subject subject;
    subject.photo = std::move(photo);
    std::optional<StepTimer> timer("resizing");
    const PhotoLevels levels(subject.photo);
    timer.reset();

    auto people = findPeople(levels, subject, options, ctx.nested(0.0, 0.2, "Looking for people"));
    if (!people) {
        return fail(people.error());
    }
    const Candidate* chosen = nullptr;
    if (!people->empty()) {
        const bool exists =
            options.personIndex >= 0 && options.personIndex < static_cast<int>(people->size());
        const std::size_t which = exists ? static_cast<std::size_t>(options.personIndex) : 0;
        chosen = &(*people)[which];
        subject.person = toPerson(*chosen);
        for (const Candidate& candidate : *people) {
            if (&candidate != chosen) {
                subject.others.push_back(toPerson(candidate));
            }
        }
        if (const Status done = addFace(levels, *subject.person); !done) {
            return fail(done.error());
        }
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        if (options.hands) {
            if (const Status done = addHands(levels, subject); !done) {
                return fail(done.error());
            }
        }
    }
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    ctx.nested(0.4, 1.0, "Cutting out").report(0.0);
    if (const Status done = addMask(levels, chosen, options.quality, subject); !done) {
        return fail(done.error());
    }
    for (std::string& warning : subjectWarnings(subject, options.personIndex)) {
        subject.warnings.push_back(std::move(warning));
    }
    ctx.report(1.0);
    return subject;
}

Result<Subject> NetworkPerception::perceive(Photo photo, const PerceptionOptions& options,
                                            const Context& ctx) {
    const std::string name = photo.path.filename().string();
    try {
        return perceiveUnguarded(std::move(photo), options, ctx);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to look at " + name + ".",
                    "Close other programs or use a smaller photo.");
    } catch (const std::exception& error) {
        log::error(error.what());
        return fail(ErrorCode::CorruptData,
                    "A perception model in " + m_folder.string() + " cannot be run.",
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
