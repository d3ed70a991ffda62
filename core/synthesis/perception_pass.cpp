// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/perception_pass.h"

#include "core/dataset/dataset_writer.h"
#include "core/dataset/field_finder.h"
#include "core/image/body_reader.h"
#include "core/image/face_network.h"
#include "core/synthesis/person_dataset.h"
#include "core/synthesis/record_image.h"

#include <atomic>
#include <thread>

namespace maquette {
namespace {

constexpr int kMaskSide = 128;

Result<Schema> passSchema() {
    return Schema::make({{"presence", DataType::F32, {1}},
                         {"box", DataType::F32, {4}},
                         {"body", DataType::F32, {kBodyLandmarks, 4}},
                         {"world", DataType::F32, {kBodyLandmarks, 3}},
                         {"coarse_mask", DataType::U8, {kMaskSide, kMaskSide}},
                         {"mask_place", DataType::F32, {3}},
                         {"face_score", DataType::F32, {1}},
                         {"face", DataType::F32, {kFaceLandmarks, 3}}});
}

/// The networks of one thread.
class Viewer {
public:
    Viewer(const std::filesystem::path& models, FaceNetwork face)
        : m_bodies(models), m_face(std::move(face)) {}

    /// Nothing where nobody is found.
    [[nodiscard]] Result<std::optional<Person>> look(const cv::Mat& image, const cv::Mat& head,
                                                     const cv::Rect2d& headPlace) {
        Photo photo;
        photo.pixels = image;
        std::vector<std::string> warnings;
        const auto people = m_bodies.read(PhotoLevels(photo), MaskQuality::Fast, warnings, {});
        if (!people) {
            return fail(people.error());
        }
        if (people->empty()) {
            return std::optional<Person>();
        }
        Person person = people->front().toPerson();
        addFace(head, headPlace, person);
        return std::optional(std::move(person));
    }

private:
    void addFace(const cv::Mat& head, const cv::Rect2d& place, Person& person) {
        Photo photo;
        photo.pixels = head;
        const auto scale = static_cast<float>(place.width / head.cols);
        const cv::Point2f corner(static_cast<float>(place.x), static_cast<float>(place.y));
        auto body = person.body;
        for (BodyLandmark& landmark : body) {
            landmark.pixel = (landmark.pixel - corner) / scale;
        }
        constexpr float kSeen = 0.5F;
        const auto face = m_face.run(PhotoLevels(photo), body);
        if (!face || face->score < kSeen) {
            return;
        }
        person.faceScore = face->score;
        person.faceSize = FaceNetwork::width(face->points) * scale;
        for (const cv::Point3f& p : face->points) {
            person.face.emplace_back(corner.x + p.x * scale, corner.y + p.y * scale, p.z * scale);
        }
    }

    BodyReader m_bodies;
    FaceNetwork m_face;
};

void fill(const PerceptionFields& fields, const Person& person, RecordBuffer& record) {
    record[fields.presence][0] = person.score;
    const std::array box{person.box.x, person.box.y, person.box.width, person.box.height};
    std::copy(box.begin(), box.end(), record[fields.box].begin());
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        const BodyLandmark& landmark = person.body[i];
        const std::array seen{landmark.pixel.x, landmark.pixel.y, landmark.depth,
                              landmark.visibility};
        std::copy(seen.begin(), seen.end(), record[fields.body].begin() + 4 * i);
        const std::array world{landmark.world.x, landmark.world.y, landmark.world.z};
        std::copy(world.begin(), world.end(), record[fields.world].begin() + 3 * i);
    }
    const PlacedMask& mask = person.coarseMask;
    std::copy_n(mask.pixels.data, mask.pixels.total(), record[fields.coarseMask].begin());
    const std::array place{mask.place.x, mask.place.y, mask.place.width};
    std::copy(place.begin(), place.end(), record[fields.maskPlace].begin());
    record[fields.faceScore][0] = person.faceScore;
    for (std::size_t i = 0; i < person.face.size(); ++i) {
        record[fields.face][3 * i] = person.face[i].x;
        record[fields.face][3 * i + 1] = person.face[i].y;
        record[fields.face][3 * i + 2] = person.face[i].z;
    }
}

/// Samples of one batch, looked at by several threads.
class Pass {
public:
    Pass(const DatasetTable& samples, const SampleFields& sampleFields, Schema schema,
         std::vector<Viewer> viewers)
        : m_samples(samples), m_sampleFields(sampleFields), m_schema(std::move(schema)),
          m_fields(*PerceptionFields::of(m_schema)), m_viewers(std::move(viewers)) {}

    [[nodiscard]] Result<std::vector<RecordBuffer>> look(std::int64_t first, int count) {
        std::vector<RecordBuffer> records(count, RecordBuffer(m_schema));
        std::vector<Status> states(m_viewers.size());
        std::atomic<int> next{0};
        const auto work = [&](std::size_t viewer) {
            for (int i = next++; i < count && states[viewer]; i = next++) {
                states[viewer] = lookAt(m_viewers[viewer], first + i, records[i]);
            }
        };
        std::vector<std::jthread> threads;
        for (std::size_t viewer = 1; viewer < m_viewers.size(); ++viewer) {
            threads.emplace_back(work, viewer);
        }
        work(0);
        threads.clear(); // joins
        for (const Status& status : states) {
            if (!status) {
                return fail(status.error());
            }
        }
        return records;
    }

private:
    Status lookAt(Viewer& viewer, std::int64_t sample, RecordBuffer& record) const {
        const RecordView view = m_samples.record(sample);
        const std::span<const float> place = view[m_sampleFields.facePlace];
        const auto person = viewer.look(recordImage(view, m_sampleFields.image),
                                        recordImage(view, m_sampleFields.face),
                                        cv::Rect2d(place[0], place[1], place[2], place[2]));
        if (!person) {
            return fail(person.error());
        }
        if (*person) {
            fill(m_fields, **person, record);
        }
        return {};
    }

    const DatasetTable& m_samples;
    SampleFields m_sampleFields;
    Schema m_schema;
    PerceptionFields m_fields;
    std::vector<Viewer> m_viewers;
};

Result<std::vector<Viewer>> openViewers(const std::filesystem::path& models, int threads) {
    std::vector<Viewer> viewers;
    for (int i = 0; i < threads; ++i) {
        auto face = FaceNetwork::load(models);
        if (!face) {
            return fail(face.error());
        }
        viewers.emplace_back(models, std::move(*face));
    }
    return viewers;
}

} // namespace

Result<PerceptionFields> PerceptionFields::of(const Schema& schema) {
    FieldFinder find(schema);
    PerceptionFields fields;
    fields.presence = find.get<float>("presence");
    fields.box = find.get<float>("box");
    fields.body = find.get<float>("body");
    fields.world = find.get<float>("world");
    fields.coarseMask = find.get<std::uint8_t>("coarse_mask");
    fields.maskPlace = find.get<float>("mask_place");
    fields.faceScore = find.get<float>("face_score");
    fields.face = find.get<float>("face");
    return find.check(fields);
}

std::optional<Person> seenPerson(const PerceptionFields& fields, const RecordView& record) {
    Person person;
    person.score = record[fields.presence][0];
    if (person.score <= 0.0F) {
        return std::nullopt;
    }
    const std::span<const float> box = record[fields.box];
    person.box = {box[0], box[1], box[2], box[3]};
    const std::span<const float> body = record[fields.body];
    const std::span<const float> world = record[fields.world];
    for (std::size_t i = 0; i < kBodyLandmarks; ++i) {
        person.body[i] = {{body[4 * i], body[4 * i + 1]},
                          body[4 * i + 2],
                          body[4 * i + 3],
                          {world[3 * i], world[3 * i + 1], world[3 * i + 2]}};
    }
    person.coarseMask.pixels = cv::Mat(kMaskSide, kMaskSide, CV_8UC1,
                                       const_cast<std::uint8_t*>(record[fields.coarseMask].data()))
                                   .clone();
    const std::span<const float> place = record[fields.maskPlace];
    person.coarseMask.place = {place[0], place[1], place[2], place[2]};
    person.faceScore = record[fields.faceScore][0];
    if (person.faceScore > 0.0F) {
        const std::span<const float> face = record[fields.face];
        for (std::size_t i = 0; i < kFaceLandmarks; ++i) {
            person.face.emplace_back(face[3 * i], face[3 * i + 1], face[3 * i + 2]);
        }
        person.faceSize = FaceNetwork::width(person.face);
    }
    return person;
}

Status runPerceptionPass(const std::filesystem::path& folder, const std::filesystem::path& models,
                         int threads, const Context& ctx) {
    constexpr int kSamplesAThread = 8;
    auto writer = DatasetWriter::resume(folder);
    if (!writer) {
        return fail(writer.error());
    }
    const auto schema = passSchema();
    if (auto status = writer->addTable({kPerceptionTable, RowKind::Sample, *schema}); !status) {
        return status;
    }
    const auto dataset = Dataset::open(folder);
    if (!dataset) {
        return fail(dataset.error());
    }
    const DatasetTable* samples = (*dataset)->table(kSamples);
    const auto fields = SampleFields::of(samples->schema());
    if (!fields) {
        return fail(fields.error());
    }
    auto viewers = openViewers(models.empty() ? dataFolder() / "models" : models, threads);
    if (!viewers) {
        return fail(viewers.error());
    }
    Pass pass(*samples, *fields, *schema, std::move(*viewers));
    const int ownThreads = cv::getNumThreads();
    cv::setNumThreads(1); // each viewer has a thread of its own
    Status status;
    for (std::int64_t next = writer->recordCount(kPerceptionTable);
         status && next < samples->recordCount(); next = writer->recordCount(kPerceptionTable)) {
        if (ctx.isCancelled()) {
            status = ctx.cancelled();
            break;
        }
        const int count = static_cast<int>(
            std::min<std::int64_t>(kSamplesAThread * threads, samples->recordCount() - next));
        const auto records = pass.look(next, count);
        status = records ? Status() : Status(fail(records.error()));
        for (int i = 0; status && i < count; ++i) {
            const auto written = writer->append(kPerceptionTable, (*records)[i]);
            status = written ? Status() : Status(fail(written.error()));
        }
        ctx.report(static_cast<double>(next + count) / static_cast<double>(samples->recordCount()));
    }
    cv::setNumThreads(ownThreads);
    const Status closed = writer->close();
    return status ? closed : status;
}

} // namespace maquette
