// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_overlay.h"

#include "core/geometry/rasterizer.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <limits>

namespace maquette {

namespace {

constexpr float kDepthSlack = 0.02F; ///< metres; edges this near to the front count as seen

/// Nearest depth and the mesh that has it, per pixel.
struct Front {
    std::vector<float> depth;
    cv::Mat mesh; ///< CV_8UC1: 0 none, else index + 1
};

void addToFront(Front& front, const Raster& raster, int mesh) {
    for (std::size_t i = 0; i < raster.triangle.size(); ++i) {
        if (raster.triangle[i] >= 0 && raster.depth[i] < front.depth[i]) {
            front.depth[i] = raster.depth[i];
            front.mesh.data[i] = static_cast<unsigned char>(std::min(mesh + 1, 255));
        }
    }
}

/// The same hue for a mesh in every photo: blue body, warm layers.
cv::Vec3b tintOf(const CharacterMesh& mesh) {
    return mesh.isLayer ? cv::Vec3b(60, 150, 235) : cv::Vec3b(225, 160, 70);
}

void tint(cv::Mat& image, const Front& front, const std::vector<CharacterMesh>& meshes) {
    constexpr double kStrength = 0.30;
    for (int i = 0; i < static_cast<int>(image.total()); ++i) {
        const int mesh = front.mesh.data[i];
        if (mesh > 0) {
            cv::Vec3b& pixel = image.at<cv::Vec3b>(i / image.cols, i % image.cols);
            const cv::Vec3b color = tintOf(meshes[static_cast<std::size_t>(mesh - 1)]);
            for (int c = 0; c < 3; ++c) {
                pixel[c] = cv::saturate_cast<unsigned char>(pixel[c] * (1.0 - kStrength) +
                                                            color[c] * kStrength);
            }
        }
    }
}

bool isSeen(const Front& front, const cv::Size& size, const Eigen::RowVector3f& pixel) {
    const int x = cvRound(pixel.x());
    const int y = cvRound(pixel.y());
    if (x < 0 || y < 0 || x >= size.width || y >= size.height || pixel.z() <= 0.0F) {
        return false;
    }
    const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width) +
                    static_cast<std::size_t>(x);
    return pixel.z() < front.depth[at] + kDepthSlack;
}

bool facesCamera(const PolygonMesh& mesh, const Points& pixels, int face) {
    const auto corner = [&](int c) {
        const auto row =
            static_cast<std::size_t>(mesh.faceOffsets[static_cast<std::size_t>(face)] + c);
        return pixels.row(mesh.cornerVertex[row]);
    };
    const Eigen::RowVector3f a = corner(1) - corner(0);
    const Eigen::RowVector3f b = corner(2) - corner(0);
    return a.x() * b.y() - a.y() * b.x() < 0.0F; // counter-clockwise, with y down
}

/// The outline of each mesh against what is behind it.
cv::Mat contours(const Front& front) {
    cv::Mat inner;
    cv::erode(front.mesh, inner, cv::Mat());
    return inner != front.mesh;
}

/// Blends a colour in, by a mask of 0 … 255.
void blend(cv::Mat& image, const cv::Mat& mask, const cv::Vec3b& color, double strength) {
    for (int i = 0; i < static_cast<int>(image.total()); ++i) {
        const double alpha = mask.data[i] / 255.0 * strength;
        if (alpha > 0.0) {
            cv::Vec3b& pixel = image.at<cv::Vec3b>(i / image.cols, i % image.cols);
            for (int c = 0; c < 3; ++c) {
                pixel[c] =
                    cv::saturate_cast<unsigned char>(pixel[c] * (1.0 - alpha) + color[c] * alpha);
            }
        }
    }
}

void drawEdges(cv::Mat& lines, const CharacterMesh& mesh, const Points& pixels,
               const Front& front) {
    constexpr int kShift = 3; // subpixel lines
    const PolygonMesh& polygons = mesh.mesh;
    for (int f = 0; f < polygons.faceCount(); ++f) {
        if (!facesCamera(polygons, pixels, f)) {
            continue;
        }
        const int begin = polygons.faceOffsets[static_cast<std::size_t>(f)];
        const int end = polygons.faceOffsets[static_cast<std::size_t>(f) + 1];
        for (int c = begin; c < end; ++c) {
            const int from = polygons.cornerVertex[static_cast<std::size_t>(c)];
            const int to =
                polygons.cornerVertex[static_cast<std::size_t>(c + 1 == end ? begin : c + 1)];
            if (isSeen(front, lines.size(), pixels.row(from)) &&
                isSeen(front, lines.size(), pixels.row(to))) {
                const auto fixed = [&](int row) {
                    return cv::Point(cvRound(pixels(row, 0) * (1 << kShift)),
                                     cvRound(pixels(row, 1) * (1 << kShift)));
                };
                cv::line(lines, fixed(from), fixed(to), cv::Scalar(255), 1, cv::LINE_AA, kShift);
            }
        }
    }
}

cv::Mat scaledPhoto(const cv::Mat& photo, const Camera& camera) {
    cv::Mat out;
    cv::resize(photo, out, {camera.width, camera.height}, 0, 0, cv::INTER_AREA);
    return out;
}

} // namespace

Result<cv::Mat> drawFitOverlay(const Character& character, const cv::Mat& photo, int longest,
                               const Context& ctx) {
    const double factor =
        std::min(1.0, static_cast<double>(longest) / std::max({photo.cols, photo.rows, 1}));
    Camera camera = character.photoCamera.scaled(factor);
    if (character.photoCamera.width != photo.cols || character.photoCamera.height != photo.rows) {
        camera.width = std::max(1, cvRound(photo.cols * factor));
        camera.height = std::max(1, cvRound(photo.rows * factor));
        return photo.empty() ? cv::Mat() : scaledPhoto(photo, camera);
    }
    cv::Mat image = scaledPhoto(photo, camera);
    Front front{std::vector<float>(image.total(), std::numeric_limits<float>::infinity()),
                cv::Mat::zeros(image.size(), CV_8UC1)};
    std::vector<Points> pixels(character.meshes.size());
    for (std::size_t i = 0; i < character.meshes.size(); ++i) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const CharacterMesh& mesh = character.meshes[i];
        if (mesh.visible) {
            pixels[i] = project(camera, posedPositions(character, mesh, CharacterPose::Photo));
            addToFront(
                front,
                rasterize(pixels[i], triangulate(mesh.mesh).vertices, camera.width, camera.height),
                static_cast<int>(i));
        }
    }
    tint(image, front, character.meshes);
    cv::Mat lines = cv::Mat::zeros(image.size(), CV_8UC1);
    for (std::size_t i = 0; i < character.meshes.size(); ++i) {
        if (pixels[i].rows() > 0) {
            drawEdges(lines, character.meshes[i], pixels[i], front);
        }
    }
    blend(image, lines, {70, 40, 20}, 0.28);
    blend(image, contours(front), {255, 205, 120}, 0.9);
    return image;
}

} // namespace maquette
