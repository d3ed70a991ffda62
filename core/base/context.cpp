// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/context.h"

#include <algorithm>
#include <atomic>
#include <mutex>

namespace maquette {

struct CancelToken::State {
    std::atomic<bool> cancelled{false};
};

CancelToken::CancelToken() : m_state(std::make_shared<State>()) {}

void CancelToken::cancel() const {
    m_state->cancelled.store(true);
}

bool CancelToken::isCancelled() const {
    return m_state->cancelled.load();
}

struct Context::Shared {
    CancelToken token;
    ProgressCallback callback;
    std::mutex mutex;
    double highest = -1.0;
    std::string stage;
};

Context::Context(CancelToken token, ProgressCallback callback)
    : m_shared(std::make_shared<Shared>()) {
    m_shared->token = std::move(token);
    m_shared->callback = std::move(callback);
}

bool Context::isCancelled() const {
    return m_shared && m_shared->token.isCancelled();
}

tl::unexpected<Error> Context::cancelled() const {
    return fail(ErrorCode::Cancelled, "The operation was cancelled.");
}

void Context::report(double fraction) const {
    if (!m_shared || !m_shared->callback) {
        return;
    }
    const double absolute = m_from + (m_to - m_from) * std::clamp(fraction, 0.0, 1.0);
    const std::lock_guard lock(m_shared->mutex);
    const bool rises = absolute > m_shared->highest; // false for what is not a number
    const bool isNewStage = absolute == m_shared->highest && m_stage != m_shared->stage;
    if (!rises && !isNewStage) {
        return;
    }
    m_shared->highest = absolute;
    m_shared->stage = m_stage;
    m_shared->callback(absolute, m_stage);
}

Context Context::nested(double from, double to, std::string stage) const {
    Context child = *this;
    child.m_from = m_from + (m_to - m_from) * std::clamp(from, 0.0, 1.0);
    child.m_to = m_from + (m_to - m_from) * std::clamp(to, 0.0, 1.0);
    if (!stage.empty()) {
        child.m_stage = std::move(stage);
    }
    return child;
}

} // namespace maquette
