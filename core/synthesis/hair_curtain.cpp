// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/hair_curtain.h"

#include "core/geometry/radial_envelope.h"
#include "core/synthesis/noise.h"
#include "core/synthesis/suit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kColumns = 96;
constexpr float kRowHeight = 0.010F; // metres
constexpr float kClearance = 0.009F; // metres between hair and what is under it

/// The bell's radii, row by row from the top, and how far each place is from the tips.
class CurtainShape {
public:
    CurtainShape(const HairStyle& style, const CurtainFrame& frame, const Points& inside)
        : m_style(style), m_frame(frame), m_side(Vector3f::UnitY().cross(frame.forward)),
          m_rows(std::max(4, static_cast<int>((frame.top - frame.bottom) / kRowHeight) + 2)),
          m_envelope(frame.center, frame.bottom - 0.02F, frame.top + 0.02F, kRowHeight),
          m_radius(static_cast<size_t>(m_rows) * kColumns), m_keep(m_radius.size()) {
        constexpr float kReach = 0.30F; // metres; what is further off is not under the hair
        for (Eigen::Index v = 0; v < inside.rows(); ++v) {
            const Vector3f p = inside.row(v);
            const float distance = std::hypot(p.x() - frame.center.x(), p.z() - frame.center.z());
            if (p.y() > frame.bottom - 0.02F && p.y() < frame.top + 0.02F && distance < kReach) {
                m_envelope.add(p);
            }
        }
        for (int column = 0; column < kColumns; ++column) {
            hangColumn(column);
        }
        easeUpward();
        smoothColumns();
    }

    [[nodiscard]] int rows() const { return m_rows; }
    [[nodiscard]] const std::vector<float>& keep() const { return m_keep; }

    [[nodiscard]] Vector3f pointAt(int row, int column) const {
        const float down = row * kRowHeight;
        const float wave = m_style.wave * 0.006F * smoothStep(0.05F, 0.15F, down) *
                           std::sin(down * 60.0F + 9.0F * column / kColumns);
        const float locks =
            0.007F * (valueNoise({column * 0.5F, down * 9.0F, 0.0F}, m_style.seed + 2) - 0.3F);
        return place(row, column,
                     m_radius[index(row, column)] + (wave + locks) * smoothStep(0.0F, 0.04F, down));
    }

private:
    [[nodiscard]] static size_t index(int row, int column) {
        return static_cast<size_t>(row) * kColumns + column;
    }

    /// From the left edge of the face round the back to the right edge.
    [[nodiscard]] Vector3f place(int row, int column, float radius) const {
        const float half = m_style.opening * kPi / 180.0F;
        const float angle =
            half + static_cast<float>(column) / (kColumns - 1) * 2.0F * (kPi - half);
        Vector3f p = m_frame.center +
                     radius * (std::sin(angle) * m_side + std::cos(angle) * m_frame.forward);
        p.y() = m_frame.top - row * kRowHeight;
        return p;
    }

    /// Falls from the scalp, is pushed out by what is under it, ends on the shoulder.
    void hangColumn(int column) {
        const float tip = 0.02F * valueNoise({column * 0.35F, 0.0F, 0.0F}, m_style.seed);
        float radius = 0.0F;
        float end = m_frame.bottom + tip;
        for (int row = 0; row < m_rows; ++row) {
            const Vector3f point = place(row, column, 0.1F);
            const float under = std::max(m_envelope.reach(point, 0), m_envelope.reach(point, 1));
            const float blocked = under + std::min(kClearance, 0.0015F * static_cast<float>(row));
            const float hanging =
                row == 0 ? std::max(0.05F, under - 0.002F) : radius - (row > 10 ? 0.0006F : 0.0F);
            const bool onShoulder = row > 6 && blocked > hanging + 0.018F;
            if (onShoulder) {
                end = std::max(end, point.y() + 0.005F);
            }
            radius = row == 0 || point.y() < end ? hanging : std::max(hanging, blocked);
            m_radius[index(row, column)] = radius;
            m_keep[index(row, column)] = point.y() - end;
        }
    }

    /// Hair begins to stand out above what pushes it out, so that it falls without a shelf.
    void easeUpward() {
        constexpr float kSlope = 0.30F;
        for (int row = m_rows - 2; row > 0; --row) {
            for (int column = 0; column < kColumns; ++column) {
                float& radius = m_radius[index(row, column)];
                radius = std::max(radius, m_radius[index(row + 1, column)] - kSlope * kRowHeight);
            }
        }
    }

    void smoothColumns() {
        for (int pass = 0; pass < 8; ++pass) {
            const std::vector<float> old = m_radius;
            for (int row = 0; row < m_rows; ++row) {
                for (int column = 1; column + 1 < kColumns; ++column) {
                    const float* r = old.data() + index(row, column);
                    m_radius[index(row, column)] =
                        std::max(r[0] - 0.001F, (r[-1] + 2.0F * r[0] + r[1]) / 4.0F);
                }
            }
        }
    }

    const HairStyle& m_style;
    const CurtainFrame& m_frame;
    Vector3f m_side;
    int m_rows;
    RadialEnvelope m_envelope;
    std::vector<float> m_radius;
    std::vector<float> m_keep; ///< metres above the end of the hair
};

} // namespace

Tint strandColor(const SkinLook& look, float across, float along, std::uint32_t seed) {
    const float fine = valueNoise({across, along * 0.25F, 0.0F}, seed);
    const float lock = valueNoise({across * 0.16F, along * 0.5F, 7.0F}, seed + 1);
    return look.hair * (0.62F + 0.42F * fine + 0.38F * lock);
}

PolygonMesh makeCurtain(const HairStyle& style, const CurtainFrame& frame, const Points& inside) {
    const CurtainShape shape(style, frame, inside);
    PolygonMesh mesh;
    mesh.positions.resize(shape.rows() * kColumns, 3);
    mesh.uvs.resize(shape.rows() * kColumns, 2);
    mesh.faceOffsets.push_back(0);
    for (int row = 0; row < shape.rows(); ++row) {
        for (int column = 0; column < kColumns; ++column) {
            const int i = row * kColumns + column;
            mesh.positions.row(i) = shape.pointAt(row, column);
            mesh.uvs.row(i) << static_cast<float>(column) / (kColumns - 1),
                1.0F - static_cast<float>(row) / (shape.rows() - 1);
            if (row + 1 < shape.rows() && column + 1 < kColumns) {
                const int below = i + kColumns;
                mesh.cornerVertex.insert(mesh.cornerVertex.end(), {i, below, below + 1, i + 1});
                mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
            }
        }
    }
    mesh.cornerUv = mesh.cornerVertex;
    Eigen::MatrixXf none;
    return cutMesh(mesh, shape.keep(), none);
}

cv::Mat paintCurtain(const HairStyle& style, const SkinLook& look, float height, int size) {
    cv::Mat image(size, size, CV_8UC4);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const float u = (x + 0.5F) / size;
            const float v = (y + 0.5F) / size; // 0 top … 1 tips
            const float bend = style.wave * 0.012F * std::sin(v * height * 60.0F + 9.0F * u);
            const Tint color =
                strandColor(look, (u + bend) * 150.0F, v * height * 14.0F, style.seed);
            const float side = std::min(u, 1.0F - u);
            const float wisp = valueNoise({(u + bend) * 260.0F, v * 2.0F, 1.0F}, style.seed);
            const float alpha = smoothStep(0.0F, 0.012F, side - 0.006F * wisp) *
                                smoothStep(1.0F, 0.93F, v + 0.07F * wisp) *
                                smoothStep(0.0F, 0.08F, v - 0.03F * wisp);
            image.at<cv::Vec4b>(y, x) = {cv::saturate_cast<unsigned char>(color.z() * 255.0F),
                                         cv::saturate_cast<unsigned char>(color.y() * 255.0F),
                                         cv::saturate_cast<unsigned char>(color.x() * 255.0F),
                                         cv::saturate_cast<unsigned char>(alpha * 255.0F)};
        }
    }
    return image;
}

} // namespace maquette
