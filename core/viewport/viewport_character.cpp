// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_character.h"

#include "core/viewport/viewport_bones.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkTypeInt64Array.h>
#include <vtkUnsignedCharArray.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace maquette {

namespace {

constexpr std::array kPoses{CharacterPose::Rest, CharacterPose::Photo};

/// The corners of a mesh with each pair of vertex and UV once.
struct SplitCorners {
    std::vector<int> vertex; ///< per split vertex: row of positions
    std::vector<int> uv;     ///< per split vertex: row of uvs, -1 without
    Triangles triangles;     ///< rows of the split vertices
};

SplitCorners splitAtSeams(const Triangulation& triangulation) {
    SplitCorners split;
    const bool hasUv = triangulation.uvs.rows() == triangulation.vertices.rows();
    split.triangles.resize(triangulation.vertices.rows(), 3);
    std::unordered_map<std::uint64_t, int> known;
    known.reserve(static_cast<std::size_t>(triangulation.vertices.rows()));
    for (Eigen::Index f = 0; f < triangulation.vertices.rows(); ++f) {
        for (Eigen::Index c = 0; c < 3; ++c) {
            const int vertex = triangulation.vertices(f, c);
            const int uv = hasUv ? triangulation.uvs(f, c) : -1;
            const auto key =
                (static_cast<std::uint64_t>(static_cast<std::uint32_t>(vertex)) << 32) |
                static_cast<std::uint32_t>(uv);
            const auto [entry, isNew] =
                known.try_emplace(key, static_cast<int>(split.vertex.size()));
            if (isNew) {
                split.vertex.push_back(vertex);
                split.uv.push_back(uv);
            }
            split.triangles(f, c) = entry->second;
        }
    }
    return split;
}

vtkSmartPointer<vtkFloatArray> gather(const Points& rows, const std::vector<int>& which,
                                      const char* name) {
    auto array = vtkSmartPointer<vtkFloatArray>::New();
    array->SetName(name);
    array->SetNumberOfComponents(3);
    array->SetNumberOfTuples(static_cast<vtkIdType>(which.size()));
    float* out = array->GetPointer(0);
    for (const int row : which) {
        out = std::copy_n(rows.row(row).data(), 3, out);
    }
    return array;
}

vtkSmartPointer<vtkPoints> pointsFrom(vtkFloatArray* array) {
    auto points = vtkSmartPointer<vtkPoints>::New();
    points->SetData(array);
    return points;
}

vtkSmartPointer<vtkFloatArray> textureCoordinates(const PolygonMesh& mesh,
                                                  const SplitCorners& split) {
    auto array = vtkSmartPointer<vtkFloatArray>::New();
    array->SetName("uv");
    array->SetNumberOfComponents(2);
    array->SetNumberOfTuples(static_cast<vtkIdType>(split.uv.size()));
    float* out = array->GetPointer(0);
    for (const int row : split.uv) {
        out = std::copy_n(mesh.uvs.row(row).data(), 2, out);
    }
    return array;
}

/// Cells of @p size corners each.
vtkSmartPointer<vtkCellArray> cellsFrom(const std::vector<vtkTypeInt64>& corners, int size) {
    auto connectivity = vtkSmartPointer<vtkTypeInt64Array>::New();
    connectivity->SetNumberOfValues(static_cast<vtkIdType>(corners.size()));
    std::copy(corners.begin(), corners.end(), connectivity->GetPointer(0));
    const auto count = static_cast<vtkIdType>(corners.size()) / size;
    auto offsets = vtkSmartPointer<vtkTypeInt64Array>::New();
    offsets->SetNumberOfValues(count + 1);
    for (vtkIdType i = 0; i <= count; ++i) {
        offsets->SetValue(i, i * size);
    }
    auto cells = vtkSmartPointer<vtkCellArray>::New();
    cells->SetData(offsets, connectivity);
    return cells;
}

/// The polygons' own edges, each once, as index pairs.
std::vector<vtkTypeInt64> polygonEdges(const PolygonMesh& mesh) {
    std::vector<std::pair<int, int>> edges;
    edges.reserve(mesh.cornerVertex.size());
    for (int f = 0; f < mesh.faceCount(); ++f) {
        const int begin = mesh.faceOffsets[static_cast<std::size_t>(f)];
        const int end = mesh.faceOffsets[static_cast<std::size_t>(f) + 1];
        for (int c = begin; c < end; ++c) {
            const int a = mesh.cornerVertex[static_cast<std::size_t>(c)];
            const int b = mesh.cornerVertex[static_cast<std::size_t>(c + 1 == end ? begin : c + 1)];
            edges.emplace_back(std::minmax(a, b));
        }
    }
    std::sort(edges.begin(), edges.end());
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    std::vector<vtkTypeInt64> flat;
    flat.reserve(edges.size() * 2);
    for (const auto& [a, b] : edges) {
        flat.push_back(a);
        flat.push_back(b);
    }
    return flat;
}

std::vector<vtkTypeInt64> flatten(const Triangles& triangles) {
    return {triangles.data(), triangles.data() + triangles.size()};
}

/// White with the alpha of @p image, to cut shapes out of untextured surfaces too.
cv::Mat whiteCutout(const cv::Mat& image) {
    cv::Mat alpha;
    cv::extractChannel(image, alpha, 3);
    const cv::Mat white(image.size(), CV_8UC1, cv::Scalar(255));
    cv::Mat out;
    cv::merge(std::vector<cv::Mat>{white, white, white, alpha}, out);
    return out;
}

double toSrgb(double linear) {
    const double c = std::clamp(linear, 0.0, 1.0);
    return c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1.0 / 2.4) - 0.055;
}

Status checkMesh(const CharacterMesh& mesh) {
    const auto vertices = static_cast<std::size_t>(mesh.mesh.vertexCount());
    const auto inRange = [](const std::vector<int>& rows, Eigen::Index count) {
        return std::all_of(rows.begin(), rows.end(),
                           [count](int row) { return row >= 0 && row < count; });
    };
    const PolygonMesh& polygons = mesh.mesh;
    const bool cornersFit =
        polygons.faceCount() == 0 ||
        static_cast<std::size_t>(polygons.faceOffsets.back()) == polygons.cornerVertex.size();
    const bool uvsFit = polygons.uvs.rows() == 0 || polygons.cornerUv.empty() ||
                        polygons.cornerUv.size() == polygons.cornerVertex.size();
    if (!cornersFit || !uvsFit || !inRange(polygons.cornerVertex, polygons.positions.rows()) ||
        !inRange(polygons.cornerUv, polygons.uvs.rows()) ||
        static_cast<std::size_t>(mesh.weights.vertexCount()) != vertices) {
        return fail(ErrorCode::InvalidArgument,
                    "The mesh \"" + mesh.name + "\" of the character does not fit together.",
                    "Reconstruct the photo again.");
    }
    return {};
}

void addSurface(ViewportMesh& out, const PolygonMesh& mesh, const std::array<Points, 2>& posed) {
    const Triangulation triangulation = triangulate(mesh);
    const SplitCorners split = splitAtSeams(triangulation);
    const auto cells = cellsFrom(flatten(split.triangles), 3);
    const bool hasUv = triangulation.uvs.rows() > 0;
    const auto uv = hasUv ? textureCoordinates(mesh, split) : nullptr;
    for (const CharacterPose pose : kPoses) {
        const Points& positions = posed[poseIndex(pose)];
        auto data = vtkSmartPointer<vtkPolyData>::New();
        data->SetPoints(pointsFrom(gather(positions, split.vertex, "positions")));
        data->SetPolys(cells);
        const Points normals = vertexNormals(positions, triangulation.vertices);
        data->GetPointData()->SetNormals(gather(normals, split.vertex, "normals"));
        if (hasUv) {
            data->GetPointData()->SetTCoords(uv);
        }
        data->ComputeBounds();
        out.surface[poseIndex(pose)] = data;
    }
}

void addEdges(ViewportMesh& out, const PolygonMesh& mesh, const std::array<Points, 2>& posed) {
    const auto cells = cellsFrom(polygonEdges(mesh), 2);
    std::vector<int> all(static_cast<std::size_t>(mesh.vertexCount()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = static_cast<int>(i);
    }
    for (const CharacterPose pose : kPoses) {
        auto data = vtkSmartPointer<vtkPolyData>::New();
        data->SetPoints(pointsFrom(gather(posed[poseIndex(pose)], all, "positions")));
        data->SetLines(cells);
        data->ComputeBounds();
        out.edges[poseIndex(pose)] = data;
    }
}

ViewportMesh prepareMesh(const CharacterMesh& mesh, const std::array<Points, 2>& posed,
                         const ViewportPrepareOptions& options) {
    ViewportMesh out;
    out.name = mesh.name;
    out.isLayer = mesh.isLayer;
    out.visible = mesh.visible;
    addSurface(out, mesh.mesh, posed);
    addEdges(out, mesh.mesh, posed);
    out.texture = toTextureLevels(mesh.material.baseColor, options.maximumTexture);
    const Eigen::Vector4f& factor = mesh.material.baseFactor;
    out.color = {toSrgb(factor.x()), toSrgb(factor.y()), toSrgb(factor.z()), factor.w()};
    out.roughness = mesh.material.roughness;
    out.doubleSided = mesh.material.doubleSided;
    out.alphaCutout = mesh.material.alphaCutout && mesh.material.baseColor.channels() == 4;
    if (out.alphaCutout) {
        out.cutout = toImageData(whiteCutout(mesh.material.baseColor), options.maximumTexture);
    }
    return out;
}

void extend(Bounds& bounds, const Points& positions) {
    bounds.lower = bounds.lower.cwiseMin(positions.colwise().minCoeff().transpose());
    bounds.upper = bounds.upper.cwiseMax(positions.colwise().maxCoeff().transpose());
}

std::array<Bounds, 2> emptyBounds() {
    constexpr float kFar = std::numeric_limits<float>::max();
    const Bounds empty{Eigen::Vector3f::Constant(kFar), Eigen::Vector3f::Constant(-kFar)};
    return {empty, empty};
}

} // namespace

vtkSmartPointer<vtkImageData> toImageData(const cv::Mat& image, int longest) {
    if (image.empty() || image.depth() != CV_8U) {
        return nullptr;
    }
    cv::Mat scaled = image;
    const double factor = static_cast<double>(longest) / std::max(image.cols, image.rows);
    if (factor < 1.0) {
        cv::resize(image, scaled, {}, factor, factor, cv::INTER_AREA);
    }
    auto data = vtkSmartPointer<vtkImageData>::New();
    data->SetDimensions(scaled.cols, scaled.rows, 1);
    data->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
    cv::Mat target(scaled.rows, scaled.cols, CV_8UC4, data->GetScalarPointer());
    cv::Mat flipped;
    cv::flip(scaled, flipped, 0);
    const int conversion = scaled.channels() == 4   ? cv::COLOR_BGRA2RGBA
                           : scaled.channels() == 3 ? cv::COLOR_BGR2RGBA
                                                    : cv::COLOR_GRAY2RGBA;
    cv::cvtColor(flipped, target, conversion);
    return data;
}

TextureLevels toTextureLevels(const cv::Mat& image, int longest) {
    TextureLevels levels;
    auto level = toImageData(image, longest);
    while (level != nullptr) {
        levels.push_back(level);
        const int* size = level->GetDimensions();
        const cv::Mat fine(size[1], size[0], CV_8UC4, level->GetScalarPointer());
        level = nullptr;
        if (fine.cols > 1 || fine.rows > 1) {
            level = vtkSmartPointer<vtkImageData>::New();
            level->SetDimensions(std::max(1, fine.cols / 2), std::max(1, fine.rows / 2), 1);
            level->AllocateScalars(VTK_UNSIGNED_CHAR, 4);
            const int* half = level->GetDimensions();
            cv::Mat coarse(half[1], half[0], CV_8UC4, level->GetScalarPointer());
            cv::resize(fine, coarse, coarse.size(), 0.0, 0.0, cv::INTER_AREA);
        }
    }
    return levels;
}

Result<std::shared_ptr<const ViewportCharacter>>
prepareViewportCharacter(const Character& character, const cv::Mat& photo,
                         const ViewportPrepareOptions& options, const Context& ctx) {
    auto out = std::make_shared<ViewportCharacter>();
    out->bounds = emptyBounds();
    for (const CharacterMesh& mesh : character.meshes) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        if (const Status status = checkMesh(mesh); !status) {
            return fail(status.error());
        }
        if (mesh.mesh.faceCount() == 0) {
            continue;
        }
        const std::array<Points, 2> posed{posedPositions(character, mesh, CharacterPose::Rest),
                                          posedPositions(character, mesh, CharacterPose::Photo)};
        out->meshes.push_back(prepareMesh(mesh, posed, options));
        out->faceCount += mesh.mesh.faceCount();
        for (std::size_t pose = 0; mesh.visible && pose < posed.size(); ++pose) {
            extend(out->bounds[pose], posed[pose]);
        }
        ctx.report(static_cast<double>(out->meshes.size()) /
                   static_cast<double>(character.meshes.size() + 1));
    }
    if (out->meshes.empty()) {
        return fail(ErrorCode::InvalidArgument, "The character has no mesh to show.",
                    "Reconstruct the photo again.");
    }
    out->bones = makeBones(character.skeleton, character.photoPose);
    out->photoCamera = character.photoCamera;
    out->photo = toImageData(photo, options.maximumPhoto);
    ctx.report(1.0);
    return std::shared_ptr<const ViewportCharacter>(std::move(out));
}

} // namespace maquette
