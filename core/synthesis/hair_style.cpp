// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/hair_style.h"

#include "core/synthesis/hair_curtain.h"
#include "core/synthesis/noise.h"
#include "core/synthesis/suit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr float kMargin = 0.030F;     // metres below the hairline that the shell's mesh reaches
constexpr float kCurtainRise = 0.07F; // metres above the ears' upper edge where it leaves the scalp

/// Metres that the shell stands off the scalp.
float thickness(const HairStyle& style, const Vector3f& base) {
    const float up = smoothStep(0.765F, 0.835F, base.y());
    const float height = scalpHeight(base);
    const float taper = smoothStep(-0.002F, 0.030F, height);
    const float clumps =
        fractalNoise({base.x() * 70.0F, base.y() * 40.0F, base.z() * 40.0F}, 2, style.seed);
    const float body = style.side + up * (style.top - style.side);
    return taper * body * (0.72F + 0.56F * clumps) + 0.0015F;
}

/// Distance from the crown and angle round it: hair runs outward from there.
Eigen::Vector2f flowPlace(const Vector3f& base) {
    const Vector3f crown(0.006F, 0.852F, 0.0F);
    return {std::atan2(base.x() - crown.x(), base.z() - crown.z()), (base - crown).norm()};
}

PolygonMesh makeBun(const HairStyle& style, const Vector3f& center, float radius) {
    constexpr int kRows = 14;
    constexpr int kColumns = 24;
    PolygonMesh mesh;
    mesh.positions.resize((kRows + 1) * (kColumns + 1), 3);
    mesh.uvs.resize(mesh.positions.rows(), 2);
    mesh.faceOffsets.push_back(0);
    for (int row = 0; row <= kRows; ++row) {
        for (int column = 0; column <= kColumns; ++column) {
            const float polar = std::numbers::pi_v<float> * row / kRows;
            const float around = 2.0F * std::numbers::pi_v<float> * column / kColumns;
            const Vector3f direction(std::sin(polar) * std::cos(around), std::cos(polar),
                                     std::sin(polar) * std::sin(around));
            const float bump = 0.9F + 0.2F * valueNoise(direction * 3.0F, style.seed + 4);
            const int i = row * (kColumns + 1) + column;
            mesh.positions.row(i) =
                center + radius * bump * direction.cwiseProduct(Vector3f(1.0F, 0.85F, 0.9F));
            mesh.uvs.row(i) << static_cast<float>(column) / kColumns,
                1.0F - static_cast<float>(row) / kRows;
            if (row < kRows && column < kColumns) {
                mesh.cornerVertex.insert(mesh.cornerVertex.end(),
                                         {i, i + 1, i + kColumns + 2, i + kColumns + 1});
                mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
            }
        }
    }
    mesh.cornerUv = mesh.cornerVertex;
    return mesh;
}

cv::Mat paintBun(const HairStyle& style, const SkinLook& look) {
    constexpr int kSize = 128;
    cv::Mat texture(kSize, kSize, CV_8UC4);
    for (int y = 0; y < kSize; ++y) {
        for (int x = 0; x < kSize; ++x) {
            const Tint color = strandColor(look, y * 0.9F + x * 0.5F, x * 0.05F, style.seed);
            texture.at<cv::Vec4b>(y, x) = {cv::saturate_cast<unsigned char>(color.z() * 255.0F),
                                           cv::saturate_cast<unsigned char>(color.y() * 255.0F),
                                           cv::saturate_cast<unsigned char>(color.x() * 255.0F),
                                           255};
        }
    }
    return texture;
}

bool isShaved(const HairStyle& style) {
    return style.kind == HairKind::Bald || style.kind == HairKind::Buzz;
}

} // namespace

const char* hairName(HairKind kind) {
    static constexpr std::array<const char*, 6> kNames = {"bald", "buzz cut", "short hair",
                                                          "bun",  "bob",      "long hair"};
    return kNames[static_cast<size_t>(kind)];
}

HairStyle sampleHairStyle(const MacroParameters& macro, Random& random, bool wide) {
    constexpr double kCaps = 0.125;
    Random choice = random.fork(0);
    HairStyle style;
    style.seed = static_cast<std::uint32_t>(random.bits());
    const double kind = random.uniform();
    if (macro.gender > 0.5) {
        style.kind = kind < 0.08   ? HairKind::Bald
                     : kind < 0.25 ? HairKind::Buzz
                     : kind < 0.95 ? HairKind::Short
                                   : HairKind::Bob;
    } else {
        style.kind = kind < 0.18   ? HairKind::Short
                     : kind < 0.40 ? HairKind::Bun
                     : kind < 0.70 ? HairKind::Bob
                                   : HairKind::Long;
    }
    switch (style.kind) {
    case HairKind::Bald:
    case HairKind::Buzz:
        style.top = style.side = 0.004F;
        break;
    case HairKind::Short:
        style.top = pick(random, 0.014, 0.034);
        style.side = pick(random, 0.005, 0.014);
        break;
    case HairKind::Bun:
        style.top = pick(random, 0.008, 0.013);
        style.side = 0.006F;
        break;
    case HairKind::Bob:
    case HairKind::Long:
        style.top = pick(random, 0.012, 0.020);
        style.side = 0.012F;
        style.opening = pick(random, 50.0, 66.0);
        style.wave = pick(random, 0.0, 1.0);
        style.length =
            style.kind == HairKind::Bob ? pick(random, 0.07, 0.13) : pick(random, 0.20, 0.42);
        break;
    }
    if (wide && choice.chance(kCaps)) {
        style.kind = choice.chance(0.35) ? HairKind::Bald : HairKind::Short;
        style.top = style.side = style.kind == HairKind::Bald ? 0.004F : pick(choice, 0.004, 0.028);
    }
    return style;
}

HairDresser::HairDresser(const Template& body, const BodyCoordinates& coordinates, int textureSize,
                         int refinements, int threads)
    : m_textureSize(textureSize), m_refinements(refinements) {
    std::vector<int> faces;
    for (const int f : body.facesOf(TemplatePart::Body)) {
        bool onScalp = true;
        for (int c = body.mesh.faceOffsets[f]; c < body.mesh.faceOffsets[f + 1]; ++c) {
            const Vector3f base = body.mesh.positions.row(body.mesh.cornerVertex[c]);
            onScalp = onScalp && base.y() > 0.58F && scalpHeight(base) > -kMargin;
        }
        if (onScalp) {
            faces.push_back(f);
        }
    }
    m_scalp = withNormalizedUvs(subMesh(body.mesh, faces, &m_templateVertex));
    m_values = coordinates.values(m_templateVertex, Eigen::all);
    m_fine = refined(m_scalp, m_values);
    m_texels.emplace(m_fine, m_textureSize, threads);
    m_neighbours = vertexNeighbours(m_fine);
    for (int v = 0; v < kBodyVertices; ++v) {
        const Vector3f base = body.mesh.positions.row(v);
        if (base.y() > 0.35F && coordinates.values(v, kArm) < 0.6F) {
            m_headVertices.push_back(v);
        }
    }
}

PolygonMesh HairDresser::refined(PolygonMesh mesh, Eigen::MatrixXf& values) const {
    for (int i = 0; i < m_refinements; ++i) {
        mesh = subdivideQuads(mesh, values);
    }
    return mesh;
}

PolygonMesh HairDresser::shell(const HairStyle& style, const Points& posed) const {
    PolygonMesh mesh = m_scalp;
    mesh.positions = posed(m_templateVertex, Eigen::all);
    Eigen::MatrixXf none;
    mesh = refined(std::move(mesh), none);
    for (int i = 0; i < std::min(3, 2 * m_refinements); ++i) {
        smoothOnce(mesh.positions, m_neighbours, 0.5F);
    }
    Points normals = vertexNormals(mesh.positions, triangulate(mesh).vertices);
    for (int i = 0; i < 2 + 3 * m_refinements; ++i) {
        smoothOnce(normals, m_neighbours, 0.6F);
    }
    normals.rowwise().normalize();
    std::vector<float> keep(mesh.vertexCount());
    for (int v = 0; v < mesh.vertexCount(); ++v) {
        const Vector3f base = m_values.row(v).head<3>();
        keep[v] = scalpHeight(base) + 0.012F;
        mesh.positions.row(v) += thickness(style, base) * normals.row(v);
    }
    return cutMesh(mesh, keep, none);
}

HairPaint HairDresser::paint(const HairStyle& style, const SkinLook& look) const {
    HairPaint paint;
    if (isShaved(style)) {
        return paint;
    }
    paint.shell = m_texels->paint(m_values, [&](const TexelValues& values) {
        const Vector3f base = values.head<3>();
        const Eigen::Vector2f flow = flowPlace(base);
        const Tint color = strandColor(look, flow.x() * 55.0F, flow.y() * 30.0F, style.seed);
        const float wisp = valueNoise({flow.x() * 90.0F, flow.y() * 40.0F, 2.0F}, style.seed);
        const float alpha = smoothStep(-0.003F, 0.009F, scalpHeight(base) + 0.010F * (wisp - 0.5F));
        return Paint(color.x(), color.y(), color.z(), alpha);
    });
    if (style.kind == HairKind::Bun) {
        paint.tail = paintBun(style, look);
    } else if (style.length > 0.0F) {
        paint.tail = paintCurtain(style, look, kCurtainRise + style.length, m_textureSize);
    }
    return paint;
}

HairMeshes HairDresser::dress(const HairStyle& style, const Points& posed, const Points& clothed,
                              const Vector3f& forward) const {
    HairMeshes hair;
    if (isShaved(style)) {
        return hair;
    }
    hair.shell = shell(style, posed);
    const Points& shellPoints = hair.shell.positions;
    const Vector3f low = shellPoints.colwise().minCoeff();
    const Vector3f high = shellPoints.colwise().maxCoeff();
    const Vector3f center = 0.5F * (low + high);
    const Vector3f level = Vector3f(forward.x(), 0.0F, forward.z()).normalized();
    if (style.kind == HairKind::Bun) {
        const float back = 0.5F * (high - low).z();
        hair.tail = makeBun(
            style,
            {center.x() - back * level.x(), high.y() - 0.055F, center.z() - back * level.z()},
            0.042F);
    } else if (style.length > 0.0F) {
        CurtainFrame frame;
        frame.center = center;
        frame.forward = level;
        frame.top = high.y() - 0.26F * (high.y() - low.y());
        frame.bottom = frame.top - kCurtainRise - style.length;
        Points inside(static_cast<Eigen::Index>(m_headVertices.size()) + clothed.rows() +
                          shellPoints.rows(),
                      3);
        inside << posed(m_headVertices, Eigen::all), clothed, shellPoints;
        hair.tail = makeCurtain(style, frame, inside);
    }
    return hair;
}

} // namespace maquette
