// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/test_figure.h"

#include "core/geometry/rasterizer.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette::test {

namespace {

const cv::Scalar kSkin(150, 178, 222);
const cv::Scalar kShirt(150, 92, 46);
const cv::Scalar kTrim(235, 235, 235);
const cv::Scalar kShorts(62, 50, 44);
const cv::Scalar kShoe(60, 60, 190);
const cv::Scalar kHair(38, 52, 74);

/// One limb: a tube with rounded ends, its own cell of the atlas, rigidly on one bone.
struct Limb {
    const char* bone;
    const char* parent;
    Eigen::Vector3f head, tail;
    float headRadius, tailRadius;
    float depth;             ///< front-to-back radius over side radius
    cv::Scalar upper, lower; ///< colours, from the head and from the tail
    double change;           ///< where the colour changes, 0 … 1 from the head
};

std::vector<Limb> mirrored(std::vector<Limb> limbs) {
    static const std::vector<std::pair<const char*, const char*>> kSides{
        {"upperarm_l", "upperarm_r"}, {"lowerarm_l", "lowerarm_r"}, {"hand_l", "hand_r"},
        {"thigh_l", "thigh_r"},       {"calf_l", "calf_r"},         {"foot_l", "foot_r"}};
    const auto other = [](const char* name) {
        for (const auto& [left, right] : kSides) {
            if (std::string(left) == name) {
                return right;
            }
        }
        return name;
    };
    const std::vector<Limb> source = limbs;
    for (Limb limb : source) {
        if (other(limb.bone) == limb.bone) {
            continue;
        }
        limb.bone = other(limb.bone);
        limb.parent = other(limb.parent);
        limb.head.x() *= -1;
        limb.tail.x() *= -1;
        limbs.push_back(limb);
    }
    return limbs;
}

std::vector<Limb> limbs() {
    return mirrored({
        {"pelvis", "", {0, 0.93F, 0}, {0, 1.06F, 0}, .150F, .140F, .75F, kShorts, kShorts, 1},
        {"spine", "pelvis", {0, 1.05F, 0}, {0, 1.24F, 0}, .135F, .150F, .72F, kShirt, kShirt, 1},
        {"chest", "spine", {0, 1.22F, 0}, {0, 1.42F, 0}, .155F, .150F, .68F, kShirt, kTrim, .97},
        {"neck", "chest", {0, 1.42F, 0}, {0, 1.54F, .01F}, .055F, .052F, 1, kSkin, kSkin, 1},
        {"head", "neck", {0, 1.55F, .01F}, {0, 1.73F, .02F}, .070F, .085F, 1.15F, kSkin, kSkin, 1},
        {"upperarm_l",
         "chest",
         {.17F, 1.40F, 0},
         {.35F, 1.20F, 0},
         .054F,
         .042F,
         1,
         kShirt,
         kSkin,
         .6},
        {"lowerarm_l",
         "upperarm_l",
         {.35F, 1.20F, 0},
         {.51F, 1.01F, .02F},
         .041F,
         .030F,
         1,
         kSkin,
         kSkin,
         1},
        {"hand_l",
         "lowerarm_l",
         {.51F, 1.01F, .02F},
         {.59F, .88F, .03F},
         .030F,
         .026F,
         .6F,
         kSkin,
         kSkin,
         1},
        {"thigh_l",
         "pelvis",
         {.095F, .93F, 0},
         {.115F, .52F, .01F},
         .088F,
         .060F,
         1,
         kShorts,
         kSkin,
         .55},
        {"calf_l",
         "thigh_l",
         {.115F, .51F, .01F},
         {.120F, .10F, -.02F},
         .056F,
         .036F,
         1,
         kSkin,
         kTrim,
         .85},
        {"foot_l",
         "calf_l",
         {.120F, .055F, -.05F},
         {.130F, .035F, .13F},
         .042F,
         .036F,
         .8F,
         kShoe,
         kShoe,
         1},
    });
}

constexpr int kAtlasCells = 5; ///< cells a side; one a limb, one for the hair

struct Builder {
    PolygonMesh mesh;
    std::vector<int> boneOfVertex;

    void addVertex(const Eigen::Vector3f& position, const Eigen::Vector2f& uv, int bone) {
        const auto rows = static_cast<Eigen::Index>(boneOfVertex.size());
        if (mesh.positions.rows() <= rows) {
            mesh.positions.conservativeResize(std::max<Eigen::Index>(64, rows * 2), 3);
            mesh.uvs.conservativeResize(mesh.positions.rows(), 2);
        }
        mesh.positions.row(rows) = position.transpose();
        mesh.uvs.row(rows) = uv.transpose();
        boneOfVertex.push_back(bone);
    }

    void addFace(const std::vector<int>& corners, const std::vector<int>& uvs) {
        mesh.cornerVertex.insert(mesh.cornerVertex.end(), corners.begin(), corners.end());
        mesh.cornerUv.insert(mesh.cornerUv.end(), uvs.begin(), uvs.end());
        mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
    }

    void finish() {
        mesh.positions.conservativeResize(static_cast<Eigen::Index>(boneOfVertex.size()), 3);
        mesh.uvs.conservativeResize(static_cast<Eigen::Index>(boneOfVertex.size()), 2);
    }

    [[nodiscard]] SkinWeights weights() const {
        SkinWeights weights;
        for (std::size_t v = 0; v <= boneOfVertex.size(); ++v) {
            weights.offsets.push_back(static_cast<int>(v));
        }
        weights.bones = boneOfVertex;
        weights.weights.assign(boneOfVertex.size(), 1.0F);
        return weights;
    }
};

/// Along the limb, 0 … 1 over rings: distance past the ends (in radii) and radius factor.
std::pair<float, float> roundedProfile(float t) {
    constexpr float kCap = 0.22F;
    constexpr float kQuarter = std::numbers::pi_v<float> / 2;
    if (t < kCap) {
        const float angle = t / kCap * kQuarter;
        return {-std::cos(angle), std::sin(angle)};
    }
    if (t > 1 - kCap) {
        const float angle = (1 - t) / kCap * kQuarter;
        return {1 + std::cos(angle), std::sin(angle)};
    }
    return {(t - kCap) / (1 - 2 * kCap), 1.0F};
}

void addLimb(Builder& out, const Limb& limb, int bone, int cell, int segments) {
    const Eigen::Vector3f along = (limb.tail - limb.head).normalized();
    const Eigen::Vector3f seed =
        std::abs(along.z()) > 0.8F ? Eigen::Vector3f::UnitY() : Eigen::Vector3f::UnitZ();
    const Eigen::Vector3f side = along.cross(seed).normalized();
    const Eigen::Vector3f front = side.cross(along).normalized();
    const int rings = segments * 3 / 2;
    const auto first = static_cast<int>(out.boneOfVertex.size());
    const Eigen::Vector2f corner(static_cast<float>(cell % kAtlasCells),
                                 static_cast<float>(cell / kAtlasCells));
    for (int r = 0; r <= rings; ++r) {
        const float t = static_cast<float>(r) / static_cast<float>(rings);
        const auto [place, scale] = roundedProfile(t);
        const float mix = std::clamp(place, 0.0F, 1.0F);
        const float radius = limb.headRadius + (limb.tailRadius - limb.headRadius) * mix;
        const float beyond = (place < 0 ? place : place > 1 ? place - 1 : 0.0F) * radius;
        const Eigen::Vector3f center = limb.head + (limb.tail - limb.head) * mix + along * beyond;
        const float round = std::max(scale, 0.02F) * radius;
        for (int s = 0; s <= segments; ++s) {
            const float u = static_cast<float>(s) / static_cast<float>(segments);
            const float angle = u * 2 * std::numbers::pi_v<float>;
            out.addVertex(center + side * (round * std::cos(angle)) +
                              front * (round * limb.depth * std::sin(angle)),
                          (corner + Eigen::Vector2f(0.02F + 0.96F * u, 0.02F + 0.96F * t)) /
                              static_cast<float>(kAtlasCells),
                          bone);
        }
    }
    const int stride = segments + 1;
    for (int r = 0; r < rings; ++r) {
        for (int s = 0; s < segments; ++s) {
            // The seam's two columns share their vertices and differ in UV only.
            const int next = (s + 1) % segments;
            const int row = first + r * stride;
            out.addFace({row + s + stride, row + next + stride, row + next, row + s},
                        {row + s + stride, row + s + 1 + stride, row + s + 1, row + s});
        }
    }
}

/// Paints each limb's cell; image rows run down while v runs up.
cv::Mat paintAtlas(const std::vector<Limb>& all, int size) {
    cv::Mat image(size, size, CV_8UC3, kSkin);
    const double cellSide = static_cast<double>(size) / kAtlasCells;
    const auto fill = [&](std::size_t cell, double v0, double v1, const cv::Scalar& color) {
        const double x = static_cast<double>(cell % kAtlasCells) * cellSide;
        const double bottom = size - static_cast<double>(cell / kAtlasCells) * cellSide;
        const cv::Rect area(cv::Point(cvRound(x), cvRound(bottom - v1 * cellSide)),
                            cv::Point(cvRound(x + cellSide), cvRound(bottom - v0 * cellSide)));
        image(area & cv::Rect(0, 0, size, size)).setTo(color);
    };
    for (std::size_t i = 0; i < all.size(); ++i) {
        fill(i, 0.0, 1.0, all[i].lower);
        fill(i, 0.0, all[i].change, all[i].upper);
    }
    return image;
}

Skeleton makeSkeleton(const std::vector<Limb>& all) {
    Skeleton skeleton{"test", {}};
    for (const Limb& limb : all) {
        skeleton.bones.push_back({limb.bone, skeleton.indexOf(limb.parent), limb.head, limb.tail});
    }
    return skeleton;
}

Pose raisedArms(const Skeleton& skeleton) {
    Pose pose;
    pose.rotations.assign(skeleton.bones.size(), Eigen::Matrix3f::Identity());
    const auto turn = [&](const char* bone, float degrees) {
        pose.rotations[static_cast<std::size_t>(skeleton.indexOf(bone))] =
            Eigen::AngleAxisf(degrees * std::numbers::pi_v<float> / 180, Eigen::Vector3f::UnitZ())
                .toRotationMatrix();
    };
    turn("upperarm_l", 95);
    turn("lowerarm_l", 25);
    turn("upperarm_r", -20);
    turn("thigh_l", 8);
    return pose;
}

CharacterMesh makeHair(int bone, int segments) {
    Builder builder;
    builder.mesh.faceOffsets.push_back(0);
    const Limb cap{"head", "", {0, 1.64F, -.01F}, {0, 1.745F, -.005F}, .092F, .086F, 1.1F, kHair,
                   kHair,  1};
    addLimb(builder, cap, bone, 0, segments);
    builder.finish();
    CharacterMesh hair;
    hair.name = "hair";
    hair.mesh = std::move(builder.mesh);
    hair.weights = builder.weights();
    hair.material.name = "hair";
    hair.material.baseFactor = {0.06F, 0.035F, 0.018F, 1.0F};
    hair.material.roughness = 0.6F;
    hair.isLayer = true;
    hair.templateVertex.assign(builder.boneOfVertex.size(), -1);
    return hair;
}

} // namespace

Character makeFigure(const FigureOptions& options) {
    const std::vector<Limb> all = limbs();
    Character figure;
    figure.name = "lay figure";
    figure.height = 1.75F;
    figure.skeleton = makeSkeleton(all);
    figure.photoPose = raisedArms(figure.skeleton);
    Builder builder;
    builder.mesh.faceOffsets.push_back(0);
    for (std::size_t i = 0; i < all.size(); ++i) {
        addLimb(builder, all[i], static_cast<int>(i), static_cast<int>(i), options.segments);
    }
    builder.finish();
    CharacterMesh body;
    body.name = "body";
    body.mesh = std::move(builder.mesh);
    body.weights = builder.weights();
    body.material.name = "body";
    body.material.baseColor = paintAtlas(all, options.textureSize);
    body.templateVertex.assign(builder.boneOfVertex.size(), -1);
    figure.meshes.push_back(std::move(body));
    figure.meshes.push_back(makeHair(figure.skeleton.indexOf("head"), options.segments));
    figure.photoCamera = orbitCamera({0, 0.9F, 0}, 4.2F, 12, 3, 1500, 600, 800);
    figure.photoCamera.cx += 20; // a crop has its principal point off the centre
    return figure;
}

cv::Mat photographFigure(const Character& figure) {
    const Camera& camera = figure.photoCamera;
    cv::Mat photo(camera.height, camera.width, CV_8UC3);
    for (int y = 0; y < photo.rows; ++y) {
        photo.row(y).setTo(cv::Scalar(176, 180, 182) * (1.0 - 0.25 * y / photo.rows));
    }
    std::vector<float> depth(static_cast<std::size_t>(photo.total()), 1e9F);
    for (const CharacterMesh& mesh : figure.meshes) {
        const Points posed = posedPositions(figure, mesh, CharacterPose::Photo);
        const Triangulation triangles = triangulate(mesh.mesh);
        const Raster raster =
            rasterize(project(camera, posed), triangles.vertices, camera.width, camera.height);
        const Points normals = vertexNormals(posed, triangles.vertices);
        const cv::Mat& texture = mesh.material.baseColor;
        for (std::size_t i = 0; i < raster.triangle.size(); ++i) {
            const int t = raster.triangle[i];
            if (t < 0 || raster.depth[i] >= depth[i]) {
                continue;
            }
            depth[i] = raster.depth[i];
            Eigen::Vector2f uv = Eigen::Vector2f::Zero();
            Eigen::Vector3f normal = Eigen::Vector3f::Zero();
            for (int c = 0; c < 3; ++c) {
                uv += raster.barycentric[i][c] * mesh.mesh.uvs.row(triangles.uvs(t, c)).transpose();
                normal +=
                    raster.barycentric[i][c] * normals.row(triangles.vertices(t, c)).transpose();
            }
            const float light =
                0.72F +
                0.28F * std::max(0.0F, normal.normalized().dot(Eigen::Vector3f(-.3F, .5F, .8F)));
            cv::Vec3b color(38, 52, 74);
            if (!texture.empty()) {
                color = texture.at<cv::Vec3b>(
                    std::clamp(static_cast<int>((1 - uv.y()) * static_cast<float>(texture.rows)), 0,
                               texture.rows - 1),
                    std::clamp(static_cast<int>(uv.x() * static_cast<float>(texture.cols)), 0,
                               texture.cols - 1));
            }
            photo.at<cv::Vec3b>(static_cast<int>(i) / photo.cols,
                                static_cast<int>(i) % photo.cols) =
                cv::Vec3b(cv::saturate_cast<uchar>(color[0] * light),
                          cv::saturate_cast<uchar>(color[1] * light),
                          cv::saturate_cast<uchar>(color[2] * light));
        }
    }
    return photo;
}

} // namespace maquette::test
