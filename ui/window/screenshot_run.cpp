// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/screenshot_run.h"

#include "core/base/log.h"
#include "ui/viewport/viewport_widget.h"

namespace maquette {

ScreenshotRun::ScreenshotRun(MainWindow& window, StudioController& controller, const QString& file,
                             QObject* parent)
    : QObject(parent), m_window(window), m_controller(controller), m_file(file) {}

void ScreenshotRun::start() {
    connect(&m_controller, &StudioController::photoSettled, this,
            [this] { settle(m_controller.currentResult() ? 0 : 1); });
    connect(&m_controller, &StudioController::engineChanged, this, [this] {
        if (m_controller.engineError()) {
            log::error(describe(*m_controller.engineError()));
            settle(1);
        }
    });
    connect(&m_controller, &StudioController::messageRaised, this,
            [this](const StudioMessage& message) {
                if (message.topic == QStringLiteral("open")) { // no photo will come
                    log::error(message.text.toStdString());
                    settle(1);
                }
            });
}

void ScreenshotRun::settle(int code) {
    if (m_isSettling) {
        return;
    }
    m_isSettling = true;
    m_code = code;
    if (m_window.viewport().isSettled()) {
        QMetaObject::invokeMethod(this, &ScreenshotRun::save, Qt::QueuedConnection);
    } else {
        connect(&m_window.viewport(), &ViewportWidget::settled, this, &ScreenshotRun::save,
                Qt::QueuedConnection);
    }
}

void ScreenshotRun::save() {
    const bool saved = m_window.grab().save(m_file, "PNG");
    if (!saved) {
        log::error("Cannot write " + m_file.toStdString() + ".");
    }
    Q_EMIT finished(saved ? m_code : 1);
}

} // namespace maquette
