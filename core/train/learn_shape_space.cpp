// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/torch.h"

#include "core/train/learn_shape_space.h"

#include "core/base/evenly_chosen.h"
#include "core/synthesis/person_dataset.h"

#include <set>

namespace maquette {
namespace {

using Eigen::Index;

constexpr Index kBodyNumbers = Index{3} * kBodyVertices;
constexpr Index kAllNumbers = Index{3} * kTemplateVertices;

/// Identities of the training split, at most @p most, evenly spread.
std::vector<std::int64_t> trainingPeople(const Dataset& dataset, int most) {
    std::set<std::int64_t> people;
    for (const SampleRow& row : dataset.samples()) {
        if (row.split == Split::Train && !row.excluded) {
            people.insert(row.identity);
        }
    }
    return evenlyChosen(std::vector<std::int64_t>(people.begin(), people.end()),
                        static_cast<std::size_t>(most));
}

} // namespace

Result<ShapeSpace> learnShapeSpace(const Dataset& dataset, int components, int samples,
                                   const Context& ctx) {
    const DatasetTable* table = dataset.table(kIdentities);
    const auto fields = IdentityFields::of(table->schema());
    if (!fields) {
        return fail(fields.error());
    }
    const std::vector<std::int64_t> people = trainingPeople(dataset, samples);
    const auto count = static_cast<Index>(people.size());
    if (components < 1 || components > 512 || count <= components) {
        return fail(ErrorCode::InvalidArgument,
                    "The dataset has " + std::to_string(count) + " people to train on; " +
                        std::to_string(components) + " shape components need more than that.",
                    "Make more people with maquette-cli dataset make.");
    }
    ShapeSpace::Rows shapes(count, kAllNumbers);
    for (Index i = 0; i < count; ++i) {
        const std::span<const float> values = table->record(people[i])[fields->shape];
        const Points shape =
            normalizedShape(Eigen::Map<const Points>(values.data(), kTemplateVertices, 3));
        shapes.row(i) = Eigen::Map<const Eigen::RowVectorXf>(shape.data(), shape.size());
    }
    ShapeSpace space;
    const Eigen::RowVectorXf mean = shapes.colwise().mean();
    space.mean = Eigen::Map<const Points>(mean.data(), kTemplateVertices, 3);
    shapes.rowwise() -= mean;
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    // Far fewer people than numbers: the people's Gram matrix gives the same components. LibTorch's
    // products and eigenvectors are ten times as fast as Eigen's.
    const torch::Tensor all = torch::from_blob(shapes.data(), {count, kAllNumbers});
    const torch::Tensor body = all.narrow(1, 0, kBodyNumbers);
    const auto [values, vectors] = torch::linalg_eigh(body.mm(body.t()).to(torch::kFloat64));
    // u' X has length s, the component's sigma times root.
    const double root = std::sqrt(static_cast<double>(count - 1));
    const torch::Tensor largest =
        vectors.narrow(1, count - components, components).flip(1).to(torch::kFloat32);
    const torch::Tensor directions = (largest.t().mm(all) / root).contiguous();
    space.directions =
        Eigen::Map<const ShapeSpace::Rows>(directions.data_ptr<float>(), components, kAllNumbers);
    space.project();
    return space;
}

} // namespace maquette
