// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The bar that says what is being done, how far it is, and stops it.

#include "ui/engine/studio_messages.h"

#include <QAction>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

namespace maquette {

/// Keeps its height when idle, so that nothing jumps.
class ProgressStrip : public QWidget {
    Q_OBJECT
public:
    /// @param cancel  what the button triggers; its enabled state is followed.
    explicit ProgressStrip(QAction& cancel, QWidget* parent = nullptr);

    void setWork(const WorkProgress& work);
    /// Shown while nothing is being done.
    void setIdleText(const QString& text);

private:
    QLabel* m_title;
    QLabel* m_stage;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QString m_idleText;
    bool m_isActive = false;
};

} // namespace maquette
