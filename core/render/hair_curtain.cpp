// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/hair_curtain.h"

#include "core/render/noise.h"
#include "core/render/suit.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr float kPi = std::numbers::pi_v<float>;
constexpr int kColumns = 96;
constexpr int kAngleBins = 72;
constexpr float kRowHeight = 0.010F; // metres
constexpr float kClearance = 0.009F; // metres between hair and what is under it

/// Largest distance from the axis at each height and angle.
class Envelope {
public:
    Envelope(const CurtainFrame& frame, const Points& inside, int rows)
        : m_rows(rows), m_radius(static_cast<size_t>(rows) * kAngleBins, 0.0F) {
        const Vector3f side = Vector3f::UnitY().cross(frame.forward);
        for (Eigen::Index v = 0; v < inside.rows(); ++v) {
            const Vector3f p = Vector3f(inside.row(v)) - frame.center;
            const float row = (frame.top - inside(v, 1)) / kRowHeight;
            const float radius = std::hypot(p.dot(side), p.dot(frame.forward));
            if (row < -1.0F || row > static_cast<float>(rows) || radius > 0.30F) {
                continue;
            }
            const float angle = std::atan2(p.dot(side), p.dot(frame.forward));
            add(static_cast<int>(row), binOf(angle), radius);
        }
    }

    [[nodiscard]] float at(int row, float angle) const {
        const int bin = binOf(angle);
        float radius = 0.0F;
        for (int offset = -1; offset <= 1; ++offset) {
            radius = std::max(radius, m_radius[index(row, bin + offset)]);
        }
        return radius;
    }

private:
    static int binOf(float angle) {
        return static_cast<int>(std::floor((angle + kPi) / (2.0F * kPi) * kAngleBins));
    }

    [[nodiscard]] size_t index(int row, int bin) const {
        const int wrapped = (bin + kAngleBins) % kAngleBins;
        return static_cast<size_t>(std::clamp(row, 0, m_rows - 1)) * kAngleBins + wrapped;
    }

    void add(int row, int bin, float radius) {
        for (int r = row; r <= row + 1; ++r) {
            if (r >= 0 && r < m_rows) {
                float& value = m_radius[index(r, bin)];
                value = std::max(value, radius);
            }
        }
    }

    int m_rows;
    std::vector<float> m_radius;
};

/// Radii [rows][columns] and how far each place is inside the tips, metres.
struct Profile {
    std::vector<float> radius;
    std::vector<float> keep;
};

float columnAngle(int column, float opening) {
    const float t =
        static_cast<float>(column) / (kColumns - 1); // from the left of the face round the back
    const float half = opening * kPi / 180.0F;
    return half + t * (2.0F * kPi - 2.0F * half);
}

float wrapped(float angle) {
    return angle > kPi ? angle - 2.0F * kPi : angle;
}

Profile profileOf(const HairStyle& style, const CurtainFrame& frame, const Envelope& envelope,
                  int rows) {
    Profile profile;
    profile.radius.resize(static_cast<size_t>(rows) * kColumns);
    profile.keep.resize(profile.radius.size());
    for (int column = 0; column < kColumns; ++column) {
        const float angle = wrapped(columnAngle(column, style.opening));
        float radius = std::max(0.05F, envelope.at(0, angle) - 0.002F);
        float stop = 1e9F;
        const float tip = 0.02F * valueNoise({column * 0.35F, 0.0F, 0.0F}, style.seed);
        for (int row = 0; row < rows; ++row) {
            const float y = frame.top - row * kRowHeight;
            const float blocked =
                envelope.at(row, angle) + std::min(kClearance, 0.0015F * static_cast<float>(row));
            const float hanging = radius - (row > 10 ? 0.0006F : 0.0F);
            if (row > 6 && blocked > hanging + 0.018F && stop > 1e8F) {
                stop = y; // lies on the shoulder
            }
            radius = stop > 1e8F ? std::max(hanging, blocked) : hanging;
            const size_t i = static_cast<size_t>(row) * kColumns + column;
            profile.radius[i] = radius;
            profile.keep[i] =
                std::min(y - frame.bottom - tip, stop > 1e8F ? 1.0F : y - stop - 0.005F);
        }
    }
    return profile;
}

/// Hair begins to stand out above what pushes it out, so that it falls without a shelf.
void easeUpward(Profile& profile, int rows) {
    constexpr float kSlope = 0.30F;
    for (int row = rows - 2; row > 0; --row) {
        for (int column = 0; column < kColumns; ++column) {
            const size_t i = static_cast<size_t>(row) * kColumns + column;
            profile.radius[i] =
                std::max(profile.radius[i], profile.radius[i + kColumns] - kSlope * kRowHeight);
        }
    }
}

void smoothColumns(Profile& profile, int rows) {
    for (int pass = 0; pass < 8; ++pass) {
        const std::vector<float> old = profile.radius;
        for (int row = 0; row < rows; ++row) {
            for (int column = 1; column + 1 < kColumns; ++column) {
                const size_t i = static_cast<size_t>(row) * kColumns + column;
                profile.radius[i] =
                    std::max(old[i] - 0.001F, (old[i - 1] + 2.0F * old[i] + old[i + 1]) / 4.0F);
            }
        }
    }
}

cv::Mat paintCurtain(const HairStyle& style, const SkinLook& look, float height) {
    constexpr int kSize = 512;
    cv::Mat image(kSize, kSize, CV_8UC4);
    for (int y = 0; y < kSize; ++y) {
        for (int x = 0; x < kSize; ++x) {
            const float u = (x + 0.5F) / kSize;
            const float v = (y + 0.5F) / kSize; // 0 top … 1 tips
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

} // namespace

Tint strandColor(const SkinLook& look, float across, float along, std::uint32_t seed) {
    const float fine = valueNoise({across, along * 0.25F, 0.0F}, seed);
    const float lock = valueNoise({across * 0.16F, along * 0.5F, 7.0F}, seed + 1);
    return look.hair * (0.62F + 0.42F * fine + 0.38F * lock);
}

HairPiece makeCurtain(const HairStyle& style, const SkinLook& look, const CurtainFrame& frame,
                      const Points& inside) {
    const int rows = std::max(4, static_cast<int>((frame.top - frame.bottom) / kRowHeight) + 2);
    const Envelope envelope(frame, inside, rows);
    Profile profile = profileOf(style, frame, envelope, rows);
    easeUpward(profile, rows);
    smoothColumns(profile, rows);
    const Vector3f side = Vector3f::UnitY().cross(frame.forward);
    HairPiece piece;
    piece.name = "hair";
    PolygonMesh& mesh = piece.mesh;
    mesh.positions.resize(rows * kColumns, 3);
    mesh.uvs.resize(rows * kColumns, 2);
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            const int i = row * kColumns + column;
            const float angle = columnAngle(column, style.opening);
            const float down = row * kRowHeight;
            const float ripple =
                style.wave * 0.006F * smoothStep(0.05F, 0.15F, down) *
                    std::sin(down * 60.0F + 9.0F * column / kColumns) +
                0.007F * (valueNoise({column * 0.5F, down * 9.0F, 0.0F}, style.seed + 2) - 0.3F);
            const float radius = profile.radius[i] + ripple * smoothStep(0.0F, 0.04F, down);
            Vector3f p =
                frame.center + radius * (std::sin(angle) * side + std::cos(angle) * frame.forward);
            p.y() = frame.top - down;
            mesh.positions.row(i) = p;
            mesh.uvs.row(i) << static_cast<float>(column) / (kColumns - 1),
                1.0F - static_cast<float>(row) / (rows - 1);
        }
    }
    mesh.faceOffsets.push_back(0);
    for (int row = 0; row + 1 < rows; ++row) {
        for (int column = 0; column + 1 < kColumns; ++column) {
            const int a = row * kColumns + column;
            mesh.cornerVertex.insert(mesh.cornerVertex.end(),
                                     {a, a + kColumns, a + kColumns + 1, a + 1});
            mesh.faceOffsets.push_back(static_cast<int>(mesh.cornerVertex.size()));
        }
    }
    mesh.cornerUv = mesh.cornerVertex;
    Eigen::MatrixXf none;
    mesh = cutMesh(mesh, profile.keep, none);
    piece.texture = paintCurtain(style, look, frame.top - frame.bottom);
    return piece;
}

} // namespace maquette
