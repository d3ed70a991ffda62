// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/model_evaluation.h"

#include "core/base/evenly_chosen.h"
#include "core/train/picture_groups.h"
#include "core/train/pose_judge.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

namespace maquette {
namespace {

constexpr double kMillimetres = 1000.0;
constexpr int kBatch = 32;
constexpr int kRetrievalSamples = 16000;

using Errors = std::array<double, kReportedParts.size() + 1>; ///< the whole first, then the parts

int partOf(BodyRegion region) {
    switch (region) {
    case BodyRegion::Head:
        return 0;
    case BodyRegion::Torso:
    case BodyRegion::Neck:
        return 1;
    case BodyRegion::LeftUpperArm:
    case BodyRegion::RightUpperArm:
    case BodyRegion::LeftLowerArm:
    case BodyRegion::RightLowerArm:
        return 2;
    case BodyRegion::LeftHand:
    case BodyRegion::RightHand:
        return 3;
    case BodyRegion::LeftUpperLeg:
    case BodyRegion::RightUpperLeg:
    case BodyRegion::LeftLowerLeg:
    case BodyRegion::RightLowerLeg:
        return 4;
    default:
        return 5;
    }
}

/// Left and right hands would have to be moved apart; each side is a group of its own.
bool isRight(const Points& mean, int vertex) {
    return mean(vertex, 0) < 0.0F;
}

class ShapeJudge {
public:
    ShapeJudge(const Template& body, const Points& mean) {
        for (int v = 0; v < kBodyVertices; ++v) {
            const int part = partOf(body.regions[v]);
            const bool sided = part >= 2;
            m_groups[2 * part + (sided && isRight(mean, v) ? 1 : 0)].push_back(v);
        }
    }

    /// Both normalised.
    [[nodiscard]] Errors operator()(const Points& a, const Points& b) const {
        Errors errors{};
        const Points difference = a.topRows(kBodyVertices) - b.topRows(kBodyVertices);
        errors[0] = kMillimetres * difference.rowwise().norm().mean();
        for (std::size_t part = 0; part < kReportedParts.size(); ++part) {
            double sum = 0.0;
            std::size_t count = 0;
            for (const auto& group : {m_groups[2 * part], m_groups[2 * part + 1]}) {
                if (!group.empty()) {
                    Points own = difference(group, Eigen::all);
                    const Eigen::RowVector3f shift = own.colwise().mean();
                    own.rowwise() -= shift;
                    sum += own.rowwise().norm().sum();
                    count += group.size();
                }
            }
            errors[1 + part] = kMillimetres * sum / static_cast<double>(count);
        }
        return errors;
    }

private:
    std::array<std::vector<int>, 2 * kReportedParts.size()> m_groups;
};

/// Errors by person.
class Tally {
public:
    void add(std::int64_t person, const Errors& errors) {
        auto& [sum, count] = m_people[person];
        for (std::size_t i = 0; i < errors.size(); ++i) {
            sum[i] += errors[i];
        }
        ++count;
    }

    [[nodiscard]] EvaluationRow row(std::string name) const {
        EvaluationRow row;
        row.name = std::move(name);
        for (std::size_t i = 0; i < 1 + kReportedParts.size(); ++i) {
            std::vector<double> values;
            for (const auto& [person, entry] : m_people) {
                values.push_back(entry.first[i] / entry.second);
            }
            (i == 0 ? row.shape : row.parts[i - 1]) = meanInterval(values);
        }
        return row;
    }

private:
    std::map<std::int64_t, std::pair<Errors, int>> m_people;
};

class NumberTally {
public:
    void add(std::int64_t person, double value) {
        auto& [sum, count] = m_people[person];
        sum += value;
        ++count;
    }
    [[nodiscard]] BootstrapInterval interval() const {
        std::vector<double> values;
        for (const auto& [person, entry] : m_people) {
            values.push_back(entry.first / entry.second);
        }
        return meanInterval(values);
    }

private:
    std::map<std::int64_t, std::pair<double, int>> m_people;
};

/// Answers for many samples, batch by batch.
/// @param answer  what CharacterModel makes of a batch of inputs.
/// @param use     takes each sample and its answer.
template <typename Answer, typename Use>
Status answerSamples(const TrainingSet& set, const std::vector<std::int64_t>& samples,
                     const Context& ctx, Answer&& answer, Use&& use) {
    AugmentOptions none;
    none.enabled = false;
    Random random(0);
    for (std::size_t first = 0; first < samples.size(); first += kBatch) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        std::vector<MappingInput> inputs;
        const std::size_t end = std::min(samples.size(), first + kBatch);
        for (std::size_t i = first; i < end; ++i) {
            inputs.push_back(set.input(samples[i], none, random));
        }
        const auto answers = answer(inputs);
        if (!answers) {
            return fail(answers.error());
        }
        for (std::size_t i = first; i < end; ++i) {
            use(samples[i], (*answers)[i - first]);
        }
        ctx.report(static_cast<double>(end) / static_cast<double>(samples.size()));
    }
    return {};
}

/// People of the training split: shapes by coefficients, and features of pictures.
struct Gallery {
    std::vector<std::int64_t> people;
    Eigen::MatrixXf coefficients; ///< [K,people]
    std::vector<std::int64_t> featurePeople;
    Eigen::MatrixXf features; ///< [F,samples], unit length

    [[nodiscard]] std::int64_t nearestByFeatures(const Eigen::VectorXf& f) const {
        Eigen::Index best = 0;
        (features.transpose() * f).maxCoeff(&best);
        return featurePeople[static_cast<std::size_t>(best)];
    }

    /// The nearest people by coefficients, best first: candidates for the nearest by vertices.
    [[nodiscard]] std::vector<std::int64_t> candidates(const Eigen::VectorXf& c,
                                                       const Eigen::VectorXf& scale) const {
        constexpr std::size_t kCandidates = 24;
        const Eigen::VectorXf distances =
            ((coefficients.colwise() - c).array().colwise() * scale.array())
                .matrix()
                .colwise()
                .squaredNorm();
        std::vector<std::size_t> order(people.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const std::size_t count = std::min(kCandidates, order.size());
        std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count),
                          order.end(), [&](std::size_t a, std::size_t b) {
                              return distances[static_cast<Eigen::Index>(a)] <
                                     distances[static_cast<Eigen::Index>(b)];
                          });
        std::vector<std::int64_t> found;
        for (std::size_t i = 0; i < count; ++i) {
            found.push_back(people[order[i]]);
        }
        return found;
    }
};

Result<Gallery> makeGallery(const CharacterModel& model, const TrainingSet& set,
                            const Context& ctx) {
    Gallery gallery;
    const auto& rows = set.dataset().samples();
    for (const std::int64_t sample : set.samples(Split::Train)) {
        const std::int64_t person = rows[static_cast<std::size_t>(sample)].identity;
        if (gallery.people.empty() || gallery.people.back() != person) {
            gallery.people.push_back(person);
        }
    }
    gallery.coefficients.resize(model.space().size(),
                                static_cast<Eigen::Index>(gallery.people.size()));
    for (std::size_t i = 0; i < gallery.people.size(); ++i) {
        gallery.coefficients.col(static_cast<Eigen::Index>(i)) =
            model.space().coefficients(normalizedShape(set.identityShape(gallery.people[i])));
    }
    const auto samples = evenlyChosen(set.samples(Split::Train), kRetrievalSamples);
    Eigen::Index column = 0;
    const Status seen = answerSamples(
        set, samples, ctx, [&](const auto& inputs) { return model.features(inputs); },
        [&](std::int64_t sample, const Eigen::VectorXf& features) {
            if (column == 0) {
                gallery.features.resize(features.size(), static_cast<Eigen::Index>(samples.size()));
            }
            gallery.features.col(column++) = features.normalized();
            gallery.featurePeople.push_back(rows[static_cast<std::size_t>(sample)].identity);
        });
    return seen ? Result<Gallery>(std::move(gallery)) : Result<Gallery>(fail(seen.error()));
}

/// Length of each direction over the body, root mean square.
Eigen::VectorXf directionScale(const ShapeSpace& space) {
    return space.directions.leftCols(3 * kBodyVertices).rowwise().norm();
}

nlohmann::ordered_json toJson(const BootstrapInterval& interval) {
    return {{"mean", interval.value}, {"low", interval.low}, {"high", interval.high}};
}

} // namespace

Result<ModelEvaluation> evaluateModel(const CharacterModel& model, const TrainingSet& set,
                                      const Library& library, int most, const Context& ctx) {
    const auto samples =
        most > 0 ? evenlyChosen(set.samples(Split::Test), static_cast<std::size_t>(most))
                 : set.samples(Split::Test);
    if (samples.empty() || set.samples(Split::Train).empty()) {
        return fail(ErrorCode::InvalidArgument, "The dataset has no people to test on.",
                    "Make more people with maquette-cli dataset make.");
    }
    const auto gallery = makeGallery(model, set, ctx.nested(0.0, 0.8));
    if (!gallery) {
        return fail(gallery.error());
    }
    const auto rig = library.rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    const PoseJudge poseJudge(library, *rig);
    const ShapeSpace& space = model.space();
    const ShapeJudge judge(library.templateMesh(), space.mean);
    const Eigen::VectorXf scale = directionScale(space);
    Tally network;
    Tally mean;
    Tally retrieval;
    Tally oracle;
    Tally bound;
    NumberTally height;
    NumberTally posed;
    NumberTally joints;
    NumberTally iou;
    std::map<std::string, std::vector<double>> groups;
    std::map<std::int64_t, Points> truths;
    const auto shapeOf = [&](std::int64_t person) {
        return normalizedShape(set.identityShape(person));
    };
    const Status judged = answerSamples(
        set, samples, ctx.nested(0.8, 1.0), [&](const auto& inputs) { return model.map(inputs); },
        [&](std::int64_t sample, const MappedCharacter& person) {
            const std::int64_t identity =
                set.dataset().samples()[static_cast<std::size_t>(sample)].identity;
            const bool isNew = !truths.contains(identity);
            const PosedTruth shown = set.posedTruth(sample);
            if (isNew) {
                truths[identity] = normalizedShape(shown.shape);
            }
            const Points& truth = truths[identity];
            const Errors errors = judge(person.normalized, truth);
            network.add(identity, errors);
            const auto attributes = set.dataset().attributes(sample);
            for (const std::string& group : pictureGroups(attributes.value_or(Attributes()))) {
                groups[group].push_back(errors[0]);
            }
            retrieval.add(
                identity,
                judge(shapeOf(gallery->nearestByFeatures(person.features.normalized())), truth));
            height.add(identity, 100.0 * std::abs(person.height / bodyHeight(shown.shape) - 1.0));
            const PoseErrors pose = poseJudge(person, shown);
            posed.add(identity, pose.posed);
            joints.add(identity, pose.joints);
            iou.add(identity, pose.iou);
            if (!isNew) {
                return;
            }
            mean.add(identity, judge(space.mean, truth));
            const Eigen::VectorXf c = space.coefficients(truth);
            bound.add(identity, judge(space.shape(c), truth));
            Errors best{};
            best[0] = 1e30;
            for (const std::int64_t candidate : gallery->candidates(c, scale)) {
                const Errors away = judge(shapeOf(candidate), truth);
                best = away[0] < best[0] ? away : best;
            }
            oracle.add(identity, best);
        });
    if (!judged) {
        return fail(judged.error());
    }
    ModelEvaluation result;
    result.people = static_cast<int>(truths.size());
    result.samples = static_cast<int>(samples.size());
    result.rows = {network.row("network"), mean.row("mean shape"),
                   retrieval.row("retrieval by features"), oracle.row("oracle neighbour"),
                   bound.row("linear bound")};
    for (const auto& [name, errors] : groups) {
        result.groups.push_back({name, static_cast<int>(errors.size()), meanInterval(errors)});
    }
    result.height = height.interval();
    result.posed = posed.interval();
    result.joints = joints.interval();
    result.iou = iou.interval();
    return result;
}

std::string ModelEvaluation::toJson() const {
    nlohmann::ordered_json json = {{"people", people}, {"samples", samples}};
    for (const EvaluationRow& row : rows) {
        nlohmann::ordered_json parts;
        for (std::size_t i = 0; i < kReportedParts.size(); ++i) {
            parts[kReportedParts[i]] = maquette::toJson(row.parts[i]);
        }
        json["rows"].push_back(
            {{"name", row.name}, {"shape_mm", maquette::toJson(row.shape)}, {"parts_mm", parts}});
    }
    for (const EvaluationGroup& group : groups) {
        json["groups"].push_back({{"name", group.name},
                                  {"samples", group.samples},
                                  {"shape_mm", maquette::toJson(group.shape)}});
    }
    json["height_percent"] = maquette::toJson(height);
    json["posed_mm"] = maquette::toJson(posed);
    json["joints_mm"] = maquette::toJson(joints);
    json["silhouette_iou"] = maquette::toJson(iou);
    return json.dump(1);
}

std::string ModelEvaluation::toText() const {
    char line[256];
    std::snprintf(line, sizeof line, "%d people, %d pictures; mm at 1.7 m, 95 %% intervals\n",
                  people, samples);
    std::string text = line;
    std::snprintf(line, sizeof line, "%-22s %-20s", "", "shape");
    text += line;
    for (const char* part : kReportedParts) {
        std::snprintf(line, sizeof line, " %6s", part);
        text += line;
    }
    text += "\n";
    for (const EvaluationRow& row : rows) {
        std::snprintf(line, sizeof line, "%-22s %5.1f [%4.1f, %4.1f]  ", row.name.c_str(),
                      row.shape.value, row.shape.low, row.shape.high);
        text += line;
        for (const BootstrapInterval& part : row.parts) {
            std::snprintf(line, sizeof line, " %6.1f", part.value);
            text += line;
        }
        text += "\n";
    }
    for (const EvaluationGroup& group : groups) {
        std::snprintf(line, sizeof line, "%-26s %5.1f [%4.1f, %4.1f] of %d pictures\n",
                      group.name.c_str(), group.shape.value, group.shape.low, group.shape.high,
                      group.samples);
        text += line;
    }
    std::snprintf(line, sizeof line,
                  "network: height off by %.1f %%; posed vertices %.1f [%.1f, %.1f], joints %.1f "
                  "[%.1f, %.1f]; outline of the bare body against the mask %.3f [%.3f, %.3f]\n",
                  height.value, posed.value, posed.low, posed.high, joints.value, joints.low,
                  joints.high, iou.value, iou.low, iou.high);
    return text + line;
}

} // namespace maquette
