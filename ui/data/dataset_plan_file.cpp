// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/dataset_plan_file.h"

#include "core/base/file.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace maquette {

namespace {

constexpr std::uint64_t kLargestFile = 4096; // bytes

std::filesystem::path planPath(const std::filesystem::path& folder) {
    return folder / "plan.json";
}

} // namespace

std::optional<DatasetPlan> loadPlan(const std::filesystem::path& folder) {
    const auto bytes = readFile(planPath(folder), kLargestFile);
    if (!bytes) {
        return std::nullopt;
    }
    const QJsonObject values =
        QJsonDocument::fromJson(
            QByteArray(reinterpret_cast<const char*>(bytes->data()), std::ssize(*bytes)))
            .object();
    DatasetPlan plan;
    plan.folder = folder;
    plan.people = values[QLatin1String("people")].toInteger();
    plan.views = values[QLatin1String("views")].toInt();
    plan.seed = values[QLatin1String("seed")].toString().toULongLong();
    plan.perceives = values[QLatin1String("perceives")].toBool();
    return plan.people > 0 && plan.views > 0 ? std::optional(plan) : std::nullopt;
}

Status savePlan(const DatasetPlan& plan) {
    std::error_code error;
    std::filesystem::create_directories(plan.folder, error); // a failure shows when it is written
    const QJsonObject values{{QStringLiteral("people"), static_cast<qint64>(plan.people)},
                             {QStringLiteral("views"), plan.views},
                             {QStringLiteral("seed"), QString::number(plan.seed)},
                             {QStringLiteral("perceives"), plan.perceives}};
    return writeFile(planPath(plan.folder), QJsonDocument(values).toJson().toStdString());
}

void removePlan(const std::filesystem::path& folder) {
    std::error_code ignored; // it is gone, or the folder is: nothing is left to be made
    std::filesystem::remove(planPath(folder), ignored);
}

} // namespace maquette
