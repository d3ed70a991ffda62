// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What tests of the texture start from.

#include "tests/texture/synthetic_photo.h"

#include "core/texture/atlas.h"

#include <gtest/gtest.h>

#include <map>

namespace maquette::test {

inline double distance(const cv::Vec3b& a, const cv::Vec3b& b) {
    return cv::norm(cv::Vec3i(a) - cv::Vec3i(b));
}

class TextureFixture : public testing::Test {
protected:
    static constexpr int kSize = 1024; ///< of the atlas, texels

    void SetUp() override {
        if (!testLibrary()) {
            GTEST_SKIP() << "The character library is not installed.";
        }
        zones = texture::bodyZones(testLibrary()->templateMesh());
        atlas = texture::bodyAtlas(testLibrary()->templateMesh(), kSize);
    }

    std::unique_ptr<SyntheticPhoto> dressed(const SceneOptions& options = {}) const {
        return photograph(
            [this](const Eigen::Vector3f& p, int v) { return dressedPaint(*zones, p, v); },
            options);
    }

    static TextureSet make(const SyntheticPhoto& scene) {
        TextureOptions options;
        options.size = kSize;
        auto set = makeTextures(scene.input, options);
        EXPECT_TRUE(set) << (set ? "" : describe(set.error()));
        return set ? *set : TextureSet{};
    }

    /// Rest position and nearest vertex of a texel.
    Eigen::Vector3f restOf(const SyntheticPhoto& scene, int texel, int& vertex) const {
        const texture::AtlasPoint point = atlas->pointAt(texel);
        Eigen::Vector3f rest = Eigen::Vector3f::Zero();
        Eigen::Index most = 0;
        point.weights.maxCoeff(&most);
        for (int k = 0; k < 3; ++k) {
            const int v = atlas->triangles().vertices(point.triangle, k);
            rest += point.weights[k] * scene.rest.row(v).transpose();
            vertex = k == most ? v : vertex;
        }
        return rest;
    }

    /// Mean colour of the texels around a vertex that have one source.
    std::map<int, cv::Vec3d> zoneColors(const TextureSet& set, TexelSource source) const {
        std::map<int, cv::Vec3d> sum;
        std::map<int, int> count;
        for (int i = 0; i < atlas->texelCount(); ++i) {
            if (set.body.source.ptr<uchar>()[i] == static_cast<uchar>(source)) {
                const int v = atlas->triangles().vertices(atlas->pointAt(i).triangle, 0);
                const int zone = static_cast<int>(zones->zone[v]);
                sum[zone] += cv::Vec3d(set.body.color.ptr<cv::Vec3b>()[i]);
                ++count[zone];
            }
        }
        for (auto& [zone, color] : sum) {
            color *= 1.0 / count[zone];
        }
        return sum;
    }

    std::shared_ptr<const texture::BodyZones> zones;
    std::shared_ptr<const texture::Atlas> atlas;
};

} // namespace maquette::test
