// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A plot of curves over steps.

#include "core/runs/curve.h"
#include "ui/training/plot_scale.h"
#include "ui/window/studio_settings.h"

#include <QColor>
#include <QPixmap>
#include <QWidget>

#include <memory>
#include <optional>

namespace maquette {

struct PlotLine {
    QString name;
    QColor color;
    bool isFaint = false; ///< thinner: what is only to be compared with
    std::shared_ptr<const Curve> curve;
};

/// A level that curves are compared with.
struct PlotMark {
    QString name;
    double value = 0.0;
};

/// The part of the steps that plots show.
struct PlotView {
    double from = 0.0;
    double to = 1.0;
    [[nodiscard]] bool operator==(const PlotView&) const = default;
};

/// Draws a few points a pixel column, whatever the number of points. Wheel and + - zoom, dragging
/// chooses a range, dragging with Shift or the arrow keys move, double click and Home show all.
/// Several plots share a view and a pointer: what is done to one is asked for by signals.
class CurvePlot : public QWidget {
    Q_OBJECT
public:
    explicit CurvePlot(const QString& title, QWidget* parent = nullptr);

    [[nodiscard]] const QString& title() const { return m_title; }
    void setLines(std::vector<PlotLine> lines);
    [[nodiscard]] const std::vector<PlotLine>& lines() const { return m_lines; }
    void setMarks(std::vector<PlotMark> marks);
    void setView(const PlotView& view);
    void setPointer(std::optional<double> step); ///< values there are shown
    void setLogarithmic(bool isLogarithmic);
    void setSmoothing(double keep); ///< see Curve::smoothed
    void setTheme(ThemeKind theme);

    /// As on screen, without the pointer; for files.
    void draw(QPainter& painter, const QRectF& area) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void viewWanted(const maquette::PlotView& view);
    void wholeWanted();
    void pointerMoved(std::optional<double> step);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum class Drag { None, Choose, Move };
    struct Frame; ///< where what lies

    void smooth();
    void changed(); ///< draw anew
    [[nodiscard]] Frame frameOf(const QRectF& area) const;
    void drawGrid(QPainter& painter, const Frame& frame) const;
    void drawMarks(QPainter& painter, const Frame& frame) const;
    void drawLine(QPainter& painter, const Frame& frame, std::size_t line) const;
    void drawHead(QPainter& painter, const QRectF& area, std::optional<double> step) const;
    void drawPointer(QPainter& painter, const Frame& frame) const;
    void zoom(double factor, double around);
    void move(double steps);

    QString m_title;
    std::vector<PlotLine> m_lines;
    std::vector<std::shared_ptr<const Curve>> m_smooth; ///< of m_lines
    std::vector<PlotMark> m_marks;
    PlotView m_view;
    std::optional<double> m_pointer;
    bool m_isLogarithmic = false;
    double m_keep = 0.0;
    ThemeKind m_theme = ThemeKind::Dark;
    QPixmap m_drawn; ///< null: to be drawn anew
    Drag m_drag = Drag::None;
    QPointF m_pressed;
    QPointF m_last;
};

} // namespace maquette
