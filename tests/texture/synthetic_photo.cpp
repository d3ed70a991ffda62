// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/texture/synthetic_photo.h"

#include "core/geometry/rasterizer.h"
#include "core/texture/atlas.h"
#include "core/texture/visibility.h"

#include <numbers>

namespace maquette::test {

using namespace texture;

namespace {

/// Black strokes of a letter F, which differs from its mirror image, on the chest.
bool isLetter(const Eigen::Vector3f& p, float shoulder) {
    if (p.z() < 0.0F) {
        return false;
    }
    const float x = p.x() + 0.05F; // the stem is to the character's right: left in the photo
    const float y = p.y() - (shoulder - 0.2F);
    const bool stem = x > 0.0F && x < 0.025F && y > -0.08F && y < 0.08F;
    const bool top = x > 0.0F && x < 0.1F && y > 0.055F && y < 0.08F;
    const bool middle = x > 0.0F && x < 0.075F && y > -0.005F && y < 0.02F;
    return stem || top || middle;
}

/// Face points where skinMap and irisColor look; the others lie in the middle of the face.
std::vector<cv::Point3f> facePoints(const Camera& camera, const Points& posed) {
    const Eigen::Vector3f left = posed.middleRows(14598, 72).colwise().mean();
    const Eigen::Vector3f right = posed.middleRows(14670, 72).colwise().mean();
    const Eigen::Vector3f side = left - right;
    const float unit = side.norm();
    const Eigen::Vector3f up = Eigen::Vector3f::UnitY();
    const Eigen::Vector3f front = side.cross(up).normalized();
    const auto place = [&](float x, float y, float z) {
        const Eigen::Vector3f p = 0.5F * (left + right) + x * side + (y * up + z * front) * unit;
        const Points pixel = project(camera, p.transpose());
        return cv::Point3f(pixel(0, 0), pixel(0, 1), 0.0F);
    };
    std::vector<cv::Point3f> face(kFaceLandmarks, place(0.0F, -0.4F, 0.5F));
    const auto around = [&](std::initializer_list<int> points, float x, float y, float r, float z) {
        int k = 0;
        for (const int i : points) {
            const float angle = static_cast<float>(k++) * 2.0F * std::numbers::pi_v<float> /
                                static_cast<float>(points.size());
            face[i] = place(x + r * std::cos(angle), y + r * std::sin(angle), z);
        }
    };
    around({50, 101, 36, 205, 187, 123, 117}, -0.55F, -0.65F, 0.2F, 0.3F);
    around({280, 330, 266, 425, 411, 352, 346}, 0.55F, -0.65F, 0.2F, 0.3F);
    around({107, 69, 108, 151, 337, 299, 336}, 0.0F, 0.65F, 0.25F, 0.4F);
    return face;
}

void addPerson(SyntheticPhoto& scene, const SceneOptions& options, const Points& posed) {
    Person person;
    const Points pixels = project(scene.input.camera, posed.topRows(kBodyVertices));
    const Eigen::RowVector3f low = pixels.colwise().minCoeff();
    const Eigen::RowVector3f high = pixels.colwise().maxCoeff();
    person.box = {low[0], low[1], high[0] - low[0], high[1] - low[1]};
    person.score = 1.0F;
    if (options.hasFace) {
        person.face = facePoints(scene.input.camera, posed);
        person.faceScore = 1.0F;
    }
    scene.subject.person = person;
}

/// Rest pose with the left forearm bent over the belly, if asked for.
Points posedShape(const SyntheticPhoto& scene, const SceneOptions& options) {
    if (!options.crossArm) {
        return scene.rest;
    }
    const auto rig = scene.library->rig("default");
    const Skeleton skeleton = (*rig)->skeletonFor(scene.rest);
    Pose pose;
    pose.rotations.assign(skeleton.boneCount(), Eigen::Matrix3f::Identity());
    const auto turn = [&](const char* bone, const Eigen::Vector3f& axis, float degrees) {
        pose.rotations[skeleton.indexOf(bone)] =
            Eigen::AngleAxisf(degrees * std::numbers::pi_v<float> / 180.0F, axis.normalized())
                .toRotationMatrix();
    };
    turn("upperarm01.L", Eigen::Vector3f(0.0F, 0.0F, 1.0F), -28.0F);
    turn("lowerarm01.L", Eigen::Vector3f(0.0F, 1.0F, 0.3F), -120.0F);
    return skin(scene.rest, (*rig)->weights, boneTransforms(skeleton, pose));
}

PosedSurface part(const SyntheticPhoto& scene, const Points& posed, TemplatePart which,
                  const char* name) {
    PosedSurface surface;
    const Template& t = scene.library->templateMesh();
    surface.name = name;
    surface.mesh = subMesh(t.mesh, t.facesOf(which), &surface.templateVertex);
    for (size_t v = 0; v < surface.templateVertex.size(); ++v) {
        surface.mesh.positions.row(static_cast<int>(v)) = posed.row(surface.templateVertex[v]);
    }
    return surface;
}

/// The hair helper without the strands before the face.
PosedSurface hairBehindFace(const SyntheticPhoto& scene, const Points& posed) {
    const PosedSurface all = part(scene, posed, TemplatePart::Hair, "hair");
    const float face = posed.middleRows(14598, 144).col(2).mean() - 0.02F; // the eyes
    std::vector<int> kept;
    for (int f = 0; f < all.mesh.faceCount(); ++f) {
        bool behind = true;
        for (int c = all.mesh.faceOffsets[f]; c < all.mesh.faceOffsets[f + 1]; ++c) {
            behind = behind && all.mesh.positions(all.mesh.cornerVertex[c], 2) < face;
        }
        if (behind) {
            kept.push_back(f);
        }
    }
    PosedSurface hair;
    hair.name = "hair";
    hair.mesh = subMesh(all.mesh, kept, &hair.templateVertex);
    return hair;
}

/// Stretches a layer's UVs over its own texture.
void fillTexture(PolygonMesh& mesh) {
    const Eigen::RowVector2f low = mesh.uvs.colwise().minCoeff();
    const Eigen::RowVector2f span = mesh.uvs.colwise().maxCoeff() - low;
    mesh.uvs = (mesh.uvs.rowwise() - low).array().rowwise() / (1.05F * span.array());
}

/// Which surface each pixel shows: 0 the body, 1 … the layers, -1 none.
struct Shot {
    Raster raster;
    std::vector<int> firstTriangle;
    Triangles bodyTriangles;
};

Shot expose(const SyntheticPhoto& scene, const SceneOptions& options) {
    Shot shot;
    shot.bodyTriangles = bodyAtlas(scene.library->templateMesh(), 256)->triangles().vertices;
    std::vector<std::pair<Points, Triangles>> parts = {
        {scene.input.body.mesh.positions, shot.bodyTriangles}};
    for (const PosedSurface& layer : scene.input.layers) {
        parts.emplace_back(layer.mesh.positions, triangulate(layer.mesh).vertices);
    }
    Points points(0, 3);
    Triangles triangles(0, 3);
    for (const auto& [p, t] : parts) {
        shot.firstTriangle.push_back(static_cast<int>(triangles.rows()));
        const auto vertices = static_cast<int>(points.rows());
        const auto faces = static_cast<int>(triangles.rows());
        points.conservativeResize(vertices + p.rows(), 3);
        points.bottomRows(p.rows()) = p;
        triangles.conservativeResize(faces + t.rows(), 3);
        triangles.bottomRows(t.rows()) = t.array() + vertices;
    }
    shot.raster =
        rasterize(project(scene.input.camera, points), triangles, options.width, options.height);
    return shot;
}

cv::Vec3b paintOf(const SyntheticPhoto& scene, const Shot& shot, const Paint& paint, int hit,
                  const Eigen::Vector3f& weights) {
    for (size_t i = shot.firstTriangle.size() - 1; i > 0; --i) {
        if (hit >= shot.firstTriangle[i]) {
            return scene.input.layers[i - 1].name == "hair" ? kHairColor : kSkirtColor;
        }
    }
    Eigen::Vector3f rest = Eigen::Vector3f::Zero();
    for (int k = 0; k < 3; ++k) {
        rest += weights[k] * scene.rest.row(shot.bodyTriangles(hit, k)).transpose();
    }
    return paint(rest, shot.bodyTriangles(hit, 0));
}

void shoot(SyntheticPhoto& scene, const Paint& paint, const SceneOptions& options) {
    const Shot shot = expose(scene, options);
    cv::Mat& photo = scene.subject.photo.pixels;
    photo = cv::Mat(options.height, options.width, CV_8UC3, cv::Scalar(40, 220, 60)); // green
    cv::Mat mask(photo.size(), CV_8UC1, cv::Scalar(0));
    for (int y = 0; y < options.height; ++y) {
        for (int x = 0; x < options.width; ++x) {
            const int hit = shot.raster.at(x, y);
            if (hit >= 0) {
                const auto& weights =
                    shot.raster.barycentric[static_cast<size_t>(y) * options.width + x];
                photo.at<cv::Vec3b>(y, x) = paintOf(scene, shot, paint, hit, weights);
                mask.at<uchar>(y, x) = 255;
            }
        }
    }
    if (options.hasMask) {
        scene.subject.mask = mask;
    }
}

} // namespace

std::shared_ptr<const Library> testLibrary() {
    static const std::shared_ptr<const Library> library = [] {
        auto opened = Library::open(Library::locate());
        return opened ? *opened : nullptr;
    }();
    return library;
}

cv::Vec3b dressedPaint(const BodyZones& zones, const Eigen::Vector3f& rest, int vertex) {
    const cv::Vec3b skin(130, 165, 215);
    const cv::Vec3b shirt(235, 238, 240);
    const cv::Vec3b trousers(140, 70, 40);
    const cv::Vec3b shoes(35, 35, 38);
    const float height = zones.height[vertex];
    switch (zones.zone[vertex]) {
    case Zone::Scalp:
        return kHairColor;
    case Zone::Foot:
        return shoes;
    case Zone::Torso:
    case Zone::Pelvis:
        if (height < 0.575F) {
            return trousers;
        }
        return isLetter(rest, rest.y() + (0.83F - height) * 1.7F) ? cv::Vec3b(55, 55, 58) : shirt;
    case Zone::Arm:
        return std::abs(rest.x()) < 0.33F ? shirt : skin;
    case Zone::Leg:
        return trousers;
    default:
        return skin;
    }
}

std::unique_ptr<SyntheticPhoto> photograph(const Paint& paint, const SceneOptions& options) {
    auto scene = std::make_unique<SyntheticPhoto>();
    scene->library = testLibrary();
    scene->rest = *scene->library->shape({});
    putOnGround(scene->rest);
    const Points posed = posedShape(*scene, options);
    TextureInput& input = scene->input;
    input.templateMesh = &scene->library->templateMesh();
    input.subject = &scene->subject;
    input.camera = orbitCamera({0.0F, 0.85F, 0.0F}, 3.5F, options.yaw, 0.0F, 1.75 * options.height,
                               options.width, options.height);
    input.body = part(*scene, posed, TemplatePart::Body, "body");
    input.restBody = scene->rest.topRows(kBodyVertices);
    input.inner.push_back(part(*scene, posed, TemplatePart::LeftEye, "left eye"));
    input.inner.push_back(part(*scene, posed, TemplatePart::RightEye, "right eye"));
    input.inner.push_back(part(*scene, posed, TemplatePart::Lashes, "lashes"));
    if (options.layers) {
        input.layers.push_back(hairBehindFace(*scene, posed));
        input.layers.push_back(part(*scene, posed, TemplatePart::Skirt, "skirt"));
        for (PosedSurface& layer : input.layers) {
            fillTexture(layer.mesh);
        }
    }
    shoot(*scene, paint, options);
    addPerson(*scene, options, posed);
    return scene;
}

cv::Mat renderTextured(const SyntheticPhoto& scene, const cv::Mat& texture, const Camera& camera,
                       const Points& positions) {
    const auto atlas = bodyAtlas(scene.library->templateMesh(), texture.rows);
    const Triangles& triangles = atlas->triangles().vertices;
    const Raster raster =
        rasterize(project(camera, positions), triangles, camera.width, camera.height);
    cv::Mat image(camera.height, camera.width, CV_8UC3, cv::Scalar::all(128));
    for (int y = 0; y < camera.height; ++y) {
        for (int x = 0; x < camera.width; ++x) {
            const int hit = raster.at(x, y);
            if (hit >= 0) {
                const Eigen::Vector2f at = atlas->texelPosition(
                    {hit, raster.barycentric[static_cast<size_t>(y) * camera.width + x]});
                const Eigen::Vector3f c = sampleColor(texture, at.x(), at.y());
                image.at<cv::Vec3b>(y, x) = {cv::saturate_cast<uchar>(c[0]),
                                             cv::saturate_cast<uchar>(c[1]),
                                             cv::saturate_cast<uchar>(c[2])};
            }
        }
    }
    return image;
}

} // namespace maquette::test
