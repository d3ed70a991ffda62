// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/software_renderer.h"

#include "core/geometry/rasterizer.h"
#include "core/render/ambient_visibility.h"
#include "core/render/backdrop.h"
#include "core/render/cutout_raster.h"
#include "core/render/joined_scene.h"
#include "core/render/parallel_rows.h"
#include "core/render/surface_shading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace maquette {

struct SoftwareRenderer::Scene {
    JoinedScene joined;
    RenderOptions options;
    float groundHeight = 0.0F;
    AmbientVisibility ambient; ///< empty without ambient occlusion
};

namespace {

using Eigen::Vector2f;
using Eigen::Vector3f;
using Eigen::Vector4f;

constexpr float kShadowBias = 0.002F;         // metres of its own depth that a surface forgives
constexpr float kShadowNormalOffset = 0.004F; // metres; lifts samples off their own surface
constexpr float kRadians = std::numbers::pi_v<float> / 180.0F;

/// Evens out the thresholds of neighbouring samples, so that soft alpha becomes coverage.
float ditherThreshold(int x, int y) {
    static constexpr std::array<float, 4> kPattern = {0.125F, 0.625F, 0.875F, 0.375F};
    return kPattern[(y & 1) * 2 + (x & 1)];
}

/// A well-mixed angle per pixel, radians; integer hash, equal on every machine.
float pixelAngle(int x, int y) {
    std::uint32_t h =
        static_cast<std::uint32_t>(x) * 0x9e3779b1U ^ static_cast<std::uint32_t>(y) * 0x85ebca77U;
    h ^= h >> 15;
    h *= 0x2c1b3c6dU;
    h ^= h >> 13;
    return static_cast<float>(h & 0xffffU) * (2.0F * std::numbers::pi_v<float> / 65536.0F);
}

/// What shading the pixels of one view needs.
} // namespace

class SoftwareRenderer::Lit {
public:
    Lighting lighting;
    std::vector<Vector3f> ambient; ///< per vertex, linear RGB
    DepthMap keyMap;
    Vector3f keyDirection = Vector3f::UnitY();
    float keyTangent = 0.0F;
    GroundShadow shadow; ///< refers to keyMap and to the renderer's scene
};

namespace {

struct View {
    const JoinedScene& scene;
    const SoftwareRenderer::Lit& lit;
    Vector3f eye;                 ///< model space
    std::vector<float> mipLevels; ///< per triangle
    int shadowTaps;
};

Vector4f colorAt(const View& view, int triangle, const Vector3f& barycentric) {
    const int m = view.scene.meshOf[triangle];
    const Vector4f factor = view.scene.meshes[m].material.baseFactor;
    if (view.scene.textures[m].isEmpty()) {
        return factor;
    }
    const Vector2f uv = view.scene.uvAt(triangle, barycentric);
    return view.scene.textures[m]
        .sample(uv.x(), uv.y(), view.mipLevels[triangle])
        .cwiseProduct(factor);
}

template <typename Rows>
Vector3f blend(const Rows& rows, const JoinedScene& scene, int triangle, const Vector3f& weights) {
    Vector3f sum = Vector3f::Zero();
    for (int corner = 0; corner < 3; ++corner) {
        sum += weights[corner] * Vector3f(rows(scene.triangles(triangle, corner)));
    }
    return sum;
}

Vector3f shadePixel(const View& view, int triangle, const Vector3f& barycentric, int x, int y) {
    const JoinedScene& scene = view.scene;
    const SceneMesh& mesh = scene.meshes[scene.meshOf[triangle]];
    const auto rowOf = [](const Points& points) {
        return [&points](int v) { return points.row(v); };
    };
    const Vector3f position = blend(rowOf(scene.points), scene, triangle, barycentric);
    SurfacePoint point;
    point.normal = blend(rowOf(scene.normals), scene, triangle, barycentric).normalized();
    point.toEye = (view.eye - position).normalized();
    if (point.normal.dot(point.toEye) < 0.0F) {
        // A back face, or the edge of a smooth shape: turn it only when it is truly seen from
        // behind.
        const Vector3f a = scene.points.row(scene.triangles(triangle, 0));
        const Vector3f b = scene.points.row(scene.triangles(triangle, 1));
        const Vector3f c = scene.points.row(scene.triangles(triangle, 2));
        if ((b - a).cross(c - a).dot(point.toEye) < 0.0F) {
            point.normal = -point.normal;
        }
    }
    point.ambient = blend([&](int v) { return view.lit.ambient[v]; }, scene, triangle, barycentric);
    point.albedo = colorAt(view, triangle, barycentric).head<3>();
    point.roughness = mesh.material.roughness;
    point.metalness = mesh.material.metalness;
    point.scatter = mesh.scatter;
    point.sheen = mesh.sheen;
    const float cosine = point.normal.dot(view.lit.keyDirection);
    if (!view.lit.keyMap.isEmpty() && cosine > -0.3F) {
        const Vector3f lifted = position + kShadowNormalOffset * point.normal;
        point.shadow =
            view.lit.keyMap.litFraction(lifted, kShadowBias, slopeOf(std::abs(cosine)),
                                        view.lit.keyTangent, pixelAngle(x, y), view.shadowTaps);
    }
    return toneMap(shadeSurface(point, view.lit.lighting));
}

/// @param span  samples along each axis that one shaded sample stands for.
std::vector<float> mipLevels(const JoinedScene& scene, const Points& pixels, int span) {
    const float coarser = std::log2(static_cast<float>(span));
    std::vector<float> levels(scene.triangles.rows());
    for (Eigen::Index t = 0; t < scene.triangles.rows(); ++t) {
        levels[t] = scene.mipLevel(static_cast<int>(t), pixels) + coarser;
    }
    return levels;
}

/// Averages each block of samples over the backdrop, in linear light.
/// One pixel's samples.
class PixelShader {
public:
    PixelShader(const View& view, const Raster& raster, const RenderOptions& options)
        : m_view(view), m_raster(raster), m_factor(options.supersample),
          m_shadesSamples(options.shadesSamples) {}

    struct Pixel {
        Vector3f sum = Vector3f::Zero(); ///< linear RGB
        int covered = 0;                 ///< samples
        int label = 0;
    };
    [[nodiscard]] Pixel shade(int x, int y) const {
        Pixel pixel;
        int shadedMesh = -1;
        Vector3f shaded = Vector3f::Zero();
        for (int i = 0; i < m_factor * m_factor; ++i) {
            const int sx = x * m_factor + i % m_factor;
            const int sy = y * m_factor + i / m_factor;
            const size_t sample = static_cast<size_t>(sy) * m_raster.width + sx;
            const int triangle = m_raster.triangle[sample];
            if (triangle < 0) {
                continue;
            }
            ++pixel.covered;
            const int mesh = m_view.scene.meshOf[triangle];
            if (m_shadesSamples || mesh != shadedMesh) {
                shaded = shadePixel(m_view, triangle, m_raster.barycentric[sample], sx, sy);
                shadedMesh = mesh;
            }
            pixel.sum += shaded;
            if (2 * pixel.covered >= m_factor * m_factor && pixel.label == 0) {
                pixel.label = 1 + mesh;
            }
        }
        return pixel;
    }

private:
    const View& m_view;
    const Raster& m_raster;
    int m_factor;
    bool m_shadesSamples;
};

RenderedImage resolve(const View& view, const Raster& raster, const cv::Mat& backdrop,
                      const RenderOptions& options) {
    RenderedImage result;
    result.color.create(backdrop.size(), CV_8UC3);
    result.alpha.create(backdrop.size(), CV_8UC1);
    result.labels.create(backdrop.size(), CV_8UC1);
    const float share = 1.0F / static_cast<float>(options.supersample * options.supersample);
    const PixelShader shader(view, raster, options);
    parallelRows(backdrop.rows, options.threads, [&](int y) {
        for (int x = 0; x < backdrop.cols; ++x) {
            const PixelShader::Pixel pixel = shader.shade(x, y);
            const cv::Vec3f& behind = backdrop.at<cv::Vec3f>(y, x);
            const float open = 1.0F - pixel.covered * share;
            auto& color = result.color.at<cv::Vec3b>(y, x);
            for (int channel = 0; channel < 3; ++channel) {
                color[2 - channel] =
                    srgbFromLinear(pixel.sum[channel] * share + behind[channel] * open);
            }
            result.alpha.at<unsigned char>(y, x) =
                static_cast<unsigned char>(std::lround(pixel.covered * share * 255.0F));
            result.labels.at<unsigned char>(y, x) = static_cast<unsigned char>(pixel.label);
        }
    });
    return result;
}

const DirectionalLight* shadowLight(const Lighting& lighting) {
    const auto found = std::find_if(lighting.lights.begin(), lighting.lights.end(),
                                    [](const auto& light) { return light.castsShadow; });
    return found == lighting.lights.end() ? nullptr : &*found;
}

float luminance(const Vector3f& linear) {
    return linear.dot(Vector3f(0.2126F, 0.7152F, 0.0722F));
}

} // namespace

SoftwareRenderer::SoftwareRenderer(std::vector<SceneMesh> meshes, const RenderOptions& options,
                                   float groundHeight)
    : m_scene(new Scene{JoinedScene(std::move(meshes)), options, groundHeight, {}}) {
    const JoinedScene& joined = m_scene->joined;
    if (options.ambientOcclusion && joined.casters.rows() > 0) {
        m_scene->ambient = computeAmbientVisibility(joined.points, joined.normals, joined.casters,
                                                    groundHeight, options.threads, options.ambient);
    }
}

SoftwareRenderer::~SoftwareRenderer() = default;
SoftwareRenderer::SoftwareRenderer(SoftwareRenderer&&) noexcept = default;

std::shared_ptr<const SoftwareRenderer::Lit>
SoftwareRenderer::light(const Lighting& lighting) const {
    const JoinedScene& joined = m_scene->joined;
    const auto lit = std::make_shared<Lit>();
    lit->lighting = lighting;
    lit->ambient = ambientLight(m_scene->ambient, joined.normals, lighting);
    lit->shadow.ambient = m_scene->ambient.masks.empty() ? nullptr : &m_scene->ambient.ground;
    const DirectionalLight* key = shadowLight(lighting);
    if (key && joined.casters.rows() > 0) {
        lit->keyMap = DepthMap(joined.points, joined.casters, key->toLight,
                               m_scene->options.shadowMapSize, m_scene->options.threads);
        lit->keyDirection = key->toLight;
        lit->keyTangent = std::tan(key->angularRadius * kRadians);
        const float keyOnFloor = luminance(key->color) * std::max(0.0F, key->toLight.y());
        lit->shadow.key = &lit->keyMap;
        lit->shadow.keyTangent = lit->keyTangent;
        lit->shadow.keyShare = keyOnFloor / (keyOnFloor + luminance(lighting.sky));
    }
    return lit;
}

RenderedImage SoftwareRenderer::render(const Camera& camera, const Lit& lit,
                                       const Background& background) const {
    const JoinedScene& joined = m_scene->joined;
    const RenderOptions& options = m_scene->options;
    const Camera fine = camera.scaled(options.supersample);
    const Points pixels = project(fine, joined.points);
    const View view{joined, lit, camera.modelToCamera.inverse().translation(),
                    mipLevels(joined, pixels, options.shadesSamples ? 1 : options.supersample),
                    options.shadowTaps};
    Raster raster = rasterize(pixels, joined.solid, fine.width, fine.height, {}, options.threads);
    drawCutout(
        raster, pixels, joined.triangles, joined.cutoutRows,
        [&](int triangle, const Vector3f& barycentric, int x, int y) {
            return colorAt(view, triangle, barycentric).w() > ditherThreshold(x, y);
        },
        options.threads);
    const cv::Mat backdrop = renderBackdrop(camera, background, lit.shadow, options.threads);
    return resolve(view, raster, backdrop, options);
}

RenderedImage renderScene(std::vector<SceneMesh> meshes, const Camera& camera,
                          const Lighting& lighting, const Background& background,
                          const RenderOptions& options) {
    const SoftwareRenderer renderer(std::move(meshes), options, background.groundHeight);
    return renderer.render(camera, lighting, background);
}

} // namespace maquette
