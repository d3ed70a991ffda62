// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the Data workspace asks of the core beyond datasets. main() fills it in; tests put
///        their own in its place.

#include "core/base/context.h"
#include "core/dataset/dataset.h"

#include <QImage>

#include <functional>

namespace maquette {

/// A data set to be made of made-up people.
struct DatasetPlan {
    std::filesystem::path folder;
    std::int64_t people = 1000;
    int views = 1; ///< pictures of each person
    std::uint64_t seed = 1;
    bool perceives = true; ///< the perception networks look at it at the end; training needs that
    [[nodiscard]] bool operator==(const DatasetPlan&) const = default;
};

/// What a dataset tells of a person.
struct PersonParameter {
    std::string name;
    double value = 0.0;
    bool isSlider = false;
};

/// Called on worker threads, any two of them at the same time. Those that are empty are not
/// offered.
struct DataServices {
    /// Makes what is missing of the plan's people, perception left out; @p watch gets every
    /// picture.
    std::function<Status(const DatasetPlan&, const std::function<void(const QImage&)>& watch,
                         const Context&)>
        makePeople;
    /// Lets the perception networks look at what they have not seen.
    std::function<Status(const DatasetPlan&, const Context&)> perceive;
    /// The rest shape of a person, from the front turned by @p yaw degrees.
    std::function<Result<QImage>(const Dataset&, std::int64_t identity, float yaw, QSize size)>
        renderPerson;
    /// Largest first.
    std::function<Result<std::vector<PersonParameter>>(const Dataset&, std::int64_t identity)>
        parameters;
};

} // namespace maquette
