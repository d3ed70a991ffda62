// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/person_dataset.h"

#include "core/base/hex_text.h"
#include "core/dataset/field_finder.h"
#include "core/render/parallel_rows.h"
#include "core/synthesis/record_image.h"
#include "core/synthesis/watched_dataset.h"

#include <opencv2/imgproc.hpp>

namespace maquette {
namespace {

constexpr const char* kGenerator = "people-7"; ///< changes whenever equal seeds give other people
constexpr int kMacroCount = 11;
constexpr int kCameraNumbers = 15;

std::array<double, kMacroCount> macroNumbers(const MacroParameters& m) {
    return {m.gender,  m.age,      m.muscle,  m.weight, m.height,   m.proportions,
            m.cupSize, m.firmness, m.african, m.asian,  m.caucasian};
}

Result<Schema> identitySchema(const Library& library, int bones) {
    const int sliders = static_cast<int>(library.sliders().size());
    return Schema::make({{"shape", DataType::F32, {kTemplateVertices, 3}},
                         {"heads", DataType::F32, {bones, 3}},
                         {"macro", DataType::F32, {kMacroCount}},
                         {"sliders", DataType::F32, {sliders}},
                         {"texture", DataType::U8, {kDressedTexture, kDressedTexture, 3}}});
}

Result<Schema> sampleSchema(const Library& library, int bones, const TrainingViewOptions& view) {
    const int units = static_cast<int>(library.facialUnitNames().size());
    return Schema::make({{"image", DataType::U8, {view.side, view.side, 3}},
                         {"mask", DataType::U8, {view.side, view.side}},
                         {"parts", DataType::U8, {view.partSide, view.partSide}},
                         {"face", DataType::U8, {view.faceSide, view.faceSide, 3}},
                         {"face_place", DataType::F32, {3}},
                         {"camera", DataType::F32, {kCameraNumbers}},
                         {"rotations", DataType::F32, {bones, 4}},
                         {"translation", DataType::F32, {3}},
                         {"joints", DataType::F32, {bones, 3}},
                         {"joints_2d", DataType::F32, {bones, 2}},
                         {"facial_units", DataType::F32, {units}}});
}

template <typename Values> void copy(std::span<float> to, const Values& values) {
    for (size_t i = 0; i < to.size(); ++i) {
        to[i] = static_cast<float>(values[i]);
    }
}

void copy(std::span<float> to, const Points& points) {
    std::copy_n(points.data(), to.size(), to.begin());
}

/// @param image  as many bytes as @p to; 8 bits a channel, rows without gaps.
void copy(std::span<std::uint8_t> to, const cv::Mat& image) {
    std::copy_n(image.data, to.size(), to.begin());
}

/// One person with all their pictures.
struct Batch {
    std::optional<Error> error;
    std::optional<RecordBuffer> identity;
    std::vector<std::pair<RecordBuffer, SampleInfo>> samples;
};

class Studio {
public:
    Studio(const PersonMaker& maker, const PersonDatasetOptions& options,
           const Schema& identitySchema, const Schema& sampleSchema)
        : m_maker(maker), m_options(options), m_identitySchema(identitySchema),
          m_sampleSchema(sampleSchema), m_identityFields(*IdentityFields::of(identitySchema)),
          m_sampleFields(*SampleFields::of(sampleSchema)), m_canvas(makeCanvas(maker)) {}

    [[nodiscard]] Batch makePerson(std::int64_t index) const {
        Batch batch;
        const Random root = Random(m_options.seed).fork(static_cast<std::uint64_t>(index));
        const auto person = m_maker.identity(root.fork(0).bits(), trainingPeople());
        if (!person) {
            batch.error = person.error();
            return batch;
        }
        batch.identity = identityRecord(*person);
        for (int v = 0; v < m_options.viewsPerIdentity; ++v) {
            const std::uint64_t seed = root.fork(1 + static_cast<std::uint64_t>(v)).bits();
            const TrainingView view = makeTrainingView(m_maker, *person, seed, m_options.view);
            SampleInfo info;
            info.identity = index;
            info.seed = seed;
            info.attributes = {{"pose", view.poseName},
                               {"outfit", person->look.outfit.description},
                               {"hair", std::string(hairName(person->look.hair.kind))},
                               {"surroundings", view.surroundings},
                               {"yaw", view.yaw},
                               {"age", person->parameters.macro.age},
                               {"gender", person->parameters.macro.gender}};
            batch.samples.emplace_back(sampleRecord(view), std::move(info));
        }
        return batch;
    }

private:
    static SkinCanvas makeCanvas(const PersonMaker& maker) {
        const auto coordinates = makeBodyCoordinates(maker.library());
        return {maker.library().templateMesh(), *coordinates, kDressedTexture, 1};
    }

    [[nodiscard]] RecordBuffer identityRecord(const PersonIdentity& person) const {
        RecordBuffer record(m_identitySchema);
        copy(record[m_identityFields.shape], person.restShape);
        Points heads(person.skeleton.boneCount(), 3);
        for (int b = 0; b < person.skeleton.boneCount(); ++b) {
            heads.row(b) = person.skeleton.bones[b].head;
        }
        copy(record[m_identityFields.heads], heads);
        copy(record[m_identityFields.macro], macroNumbers(person.parameters.macro));
        const auto& sliders = m_maker.library().sliders();
        for (size_t i = 0; i < sliders.size(); ++i) {
            const auto found = person.parameters.sliders.find(sliders[i].name);
            record[m_identityFields.sliders][i] =
                found == person.parameters.sliders.end() ? 0.0F : static_cast<float>(found->second);
        }
        cv::Mat texture;
        cv::cvtColor(paintDressedBody(m_canvas, person.look), texture, cv::COLOR_BGRA2BGR);
        copy(record[m_identityFields.texture], texture);
        return record;
    }

    [[nodiscard]] RecordBuffer sampleRecord(const TrainingView& view) const {
        RecordBuffer record(m_sampleSchema);
        copy(record[m_sampleFields.image], view.image);
        copy(record[m_sampleFields.mask], view.mask);
        copy(record[m_sampleFields.parts], view.parts);
        copy(record[m_sampleFields.face], view.face);
        copy(record[m_sampleFields.facePlace],
             std::array{view.facePlace.x, view.facePlace.y, view.facePlace.width});
        std::array<double, kCameraNumbers> camera{view.camera.focal, view.camera.cx,
                                                  view.camera.cy};
        for (int i = 0; i < 12; ++i) {
            camera[3 + i] = view.camera.modelToCamera.matrix()(i / 4, i % 4);
        }
        copy(record[m_sampleFields.camera], camera);
        const std::span<float> rotations = record[m_sampleFields.rotations];
        for (size_t b = 0; b < view.pose.rotations.size(); ++b) {
            const Eigen::Quaternionf q(view.pose.rotations[b]);
            copy(rotations.subspan(4 * b, 4), q.coeffs());
        }
        copy(record[m_sampleFields.translation], view.pose.translation);
        copy(record[m_sampleFields.joints], view.joints);
        const Points pixels = project(view.camera, view.joints);
        for (Eigen::Index b = 0; b < pixels.rows(); ++b) {
            record[m_sampleFields.joints2d][2 * b] = pixels(b, 0);
            record[m_sampleFields.joints2d][2 * b + 1] = pixels(b, 1);
        }
        copy(record[m_sampleFields.facialUnits], view.facialUnits);
        return record;
    }

    const PersonMaker& m_maker;
    const PersonDatasetOptions& m_options;
    const Schema& m_identitySchema;
    const Schema& m_sampleSchema;
    IdentityFields m_identityFields;
    SampleFields m_sampleFields;
    SkinCanvas m_canvas;
};

std::vector<Batch> makePeople(const Studio& studio, std::int64_t first, int count, int threads) {
    std::vector<Batch> people(count);
    parallelRows(
        count, threads, [&](int i) { people[i] = studio.makePerson(first + i); }, 1);
    return people;
}

/// What was written before is left out.
/// @param show  called with every sample's record that is new.
Status append(DatasetWriter& writer, std::int64_t index, const Batch& person,
              const std::function<void(const RecordBuffer&)>& show) {
    if (person.error) {
        return fail(*person.error);
    }
    if (index >= writer.recordCount(kIdentities)) {
        if (const auto written = writer.append(kIdentities, *person.identity); !written) {
            return fail(written.error());
        }
    }
    const auto views = static_cast<std::int64_t>(person.samples.size());
    for (std::int64_t v = writer.recordCount(kSamples) - index * views; v < views; ++v) {
        const auto& [record, info] = person.samples[static_cast<size_t>(v)];
        if (const auto written = writer.appendSample(record, info); !written) {
            return fail(written.error());
        }
        show(record);
    }
    return {};
}

DatasetOrigin originOf(const Library& library, const PersonDatasetOptions& options) {
    DatasetOrigin origin;
    origin.seed = options.seed;
    origin.templateHash = hexText(library.templateMesh().hash);
    origin.generatorVersion = kGenerator;
    origin.provenance = "Made-up people of the MakeHuman library (CC0), " +
                        std::to_string(options.viewsPerIdentity) + " pictures each";
    return origin;
}

} // namespace

Result<IdentityFields> IdentityFields::of(const Schema& schema) {
    FieldFinder find(schema);
    IdentityFields fields;
    fields.shape = find.get<float>("shape");
    fields.heads = find.get<float>("heads");
    fields.macro = find.get<float>("macro");
    fields.sliders = find.get<float>("sliders");
    fields.texture = find.get<std::uint8_t>("texture");
    return find.check(fields);
}

Result<SampleFields> SampleFields::of(const Schema& schema) {
    FieldFinder find(schema);
    SampleFields fields;
    fields.image = find.get<std::uint8_t>("image");
    fields.mask = find.get<std::uint8_t>("mask");
    fields.parts = find.get<std::uint8_t>("parts");
    fields.face = find.get<std::uint8_t>("face");
    fields.facePlace = find.get<float>("face_place");
    fields.camera = find.get<float>("camera");
    fields.rotations = find.get<float>("rotations");
    fields.translation = find.get<float>("translation");
    fields.joints = find.get<float>("joints");
    fields.joints2d = find.get<float>("joints_2d");
    fields.facialUnits = find.get<float>("facial_units");
    return find.check(fields);
}

Camera cameraOf(std::span<const float> values, int side) {
    Camera camera;
    camera.width = camera.height = side;
    camera.focal = values[0];
    camera.cx = values[1];
    camera.cy = values[2];
    for (int i = 0; i < 12; ++i) {
        camera.modelToCamera.matrix()(i / 4, i % 4) = values[3 + i];
    }
    return camera;
}

Status makePersonDataset(std::shared_ptr<const Library> library,
                         const std::filesystem::path& folder, const PersonDatasetOptions& options,
                         const Context& ctx) {
    return makeWatchedDataset(std::move(library), folder, options, {}, ctx);
}

Status makeWatchedDataset(std::shared_ptr<const Library> library,
                          const std::filesystem::path& folder, const PersonDatasetOptions& options,
                          const PictureWatcher& watch, const Context& ctx) {
    constexpr int kPeopleAThread = 8;
    const auto maker = PersonMaker::create(library, PersonDetail::small());
    if (!maker) {
        return fail(maker.error());
    }
    const int bones = static_cast<int>((*maker)->rig().bones.size());
    const auto identities = identitySchema(*library, bones);
    const auto samples = sampleSchema(*library, bones, options.view);
    if (!identities || !samples) {
        return fail(identities ? samples.error() : identities.error());
    }
    auto writer = DatasetWriter::createOrResume(
        folder, originOf(*library, options),
        {{kIdentities, RowKind::Identity, *identities}, {kSamples, RowKind::Sample, *samples}});
    if (!writer) {
        return fail(writer.error());
    }
    const Studio studio(**maker, options, *identities, *samples);
    const auto show = [&watch,
                       image = SampleFields::of(*samples)->image](const RecordBuffer& record) {
        if (watch) {
            watch(recordImage(RecordView(record.payload()), image));
        }
    };
    std::int64_t index = writer->recordCount(kSamples) / options.viewsPerIdentity;
    while (index < options.identities) {
        if (ctx.isCancelled()) {
            (void)writer->close();
            return ctx.cancelled();
        }
        const int count = static_cast<int>(
            std::min<std::int64_t>(kPeopleAThread * options.threads, options.identities - index));
        for (const Batch& person : makePeople(studio, index, count, options.threads)) {
            if (auto status = append(*writer, index, person, show); !status) {
                return status;
            }
            ++index;
        }
        ctx.report(static_cast<double>(index) / static_cast<double>(options.identities));
    }
    return writer->close();
}

} // namespace maquette
