// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Colours of the studio: one table a theme, from which palette, style sheet and icons come.

#include "core/viewport/viewport_actors.h"
#include "ui/window/studio_settings.h"

#include <QColor>
#include <QIcon>
#include <QPalette>

class QApplication;

namespace maquette {

/// Greys are neutral (equal red, green and blue), so that they do not tint the eye.
struct ThemeColors {
    QColor window; ///< between panels
    QColor panel;  ///< docks, bars
    QColor raised; ///< buttons
    QColor raisedHover;
    QColor field; ///< inputs and lists
    QColor border;
    QColor divider; ///< fainter than border
    QColor text;
    QColor dimText;
    QColor disabledText;
    QColor accent; ///< focus, progress, primary button
    QColor accentHover;
    QColor accentText;
    QColor selection; ///< behind selected rows and checked buttons
    QColor info;
    QColor success;
    QColor warning;
    QColor error;
};

/// What a choice comes to. The desktop is asked once; where it names no colours, as without one,
/// it is dark.
[[nodiscard]] ThemeKind themeOf(ThemeChoice choice);

[[nodiscard]] const ThemeColors& themeColors(ThemeKind theme);
[[nodiscard]] QPalette themePalette(ThemeKind theme);
[[nodiscard]] ViewportTheme viewportTheme(ThemeKind theme);

/// The style sheet of the resources with the theme's colours put in.
[[nodiscard]] QString themeStyleSheet(ThemeKind theme);

/// Sets Fusion, palette and style sheet.
void applyTheme(QApplication& application, ThemeKind theme);

/// An SVG of resources/icons in the theme's text colour, with a disabled and a checked look.
/// @param name  file name without ending; an unknown one gives an empty icon.
[[nodiscard]] QIcon themeIcon(const QString& name, ThemeKind theme);
[[nodiscard]] QPixmap themePixmap(const QString& name, const QColor& color, int side,
                                  double pixelRatio);

} // namespace maquette
