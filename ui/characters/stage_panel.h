// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What stands in the view while there is no character: what to do, or what goes on.

#include "ui/window/studio_settings.h"

#include <QAction>
#include <QImage>
#include <QLabel>
#include <QPushButton>

namespace maquette {

struct StageContent {
    QString icon; ///< of resources/icons; used when there is no picture
    QImage picture;
    QString title;
    QString text;
    QAction* action = nullptr; ///< for the button; null: no button
    QString actionText;

    bool operator==(const StageContent&) const = default;
};

/// A centred card; takes no mouse events beside its button, so that drops reach the window.
class StagePanel : public QWidget {
    Q_OBJECT
public:
    explicit StagePanel(QWidget* parent = nullptr);

    void show(const StageContent& content);
    void setTheme(ThemeKind theme);
    [[nodiscard]] QString title() const { return m_content.title; }

private:
    void updatePicture();

    StageContent m_content;
    ThemeKind m_theme = ThemeKind::Dark;
    QLabel* m_picture;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_button;
};

} // namespace maquette
