// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Context: progress and cancellation, handed down to every long operation.

#include "core/base/result.h"

#include <functional>
#include <memory>
#include <string>

namespace maquette {

/// Asked from any thread; once cancelled it stays so. A new job gets a new token.
class CancelToken {
public:
    CancelToken();
    void cancel() const;
    [[nodiscard]] bool isCancelled() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

/// Called with a fraction in [0,1] that never falls, and the stage under way.
/// Runs on the working thread; must return quickly.
using ProgressCallback = std::function<void(double fraction, const std::string& stage)>;

/// A copyable handle on progress and cancellation.
///
/// A default-made context reports nothing and is never cancelled. nested() gives a child
/// whose 0..1 is a span of the parent's, so that functions report as if they were alone.
/// Fractions are monotone over the whole tree: a smaller one than before is not reported.
///
/// @threading  Copies may be used from several threads; callbacks are serialised.
///             Each function documents how often it polls isCancelled().
class Context {
public:
    Context() = default;
    explicit Context(CancelToken token, ProgressCallback callback = {});

    [[nodiscard]] bool isCancelled() const;

    /// Ready-made error for `if (ctx.isCancelled()) { return ctx.cancelled(); }`.
    [[nodiscard]] tl::unexpected<Error> cancelled() const;

    /// @param fraction  of this context's span, clamped to [0,1].
    void report(double fraction) const;

    /// A child for the span [from,to] of this one. An empty stage keeps the parent's.
    [[nodiscard]] Context nested(double from, double to, std::string stage = {}) const;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    double m_from = 0.0;
    double m_to = 1.0;
    std::string m_stage;
};

} // namespace maquette
