// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What people are asked to be like, as numbers that a network takes.

#include "core/base/result.h"

#include <Eigen/Core>

#include <string>
#include <vector>

namespace maquette {

/// Attributes by name, each scaled to mean 0 and deviation 1 over the people trained on.
struct AttributeScale {
    std::vector<std::string> names;
    Eigen::VectorXf mean;
    Eigen::VectorXf deviation; ///< positive

    /// @param values  in the order of names.
    [[nodiscard]] Eigen::VectorXf scaled(const Eigen::VectorXf& values) const {
        return (values - mean).cwiseQuotient(deviation);
    }

    [[nodiscard]] std::string toJson() const;
    /// @errors  CorruptData.
    [[nodiscard]] static Result<AttributeScale> fromJson(const std::string& text);
};

} // namespace maquette
