// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Pictures of what a run made of held-out people, drawn on a thread of their own.

#include "core/base/result.h"
#include "ui/engine/worker_thread.h"

#include <QImage>
#include <QObject>

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace maquette {

struct PreviewRequest {
    std::filesystem::path folder; ///< of the previews
    std::int64_t step = 0;
    double yaw = 20.0;       ///< degrees
    QSize size;              ///< of a figure, pixels
    bool showErrors = false; ///< coloured by the distance from the truth
    [[nodiscard]] bool operator==(const PreviewRequest&) const = default;
};

/// A held-out person; parts that are not known are null.
struct PreviewPerson {
    QImage photo;
    QImage answer; ///< what the run made of it
    QImage truth;
    QString name;
    float error = 0.0F; ///< millimetres; NaN: unknown
};

/// The last request counts; what is asked for quickly is left out.
class PreviewLoader : public QObject {
    Q_OBJECT
public:
    static constexpr float kReddest = 0.06F; ///< metres off that are drawn as red as it gets

    explicit PreviewLoader(QObject* parent = nullptr);
    ~PreviewLoader() override;

    void request(const PreviewRequest& request);

Q_SIGNALS:
    void loaded(std::int64_t step, const std::vector<maquette::PreviewPerson>& people);
    void failed(const maquette::Error& error);

private:
    struct Cache;
    struct Latest {
        std::atomic<std::int64_t> request{0};
    };
    [[nodiscard]] static Result<std::vector<PreviewPerson>> draw(Cache& cache,
                                                                 const PreviewRequest& request);

    std::shared_ptr<Latest> m_latest;
    std::shared_ptr<Cache> m_cache; ///< the worker's
    WorkerThread m_worker;          ///< last: ends first
};

} // namespace maquette
