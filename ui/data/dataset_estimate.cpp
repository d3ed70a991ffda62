// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/dataset_estimate.h"

#include "ui/engine/guarded.h"
#include "ui/engine/paths.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

namespace maquette {

namespace {

constexpr std::int64_t kPeople = 48; // some batches: the first one also starts things

/// Times what reports its progress, its start left out where it reports more than once.
class Stopwatch {
public:
    Stopwatch() { m_clock.start(); }

    [[nodiscard]] Context context(const CancelToken& token) {
        return Context(token, [this](double fraction, const std::string& /*stage*/) {
            if (m_firstFraction < 0.0) {
                m_firstFraction = fraction;
                m_first = seconds();
            }
        });
    }
    /// Seconds that all of it would take.
    [[nodiscard]] double total() const {
        const bool isSplit = m_firstFraction > 0.0 && m_firstFraction < 1.0;
        return isSplit ? (seconds() - m_first) / (1.0 - m_firstFraction) : seconds();
    }

private:
    [[nodiscard]] double seconds() const {
        return static_cast<double>(m_clock.nsecsElapsed()) * 1e-9;
    }

    QElapsedTimer m_clock;
    double m_firstFraction = -1.0;
    double m_first = 0.0;
};

double bytesIn(const std::filesystem::path& folder) {
    double bytes = 0.0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, ignored)) {
        bytes += entry.is_regular_file() ? static_cast<double>(entry.file_size()) : 0.0;
    }
    return bytes;
}

} // namespace

double DatasetEstimate::seconds(const DatasetPlan& plan) const {
    const auto people = static_cast<double>(plan.people);
    const double perceiving = plan.perceives ? secondsPerPicturePerceived * plan.views : 0.0;
    return people * (secondsPerPerson + perceiving);
}

double DatasetEstimate::bytes(const DatasetPlan& plan) const {
    return static_cast<double>(plan.people) * bytesPerPerson;
}

Result<DatasetEstimate> estimateDataset(const DataServices& services, DatasetPlan plan,
                                        const CancelToken& token) {
    const QTemporaryDir folder;
    plan.folder = toPath(folder.filePath(QStringLiteral("people")));
    plan.people = kPeople;
    DatasetEstimate estimate;
    Stopwatch making;
    Status status = guarded([&] {
        return services.makePeople(
            plan, [](const QImage&) {}, making.context(token));
    });
    estimate.secondsPerPerson = making.total() / kPeople;
    if (status && plan.perceives) {
        Stopwatch perceiving;
        status = guarded([&] { return services.perceive(plan, perceiving.context(token)); });
        estimate.secondsPerPicturePerceived =
            perceiving.total() / (static_cast<double>(kPeople) * plan.views);
    }
    if (!status) {
        return fail(status.error());
    }
    estimate.bytesPerPerson = bytesIn(plan.folder) / kPeople;
    return estimate;
}

} // namespace maquette
