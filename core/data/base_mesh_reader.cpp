// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/base_mesh_reader.h"

#include "core/data/compressed_file.h"
#include "core/data/target_reader.h"
#include "core/data/text_scanner.h"
#include "core/geometry/template_mesh.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

constexpr int kBaseMeshUvs = 21334;
constexpr int kBaseMeshFaces = 18486;

/// Collects the lines of one file; every add returns false on a line it cannot read.
class ObjBuilder {
public:
    bool addLine(std::string_view content) {
        LineScanner line(content);
        const std::string_view key = line.word();
        if (key == "v") {
            return addNumbers(line, 3, m_positions);
        }
        if (key == "vt") {
            return addNumbers(line, 2, m_uvs);
        }
        if (key == "g") {
            return selectGroup(std::string(line.word()));
        }
        return key != "f" || addFace(line);
    }

    [[nodiscard]] BaseMesh finish() {
        PolygonMesh& mesh = m_result.mesh;
        const auto vertices = static_cast<Eigen::Index>(m_positions.size() / 3);
        const auto uvs = static_cast<Eigen::Index>(m_uvs.size() / 2);
        using DoubleRows3 = Eigen::Matrix<double, Eigen::Dynamic, 3, Eigen::RowMajor>;
        using DoubleRows2 = Eigen::Matrix<double, Eigen::Dynamic, 2, Eigen::RowMajor>;
        mesh.positions =
            (Eigen::Map<const DoubleRows3>(m_positions.data(), vertices, 3) * kMetresPerDecimetre)
                .cast<float>();
        mesh.uvs = Eigen::Map<const DoubleRows2>(m_uvs.data(), uvs, 2).cast<float>();
        return std::move(m_result);
    }

private:
    static bool addNumbers(LineScanner& line, int count, std::vector<double>& numbers) {
        for (int i = 0; i < count; ++i) {
            const auto value = line.number<double>();
            if (!value || !std::isfinite(*value)) {
                return false;
            }
            numbers.push_back(*value);
        }
        return true;
    }

    bool selectGroup(const std::string& name) {
        const auto found = std::find(m_result.groups.begin(), m_result.groups.end(), name);
        m_group = static_cast<int>(found - m_result.groups.begin());
        if (found == m_result.groups.end()) {
            m_result.groups.push_back(name);
        }
        return !name.empty();
    }

    bool addFace(LineScanner& line) {
        PolygonMesh& mesh = m_result.mesh;
        if (mesh.faceOffsets.empty()) {
            mesh.faceOffsets.push_back(0);
        }
        while (!line.atEnd()) {
            const std::string_view corner = line.word();
            const std::size_t slash = corner.find('/');
            if (slash == std::string_view::npos) {
                return false;
            }
            const auto vertex = LineScanner::parse<int>(corner.substr(0, slash));
            const auto uv = LineScanner::parse<int>(
                corner.substr(slash + 1, corner.find('/', slash + 1) - slash - 1));
            if (!vertex || !uv || *vertex < 1 || *uv < 1 || *vertex > kTemplateVertices ||
                *uv > kBaseMeshUvs) {
                return false;
            }
            mesh.cornerVertex.push_back(*vertex - 1);
            mesh.cornerUv.push_back(*uv - 1);
        }
        const auto end = static_cast<int>(mesh.cornerVertex.size());
        const bool isPolygon = end >= mesh.faceOffsets.back() + 3;
        mesh.faceOffsets.push_back(end);
        m_result.faceGroup.push_back(m_group);
        return isPolygon && m_group >= 0;
    }

    BaseMesh m_result;
    std::vector<double> m_positions;
    std::vector<double> m_uvs;
    int m_group = -1;
};

/// Targets and rigs are made for exactly one mesh, so a cut or foreign one is refused.
Status checkCounts(const BaseMesh& base, const std::filesystem::path& path) {
    const auto check = [&](const char* what, long found, long expected) -> Status {
        if (found == expected) {
            return {};
        }
        return damagedLibraryFile(path, "it has " + std::to_string(found) + " " + what +
                                            ", MakeHuman's base mesh has " +
                                            std::to_string(expected));
    };
    Status status = check("vertices", base.mesh.positions.rows(), kTemplateVertices);
    if (status) {
        status = check("texture coordinates", base.mesh.uvs.rows(), kBaseMeshUvs);
    }
    if (status) {
        status = check("faces", base.mesh.faceCount(), kBaseMeshFaces);
    }
    return status;
}

} // namespace

Result<BaseMesh> readBaseMesh(const std::filesystem::path& path) {
    const Result<std::string> text = readLibraryText(path);
    if (!text) {
        return fail(text.error());
    }
    ObjBuilder builder;
    int badLine = 0;
    forEachLine(*text, [&](std::string_view line, int number) {
        badLine = builder.addLine(line) ? 0 : number;
        return badLine == 0;
    });
    if (badLine > 0) {
        return damagedLibraryFile(path, "line " + std::to_string(badLine) + " cannot be read");
    }
    BaseMesh base = builder.finish();
    if (const Status status = checkCounts(base, path); !status) {
        return fail(status.error());
    }
    return base;
}

} // namespace maquette
