// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/skin_masks.h"

#include "core/base/file.h"
#include "core/data/compressed_file.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace maquette {
namespace {

constexpr std::uint8_t kHalf = 127;

Result<cv::Mat> readMask(const std::filesystem::path& path) {
    const Result<Bytes> bytes = readFile(path);
    if (!bytes) {
        return fail(bytes.error());
    }
    cv::Mat mask;
    try {
        mask = cv::imdecode(*bytes, cv::IMREAD_GRAYSCALE);
    } catch (const cv::Exception&) {
        mask.release();
    }
    if (mask.empty()) {
        return damagedLibraryFile(path, "it cannot be decoded as an image");
    }
    return mask;
}

std::uint8_t sample(const cv::Mat& mask, float u, float v) {
    const int column = static_cast<int>(u * static_cast<float>(mask.cols));
    const int row = static_cast<int>((1.0F - v) * static_cast<float>(mask.rows));
    return mask.at<std::uint8_t>(std::clamp(row, 0, mask.rows - 1),
                                 std::clamp(column, 0, mask.cols - 1));
}

/// Left and right are one region: a mask of few pixels hits the two sides' vertices unequally.
std::vector<int> coveredVertices(const Template& templateMesh, const cv::Mat& mask) {
    const PolygonMesh& mesh = templateMesh.mesh;
    std::set<int> covered;
    for (std::size_t c = 0; c < mesh.cornerVertex.size(); ++c) {
        const int vertex = mesh.cornerVertex[c];
        const auto uv = mesh.uvs.row(mesh.cornerUv[c]);
        if (vertex < kBodyVertices && sample(mask, uv.x(), uv.y()) > kHalf) {
            covered.insert(vertex);
            covered.insert(templateMesh.mirrorVertex[vertex]);
        }
    }
    return {covered.begin(), covered.end()};
}

} // namespace

Result<std::map<std::string, std::vector<int>>>
skinRegionGroups(const Template& templateMesh, const std::vector<LibraryFiles::Named>& masks) {
    std::map<std::string, std::vector<int>> groups;
    for (const LibraryFiles::Named& file : masks) {
        const Result<cv::Mat> mask = readMask(file.path);
        if (!mask) {
            return fail(mask.error());
        }
        groups[file.name] = coveredVertices(templateMesh, *mask);
    }
    return groups;
}

} // namespace maquette
