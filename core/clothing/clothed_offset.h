// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How far clothes stand off the body: one offset a vertex, so that the outline meets the
///        mask without the body being fattened.

#include "core/base/context.h"
#include "core/clothing/cloth_cover.h"

namespace maquette {

/// Offsets of the body's vertices along their normals (posed or rest), metres, -0.01 … 0.10 on the
/// trunk; at most 0.065 on the legs, 0.06 on the arms, 0.012 on the head, 0.03 on the feet and
/// 0.02 on bare skin; face, ears and hands are not moved, and the legs stay apart.
/// @param templateMesh  its regions have a row a body vertex.
/// @param posedBody     at least as many rows as the body; model space, metres.
/// @param mask          CV_8UC1 0 … 255 of the camera's size; empty: all offsets are zero.
/// @param cover         an empty one: dressed all over.
/// @param hair          CV_8UC1 0 … 255 of the camera's size: its outline is not the body's; or
/// empty.
/// @errors  InvalidArgument (mask of another type or size, too few points), NotConverged,
/// Cancelled.
/// @threading  Reentrant, two threads. Polls @p ctx five times, about 50 ms apart.
[[nodiscard]] Result<Eigen::VectorXf>
clothedOffset(const Template& templateMesh, const Points& posedBody, const Camera& camera,
              const cv::Mat& mask, const ClothCover& cover = {}, const cv::Mat& hair = {},
              const Context& ctx = {});

/// @p offset with no leg of @p shape (posed or rest, at least the body's rows) coming to the other.
[[nodiscard]] Eigen::VectorXf keepLegsApart(const Template& templateMesh, const Points& shape,
                                            const Eigen::VectorXf& offset);

/// @p shape (posed or rest, at least the body's rows) with its body moved out along its normals.
[[nodiscard]] Points wearOffset(const Template& templateMesh, const Points& shape,
                                const Eigen::VectorXf& offset);

/// How well the outline of the triangles agrees with the mask, 0 … 1.
[[nodiscard]] double outlineIou(const Points& positions, const Triangles& triangles,
                                const Camera& camera, const cv::Mat& mask);

} // namespace maquette
