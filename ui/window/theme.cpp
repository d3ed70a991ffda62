// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/theme.h"

#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QStyle>
#include <QStyleFactory>
#include <QSvgRenderer>

#include <memory>

/// The resources are in a static library, whose initialisers the linker would leave out.
/// Outside the namespace, as Q_INIT_RESOURCE asks.
static void initialiseResources() {
    Q_INIT_RESOURCE(maquette);
}

namespace maquette {

namespace {

QColor grey(int level) {
    return {level, level, level};
}

ThemeColors darkColors() {
    ThemeColors colors;
    colors.window = grey(0x1c);
    colors.panel = grey(0x2b);
    colors.raised = grey(0x3d);
    colors.raisedHover = grey(0x49);
    colors.field = grey(0x20);
    colors.border = grey(0x14);
    colors.divider = grey(0x3a);
    colors.text = grey(0xdc);
    colors.dimText = grey(0x9c);
    colors.disabledText = grey(0x68);
    colors.accent = QColor(0x3f, 0x7f, 0xb5);
    colors.accentHover = QColor(0x4d, 0x91, 0xca);
    colors.accentText = grey(0xff);
    colors.selection = QColor(0x33, 0x4f, 0x68);
    colors.info = QColor(0x6c, 0xa6, 0xd6);
    colors.success = QColor(0x79, 0xb8, 0x78);
    colors.warning = QColor(0xdf, 0xae, 0x55);
    colors.error = QColor(0xe2, 0x74, 0x6b);
    return colors;
}

ThemeColors lightColors() {
    ThemeColors colors;
    colors.window = grey(0xb4);
    colors.panel = grey(0xd9);
    colors.raised = grey(0xec);
    colors.raisedHover = grey(0xf7);
    colors.field = grey(0xf4);
    colors.border = grey(0xa2);
    colors.divider = grey(0xc2);
    colors.text = grey(0x1c);
    colors.dimText = grey(0x55);
    colors.disabledText = grey(0x93);
    colors.accent = QColor(0x2b, 0x6c, 0xa3);
    colors.accentHover = QColor(0x37, 0x7d, 0xb8);
    colors.accentText = grey(0xff);
    colors.selection = QColor(0xab, 0xc8, 0xe0);
    colors.info = QColor(0x1f, 0x62, 0x98);
    colors.success = QColor(0x2f, 0x75, 0x35);
    colors.warning = QColor(0x76, 0x4c, 0x00);
    colors.error = QColor(0xae, 0x2c, 0x22);
    return colors;
}

/// By the colours that the application has from the desktop.
ThemeKind desktopTheme() {
    const std::unique_ptr<QStyle> fusion(QStyleFactory::create(QStringLiteral("Fusion")));
    const QColor window = QGuiApplication::palette().color(QPalette::Window);
    const bool isUnnamed = window == fusion->standardPalette().color(QPalette::Window);
    return isUnnamed || window.lightness() < 128 ? ThemeKind::Dark : ThemeKind::Light;
}

/// The names by which the style sheet knows the colours.
QList<std::pair<QString, QColor>> tokens(const ThemeColors& colors) {
    return {{"@raisedHover", colors.raisedHover},
            {"@raised", colors.raised},
            {"@window", colors.window},
            {"@panel", colors.panel},
            {"@field", colors.field},
            {"@border", colors.border},
            {"@divider", colors.divider},
            {"@dimText", colors.dimText},
            {"@disabledText", colors.disabledText},
            {"@text", colors.text},
            {"@accentHover", colors.accentHover},
            {"@accentText", colors.accentText},
            {"@accent", colors.accent},
            {"@selection", colors.selection},
            {"@info", colors.info},
            {"@success", colors.success},
            {"@warning", colors.warning},
            {"@error", colors.error}};
}

QByteArray iconSource(const QString& name) {
    initialiseResources();
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

ThemeKind themeOf(ThemeChoice choice) {
    static const ThemeKind kDesktop = desktopTheme(); // before applyTheme puts its own in place
    return choice == ThemeChoice::System  ? kDesktop
           : choice == ThemeChoice::Light ? ThemeKind::Light
                                          : ThemeKind::Dark;
}

const ThemeColors& themeColors(ThemeKind theme) {
    static const ThemeColors kDark = darkColors();
    static const ThemeColors kLight = lightColors();
    return theme == ThemeKind::Dark ? kDark : kLight;
}

QPalette themePalette(ThemeKind theme) {
    const ThemeColors& colors = themeColors(theme);
    QPalette palette(colors.raised, colors.panel);
    palette.setColor(QPalette::Window, colors.panel);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.field);
    palette.setColor(QPalette::AlternateBase, colors.panel);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.dimText);
    palette.setColor(QPalette::ToolTipBase, colors.raised);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.accentText);
    palette.setColor(QPalette::Link, colors.info);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, colors.disabledText);
    }
    return palette;
}

ViewportTheme viewportTheme(ThemeKind theme) {
    return theme == ThemeKind::Dark ? ViewportTheme::dark() : ViewportTheme::light();
}

QString themeStyleSheet(ThemeKind theme) {
    QFile file(QStringLiteral(":/style/studio.qss"));
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    QString sheet = QString::fromUtf8(file.readAll());
    for (const auto& [token, color] : tokens(themeColors(theme))) {
        sheet.replace(token, color.name());
    }
    sheet.replace(QStringLiteral("@variant"),
                  theme == ThemeKind::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    return sheet;
}

void applyTheme(QApplication& application, ThemeKind theme) {
    initialiseResources();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(themePalette(theme));
    application.setStyleSheet(themeStyleSheet(theme));
}

QPixmap themePixmap(const QString& name, const QColor& color, int side, double pixelRatio) {
    QByteArray source = iconSource(name);
    source.replace("currentColor", color.name().toLatin1());
    QSvgRenderer renderer(source);
    const int pixels = qRound(side * pixelRatio);
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    if (renderer.isValid()) {
        QPainter painter(&pixmap);
        renderer.render(&painter);
    }
    pixmap.setDevicePixelRatio(pixelRatio);
    return pixmap;
}

QIcon themeIcon(const QString& name, ThemeKind theme) {
    if (iconSource(name).isEmpty()) {
        return {};
    }
    const ThemeColors& colors = themeColors(theme);
    QIcon icon;
    for (const int side : {16, 20, 24, 32, 40, 48, 64}) {
        icon.addPixmap(themePixmap(name, colors.text, side, 1.0), QIcon::Normal, QIcon::Off);
        icon.addPixmap(themePixmap(name, colors.disabledText, side, 1.0), QIcon::Disabled);
    }
    return icon;
}

} // namespace maquette
