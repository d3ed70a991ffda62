// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rig_reader.h"

#include "core/data/compressed_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace maquette {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::json;
using Groups = std::map<std::string, std::vector<int>>;

/// What is wrong with a rig file, on its way to the one catch in readRig.
struct RigError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

Result<Json> readJson(const fs::path& path) {
    const Result<std::string> text = readLibraryText(path);
    if (!text) {
        return fail(text.error());
    }
    Json json = Json::parse(*text, nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded() || !json.is_object()) {
        return damagedLibraryFile(path, "it is not complete JSON");
    }
    return json;
}

bool isMakeHuman(const fs::path& path) {
    return path.extension() == ".mhskel";
}

const Json& bonesOf(const Json& rig) {
    const auto found = rig.find("bones");
    return found == rig.end() ? rig : *found;
}

std::string parentOf(const Json& bone) {
    const Json& parent = bone.at("parent");
    return parent.is_string() ? parent.get<std::string>() : std::string();
}

void checkVertices(const std::vector<int>& vertices) {
    const bool isInside = std::all_of(vertices.begin(), vertices.end(),
                                      [](int v) { return v >= 0 && v < kTemplateVertices; });
    if (vertices.empty() || !isInside) {
        throw RigError("a vertex does not exist");
    }
}

/// Vertices whose mean is an end of a bone. MPFB names a strategy, MakeHuman a joint.
std::vector<int> anchorVertices(const Json& rig, const Json& end, const Groups& groups) {
    std::vector<int> vertices;
    if (end.is_string()) {
        vertices = rig.at("joints").at(end.get<std::string>()).get<std::vector<int>>();
    } else if (const std::string strategy = end.at("strategy"); strategy == "VERTEX") {
        vertices = {end.at("vertex_index").get<int>()};
    } else if (strategy == "MEAN") {
        vertices = end.at("vertex_indices").get<std::vector<int>>();
    } else if (strategy == "CUBE") {
        const auto cube = groups.find(end.at("cube_name").get<std::string>());
        if (cube == groups.end()) {
            throw RigError("the base mesh has no group " + end.at("cube_name").dump());
        }
        vertices = cube->second;
    } else {
        throw RigError("unknown strategy " + strategy);
    }
    checkVertices(vertices);
    return vertices;
}

/// Bone names, parents before children, brothers by name.
std::vector<std::string> parentsFirst(const Json& bones) {
    std::map<std::string, std::vector<std::string>> children;
    for (const auto& [name, bone] : bones.items()) {
        children[parentOf(bone)].push_back(name);
    }
    std::vector<std::string> order;
    std::vector<std::string> pending(children[""].rbegin(), children[""].rend());
    while (!pending.empty()) {
        const std::string name = pending.back();
        pending.pop_back();
        order.push_back(name);
        pending.insert(pending.end(), children[name].rbegin(), children[name].rend());
    }
    if (order.empty() || order.size() != bones.size()) {
        throw RigError("some bones have no way to a root");
    }
    return order;
}

std::vector<Rig::BoneAnchor> makeBones(const Json& rig, const Groups& groups) {
    const Json& bones = bonesOf(rig);
    std::vector<Rig::BoneAnchor> result;
    std::map<std::string, int> rows;
    for (const std::string& name : parentsFirst(bones)) {
        const Json& bone = bones.at(name);
        Rig::BoneAnchor anchor;
        anchor.name = name;
        const std::string parent = parentOf(bone);
        anchor.parent = parent.empty() ? -1 : rows.at(parent);
        anchor.head = anchorVertices(rig, bone.at("head"), groups);
        anchor.tail = anchorVertices(rig, bone.at("tail"), groups);
        rows[name] = static_cast<int>(result.size());
        result.push_back(std::move(anchor));
    }
    return result;
}

/// The row of the bone itself or of its nearest ancestor that the rig has.
/// @param hierarchy  the bones of the rig that the weights were made for.
int rowFor(std::string bone, const std::map<std::string, int>& rows, const Json& hierarchy) {
    for (std::size_t steps = 0; steps <= hierarchy.size(); ++steps) {
        if (const auto found = rows.find(bone); found != rows.end()) {
            return found->second;
        }
        if (!hierarchy.contains(bone)) {
            break;
        }
        bone = parentOf(hierarchy.at(bone));
    }
    throw RigError("weights for the unknown bone " + bone);
}

SkinWeights compress(const std::vector<std::map<int, double>>& rows) {
    SkinWeights weights;
    weights.offsets.push_back(0);
    for (const std::map<int, double>& row : rows) {
        double sum = 0.0;
        for (const auto& [bone, weight] : row) {
            sum += weight;
        }
        for (const auto& [bone, weight] : row) {
            weights.bones.push_back(bone);
            weights.weights.push_back(static_cast<float>(weight / sum));
        }
        weights.offsets.push_back(static_cast<int>(weights.bones.size()));
    }
    return weights;
}

SkinWeights makeWeights(const Json& table, const std::vector<Rig::BoneAnchor>& bones,
                        const Json& hierarchy) {
    std::map<std::string, int> rowOf;
    for (const Rig::BoneAnchor& bone : bones) {
        rowOf.emplace(bone.name, static_cast<int>(rowOf.size()));
    }
    std::vector<std::map<int, double>> rows(kTemplateVertices);
    for (const auto& [bone, entries] : table.at("weights").items()) {
        const int row = rowFor(bone, rowOf, hierarchy);
        for (const Json& entry : entries) {
            const int vertex = entry.at(0);
            const double weight = entry.at(1);
            checkVertices({vertex});
            if (weight > 0.0) {
                rows[vertex][row] += weight;
            }
        }
    }
    for (std::map<int, double>& row : rows) {
        if (row.empty()) {
            row[0] = 1.0;
        }
    }
    return compress(rows);
}

/// The bones that a weights file was made for: the rig's own, or the default rig's.
Result<Json> readHierarchy(const LibraryFiles& files, const LibraryFiles::RigFiles& rig,
                           const Json& own) {
    const LibraryFiles::RigFiles* standard = files.rig("default");
    if (isMakeHuman(rig.rig) || !standard || standard->weights != rig.weights) {
        return bonesOf(own);
    }
    const Result<Json> json = readJson(standard->rig);
    if (!json) {
        return fail(json.error());
    }
    return bonesOf(*json);
}

fs::path weightsPath(const LibraryFiles::RigFiles& rig, const Json& json) {
    return isMakeHuman(rig.rig)
               ? rig.rig.parent_path() / json.value("weights_file", "default_weights.mhw")
               : rig.weights;
}

} // namespace

Result<Rig> readRig(const LibraryFiles& files, const LibraryFiles::RigFiles& rig,
                    const Groups& groups) {
    fs::path current = rig.rig;
    try {
        const Result<Json> json = readJson(rig.rig);
        if (!json) {
            return fail(json.error());
        }
        Rig result;
        result.name = rig.name;
        result.bones = makeBones(*json, groups);
        const Result<Json> hierarchy = readHierarchy(files, rig, *json);
        if (!hierarchy) {
            return fail(hierarchy.error());
        }
        current = weightsPath(rig, *json);
        const Result<Json> table = readJson(current);
        if (!table) {
            return fail(table.error());
        }
        result.weights = makeWeights(*table, result.bones, *hierarchy);
        return result;
    } catch (const RigError& error) {
        return damagedLibraryFile(current, error.what());
    } catch (const Json::exception&) {
        return damagedLibraryFile(current, "it is not a rig as MPFB or MakeHuman write them");
    } catch (const std::out_of_range&) {
        return damagedLibraryFile(current, "a bone names a parent that does not exist");
    }
}

} // namespace maquette
