// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  maquette --screenshot FILE: waits for the first character, saves the window, quits.

#include "ui/window/main_window.h"

namespace maquette {

/// Saves a picture also when the photo fails or the engine is missing; the exit code tells.
class ScreenshotRun : public QObject {
    Q_OBJECT
public:
    /// @param window, controller  must outlive this.
    ScreenshotRun(MainWindow& window, StudioController& controller, const QString& file,
                  QObject* parent = nullptr);

    /// Before the engine is opened.
    void start();

Q_SIGNALS:
    /// @param code  0: the character is in the picture; 1: it is not, or the file was not written.
    void finished(int code);

private:
    void settle(int code);
    void save();

    MainWindow& m_window;
    StudioController& m_controller;
    QString m_file;
    int m_code = 0;
    bool m_isSettling = false;
};

} // namespace maquette
