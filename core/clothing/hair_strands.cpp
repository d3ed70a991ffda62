// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clothing/hair_strands.h"

#include "core/clothing/clothed_offset.h"
#include "core/geometry/radial_envelope.h"

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
constexpr float kDrop = 0.01F;       ///< metres between steps of a hanging strand
constexpr float kHangRow = 0.02F;    ///< metres between rows of the mesh
constexpr float kClearance = 0.009F; ///< metres between hanging hair and what is under it
constexpr float kInward = 0.0006F;   ///< metres a step that hair falls back towards the neck
constexpr float kShelf = 0.018F;     ///< metres a step: hair ends on what sticks out so suddenly
constexpr float kSlide = 0.025F;     ///< the same for hair that lies on the chest
constexpr float kChest = 1.2F;       ///< radians from the front in which it may
constexpr float kSlope = 0.30F;      ///< with which hair begins to stand out above an obstacle
constexpr int kSideEnd = 24;         ///< meridians from the face: behind it hair is the back's
constexpr float kMostArm = 0.25F;    ///< weight of arm bones that a strand may follow

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

/// A polyline with its running length.
struct Path {
    std::vector<Vector3f> points;
    std::vector<float> at;
    std::vector<float> depth;

    void add(const Vector3f& point, float over) {
        at.push_back(points.empty() ? 0.0F : at.back() + (point - points.back()).norm());
        points.push_back(point);
        depth.push_back(over);
    }
    [[nodiscard]] float length() const { return at.back(); }
    [[nodiscard]] std::pair<Vector3f, float> sample(float where) const {
        const auto next = std::lower_bound(at.begin(), at.end(), where) - at.begin();
        const size_t b = std::clamp<size_t>(static_cast<size_t>(next), 1, at.size() - 1);
        const float span = std::max(1e-6F, at[b] - at[b - 1]);
        const float t = std::clamp((where - at[b - 1]) / span, 0.0F, 1.0F);
        return {points[b - 1] + t * (points[b] - points[b - 1]),
                depth[b - 1] + t * (depth[b] - depth[b - 1])};
    }
};

class Weaver {
public:
    Weaver(const LayerInput& input, const HeadMeridians& meridians, const HairReading& reading,
           const Points& worn)
        : m_input(input), m_meridians(meridians), m_reading(reading),
          m_lines(headLines(meridians, input.rest)), m_centre(earCentre()),
          m_envelope(m_centre, m_centre.y() - 0.8F, m_centre.y() + 0.2F, kDrop) {
        addTrunk(worn);
        for (int m = 0; m < kMeridians; ++m) {
            m_length.push_back(lengthOf(reading, m));
        }
        findDonors();
    }

    HairStrands run() {
        const std::vector<CapDepths> depths = capDepths();
        std::vector<Path> caps;
        for (int m = 0; m < kMeridians; ++m) {
            caps.push_back(capPath(m, depths[m]));
        }
        turnStrands(caps);
        std::vector<Path> falls = hang(caps);
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

    /// Directions in which strands hang, evenly turned round the head.
    void turnStrands(const std::vector<Path>& caps) {
        constexpr float kTurn = 2.0F * std::numbers::pi_v<float>;
        std::vector<float> shift(kMeridians, 0.0F); // from the meridian's own direction
        for (int m = 0; m < kMeridians; ++m) {
            const Vector3f out = caps[m].points.back() - m_centre;
            const float own = kTurn * static_cast<float>(m) / kMeridians;
            shift[m] = std::remainder(std::atan2(out.x(), out.z()) - own, kTurn);
        }
        for (int round = 0; round < 12; ++round) {
            const std::vector<float> before = shift;
            for (int m = 0; m < kMeridians; ++m) {
                shift[m] = 0.5F * before[m] + 0.25F * (before[(m + 1) % kMeridians] +
                                                       before[(m + kMeridians - 1) % kMeridians]);
            }
        }
        for (int m = 0; m < kMeridians; ++m) {
            m_turn.push_back(kTurn * static_cast<float>(m) / kMeridians + shift[m]);
        }
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

    /// What hangs from the caps; empty paths where nothing does.
    std::vector<Path> hang(const std::vector<Path>& caps) {
        std::vector<std::vector<float>> radius(kMeridians);
        std::vector<std::vector<float>> blocked(kMeridians);
        for (int m = 0; m < kMeridians; ++m) {
            if (m_length[m] > 0.0F) {
                fall(m, caps[m].points.back(), radius[m], blocked[m]);
            }
        }
        smoothRadii(radius, blocked);
        std::vector<Path> paths(kMeridians);
        for (int m = 0; m < kMeridians; ++m) {
            if (radius[m].size() < 3) {
                continue;
            }
            const Vector3f start = caps[m].points.back();
            for (size_t i = 0; i < radius[m].size(); ++i) {
                const float under = blocked[m][i] - clearance(i);
                paths[m].add(i == 0 ? start : placeOf(m, start, i, radius[m][i]),
                             std::max(0.001F, radius[m][i] - under));
            }
        }
        return paths;
    }

    /// Below the start of a strand; the first steps turn into its direction.
    [[nodiscard]] Vector3f placeOf(int meridian, const Vector3f& start, size_t step,
                                   float radius) const {
        const Vector3f from = start - m_centre;
        const float own = std::atan2(from.x(), from.z());
        const float turned = std::min(1.0F, 0.25F * static_cast<float>(step));
        const float angle =
            own + turned * std::remainder(m_turn[meridian] - own, 2.0F * std::numbers::pi_v<float>);
        return m_centre + Vector3f(radius * std::sin(angle),
                                   from.y() - kDrop * static_cast<float>(step),
                                   radius * std::cos(angle));
    }

    [[nodiscard]] static float clearance(size_t step) {
        return std::min(kClearance, 0.0015F * static_cast<float>(step));
    }

    /// Falls from the head, is pushed out by what is under it, ends on a shoulder.
    void fall(int meridian, const Vector3f& start, std::vector<float>& radius,
              std::vector<float>& blocked) const {
        const float tip = m_centre.y() - m_length[meridian];
        const bool slides =
            m_reading.sides[sideOf(meridian)].inFront &&
            std::atan2(std::abs(start.x() - m_centre.x()), start.z() - m_centre.z()) < kChest;
        float hanging = std::hypot(start.x() - m_centre.x(), start.z() - m_centre.z());
        for (size_t step = 0; start.y() - kDrop * static_cast<float>(step) > tip; ++step) {
            const Vector3f place = placeOf(meridian, start, step, 0.1F);
            const float under =
                std::max(m_envelope.reach(place, 0), m_envelope.reach(place, 1)) + clearance(step);
            if (step > 5 && under > hanging + (slides ? kSlide : kShelf)) {
                return;
            }
            hanging = step == 0 ? hanging : std::max(hanging - kInward, under);
            radius.push_back(hanging);
            blocked.push_back(under);
        }
    }

    /// Hair does not leap away from the head: a strand begins where the cap ends.
    static void easeStart(std::vector<float>& radius, const std::vector<float>& blocked) {
        constexpr float kLeave = 0.25F; // slope
        for (size_t i = 1; i < radius.size(); ++i) {
            const float most = radius[0] + kLeave * kDrop * static_cast<float>(i);
            radius[i] = std::max(std::min(radius[i], most), blocked[i]);
        }
    }

    static void smoothRadii(std::vector<std::vector<float>>& radius,
                            const std::vector<std::vector<float>>& blocked) {
        for (std::vector<float>& r : radius) {
            for (size_t i = r.size(); i-- > 2;) {
                r[i - 1] = std::max(r[i - 1], r[i] - kSlope * kDrop);
            }
        }
        for (int round = 0; round < 4; ++round) {
            const auto before = radius;
            for (int m = 0; m < kMeridians; ++m) {
                for (size_t i = 1; i < radius[m].size(); ++i) {
                    float sum = before[m][i];
                    float count = 1.0F;
                    for (const int other :
                         {(m + 1) % kMeridians, (m + kMeridians - 1) % kMeridians}) {
                        if (i < before[other].size()) {
                            sum += before[other][i];
                            count += 1.0F;
                        }
                    }
                    radius[m][i] = std::max(blocked[m][i], sum / count);
                }
            }
        }
        for (int m = 0; m < kMeridians; ++m) {
            easeStart(radius[m], blocked[m]);
        }
    }

    /// Vertices that strands may take their skin weights from.
    void findDonors() {
        const auto& regions = m_input.templateMesh->regions;
        std::vector<bool> isFace(regions.size(), false);
        for (const char* name : {"face", "ears", "lips", "eyelids", "inside-mouth"}) {
            const auto group = m_input.templateMesh->groups.find(name);
            if (group == m_input.templateMesh->groups.end()) {
                continue;
            }
            for (const int v : group->second) {
                if (v < static_cast<int>(isFace.size())) {
                    isFace[v] = true;
                }
            }
        }
        for (size_t v = 0; v < regions.size(); ++v) {
            const Limb limb = limbOf(regions[v]);
            if (!isFace[v] && (limb == Limb::Head || limb == Limb::Trunk) &&
                m_input.rest(static_cast<Eigen::Index>(v), 1) > m_centre.y() - 0.8F &&
                armWeight(static_cast<int>(v)) < kMostArm) {
                m_donors.push_back(static_cast<int>(v));
            }
        }
    }

    [[nodiscard]] float armWeight(int vertex) const {
        const SkinWeights& weights = m_input.rig->weights;
        float sum = 0.0F;
        for (int i = weights.offsets[vertex]; i < weights.offsets[vertex + 1]; ++i) {
            const std::string& bone = m_input.rig->bones[weights.bones[i]].name;
            const bool isArm = bone.starts_with("clavicle") || bone.starts_with("shoulder") ||
                               bone.starts_with("upperarm");
            sum += isArm ? weights.weights[i] : 0.0F;
        }
        return sum;
    }

    [[nodiscard]] int donorFor(const Vector3f& point) const {
        int best = 0;
        float least = std::numeric_limits<float>::max();
        for (const int v : m_donors) {
            const float square = (m_input.rest.row(v).transpose() - point).squaredNorm();
            if (square < least) {
                least = square;
                best = v;
            }
        }
        return best;
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
                strands.templateVertex[i] = donorFor(point);
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
    std::vector<float> m_turn; ///< per meridian: direction in which it hangs, radians
    std::vector<int> m_donors;
};

} // namespace

HairStrands makeStrands(const LayerInput& input, const HeadMeridians& meridians,
                        const HairReading& reading, const Points& worn) {
    return Weaver(input, meridians, reading, worn).run();
}

} // namespace maquette
