// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/diffusion.h"

#include <gtest/gtest.h>

namespace maquette::texture {
namespace {

std::vector<BodyEdge> chain(int count) {
    std::vector<BodyEdge> edges;
    for (int i = 0; i + 1 < count; ++i) {
        edges.push_back({i, i + 1, 1.0F});
    }
    return edges;
}

TEST(Diffusion, RunsLinearlyBetweenHeldEndsOfAChain) {
    Eigen::VectorXf pull = Eigen::VectorXf::Zero(11);
    VertexValues target = VertexValues::Zero(11, 2);
    pull[0] = pull[10] = 1000.0F;
    target.row(10) << 100.0F, -50.0F;
    const VertexValues x = diffuse(chain(11), pull, target);
    for (int i = 0; i < 11; ++i) {
        EXPECT_NEAR(x(i, 0), 10.0F * static_cast<float>(i), 0.05F);
        EXPECT_NEAR(x(i, 1), -5.0F * static_cast<float>(i), 0.05F);
    }
}

TEST(Diffusion, StaysWithinTheKnownValues) {
    Eigen::VectorXf pull = Eigen::VectorXf::Zero(40);
    VertexValues target = VertexValues::Constant(40, 1, 5.0F);
    for (int i = 0; i < 40; i += 7) {
        pull[i] = 0.3F;
        target(i, 0) = static_cast<float>(i % 3);
    }
    const VertexValues x = diffuse(chain(40), pull, target);
    EXPECT_GE(x.minCoeff(), 0.0F);
    EXPECT_LE(x.maxCoeff(), 2.05F); // the least hold lets the far target 5 weigh in a little
}

TEST(Diffusion, APartWithoutKnownValuesTakesItsOwnTargets) {
    std::vector<BodyEdge> edges = chain(5); // 0 … 4, and 5 … 9 apart
    for (int i = 5; i < 9; ++i) {
        edges.push_back({i, i + 1, 1.0F});
    }
    Eigen::VectorXf pull = Eigen::VectorXf::Zero(10);
    pull[0] = 1.0F;
    VertexValues target = VertexValues::Constant(10, 1, 77.0F);
    target(0, 0) = 10.0F;
    const VertexValues x = diffuse(edges, pull, target);
    EXPECT_NEAR(x(4, 0), 10.0F, 0.1F);
    EXPECT_NEAR(x(9, 0), 77.0F, 1e-3F);
}

} // namespace
} // namespace maquette::texture
