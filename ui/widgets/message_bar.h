// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Messages that do not get in the way: a bar over the view, never a dialog.

#include "ui/engine/studio_messages.h"
#include "ui/window/studio_settings.h"

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

namespace maquette {

/// Shows one message; a newer one takes its place. Errors stay until closed, good news goes by
/// itself.
class MessageBar : public QWidget {
    Q_OBJECT
public:
    explicit MessageBar(QWidget* parent = nullptr);

    void show(const StudioMessage& message);
    /// Hides the message if it is of that topic.
    void withdraw(const QString& topic);
    void setTheme(ThemeKind theme);
    [[nodiscard]] const StudioMessage& message() const { return m_message; }

Q_SIGNALS:
    void actionChosen(const maquette::StudioMessage& message);

private:
    void createLayout();
    void updateIcon();
    void setDetailsShown(bool shown);

    StudioMessage m_message;
    ThemeKind m_theme = ThemeKind::Dark;
    QLabel* m_icon;
    QLabel* m_text;
    QLabel* m_details;
    QPushButton* m_action;
    QPushButton* m_more;
    QToolButton* m_close;
    QTimer m_timer;
};

} // namespace maquette
