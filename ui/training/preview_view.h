// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Held-out people side by side: photo, what became of it, and the truth.

#include "ui/training/preview_loader.h"
#include "ui/window/studio_settings.h"

#include <QWidget>

namespace maquette {

/// Dragging or the arrow keys turn all of them.
class PreviewView : public QWidget {
    Q_OBJECT
public:
    explicit PreviewView(QWidget* parent = nullptr);

    /// Empty: @p placeholder is shown.
    void setPeople(std::vector<PreviewPerson> people);
    void setPlaceholder(const QString& text);
    void setTheme(ThemeKind theme);
    [[nodiscard]] const std::vector<PreviewPerson>& people() const { return m_people; }
    /// Of a figure, pixels of the screen.
    [[nodiscard]] QSize figureSize() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void turned(double degrees);
    void resized();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void drawPerson(QPainter& painter, const PreviewPerson& person, const QRectF& cell) const;

    std::vector<PreviewPerson> m_people;
    QString m_placeholder;
    ThemeKind m_theme = ThemeKind::Dark;
    QPointF m_last;
};

} // namespace maquette
