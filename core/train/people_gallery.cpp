// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/people_gallery.h"

#include "core/base/evenly_chosen.h"
#include "core/train/sample_answers.h"

#include <algorithm>
#include <numeric>

namespace maquette {

PeopleGallery PeopleGallery::ofShapes(const ShapeSpace& space, const TrainingSet& set) {
    PeopleGallery gallery;
    gallery.lengths = space.directions.leftCols(3 * kBodyVertices).rowwise().norm();
    const auto& rows = set.dataset().samples();
    for (const std::int64_t sample : set.samples(Split::Train)) {
        const std::int64_t person = rows[static_cast<std::size_t>(sample)].identity;
        if (gallery.people.empty() || gallery.people.back() != person) {
            gallery.people.push_back(person);
        }
    }
    gallery.coefficients.resize(space.size(), static_cast<Eigen::Index>(gallery.people.size()));
    for (std::size_t i = 0; i < gallery.people.size(); ++i) {
        gallery.coefficients.col(static_cast<Eigen::Index>(i)) =
            space.coefficients(normalizedShape(set.identityShape(gallery.people[i])));
    }
    return gallery;
}

Result<PeopleGallery> PeopleGallery::make(const CharacterModel& model, const TrainingSet& set,
                                          const Context& ctx) {
    constexpr std::size_t kPictures = 16000;
    PeopleGallery gallery = ofShapes(model.space(), set);
    const auto& rows = set.dataset().samples();
    const auto samples = evenlyChosen(set.samples(Split::Train), kPictures);
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
    if (!seen) {
        return fail(seen.error());
    }
    return gallery;
}

std::int64_t PeopleGallery::nearestByFeatures(const Eigen::VectorXf& f) const {
    Eigen::Index best = 0;
    (features.transpose() * f).maxCoeff(&best);
    return featurePeople[static_cast<std::size_t>(best)];
}

std::vector<std::int64_t> PeopleGallery::candidates(const Eigen::VectorXf& c) const {
    constexpr std::size_t kCandidates = 24;
    const Eigen::VectorXf distances =
        ((coefficients.colwise() - c).array().colwise() * lengths.array())
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

} // namespace maquette
