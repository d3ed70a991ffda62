// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/dataset_estimator.h"

namespace maquette {

DatasetEstimator::DatasetEstimator(DataServices services, QObject* parent)
    : QObject(parent), m_services(std::move(services)) {}

DatasetEstimator::~DatasetEstimator() {
    m_token.cancel();
}

void DatasetEstimator::cancel() {
    m_token.cancel();
    m_result.reset();
    ++m_request;
}

void DatasetEstimator::measure(const DatasetPlan& plan) {
    cancel();
    m_token = CancelToken();
    m_worker.post([this, services = m_services, plan, token = m_token, request = m_request] {
        const auto estimate = estimateDataset(services, plan, token);
        QMetaObject::invokeMethod(
            this,
            [this, request, estimate] {
                if (request == m_request) {
                    m_result = estimate;
                    Q_EMIT measured();
                }
            },
            Qt::QueuedConnection);
    });
}

} // namespace maquette
