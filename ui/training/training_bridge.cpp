// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/training_bridge.h"

#include "ui/engine/guarded.h"

namespace maquette {

namespace {

/// A newer report of the same kind.
bool replaces(const TrainingEvent& next, const TrainingEvent& last) {
    const bool isReport =
        next.kind == TrainingEvent::Kind::Progress || next.kind == TrainingEvent::Kind::Opening;
    return isReport && next.kind == last.kind && next.generation == last.generation &&
           next.progress.isValidation == last.progress.isValidation;
}

} // namespace

TrainingBridge::TrainingBridge(TrainingServices services, QObject* parent)
    : QObject(parent), m_services(std::move(services)),
      m_mailbox(
          [this](const TrainingEvent& event) {
              if (event.generation == m_generation) {
                  Q_EMIT happened(event);
              }
          },
          replaces),
      m_engine([this](const TrainingEvent& event) { m_mailbox.post(event); }) {}

TrainingBridge::~TrainingBridge() = default;

void TrainingBridge::start(const RunFolder& run, std::int64_t more) {
    m_generation = m_engine.start([open = m_services.openRun, run, more](const Context& ctx) {
        auto task = guarded([&] { return open(run, ctx); });
        if (task) {
            (*task)->extend(more);
        }
        return task;
    });
}

} // namespace maquette
