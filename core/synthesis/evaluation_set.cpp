// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/evaluation_set.h"

#include "core/base/file.h"
#include "core/base/hex_text.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>

#include <bit>
#include <cstdio>
#include <cstring>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the files are little-endian");

constexpr const char* kFormat = "maquette-evaluation-set";
constexpr int kVersion = 1;

std::string itemName(int i) {
    char name[16];
    std::snprintf(name, sizeof name, "%03d", i);
    return name;
}

tl::unexpected<Error> damaged(const fs::path& path, const std::string& what) {
    return fail(ErrorCode::CorruptData,
                "The evaluation file " + path.string() + " is damaged: " + what + ".",
                "Write the set again.");
}

/// Float arrays one after the other.
class FloatWriter {
public:
    void add(const float* values, size_t count) {
        const auto* bytes = reinterpret_cast<const std::uint8_t*>(values);
        m_bytes.insert(m_bytes.end(), bytes, bytes + count * sizeof(float));
    }
    void add(const Points& points) { add(points.data(), static_cast<size_t>(points.size())); }
    [[nodiscard]] const Bytes& bytes() const { return m_bytes; }

private:
    Bytes m_bytes;
};

class FloatReader {
public:
    explicit FloatReader(const Bytes& bytes) : m_bytes(bytes) {}

    bool read(float* values, size_t count) {
        if (m_place + count * sizeof(float) > m_bytes.size()) {
            return false;
        }
        std::memcpy(values, m_bytes.data() + m_place, count * sizeof(float));
        m_place += count * sizeof(float);
        return true;
    }
    bool read(Points& points, int rows) {
        points.resize(rows, 3);
        return read(points.data(), static_cast<size_t>(points.size()));
    }
    [[nodiscard]] bool atEnd() const { return m_place == m_bytes.size(); }

private:
    const Bytes& m_bytes;
    size_t m_place = 0;
};

Json macroJson(const MacroParameters& m) {
    return {{"gender", m.gender},      {"age", m.age},
            {"muscle", m.muscle},      {"weight", m.weight},
            {"height", m.height},      {"proportions", m.proportions},
            {"cupSize", m.cupSize},    {"firmness", m.firmness},
            {"african", m.african},    {"asian", m.asian},
            {"caucasian", m.caucasian}};
}

MacroParameters macroFrom(const Json& json) {
    MacroParameters m;
    m.gender = json.at("gender");
    m.age = json.at("age");
    m.muscle = json.at("muscle");
    m.weight = json.at("weight");
    m.height = json.at("height");
    m.proportions = json.at("proportions");
    m.cupSize = json.at("cupSize");
    m.firmness = json.at("firmness");
    m.african = json.at("african");
    m.asian = json.at("asian");
    m.caucasian = json.at("caucasian");
    return m;
}

Json cameraJson(const Camera& camera) {
    Json matrix = Json::array();
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 4; ++column) {
            matrix.push_back(camera.modelToCamera.matrix()(row, column));
        }
    }
    return {{"width", camera.width}, {"height", camera.height}, {"focal", camera.focal},
            {"cx", camera.cx},       {"cy", camera.cy},         {"modelToCamera", matrix}};
}

Camera cameraFrom(const Json& json) {
    Camera camera;
    camera.width = json.at("width");
    camera.height = json.at("height");
    camera.focal = json.at("focal");
    camera.cx = json.at("cx");
    camera.cy = json.at("cy");
    for (int i = 0; i < 12; ++i) {
        camera.modelToCamera.matrix()(i / 4, i % 4) = json.at("modelToCamera").at(i);
    }
    return camera;
}

Json personJson(const SyntheticPerson& person, std::uint64_t seed) {
    Json bones = Json::array();
    for (const auto& bone : person.skeleton.bones) {
        bones.push_back({{"name", bone.name}, {"parent", bone.parent}});
    }
    return {{"seed", seed},
            {"macro", macroJson(person.parameters.macro)},
            {"sliders", person.parameters.sliders},
            {"facialUnits", person.parameters.facialUnits},
            {"camera", cameraJson(person.camera)},
            {"rig", person.skeleton.rigName},
            {"bones", bones},
            {"vertices", person.restShape.rows()},
            {"height", person.height},
            {"pose", person.poseName},
            {"outfit", person.outfit},
            {"hair", person.hair},
            {"surroundings", person.surroundings}};
}

FloatWriter personFloats(const SyntheticPerson& person) {
    FloatWriter writer;
    writer.add(person.restShape);
    for (const auto& bone : person.skeleton.bones) {
        writer.add(bone.head.data(), 3);
    }
    for (const auto& bone : person.skeleton.bones) {
        writer.add(bone.tail.data(), 3);
    }
    for (const auto& rotation : person.pose.rotations) {
        const Eigen::Matrix<float, 3, 3, Eigen::RowMajor> rows = rotation;
        writer.add(rows.data(), 9);
    }
    writer.add(person.pose.translation.data(), 3);
    writer.add(person.joints);
    return writer;
}

bool readFloats(FloatReader& reader, EvaluationItem& item, int vertices) {
    const int bones = item.skeleton.boneCount();
    bool ok = reader.read(item.restShape, vertices);
    for (auto& bone : item.skeleton.bones) {
        ok = ok && reader.read(bone.head.data(), 3);
    }
    for (auto& bone : item.skeleton.bones) {
        ok = ok && reader.read(bone.tail.data(), 3);
    }
    for (int b = 0; b < bones; ++b) {
        Eigen::Matrix<float, 3, 3, Eigen::RowMajor> rows;
        ok = ok && reader.read(rows.data(), 9);
        item.pose.rotations.emplace_back(rows);
    }
    ok = ok && reader.read(item.pose.translation.data(), 3);
    return ok && reader.read(item.joints, bones) && reader.atEnd();
}

Result<Bytes> encode(const cv::Mat& image, const char* ending, const std::vector<int>& parameters) {
    Bytes bytes;
    if (!cv::imencode(ending, image, bytes, parameters)) {
        return fail(ErrorCode::Internal,
                    std::string("The picture could not be encoded as ") + ending + ".");
    }
    return bytes;
}

Status writeImage(const fs::path& path, const cv::Mat& image, const std::vector<int>& parameters) {
    const auto bytes = encode(image, path.extension().c_str(), parameters);
    if (!bytes) {
        return fail(bytes.error());
    }
    return writeFile(path, *bytes);
}

Status writeItem(const SyntheticPerson& person, std::uint64_t seed, const fs::path& folder, int i) {
    const std::string name = itemName(i);
    if (auto status = writeSyntheticPhoto(person, folder / (name + ".jpg"), 93); !status) {
        return status;
    }
    if (auto status = writeImage(folder / (name + "_mask.png"), person.mask, {}); !status) {
        return status;
    }
    if (auto status = writeFile(folder / (name + ".bin"), personFloats(person).bytes()); !status) {
        return status;
    }
    return writeFile(folder / (name + ".json"), personJson(person, seed).dump(1));
}

Result<Json> readJson(const fs::path& path) {
    const auto bytes = readFile(path, 1U << 24);
    if (!bytes) {
        return fail(bytes.error());
    }
    Json json = Json::parse(bytes->begin(), bytes->end(), nullptr, false);
    if (json.is_discarded() || !json.is_object()) {
        return damaged(path, "it is not JSON");
    }
    return json;
}

void fillItem(EvaluationItem& item, const Json& json) {
    item.seed = json.at("seed");
    item.parameters.macro = macroFrom(json.at("macro"));
    item.parameters.sliders = json.at("sliders").get<std::map<std::string, double>>();
    item.parameters.facialUnits = json.at("facialUnits").get<std::map<std::string, double>>();
    item.camera = cameraFrom(json.at("camera"));
    item.skeleton.rigName = json.at("rig");
    for (const auto& bone : json.at("bones")) {
        item.skeleton.bones.push_back({bone.at("name"), bone.at("parent"), {}, {}});
    }
    item.height = json.at("height");
    item.poseName = json.at("pose");
    item.outfit = json.at("outfit");
    item.hair = json.at("hair");
    item.surroundings = json.at("surroundings");
}

Result<EvaluationItem> readItem(const fs::path& folder, int i) {
    const std::string name = itemName(i);
    const fs::path jsonPath = folder / (name + ".json");
    const auto json = readJson(jsonPath);
    if (!json) {
        return fail(json.error());
    }
    EvaluationItem item;
    item.photo = folder / (name + ".jpg");
    int vertices = 0;
    try {
        fillItem(item, *json);
        vertices = json->at("vertices");
    } catch (const Json::exception& error) {
        return damaged(jsonPath, error.what());
    }
    const fs::path binPath = folder / (name + ".bin");
    const auto bytes = readFile(binPath, 1U << 28);
    if (!bytes) {
        return fail(bytes.error());
    }
    FloatReader reader(*bytes);
    if (vertices != kTemplateVertices || !readFloats(reader, item, vertices)) {
        return damaged(binPath, "its length does not fit");
    }
    const fs::path maskPath = folder / (name + "_mask.png");
    const auto mask = readFile(maskPath, 1U << 28);
    if (!mask) {
        return fail(mask.error());
    }
    item.mask = cv::imdecode(*mask, cv::IMREAD_GRAYSCALE);
    if (item.mask.cols != item.camera.width || item.mask.rows != item.camera.height) {
        return damaged(maskPath, "its size is not the camera's");
    }
    return item;
}

} // namespace

Status writeSyntheticPhoto(const SyntheticPerson& person, const fs::path& path, int quality) {
    if (quality < 1 || quality > 100) {
        return fail(ErrorCode::InvalidArgument, "JPEG quality must lie between 1 and 100.");
    }
    const auto bytes = encode(person.image, ".jpg", {cv::IMWRITE_JPEG_QUALITY, quality});
    return bytes ? writeFile(path, *bytes) : Status(fail(bytes.error()));
}

Status writeEvaluationSet(std::shared_ptr<const Library> library, int count, std::uint64_t seed,
                          const fs::path& folder, const SyntheticOptions& options,
                          const Context& ctx) {
    const std::uint64_t hash = library->templateMesh().hash;
    const auto maker = PersonMaker::create(std::move(library));
    if (!maker) {
        return fail(maker.error());
    }
    const auto source = [&](std::uint64_t itemSeed) {
        return (*maker)->make(itemSeed, options, ctx);
    };
    return writeEvaluationSet(source, hash, count, seed, folder, ctx);
}

Status writeEvaluationSet(const PersonSource& source, std::uint64_t templateHash, int count,
                          std::uint64_t seed, const fs::path& folder, const Context& ctx) {
    std::error_code ignored; // writing the files tells what is wrong with the folder
    fs::create_directories(folder, ignored);
    const Random root(seed);
    for (int i = 0; i < count; ++i) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const std::uint64_t itemSeed = root.fork(static_cast<std::uint64_t>(i)).bits();
        const auto person = source(itemSeed);
        if (!person) {
            return fail(person.error());
        }
        if (auto status = writeItem(*person, itemSeed, folder, i); !status) {
            return status;
        }
        ctx.report((i + 1.0) / count);
    }
    const Json index = {{"format", kFormat},
                        {"version", kVersion},
                        {"count", count},
                        {"seed", seed},
                        {"templateHash", hexText(templateHash)}};
    return writeFile(folder / "index.json", index.dump(1));
}

Result<std::vector<EvaluationItem>> readEvaluationSet(const fs::path& folder, const Context& ctx) {
    const fs::path indexPath = folder / "index.json";
    const auto index = readJson(indexPath);
    if (!index) {
        return fail(index.error());
    }
    if (index->value("format", "") != kFormat || index->value("version", 0) != kVersion) {
        return damaged(indexPath, "it is not an evaluation set of version 1");
    }
    const int count = index->value("count", 0);
    std::vector<EvaluationItem> items;
    for (int i = 0; i < count; ++i) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        auto item = readItem(folder, i);
        if (!item) {
            return fail(item.error());
        }
        items.push_back(std::move(*item));
        ctx.report((i + 1.0) / count);
    }
    return items;
}

SyntheticOptions samplePhotoOptions() {
    SyntheticOptions options;
    options.photo.width = 960;
    options.photo.height = 1440;
    options.photo.maximumYaw = 40.0;
    options.photo.minimumFill = 0.93;
    options.photo.maximumFill = 0.95;
    options.pose = PoseKind::Relaxed;
    options.surroundings = Surroundings::Room;
    options.sampler.minimumAge = 18.0;
    options.sampler.maximumAge = 45.0;
    return options;
}

Status writeSamplePhoto(std::shared_ptr<const Library> library, std::uint64_t seed,
                        const fs::path& path) {
    const auto maker = PersonMaker::create(std::move(library));
    if (!maker) {
        return fail(maker.error());
    }
    const auto person = (*maker)->make(seed, samplePhotoOptions());
    return person ? writeSyntheticPhoto(*person, path) : Status(fail(person.error()));
}

} // namespace maquette
