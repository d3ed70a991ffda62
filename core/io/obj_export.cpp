// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/obj_export.h"

#include "core/io/unique_names.h"

#include <charconv>
#include <map>

namespace maquette {
namespace fs = std::filesystem;
namespace {

constexpr int kDecimals = 6;

/// Text of an OBJ or MTL file under construction.
class TextWriter {
public:
    TextWriter& operator<<(const std::string& text) {
        m_text += text;
        return *this;
    }

    /// A space and the number with six decimals.
    TextWriter& number(float value) {
        char buffer[64];
        const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value,
                                       std::chars_format::fixed, kDecimals);
        m_text.push_back(' ');
        m_text.append(buffer, end.ptr);
        return *this;
    }

    TextWriter& index(int value) {
        char buffer[16];
        const auto end = std::to_chars(buffer, buffer + sizeof(buffer), value);
        m_text.append(buffer, end.ptr);
        return *this;
    }

    [[nodiscard]] const std::string& text() const { return m_text; }

private:
    std::string m_text;
};

/// A file to write.
struct Output {
    fs::path path;
    std::span<const std::uint8_t> bytes;
};

std::span<const std::uint8_t> bytesOf(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Names of meshes or materials: without blanks, and each once.
std::vector<std::string> safeNames(const std::vector<std::string>& wanted) {
    UniqueNames names;
    std::vector<std::string> result;
    for (const std::string& name : wanted) {
        result.push_back(names.claim(fileSafe(name)));
    }
    return result;
}

void writeFaces(const PolygonMesh& mesh, int firstVertex, int firstUv, TextWriter& out) {
    for (int f = 0; f < mesh.faceCount(); ++f) {
        out << "f";
        for (int c = mesh.faceOffsets[f]; c < mesh.faceOffsets[f + 1]; ++c) {
            out << " ";
            out.index(firstVertex + mesh.cornerVertex[c]);
            if (!mesh.cornerUv.empty()) {
                out << "/";
                out.index(firstUv + mesh.cornerUv[c]);
            }
        }
        out << "\n";
    }
}

void writeVertices(const Points& positions, const UvPoints& uvs, TextWriter& out) {
    for (Eigen::Index v = 0; v < positions.rows(); ++v) {
        out << "v";
        out.number(positions(v, 0)).number(positions(v, 1)).number(positions(v, 2)) << "\n";
    }
    for (Eigen::Index t = 0; t < uvs.rows(); ++t) {
        out << "vt";
        out.number(uvs(t, 0)).number(uvs(t, 1)) << "\n";
    }
}

/// Roughness as the exponent from which Blender computes it back.
float specularExponent(float roughness) {
    constexpr float kLargest = 1000.0F;
    return kLargest * (1.0F - roughness) * (1.0F - roughness);
}

void writeMaterial(const std::string& name, const Material& material, const std::string& image,
                   TextWriter& out) {
    const Eigen::Vector4f& color = material.baseFactor;
    out << "newmtl " << name << "\nKd";
    out.number(color[0]).number(color[1]).number(color[2]) << "\nKs";
    out.number(0.0F).number(0.0F).number(0.0F) << "\nNs";
    out.number(specularExponent(material.roughness)) << "\nPr";
    out.number(material.roughness) << "\nPm";
    out.number(material.metalness) << "\nd";
    out.number(color[3]) << "\nillum 2\n";
    if (!image.empty()) {
        out << "map_Kd " << image << "\n";
        if (material.alphaCutout) {
            out << "map_d " << image << "\n";
        }
    }
    out << "\n";
}

/// Writes one after the other; takes back what is new when one fails.
Status writeAll(const std::vector<Output>& outputs, const Context& ctx) {
    std::vector<fs::path> created;
    Status status;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const Output& output = outputs[i];
        ctx.report(static_cast<double>(i) / static_cast<double>(outputs.size()));
        std::error_code ignored;
        const bool existed = fs::exists(output.path, ignored);
        status = ctx.isCancelled() ? Status(ctx.cancelled()) : writeFile(output.path, output.bytes);
        if (!status) {
            break;
        }
        if (!existed) {
            created.push_back(output.path);
        }
    }
    for (std::size_t i = 0; !status && i < created.size(); ++i) {
        std::error_code ignored;
        fs::remove(created[i], ignored);
    }
    return status;
}

} // namespace

Status writeObj(const Character& character, const fs::path& path, const ExportOptions& options,
                const Context& ctx) {
    const std::vector<const CharacterMesh*> meshes = exportedMeshes(character, options);
    const auto textures = encodeTextures(meshes, ctx.nested(0.0, 0.6, "Textures"));
    if (!textures) {
        return fail(textures.error());
    }
    const Context span = ctx.nested(0.6, 0.8, "Meshes");
    const std::string stem = path.stem().string();
    std::vector<std::string> groups;
    std::vector<std::string> materials;
    for (const CharacterMesh* mesh : meshes) {
        groups.push_back(mesh->name);
        materials.push_back(mesh->material.name.empty() ? mesh->name : mesh->material.name);
    }
    groups = safeNames(groups);
    materials = safeNames(materials);

    const Pose pose = groundedPose(character, options.pose);
    const BoneTransforms transforms = boneTransforms(character.skeleton, pose);
    TextWriter obj;
    TextWriter mtl;
    obj << "# Maquette: metres, y up\nmtllib " << stem << ".mtl\n";
    int firstVertex = 1;
    int firstUv = 1;
    for (std::size_t m = 0; m < meshes.size(); ++m) {
        if (span.isCancelled()) {
            return span.cancelled();
        }
        const PolygonMesh& mesh = meshes[m]->mesh;
        const int image = textures->imageOfMesh[m];
        obj << "o " << groups[m] << "\ng " << groups[m] << "\nusemtl " << materials[m] << "\ns 1\n";
        writeVertices(options.pose == CharacterPose::Rest
                          ? mesh.positions
                          : skin(mesh.positions, meshes[m]->weights, transforms),
                      mesh.uvs, obj);
        writeFaces(mesh, firstVertex, firstUv, obj);
        writeMaterial(materials[m], meshes[m]->material,
                      image < 0 ? "" : stem + "_" + textures->images[image].name + ".png", mtl);
        firstVertex += mesh.vertexCount();
        firstUv += static_cast<int>(mesh.uvs.rows());
        span.report(static_cast<double>(m + 1) / static_cast<double>(meshes.size()));
    }

    std::vector<Output> outputs;
    for (const EncodedTexture& texture : textures->images) {
        outputs.push_back({path.parent_path() / (stem + "_" + texture.name + ".png"), texture.png});
    }
    outputs.push_back({path.parent_path() / (stem + ".mtl"), bytesOf(mtl.text())});
    outputs.push_back({path, bytesOf(obj.text())});
    return writeAll(outputs, ctx.nested(0.8, 1.0, "Writing the files"));
}

} // namespace maquette
