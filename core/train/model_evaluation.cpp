// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/model_evaluation.h"

#include "core/base/evenly_chosen.h"
#include "core/train/people_gallery.h"
#include "core/train/picture_groups.h"
#include "core/train/pose_judge.h"
#include "core/train/sample_answers.h"

#include <cmath>
#include <map>

namespace maquette {
namespace {

constexpr int kProportions = 5; ///< directions of the shape space that are coarse proportions

/// Errors by person.
class Tally {
public:
    void add(std::int64_t person, const ShapeErrors& errors) {
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
    std::map<std::int64_t, std::pair<ShapeErrors, int>> m_people;
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

/// @p answer with the first directions of the space, the coarse proportions, as @p truth has them:
/// what is left tells how much of an error they are.
Points withRightProportions(const ShapeSpace& space, const Points& answer, const Points& truth) {
    Eigen::VectorXf wrong = space.coefficients(truth) - space.coefficients(answer);
    const Eigen::Index fine = wrong.size() - std::min<Eigen::Index>(wrong.size(), kProportions);
    wrong.tail(fine).setZero();
    return answer + (space.shape(wrong) - space.mean);
}

/// Judges answer by answer.
class Judgement {
public:
    Judgement(const CharacterModel& model, const TrainingSet& set, const PeopleGallery& gallery,
              const Library& library, const std::shared_ptr<const Rig>& rig)
        : m_space(model.space()), m_set(set), m_gallery(gallery),
          m_judge(library.templateMesh(), m_space.mean), m_poseJudge(library, rig) {}

    void add(std::int64_t sample, const MappedCharacter& answer) {
        const PosedTruth shown = m_set.posedTruth(sample);
        const std::int64_t person =
            m_set.dataset().samples()[static_cast<std::size_t>(sample)].identity;
        const auto [found, isNew] = m_truths.try_emplace(person);
        Points& truth = found->second;
        if (isNew) {
            truth = normalizedShape(shown.shape);
            addBaselines(person, truth);
        }
        const ShapeErrors errors = m_judge(answer.normalized, truth);
        m_network.add(person, errors);
        m_proportioned.add(person,
                           m_judge(withRightProportions(m_space, answer.normalized, truth), truth));
        const auto attributes = m_set.dataset().attributes(sample);
        for (const std::string& group : pictureGroups(attributes.value_or(Attributes()))) {
            m_groups[group].push_back(errors[0]);
        }
        const std::int64_t like = m_gallery.nearestByFeatures(answer.features.normalized());
        m_retrieval.add(person, m_judge(shapeOf(like), truth));
        m_height.add(person, 100.0 * std::abs(answer.height / bodyHeight(shown.shape) - 1.0));
        const PoseErrors pose = m_poseJudge(answer, shown);
        m_posed.add(person, pose.posed);
        m_joints.add(person, pose.joints);
        m_iou.add(person, pose.iou);
        ++m_samples;
    }

    [[nodiscard]] ModelEvaluation result() const {
        ModelEvaluation result;
        result.people = static_cast<int>(m_truths.size());
        result.samples = m_samples;
        result.rows = {m_network.row("network"),
                       m_mean.row("mean shape"),
                       m_retrieval.row("retrieval by features"),
                       m_oracle.row("oracle neighbour"),
                       m_bound.row("linear bound"),
                       m_proportioned.row("5 directions right")};
        for (const auto& [name, errors] : m_groups) {
            result.groups.push_back({name, static_cast<int>(errors.size()), meanInterval(errors)});
        }
        result.height = m_height.interval();
        result.posed = m_posed.interval();
        result.joints = m_joints.interval();
        result.iou = m_iou.interval();
        return result;
    }

private:
    [[nodiscard]] Points shapeOf(std::int64_t person) const {
        return normalizedShape(m_set.identityShape(person));
    }

    void addBaselines(std::int64_t person, const Points& truth) {
        m_mean.add(person, m_judge(m_space.mean, truth));
        const Eigen::VectorXf c = m_space.coefficients(truth);
        m_bound.add(person, m_judge(m_space.shape(c), truth));
        ShapeErrors best{};
        best[0] = 1e30;
        for (const std::int64_t candidate : m_gallery.candidates(c)) {
            const ShapeErrors away = m_judge(shapeOf(candidate), truth);
            best = away[0] < best[0] ? away : best;
        }
        m_oracle.add(person, best);
    }

    const ShapeSpace& m_space;
    const TrainingSet& m_set;
    const PeopleGallery& m_gallery;
    ShapeJudge m_judge;
    PoseJudge m_poseJudge;
    Tally m_network;
    Tally m_proportioned;
    Tally m_mean;
    Tally m_retrieval;
    Tally m_oracle;
    Tally m_bound;
    NumberTally m_height;
    NumberTally m_posed;
    NumberTally m_joints;
    NumberTally m_iou;
    std::map<std::string, std::vector<double>> m_groups;
    std::map<std::int64_t, Points> m_truths;
    int m_samples = 0;
};

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
    const auto gallery = PeopleGallery::make(model, set, ctx.nested(0.0, 0.8));
    if (!gallery) {
        return fail(gallery.error());
    }
    const auto rig = library.rig("default");
    if (!rig) {
        return fail(rig.error());
    }
    Judgement judgement(model, set, *gallery, library, *rig);
    const Status judged = answerSamples(
        set, samples, ctx.nested(0.8, 1.0), [&](const auto& inputs) { return model.map(inputs); },
        [&](std::int64_t sample, const MappedCharacter& answer) { judgement.add(sample, answer); });
    if (!judged) {
        return fail(judged.error());
    }
    return judgement.result();
}

} // namespace maquette
