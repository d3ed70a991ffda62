// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_set.h"

#include "core/base/evenly_chosen.h"
#include "core/nn/value_bridge.h"
#include "core/render/parallel_rows.h"
#include "core/synthesis/person_dataset.h"
#include "core/synthesis/record_image.h"
#include "core/train/learn_shape_space.h"

#include <opencv2/imgproc.hpp>

#include <atomic>
#include <cmath>
#include <set>

namespace maquette {
namespace {

constexpr int kShapeSamples = 2000;
constexpr double kRidge = 1e-3;

/// In the order of a record's macro parameters.
const std::vector<std::string>& attributeNames() {
    static const std::vector<std::string> names = {"gender",  "age",         "muscle",   "weight",
                                                   "height",  "proportions", "cup size", "firmness",
                                                   "african", "asian",       "caucasian"};
    return names;
}

/// People with pictures that nobody set aside.
std::vector<std::int64_t> peopleOf(const Dataset& dataset, Split split) {
    std::set<std::int64_t> people;
    for (const SampleRow& row : dataset.samples()) {
        if (row.split == split && !row.excluded) {
            people.insert(row.identity);
        }
    }
    return {people.begin(), people.end()};
}

/// uint8 [3,side,side] RGB.
torch::Tensor planes(const cv::Mat& bgr, int side) {
    cv::Mat image;
    cv::resize(bgr, image, {side, side}, 0, 0, side < bgr.rows ? cv::INTER_AREA : cv::INTER_LINEAR);
    cv::cvtColor(image, image, cv::COLOR_BGR2RGB);
    return torch::from_blob(image.data, {side, side, 3}, torch::kUInt8)
        .permute({2, 0, 1})
        .contiguous();
}

} // namespace

PeopleBatch SplitPeople::rows(const torch::Tensor& rows) const {
    PeopleBatch batch;
    batch.characters.numbers = numbers.index_select(0, rows);
    batch.characters.residual = residual.index_select(0, rows).to(torch::kFloat32);
    batch.characters.texture = texture.index_select(0, rows).to(torch::kFloat32) * (1.0 / 255.0);
    if (condition.defined()) {
        batch.condition = condition.index_select(0, rows);
    }
    return batch;
}

/// Fills the splits of a set.
class GeneratorSet::Reader {
public:
    Reader(GeneratorSet& set, const Dataset& dataset, const IdentityFields& fields)
        : m_set(set), m_table(*dataset.table(kIdentities)), m_fields(fields) {}

    [[nodiscard]] Status read(SplitPeople& people, const Context& ctx) const {
        const std::int64_t count = people.count();
        const std::int64_t side = m_set.m_settings.mapSide;
        people.numbers = torch::empty({count, m_set.m_settings.numbers()});
        people.residual = torch::empty({count, 3, side, side}, torch::kFloat16);
        people.texture = torch::empty({count, 3, side, side}, torch::kUInt8);
        people.points =
            torch::empty({count, m_set.maps().points(m_set.maps().space().mean).size(0), 3});
        constexpr std::int64_t kAtOnce = 256;
        for (std::int64_t begin = 0; begin < count; begin += kAtOnce) {
            if (ctx.isCancelled()) {
                return ctx.cancelled();
            }
            const int rows = static_cast<int>(std::min(kAtOnce, count - begin));
            parallelRows(
                rows, torch::get_num_threads(), [&](int row) { readPerson(people, begin + row); },
                1);
            ctx.report(static_cast<double>(begin + rows) / static_cast<double>(count));
        }
        return {};
    }

    [[nodiscard]] Eigen::VectorXf attributes(std::int64_t person) const {
        const std::span<const float> values = m_table.record(person)[m_fields.macro];
        return Eigen::Map<const Eigen::VectorXf>(values.data(), std::ssize(values));
    }
    [[nodiscard]] Points shape(std::int64_t person) const {
        const std::span<const float> values = m_table.record(person)[m_fields.shape];
        return Eigen::Map<const Points>(values.data(), kTemplateVertices, 3);
    }

private:
    void readPerson(SplitPeople& people, std::int64_t row) const {
        const std::int64_t person = people.identities[static_cast<std::size_t>(row)];
        const Points own = shape(person);
        const Points normalized = normalizedShape(own);
        const MapSpace& maps = m_set.maps();
        const Eigen::VectorXf coefficients = maps.space().coefficients(normalized);
        const double height = std::log(bodyHeight(own) / kNormalHeight);
        people.numbers[row].narrow(0, 0, coefficients.size()).copy_(toTensor(coefficients));
        people.numbers[row][coefficients.size()] =
            (height - m_set.m_content.heightMean) / m_set.m_content.heightDeviation;
        people.residual[row].copy_(maps.residual(normalized, coefficients));
        people.points[row].copy_(maps.points(normalized));
        people.texture[row].copy_(planes(recordImage(m_table.record(person), m_fields.texture, 3),
                                         static_cast<int>(m_set.m_settings.mapSide)));
    }

    GeneratorSet& m_set;
    const DatasetTable& m_table;
    const IdentityFields& m_fields;
};

Result<std::shared_ptr<const GeneratorSet>>
GeneratorSet::open(const std::filesystem::path& dataset, const Library& library,
                   const GeneratorSettings& settings, std::int64_t mostPeople, const Context& ctx) {
    return read(dataset, library, settings, mostPeople, std::nullopt, ctx);
}

Result<std::shared_ptr<const GeneratorSet>>
GeneratorSet::openFor(const GeneratorModel& model, const std::filesystem::path& dataset,
                      const Library& library, const Context& ctx) {
    return read(dataset, library, model.settings(), 0, model.content(), ctx);
}

Result<std::shared_ptr<const GeneratorSet>>
GeneratorSet::read(const std::filesystem::path& folder, const Library& library,
                   const GeneratorSettings& settings, std::int64_t mostPeople,
                   const std::optional<GeneratorContent>& known, const Context& ctx) {
    const auto dataset = Dataset::open(folder);
    if (!dataset) {
        return fail(dataset.error());
    }
    const auto space = known ? Result<ShapeSpace>(known->space)
                             : learnShapeSpace(**dataset, static_cast<int>(settings.coefficients),
                                               kShapeSamples, ctx);
    if (!space) {
        return fail(space.error());
    }
    auto maps =
        MapSpace::create(library.templateMesh(), *space, static_cast<int>(settings.mapSide));
    const auto fields = IdentityFields::of((*dataset)->table(kIdentities)->schema());
    if (!maps || !fields) {
        return fail(maps ? fields.error() : maps.error());
    }
    const std::shared_ptr<GeneratorSet> set(new GeneratorSet);
    set->m_settings = settings;
    set->m_maps = std::make_shared<const MapSpace>(std::move(*maps));
    const Reader reader(*set, **dataset, *fields);
    for (const Split split : kSplits) {
        SplitPeople& people = set->m_people[static_cast<std::size_t>(split)];
        people.identities = peopleOf(**dataset, split);
        if (people.count() == 0) {
            return fail(ErrorCode::InvalidArgument,
                        "The dataset " + folder.string() + " has nobody to " +
                            (split == Split::Train ? "train" : "test") + " on.",
                        "Make more people with maquette-cli dataset make.");
        }
    }
    auto& trained = set->m_people[static_cast<std::size_t>(Split::Train)].identities;
    if (mostPeople > 0) {
        trained = evenlyChosen(trained, static_cast<std::size_t>(mostPeople));
    }
    set->m_content.space = *space;
    if (known) {
        set->m_content = *known;
    } else {
        set->learnScales(reader);
    }
    for (SplitPeople& people : set->m_people) {
        if (const Status status = set->fill(people, reader, ctx); !status) {
            return fail(status.error());
        }
    }
    return std::shared_ptr<const GeneratorSet>(set);
}

void GeneratorSet::learnScales(const Reader& reader) {
    const auto& people = m_people[static_cast<std::size_t>(Split::Train)].identities;
    Eigen::VectorXd heights(std::ssize(people));
    Eigen::MatrixXf attributes(std::ssize(attributeNames()), std::ssize(people));
    for (Eigen::Index i = 0; i < heights.size(); ++i) {
        const std::int64_t person = people[static_cast<std::size_t>(i)];
        heights[i] = std::log(bodyHeight(reader.shape(person)) / kNormalHeight);
        attributes.col(i) = reader.attributes(person);
    }
    m_content.heightMean = heights.mean();
    m_content.heightDeviation =
        std::max(1e-6, std::sqrt((heights.array() - m_content.heightMean).square().mean()));
    if (m_settings.condition == GeneratorCondition::Attributes) {
        AttributeScale& scale = m_content.attributes;
        scale.names = attributeNames();
        scale.mean = attributes.rowwise().mean();
        const float root = std::sqrt(static_cast<float>(heights.size()));
        scale.deviation =
            ((attributes.colwise() - scale.mean).rowwise().norm() / root).cwiseMax(1e-6F);
        m_settings.conditionSize = scale.mean.size();
    }
}

Status GeneratorSet::fill(SplitPeople& people, const Reader& reader, const Context& ctx) const {
    if (m_settings.condition == GeneratorCondition::Attributes) {
        std::vector<torch::Tensor> rows;
        for (const std::int64_t person : people.identities) {
            rows.push_back(toTensor(m_content.attributes.scaled(reader.attributes(person))));
        }
        people.condition = torch::stack(rows);
    }
    return reader.read(people, ctx);
}

LinearPrior GeneratorSet::linearPrior() const {
    const SplitPeople& trained = people(Split::Train);
    const torch::Tensor numbers = trained.numbers.to(torch::kFloat64);
    LinearPrior prior;
    prior.mean = numbers.mean(0);
    torch::Tensor left = numbers - prior.mean;
    if (trained.condition.defined()) {
        const torch::Tensor condition = trained.condition.to(torch::kFloat64);
        const torch::Tensor gram =
            condition.t().mm(condition) + kRidge * static_cast<double>(trained.count()) *
                                              torch::eye(condition.size(1), torch::kFloat64);
        prior.ofCondition = torch::linalg_solve(gram, condition.t().mm(left)).t();
        left = left - condition.mm(prior.ofCondition.t());
    }
    const torch::Tensor covariance =
        left.t().mm(left) / static_cast<double>(std::max<std::int64_t>(trained.count() - 1, 1));
    const auto [values, vectors] = torch::linalg_eigh(covariance);
    prior.root = vectors.mm(torch::diag(values.clamp_min(0.0).sqrt())).mm(vectors.t());
    return prior;
}

} // namespace maquette
