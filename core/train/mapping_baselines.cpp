// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/mapping_baselines.h"

#include "core/base/evenly_chosen.h"
#include "core/train/people_gallery.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace maquette {
namespace {

constexpr std::size_t kMostPictures = 4000; ///< that are searched for the likest
constexpr int kMaskSide = 20;

/// Landmarks and outline of a sample as one vector, each kind of equal weight.
Eigen::VectorXf perceived(const TrainingSet& set, std::int64_t sample) {
    AugmentOptions none;
    none.enabled = false;
    Random random(0);
    const MappingInput input = set.input(sample, none, random, Seen::LandmarksAndMasks);
    constexpr auto kBody = static_cast<Eigen::Index>(std::tuple_size_v<decltype(input.body)>);
    constexpr auto kWorld = static_cast<Eigen::Index>(std::tuple_size_v<decltype(input.world)>);
    Eigen::VectorXf numbers = Eigen::VectorXf::Zero(kBody + kWorld + kMaskSide * kMaskSide);
    numbers.head(kBody) = Eigen::Map<const Eigen::VectorXf>(input.body.data(), kBody);
    numbers.segment(kBody, kWorld) = Eigen::Map<const Eigen::VectorXf>(input.world.data(), kWorld);
    if (!input.mask.empty()) {
        cv::Mat small;
        cv::resize(input.mask, small, {kMaskSide, kMaskSide}, 0, 0, cv::INTER_AREA);
        for (int i = 0; i < kMaskSide * kMaskSide; ++i) {
            numbers[kBody + kWorld + i] = static_cast<float>(small.data[i]) / 255.0F;
        }
    }
    return numbers;
}

/// Standardises by what the gallery's pictures are like.
struct Standard {
    Eigen::VectorXf mean;
    Eigen::VectorXf deviation;

    explicit Standard(const Eigen::MatrixXf& columns) {
        mean = columns.rowwise().mean();
        deviation = ((columns.colwise() - mean).array().square().rowwise().mean() + 1e-6F).sqrt();
    }
    [[nodiscard]] Eigen::VectorXf operator()(const Eigen::VectorXf& numbers) const {
        return ((numbers - mean).array() / deviation.array()).matrix().normalized();
    }
};

/// Fills features by what perception saw. @errors  Cancelled.
Result<Standard> addPerceived(PeopleGallery& gallery, const TrainingSet& set, const Context& ctx) {
    const auto samples = evenlyChosen(set.samples(Split::Train), kMostPictures);
    std::vector<Eigen::VectorXf> seen;
    for (const std::int64_t sample : samples) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        seen.push_back(perceived(set, sample));
        gallery.featurePeople.push_back(
            set.dataset().samples()[static_cast<std::size_t>(sample)].identity);
        ctx.report(static_cast<double>(seen.size()) / static_cast<double>(samples.size()));
    }
    gallery.features.resize(seen.front().size(), std::ssize(seen));
    for (std::size_t i = 0; i < seen.size(); ++i) {
        gallery.features.col(static_cast<Eigen::Index>(i)) = seen[i];
    }
    Standard standard(gallery.features);
    for (Eigen::Index i = 0; i < gallery.features.cols(); ++i) {
        gallery.features.col(i) = standard(gallery.features.col(i));
    }
    return standard;
}

/// Judges answers on the body's vertices, millimetres.
class Scores {
public:
    Scores(const TrainingSet& set, const ShapeSpace& space, const PeopleGallery& gallery)
        : m_set(set), m_space(space), m_gallery(gallery) {}

    void add(std::int64_t sample, const Eigen::VectorXf& features) {
        const auto person = m_set.dataset().samples()[static_cast<std::size_t>(sample)].identity;
        const Points truth = shapeOf(person);
        m_mean += error(m_space.mean, truth);
        m_retrieval += error(shapeOf(m_gallery.nearestByFeatures(features)), truth);
        double nearest = HUGE_VAL;
        for (const std::int64_t other : m_gallery.candidates(m_space.coefficients(truth))) {
            nearest = std::min(nearest, error(shapeOf(other), truth));
        }
        m_nearest += nearest;
        ++m_count;
    }

    [[nodiscard]] std::vector<Baseline> baselines() const {
        return {{"vertices_mm", "Mean shape", m_mean / m_count},
                {"vertices_mm", "Retrieval by landmarks", m_retrieval / m_count},
                {"vertices_mm", "Nearest training person", m_nearest / m_count}};
    }

private:
    [[nodiscard]] Points shapeOf(std::int64_t person) const {
        return normalizedShape(m_set.identityShape(person));
    }
    static double error(const Points& a, const Points& b) {
        return shapeError(a.topRows(kBodyVertices), b.topRows(kBodyVertices));
    }

    const TrainingSet& m_set;
    const ShapeSpace& m_space;
    const PeopleGallery& m_gallery;
    double m_mean = 0.0;
    double m_retrieval = 0.0;
    double m_nearest = 0.0;
    int m_count = 0;
};

} // namespace

Result<std::vector<Baseline>> mappingBaselines(const TrainingSet& set, const ShapeSpace& space,
                                               int most, const Context& ctx) {
    const auto samples =
        evenlyChosen(set.samples(Split::Validation), static_cast<std::size_t>(most));
    if (samples.empty() || set.samples(Split::Train).empty()) {
        return std::vector<Baseline>();
    }
    PeopleGallery gallery = PeopleGallery::ofShapes(space, set);
    const auto standard = addPerceived(gallery, set, ctx.nested(0.0, 0.8));
    if (!standard) {
        return fail(standard.error());
    }
    Scores scores(set, space, gallery);
    for (const std::int64_t sample : samples) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        scores.add(sample, (*standard)(perceived(set, sample)));
    }
    return scores.baselines();
}

} // namespace maquette
