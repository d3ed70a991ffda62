// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/training_set.h"

#include "core/render/parallel_rows.h"
#include "core/synthesis/record_image.h"
#include "core/train/mask_imitation.h"

#include <opencv2/imgproc.hpp>

#include <cmath>

namespace maquette {
namespace {

/// Brightness, contrast and colour as cameras and light change them.
void jitterColors(cv::Mat& image, Random& random) {
    const double contrast = random.uniform(0.75, 1.25);
    const double gamma = std::exp(random.normal(0.0, 0.18));
    cv::Vec3d gain;
    for (int c = 0; c < 3; ++c) {
        gain[c] = contrast * random.uniform(0.9, 1.1);
    }
    cv::Mat table(1, 256, CV_8UC3);
    for (int i = 0; i < 256; ++i) {
        for (int c = 0; c < 3; ++c) {
            const double value = std::pow(i / 255.0, gamma);
            table.at<cv::Vec3b>(i)[c] =
                cv::saturate_cast<unsigned char>(255.0 * ((value - 0.5) * gain[c] + 0.5));
        }
    }
    cv::LUT(image, table, image);
    if (random.chance(0.08)) {
        cv::Mat grey;
        cv::cvtColor(image, grey, cv::COLOR_BGR2GRAY);
        cv::cvtColor(grey, image, cv::COLOR_GRAY2BGR);
    }
}

/// The crop follows the box, which is found a little wider, narrower or aside now and then.
void jitterBox(cv::Rect2f& box, Random& random) {
    const auto scale = static_cast<float>(std::exp(random.normal(0.0, 0.06)));
    const cv::Point2f shift(static_cast<float>(random.normal(0.0, 0.03)) * box.height,
                            static_cast<float>(random.normal(0.0, 0.03)) * box.height);
    const cv::Point2f centre = box.tl() + 0.5F * cv::Point2f(box.width, box.height) + shift;
    box.width *= scale;
    box.height *= scale;
    box.x = centre.x - 0.5F * box.width;
    box.y = centre.y - 0.5F * box.height;
}

void jitterPoints(std::span<float> values, std::size_t stride, double sigma, Random& random) {
    for (std::size_t i = 0; i + stride <= values.size(); i += stride) {
        values[i] += static_cast<float>(random.normal(0.0, sigma));
        values[i + 1] += static_cast<float>(random.normal(0.0, sigma));
    }
}

void augmentInput(MappingInput& input, Random& random) {
    if (!input.picture.empty()) {
        jitterColors(input.picture, random);
    }
    if (!input.face.empty()) {
        jitterColors(input.face, random);
    }
    if (!input.mask.empty()) {
        imitateMatting(input.mask, random);
    }
    if (input.hasBody) {
        jitterPoints(input.body, 4, 0.004, random);
    }
    if (input.hasFace) {
        jitterPoints(input.facePoints, 3, 0.004, random);
    }
}

Points pointsOf(std::span<const float> values) {
    return Eigen::Map<const Points>(values.data(), static_cast<Eigen::Index>(values.size() / 3), 3);
}

Eigen::Matrix3f rotationAt(std::span<const float> quaternions, int bone) {
    const float* q = quaternions.data() + std::ptrdiff_t{4} * bone;
    return Eigen::Quaternionf(q[3], q[0], q[1], q[2]).toRotationMatrix();
}

float* rowOf(torch::Tensor& tensor, int row) {
    return tensor.data_ptr<float>() + tensor.stride(0) * row;
}

} // namespace

Result<std::shared_ptr<const TrainingSet>> TrainingSet::open(const std::filesystem::path& folder) {
    auto dataset = Dataset::open(folder);
    if (!dataset) {
        return fail(dataset.error());
    }
    const std::shared_ptr<TrainingSet> set(new TrainingSet);
    set->m_dataset = std::move(*dataset);
    if (const Status status = set->read(); !status) {
        return fail(status.error());
    }
    return std::shared_ptr<const TrainingSet>(set);
}

Status TrainingSet::read() {
    m_samples = m_dataset->table(kSamples);
    m_identities = m_dataset->table(kIdentities);
    m_perception = m_dataset->table(kPerceptionTable);
    if (m_perception == nullptr || m_perception->recordCount() == 0) {
        return fail(ErrorCode::MissingData,
                    "The perception networks have not looked at the dataset's pictures.",
                    "Run maquette-cli dataset perceive on it.");
    }
    const auto samples = SampleFields::of(m_samples->schema());
    const auto identities = IdentityFields::of(m_identities->schema());
    const auto perception = PerceptionFields::of(m_perception->schema());
    if (!samples || !identities || !perception) {
        return fail(!samples      ? samples.error()
                    : !identities ? identities.error()
                                  : perception.error());
    }
    m_sampleFields = *samples;
    m_identityFields = *identities;
    m_perceptionFields = *perception;
    m_side = static_cast<int>(std::lround(std::sqrt(m_sampleFields.mask.count)));
    m_bones = static_cast<int>(m_identityFields.heads.count / 3);
    const auto seen = std::min(m_samples->recordCount(), m_perception->recordCount());
    for (std::int64_t i = 0; i < seen; ++i) {
        const SampleRow& row = m_dataset->samples()[static_cast<std::size_t>(i)];
        const bool isFound = m_perception->record(i)[m_perceptionFields.presence][0] > 0.0F;
        if (!row.excluded && isFound) {
            m_split[static_cast<std::size_t>(row.split)].push_back(i);
        }
    }
    return {};
}

const std::vector<std::int64_t>& TrainingSet::samples(Split split) const {
    return m_split[static_cast<std::size_t>(split)];
}

MappingInput TrainingSet::input(std::int64_t sample, const AugmentOptions& augment, Random& random,
                                Seen seen) const {
    const RecordView record = m_samples->record(sample);
    std::optional<Person> person = seenPerson(m_perceptionFields, m_perception->record(sample));
    const bool augmented = augment.enabled;
    const bool keepMask = !augmented || !random.chance(augment.dropMask);
    const bool keepFocal = !augmented || !random.chance(augment.dropFocal);
    if (augmented && random.chance(augment.dropFace)) {
        person->face.clear();
    }
    const bool dropBody = augmented && keepMask && random.chance(augment.dropBody);
    if (augmented) {
        jitterBox(person->box, random);
    }

    Photo photo;
    photo.pixels = recordImage(record, m_sampleFields.image, 3);
    const PhotoLevels levels(photo);
    Photo head;
    head.pixels = recordImage(record, m_sampleFields.face, 3);
    const PhotoLevels headLevels(head);
    const std::span<const float> place = record[m_sampleFields.facePlace];
    const FaceSource face{&headLevels, {place[0], place[1]}, place[2] / head.pixels.cols};
    const cv::Mat mask = recordImage(record, m_sampleFields.mask, 1);
    const std::span<const float> camera = record[m_sampleFields.camera];
    PhotoLens lens;
    lens.centre = cv::Point2d(camera[1] + 0.5, camera[2] + 0.5);
    if (keepFocal) {
        lens.focal = camera[0];
    }
    MappingInput input = *makeMappingInput(levels, dropBody ? nullptr : &*person,
                                           keepMask ? mask : cv::Mat(), lens, face, seen);
    // Mats may be views of the mapped file.
    input.picture = input.picture.clone();
    if (augmented) {
        augmentInput(input, random);
    } else if (!input.mask.empty()) {
        cv::GaussianBlur(input.mask, input.mask, {}, 1.0); // as soft as mattes are
    }
    return input;
}

Points TrainingSet::identityShape(std::int64_t identity) const {
    return pointsOf(m_identities->record(identity)[m_identityFields.shape]);
}

PosedTruth TrainingSet::posedTruth(std::int64_t sample) const {
    const RecordView record = m_samples->record(sample);
    const std::span<const float> quaternions = record[m_sampleFields.rotations];
    const std::span<const float> translation = record[m_sampleFields.translation];
    PosedTruth truth;
    truth.shape = identityShape(m_dataset->samples()[static_cast<std::size_t>(sample)].identity);
    for (int b = 0; b < m_bones; ++b) {
        truth.pose.rotations.push_back(rotationAt(quaternions, b));
    }
    truth.pose.translation = {translation[0], translation[1], translation[2]};
    truth.camera = cameraOf(record[m_sampleFields.camera], m_side);
    truth.mask = recordImage(record, m_sampleFields.mask, 1).clone();
    return truth;
}

void TrainingSet::addTruth(std::int64_t sample, const cv::Rect2d& square, int row,
                           CharacterTruth& truth) const {
    const RecordView record = m_samples->record(sample);
    const std::int64_t identity = m_dataset->samples()[static_cast<std::size_t>(sample)].identity;
    const Points shape = identityShape(identity);
    const float scale = kNormalHeight / bodyHeight(shape);
    const Points normal = normalizedShape(shape);
    std::copy_n(normal.data(), 3 * kBodyVertices, rowOf(truth.body, row));
    rowOf(truth.height, row)[0] = -std::log(scale);
    Points heads = scale * pointsOf(m_identities->record(identity)[m_identityFields.heads]);
    heads.rowwise() += normal.row(0) - scale * shape.row(0); // as the body's vertices moved
    std::copy_n(heads.data(), heads.size(), rowOf(truth.heads, row));

    const Camera camera = cameraOf(record[m_sampleFields.camera], m_side);
    const Eigen::Matrix3f flip = Eigen::Vector3f(1.0F, -1.0F, -1.0F).asDiagonal();
    const Eigen::Matrix3f toFlipped = flip * camera.modelToCamera.linear();
    const std::span<const float> quaternions = record[m_sampleFields.rotations];
    const Points joints = pointsOf(record[m_sampleFields.joints]);
    // Squares count from the edge of the first pixel, cameras from its middle.
    const double centreX = camera.cx + 0.5;
    const double centreY = camera.cy + 0.5;
    const double half = square.width / 2;
    const Eigen::Vector2d centre(square.x + half, square.y + half);
    const Eigen::Vector3f root = camera.modelToCamera * Eigen::Vector3f(joints.row(0));
    for (int b = 0; b < m_bones; ++b) {
        Eigen::Matrix3f rotation = rotationAt(quaternions, b);
        rotation = b == 0 ? Eigen::Matrix3f(toFlipped * rotation) : rotation;
        for (int i = 0; i < 9; ++i) {
            rowOf(truth.rotations, row)[9 * b + i] = rotation(i / 3, i % 3);
        }
        const Eigen::Vector3f place = camera.modelToCamera * Eigen::Vector3f(joints.row(b));
        const Eigen::Vector3f fromRoot = scale * (flip * (place - root));
        std::copy_n(fromRoot.data(), 3, rowOf(truth.joints, row) + 3 * b);
        const Eigen::Vector2d pixel(place.x() / place.z() * camera.focal + centreX,
                                    place.y() / place.z() * camera.focal + centreY);
        for (int i = 0; i < 2; ++i) {
            rowOf(truth.joints2d, row)[2 * b + i] =
                static_cast<float>((pixel[i] - centre[i]) / half);
        }
    }
    const float* rootPixel = rowOf(truth.joints2d, row);
    const double focal = camera.focal / half;
    const std::array<double, 3> view = {rootPixel[0], rootPixel[1],
                                        std::log(focal / (root.z() * scale))};
    std::copy(view.begin(), view.end(), rowOf(truth.camera, row));
    rowOf(truth.focal, row)[0] = static_cast<float>(focal);
    rowOf(truth.principal, row)[0] = static_cast<float>((centreX - centre.x()) / half);
    rowOf(truth.principal, row)[1] = static_cast<float>((centreY - centre.y()) / half);
}

void TrainingSet::addTexture(std::int64_t sample, int row, CharacterTruth& truth) const {
    const std::int64_t identity = m_dataset->samples()[static_cast<std::size_t>(sample)].identity;
    const cv::Mat texture =
        recordImage(m_identities->record(identity), m_identityFields.texture, 3);
    for (int i = 0; i < static_cast<int>(texture.total()); ++i) {
        for (int channel = 0; channel < 3; ++channel) {
            rowOf(truth.texture, row)[channel * texture.total() + i] =
                texture.ptr<cv::Vec3b>()[i][2 - channel] * (1.0F / 255.0F);
        }
    }
    rowOf(truth.textureKnown, row)[0] = 1.0F;
}

Batch TrainingSet::batch(const std::vector<std::int64_t>& samples, const AugmentOptions& augment,
                         const Random& random, Seen seen) const {
    const auto n = static_cast<std::int64_t>(samples.size());
    std::vector<MappingInput> inputs(samples.size());
    Batch batch;
    CharacterTruth& truth = batch.truth;
    truth.body = torch::zeros({n, kBodyVertices, 3});
    truth.height = torch::zeros({n});
    const std::int64_t textureSide = seen == Seen::Everything ? kDressedTexture : 1;
    truth.texture = torch::zeros({n, 3, textureSide, textureSide});
    truth.textureKnown = torch::zeros({n});
    truth.heads = torch::zeros({n, m_bones, 3});
    truth.rotations = torch::zeros({n, m_bones, 3, 3});
    truth.joints = torch::zeros({n, m_bones, 3});
    truth.joints2d = torch::zeros({n, m_bones, 2});
    truth.camera = torch::zeros({n, 3});
    truth.focal = torch::zeros({n});
    truth.principal = torch::zeros({n, 2});
    const auto prepare = [&](int row) {
        const auto i = static_cast<std::size_t>(row);
        Random ownRandom = random.fork(i);
        inputs[i] = input(samples[i], augment, ownRandom, seen);
        addTruth(samples[i], inputs[i].square, row, truth);
        if (seen == Seen::Everything) {
            addTexture(samples[i], row, truth);
        }
    };
    parallelRows(static_cast<int>(n), torch::get_num_threads(), prepare, 1);
    batch.input = toTensors(inputs);
    return batch;
}

} // namespace maquette
