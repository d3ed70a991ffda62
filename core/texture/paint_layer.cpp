// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/paint_layer.h"

#include "core/texture/fill.h"
#include "core/texture/hair_look.h"
#include "core/texture/parallel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>

namespace maquette::texture {
namespace {

/// Colour runs on along hair strands and round a skirt.
constexpr float kAcrossStrand = 0.15F;
constexpr float kAlongSkirt = 0.1F;
constexpr float kHairPull = 0.004F;

std::vector<BodyEdge> layerEdges(const PolygonMesh& mesh, bool isHair) {
    std::set<std::pair<int, int>> pairs;
    for (int f = 0; f < mesh.faceCount(); ++f) {
        const int first = mesh.faceOffsets[f];
        const int count = mesh.faceOffsets[f + 1] - first;
        for (int k = 0; k < count; ++k) {
            pairs.insert(std::minmax(mesh.cornerVertex[first + k],
                                     mesh.cornerVertex[first + (k + 1) % count]));
        }
    }
    std::vector<BodyEdge> edges;
    double sum = 0.0;
    for (const auto& [a, b] : pairs) {
        const Eigen::Vector3f e = (mesh.positions.row(a) - mesh.positions.row(b)).transpose();
        const float length = std::max(e.norm(), 1e-4F);
        const float upright = std::abs(e.y()) / length;
        const float preferred = isHair ? upright : 1.0F - upright;
        const float least = isHair ? kAcrossStrand : kAlongSkirt;
        edges.push_back({a, b, (least + (1.0F - least) * preferred) / length});
        sum += 1.0 / length;
    }
    for (BodyEdge& edge : edges) {
        edge.conductance *= static_cast<float>(static_cast<double>(edges.size()) / sum);
    }
    return edges;
}

/// 0 … 1: the pixel of the crop shows this layer rather than skin or, for cloth, what hangs before
/// it: hair and hands.
float belongs(const Survey& survey, bool isHair, const Eigen::Vector2f& pixel) {
    const auto at = [&](const cv::Mat& image) {
        return sampleByte(image, pixel.x(), pixel.y()) / 255.0F;
    };
    const float hair = at(survey.hair.probability);
    return isHair ? smoothStep(0.35F, 0.6F, hair)
                  : (1.0F - smoothStep(0.4F, 0.65F, at(survey.crop.skin))) *
                        (1.0F - smoothStep(0.4F, 0.6F, hair)) * (1.0F - at(survey.crop.hands));
}

struct LayerColors {
    VertexValues color;  ///< [V,3]
    float spread = 0.0F; ///< standard deviation of the samples' brightness about it
};

/// The middle colour of the hair that is seen.
Eigen::Vector3f middleColor(const Survey& survey, const std::vector<Sample>& samples,
                            const Eigen::Vector3f& otherwise) {
    std::array<std::vector<float>, 3> values;
    for (const Sample& s : samples) {
        if (s.sight * belongs(survey, true, s.pixel) > 0.5F) {
            for (int k = 0; k < 3; ++k) {
                values[k].push_back(s.color[k]);
            }
        }
    }
    if (values[0].size() < 20) {
        return otherwise;
    }
    Eigen::Vector3f middle;
    for (int k = 0; k < 3; ++k) {
        const auto half = values[k].begin() + static_cast<std::ptrdiff_t>(values[k].size() / 2);
        std::nth_element(values[k].begin(), half, values[k].end());
        middle[k] = *half;
    }
    return middle;
}

LayerColors fillLayer(const Survey& survey, const PosedSurface& layer, int surface, bool isHair,
                      const Eigen::Vector3f& otherwise) {
    const std::vector<Sample> samples = samplePhoto(*survey.view, surface, survey.hair.probability);
    const Eigen::Index count = layer.mesh.positions.rows();
    VertexValues sum = VertexValues::Zero(count, 3);
    Eigen::VectorXf weight = Eigen::VectorXf::Zero(count);
    Eigen::Vector3f mean = Eigen::Vector3f::Zero();
    float total = 0.0F;
    for (const Sample& s : samples) {
        const float w = s.sight * belongs(survey, isHair, s.pixel);
        for (int k = 0; k < 3; ++k) {
            sum.row(s.corners[k]) += w * s.weights[k] * s.color.transpose();
            weight[s.corners[k]] += w * s.weights[k];
        }
        mean += w * s.color;
        total += w;
    }
    const Eigen::Vector3f fallback = total > 5.0F ? Eigen::Vector3f(mean / total) : otherwise;
    // What a head shows of its hair is often a lit fringe: far from it the middle colour.
    Eigen::VectorXf pull = Eigen::VectorXf::Constant(count, isHair ? kHairPull : 0.0F);
    VertexValues target = (isHair ? middleColor(survey, samples, otherwise) : fallback)
                              .transpose()
                              .replicate(count, 1);
    for (Eigen::Index v = 0; v < count; ++v) {
        if (weight[v] > 0.05F) {
            pull[v] = 0.5F * std::min(1.0F, weight[v]);
            target.row(v) = sum.row(v) / weight[v];
        }
    }
    LayerColors colors;
    colors.color = diffuse(layerEdges(layer.mesh, isHair), pull, target);
    float squares = 0.0F;
    for (const Sample& s : samples) {
        Eigen::Vector3f smooth = Eigen::Vector3f::Zero();
        for (int k = 0; k < 3; ++k) {
            smooth += s.weights[k] * colors.color.row(s.corners[k]).transpose();
        }
        const float difference = (s.color - smooth).mean();
        squares += s.sight * belongs(survey, isHair, s.pixel) * difference * difference;
    }
    colors.spread = total > 5.0F ? std::sqrt(squares / total) : 0.0F;
    return colors;
}

/// How far a layer's own colour varies from point to point.
float layerGrain(const HairLook* hair, float spread, const AtlasPoint& at,
                 const Eigen::Vector3f& place) {
    return hair == nullptr ? 2.0F * noiseAt(place, 0.003F) + 1.5F * noiseAt(place, 0.012F)
                           : std::clamp(1.5F * spread, 8.0F, 26.0F) * hair->grain(at);
}

} // namespace

Result<SurfaceTexture> paintLayer(const Survey& survey, const PosedSurface& layer, int surface,
                                  const Eigen::Vector3f& otherwise, int size, const Context& ctx) {
    const bool isHair = layer.name == "hair";
    const LayerColors colors = fillLayer(survey, layer, surface, isHair, otherwise);
    const Atlas atlas(layer.mesh, {}, size);
    std::optional<HairLook> hair;
    if (isHair) {
        hair.emplace(layer, atlas);
    }
    cv::Mat alpha(size, size, CV_8UC1, cv::Scalar(255));
    SurfaceTexture texture;
    texture.name = layer.name;
    texture.color = cv::Mat(size, size, CV_8UC3);
    texture.confidence = cv::Mat(size, size, CV_8UC1, cv::Scalar(0));
    texture.source =
        cv::Mat(size, size, CV_8UC1, cv::Scalar(static_cast<int>(TexelSource::Outside)));
    const PhotoCrop& crop = survey.crop;
    const auto paint = [&](int texel) {
        const AtlasPoint point = atlas.pointAt(texel);
        const Eigen::Vector3i corners = atlas.triangles().vertices.row(point.triangle).transpose();
        const Sight sight = survey.view->look(surface, corners, point.weights);
        float seen = sight.weight;
        float hairThere = 0.0F;
        if (sight.clear > 0.0F) {
            hairThere =
                sampleByte(survey.hair.probability, sight.pixel.x(), sight.pixel.y()) / 255.0F;
            seen *= belongs(survey, isHair, sight.pixel);
        }
        if (hair) {
            alpha.ptr<uchar>()[texel] =
                cv::saturate_cast<uchar>(255.0F * hair->alpha(point, hairThere, sight.clear));
        }
        const float blend = smoothStep(0.06F, 0.45F, seen);
        Eigen::Vector3f color = Eigen::Vector3f::Zero();
        if (blend > 0.0F) {
            color = blend * sampleColor(crop.pixels, sight.pixel.x(), sight.pixel.y());
        }
        if (blend < 1.0F) {
            Eigen::Vector3f smooth = Eigen::Vector3f::Zero();
            Eigen::Vector3f place = Eigen::Vector3f::Zero();
            for (int k = 0; k < 3; ++k) {
                smooth += point.weights[k] * colors.color.row(corners[k]).transpose();
                place += point.weights[k] * layer.mesh.positions.row(corners[k]).transpose();
            }
            smooth.array() += layerGrain(hair ? &*hair : nullptr, colors.spread, point, place);
            color += (1.0F - blend) * smooth;
        }
        auto& out = texture.color.ptr<cv::Vec3b>()[texel];
        for (int k = 0; k < 3; ++k) {
            out[k] = cv::saturate_cast<uchar>(color[k]);
        }
        const bool isSeen = blend >= 0.5F;
        texture.confidence.ptr<uchar>()[texel] =
            cv::saturate_cast<uchar>(isSeen ? 255.0F * sight.cosine * sight.cosine * seen : 0.0F);
        texture.source.ptr<uchar>()[texel] =
            static_cast<uchar>(isSeen ? TexelSource::Seen : TexelSource::Continued);
    };
    parallelBands(size, 16, [&](int begin, int end) {
        const bool stop = ctx.isCancelled();
        for (int texel = begin * size; texel < end * size && !stop; ++texel) {
            if (atlas.isInside(texel)) {
                paint(texel);
            }
        }
    });
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    auto* color = texture.color.ptr<cv::Vec3b>();
    for (int texel = 0; texel < atlas.texelCount(); ++texel) {
        color[texel] = color[atlas.nearestInside(texel)];
    }
    if (hair) {
        std::vector<cv::Mat> channels;
        cv::split(texture.color, channels);
        channels.push_back(alpha);
        cv::merge(channels, texture.color);
    }
    return texture;
}

} // namespace maquette::texture
