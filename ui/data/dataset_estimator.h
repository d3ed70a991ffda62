// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Estimates data sets in the background.

#include "ui/data/dataset_estimate.h"
#include "ui/engine/worker_thread.h"

#include <QObject>

#include <optional>

namespace maquette {

/// Outlives the dialogs that ask it, so that they close at once whatever is being measured.
/// @threading  Of the UI; measures on a thread of its own.
class DatasetEstimator : public QObject {
    Q_OBJECT
public:
    explicit DatasetEstimator(DataServices services, QObject* parent = nullptr);
    ~DatasetEstimator() override;

    /// Answered by measured() and result(); the last call counts.
    void measure(const DatasetPlan& plan);
    /// There will be no answer.
    void cancel();
    /// Nothing while it is measured.
    [[nodiscard]] const std::optional<Result<DatasetEstimate>>& result() const { return m_result; }

Q_SIGNALS:
    void measured();

private:
    DataServices m_services;
    std::optional<Result<DatasetEstimate>> m_result;
    CancelToken m_token;
    std::int64_t m_request = 0; ///< answers to older ones are dropped
    WorkerThread m_worker;      ///< last: ends first
};

} // namespace maquette
