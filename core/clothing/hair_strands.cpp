// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/hair_strands.h"

#include "core/clothing/clothed_offset.h"
#include "core/clothing/hair_donors.h"
#include "core/clothing/hair_fall.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr int kCapRows = 16;
constexpr float kThickness = 0.007F; ///< metres over the skin, before the outline says more
constexpr float kHairline = 0.0015F; ///< metres at the hairline of short hair
constexpr float kTaper = 0.025F;     ///< metres from the hairline to the full thickness
constexpr float kOverEar = 0.005F;   ///< metres
constexpr float kHangRow = 0.02F;    ///< metres between rows of the mesh

/// Half of the head: 0 at the face, 36 at the back.
int fromFace(int meridian) {
    return std::min(meridian, kMeridians - meridian);
}

int sideOf(int meridian) {
    return meridian <= kMeridians / 2 ? 0 : 1;
}

/// Metres below the ears to the tip of a hanging strand; 0 where none hangs.
float lengthOf(const HairReading& reading, int meridian) {
    const int side = sideOf(meridian);
    const int place = fromFace(meridian);
    const HangingHair& own = reading.sides[side];
    if (!own.hangs || place < reading.edge[side]) {
        return 0.0F;
    }
    if (place <= kSideEnd) {
        return own.length;
    }
    if (reading.back <= 0.0F) {
        return place <= kSideEnd + 4 ? own.length : 0.0F;
    }
    const float t = std::min(1.0F, static_cast<float>(place - kSideEnd) / 4.0F);
    return own.length + t * (reading.back - own.length);
}

using Path = StrandPath;

class Weaver {
public:
    Weaver(const LayerInput& input, const HeadMeridians& meridians, const HairReading& reading,
           const Points& worn)
        : m_input(input), m_meridians(meridians), m_reading(reading),
          m_lines(headLines(meridians, input.rest)), m_centre(earCentre()),
          m_envelope(m_centre, m_centre.y() - 0.8F, m_centre.y() + 0.2F, kStrandDrop),
          m_donors(input, m_centre.y() - 0.8F) {
        addTrunk(worn);
        for (int m = 0; m < kMeridians; ++m) {
            m_length.push_back(lengthOf(reading, m));
        }
    }

    HairStrands run() {
        const std::vector<CapDepths> depths = capDepths();
        std::vector<Path> caps;
        for (int m = 0; m < kMeridians; ++m) {
            caps.push_back(capPath(m, depths[m]));
        }
        const std::vector<Path> falls =
            hangStrands({m_centre,
                         &m_envelope,
                         m_length,
                         {m_reading.sides[0].inFront, m_reading.sides[1].inFront}},
                        caps);
        HairStrands strands;
        strands.capRows = kCapRows;
        float longest = 0.0F;
        for (const Path& fall : falls) {
            longest = std::max(longest, fall.points.empty() ? 0.0F : fall.length());
        }
        strands.hangRows = static_cast<int>(longest / kHangRow);
        store(caps, falls, strands);
        return strands;
    }

private:
    /// Head and trunk into the envelope, closely enough for its cells.
    void addTrunk(const Points& worn) {
        const auto& regions = m_input.templateMesh->regions;
        const Triangles triangles = bodyTriangles(*m_input.templateMesh);
        for (Eigen::Index t = 0; t < triangles.rows(); ++t) {
            const Limb limb = limbOf(regions[triangles(t, 0)]);
            if (limb != Limb::Head && limb != Limb::Trunk) {
                continue;
            }
            for (int k = 0; k < 3; ++k) {
                const Vector3f a = worn.row(triangles(t, k));
                const Vector3f b = worn.row(triangles(t, (k + 1) % 3));
                m_envelope.add(a);
                m_envelope.add(0.67F * a + 0.33F * b);
                m_envelope.add(0.33F * a + 0.67F * b);
            }
        }
    }

    [[nodiscard]] Vector3f earCentre() const {
        Vector3f sum = Vector3f::Zero();
        for (const int v : m_meridians.earRows) {
            sum += m_input.rest.row(v).transpose();
        }
        return sum / static_cast<float>(m_meridians.earRows.size());
    }

    /// Steps of the cap: to the hairline, or to where the head is widest if hair goes on below.
    [[nodiscard]] float capEnd(int meridian) const {
        if (m_length[meridian] <= 0.0F) {
            return m_reading.end[meridian];
        }
        int widest = 24;
        float most = 0.0F;
        for (int step = widest; step < kMeridianSteps; ++step) {
            const Vector3f point = m_lines.points.row(HeadMeridians::index(meridian, step));
            const float radius = std::hypot(point.x() - m_centre.x(), point.z() - m_centre.z());
            if (point.y() < m_centre.y()) {
                break;
            }
            if (radius > most) {
                most = radius;
                widest = step;
            }
        }
        return static_cast<float>(widest);
    }

    /// Ends of neighbours differ little, so that rows run smoothly.
    [[nodiscard]] float smoothEnd(int meridian) const {
        float sum = 0.0F;
        for (int i = -2; i <= 2; ++i) {
            sum += static_cast<float>(3 - std::abs(i)) *
                   capEnd((meridian + i + kMeridians) % kMeridians);
        }
        return sum / 9.0F;
    }

    [[nodiscard]] std::pair<Vector3f, Vector3f> lineAt(int meridian, float step) const {
        const int below = std::min(static_cast<int>(step), kMeridianSteps - 2);
        const float t = step - static_cast<float>(below);
        const int a = HeadMeridians::index(meridian, below);
        const Vector3f point = (1.0F - t) * m_lines.points.row(a) + t * m_lines.points.row(a + 1);
        const Vector3f normal =
            (1.0F - t) * m_lines.normals.row(a) + t * m_lines.normals.row(a + 1);
        return {point, normal.normalized()};
    }

    using CapDepths = std::array<float, kCapRows + 1>;

    [[nodiscard]] CapDepths rawDepths(int meridian) const {
        const float end = smoothEnd(meridian);
        const bool hangs = m_length[meridian] > 0.0F;
        Path skin;
        for (int row = 0; row <= kCapRows; ++row) {
            skin.add(lineAt(meridian, end * static_cast<float>(row) / kCapRows).first, 0.0F);
        }
        CapDepths depths{};
        for (int row = 0; row <= kCapRows; ++row) {
            const auto [point, normal] = lineAt(meridian, end * static_cast<float>(row) / kCapRows);
            const float taper =
                hangs ? 1.0F : std::min(1.0F, (skin.length() - skin.at[row]) / kTaper);
            depths[row] = kHairline + taper * (kThickness - kHairline) +
                          (hangs ? overEar(point, normal) : 0.0F);
        }
        return depths;
    }

    /// Metres over the skin, per meridian and row; ears make a swell, no edge.
    [[nodiscard]] std::vector<CapDepths> capDepths() const {
        std::vector<CapDepths> depths;
        for (int m = 0; m < kMeridians; ++m) {
            depths.push_back(rawDepths(m));
        }
        const auto filter = [&](const auto& combine) {
            const std::vector<CapDepths> before = depths;
            for (int m = 0; m < kMeridians; ++m) {
                if (m_length[m] <= 0.0F) {
                    continue;
                }
                for (int row = 1; row <= kCapRows; ++row) {
                    const int next = std::min(row + 1, kCapRows);
                    depths[m][row] = combine(
                        std::array<float, 5>{before[m][row], before[m][row - 1], before[m][next],
                                             before[(m + 1) % kMeridians][row],
                                             before[(m + kMeridians - 1) % kMeridians][row]});
                }
            }
        };
        filter([](const auto& near) { return *std::max_element(near.begin(), near.end()); });
        for (int round = 0; round < 5; ++round) {
            filter([](const auto& near) {
                return 0.2F * (near[0] + near[1] + near[2] + near[3] + near[4]);
            });
        }
        return depths;
    }

    [[nodiscard]] Path capPath(int meridian, const CapDepths& depths) const {
        const float end = smoothEnd(meridian);
        Path path;
        for (int row = 0; row <= kCapRows; ++row) {
            const auto [point, normal] = lineAt(meridian, end * static_cast<float>(row) / kCapRows);
            path.add(point + depths[row] * normal, depths[row]);
        }
        return path;
    }

    /// Metres that an ear sticks out beyond a point of the head, with some room.
    [[nodiscard]] float overEar(const Vector3f& point, const Vector3f& normal) const {
        if (point.y() > m_centre.y() + 0.06F) {
            return 0.0F;
        }
        const float own = std::hypot(point.x() - m_centre.x(), point.z() - m_centre.z());
        const float under = std::max(m_envelope.reach(point, 0), m_envelope.reach(point, 1));
        const float slope = std::max(0.4F, std::hypot(normal.x(), normal.z()));
        return std::clamp((under + kOverEar - kThickness - own) / slope, 0.0F, 0.04F);
    }

    /// A row of the scalp: what lies on the face does not follow its expression.
    [[nodiscard]] int scalpRow(int meridian, float step) const {
        const float least = std::min(step, m_meridians.hairline[meridian] - 2.0F);
        return m_meridians.anchors[HeadMeridians::index(meridian, cvRound(least))].rows[0];
    }

    void store(const std::vector<Path>& caps, const std::vector<Path>& falls,
               HairStrands& strands) const {
        strands.points = Points::Zero(static_cast<Eigen::Index>(kMeridians) * strands.rows(), 3);
        const auto count = static_cast<size_t>(strands.points.rows());
        strands.templateVertex.assign(count, 0);
        strands.depth.assign(count, 0.0F);
        strands.toEnd.assign(count, 0.0F);
        for (int m = 0; m < kMeridians; ++m) {
            const float fall = falls[m].points.empty() ? 0.0F : falls[m].length();
            const int hangRows = static_cast<int>(fall / kHangRow);
            strands.length.push_back(strands.capRows + hangRows);
            const float end = smoothEnd(m);
            for (int row = 0; row < strands.capRows; ++row) {
                const int i = strands.index(m, row);
                strands.points.row(i) = caps[m].points[row + 1];
                strands.depth[i] = caps[m].depth[row + 1];
                strands.toEnd[i] = caps[m].length() - caps[m].at[row + 1] + fall;
                strands.templateVertex[i] =
                    scalpRow(m, end * static_cast<float>(row + 1) / kCapRows);
            }
            for (int row = 0; row < hangRows; ++row) {
                const int i = strands.index(m, strands.capRows + row);
                const float at = kHangRow * static_cast<float>(row + 1);
                const auto [point, depth] = falls[m].sample(at);
                strands.points.row(i) = point;
                strands.depth[i] = depth;
                strands.toEnd[i] = fall - at;
                strands.templateVertex[i] = m_donors.nearest(point);
            }
        }
    }

    const LayerInput& m_input;
    const HeadMeridians& m_meridians;
    const HairReading& m_reading;
    HeadLines m_lines;
    Vector3f m_centre;
    RadialEnvelope m_envelope;
    std::vector<float> m_length;
    WeightDonors m_donors;
};

} // namespace

HairStrands makeStrands(const LayerInput& input, const HeadMeridians& meridians,
                        const HairReading& reading, const Points& worn) {
    return Weaver(input, meridians, reading, worn).run();
}

} // namespace maquette
