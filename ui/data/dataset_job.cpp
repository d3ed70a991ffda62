// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/dataset_job.h"

#include "ui/data/dataset_plan_file.h"
#include "ui/engine/guarded.h"

#include <mutex>

namespace maquette {

namespace {

constexpr int kInterval = 250;       // milliseconds
constexpr int kThumbnail = 128;      // pixels
constexpr double kFirstPart = 0.005; // of the stage, before which no time is foretold

} // namespace

/// Between the worker and the UI.
struct DatasetJob::Shared {
    void report(double fraction) {
        const std::lock_guard lock(mutex);
        progress = fraction;
    }
    void beginPerceiving() {
        const std::lock_guard lock(mutex);
        isPerceiving = true;
        progress = 0.0;
    }
    void show(const QImage& picture) {
        const QImage small =
            picture.scaled(kThumbnail, kThumbnail, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        const std::lock_guard lock(mutex);
        pictures.push_back(small);
        if (pictures.size() > kShown) {
            pictures.pop_front();
        }
    }

    std::mutex mutex; ///< guards the rest
    double progress = 0.0;
    bool isPerceiving = false;
    QList<QImage> pictures;
};

DatasetJob::DatasetJob(DataServices services, QObject* parent)
    : QObject(parent), m_services(std::move(services)) {
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &DatasetJob::poll);
}

DatasetJob::~DatasetJob() {
    m_token.cancel();
}

bool DatasetJob::isRunning() const {
    return m_state == State::Making || m_state == State::Perceiving || m_state == State::Pausing;
}

Status DatasetJob::run(const DataServices& services, const DatasetPlan& plan, Shared& shared,
                       const CancelToken& token) {
    const Context ctx(token, [&shared](double fraction, const std::string& /*stage*/) {
        shared.report(fraction);
    });
    if (const Status saved = savePlan(plan); !saved) {
        return saved;
    }
    const auto show = [&shared](const QImage& picture) { shared.show(picture); };
    Status status = guarded([&] { return services.makePeople(plan, show, ctx); });
    if (status && plan.perceives) {
        shared.beginPerceiving();
        const Context second(token, [&shared](double fraction, const std::string& /*stage*/) {
            shared.report(fraction);
        });
        status = guarded([&] { return services.perceive(plan, second); });
    }
    if (status) {
        removePlan(plan.folder);
    }
    return status;
}

void DatasetJob::start(const DatasetPlan& plan) {
    if (isRunning()) {
        return;
    }
    m_plan = plan;
    m_error.reset();
    m_pictures.clear();
    m_shared = std::make_shared<Shared>();
    m_token = CancelToken();
    m_worker.post([this, services = m_services, plan, shared = m_shared, token = m_token] {
        const Status status = run(services, plan, *shared, token);
        QMetaObject::invokeMethod(
            this, [this, status] { onEnded(status); }, Qt::QueuedConnection);
    });
    m_timer.start();
    setState(State::Making);
}

void DatasetJob::offer(const DatasetPlan& plan) {
    if (!isRunning()) {
        m_plan = plan;
        m_error.reset();
        setState(State::Paused);
    }
}

void DatasetJob::pause() {
    if (isRunning()) {
        m_token.cancel();
        setState(State::Pausing);
    }
}

void DatasetJob::goOn() {
    if (m_state == State::Paused || m_state == State::Failed) {
        start(DatasetPlan(m_plan));
    }
}

void DatasetJob::dismiss() {
    if (!isRunning()) {
        setState(State::Idle);
    }
}

void DatasetJob::setState(State state) {
    m_state = state;
    m_progress = 0.0;
    m_clock.invalidate();
    Q_EMIT changed();
}

void DatasetJob::poll() {
    bool isPerceiving = false;
    double progress = 0.0;
    {
        const std::lock_guard lock(m_shared->mutex);
        progress = m_shared->progress;
        isPerceiving = m_shared->isPerceiving;
        m_pictures = m_shared->pictures;
    }
    if (isPerceiving && m_state == State::Making) {
        setState(State::Perceiving);
    }
    m_progress = progress;
    if (progress > 0.0 && !m_clock.isValid()) {
        m_clock.start();
        m_firstProgress = progress;
    }
    Q_EMIT changed();
}

std::optional<double> DatasetJob::secondsLeft() const {
    const double made = m_progress - m_firstProgress;
    if (!m_clock.isValid() || made < kFirstPart) {
        return std::nullopt;
    }
    return (1.0 - m_progress) / made * static_cast<double>(m_clock.elapsed()) / 1000.0;
}

void DatasetJob::onEnded(const Status& status) {
    m_timer.stop();
    poll();
    if (status) {
        setState(State::Done);
        Q_EMIT done();
    } else if (status.error().code == ErrorCode::Cancelled) {
        setState(State::Paused);
    } else {
        m_error = status.error();
        setState(State::Failed);
    }
}

} // namespace maquette
