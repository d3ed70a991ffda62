// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The curves of runs: plots with one view, and how they are drawn.

#include "ui/training/plot_choice.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QMenu>
#include <QSlider>
#include <QToolBar>
#include <QToolButton>

#include <set>

namespace maquette {

/// A run with what the list calls it.
struct ShownRun {
    std::shared_ptr<const WatchedRun> run;
    QString name;
    QColor color;
};

class CurvePanel : public QWidget {
    Q_OBJECT
public:
    explicit CurvePanel(QWidget* parent = nullptr);

    /// The first one's baselines are drawn. The view stays, unless all was shown.
    void show(std::vector<ShownRun> runs);
    void setTheme(ThemeKind theme);
    /// For further buttons.
    [[nodiscard]] QToolBar& bar() { return *m_bar; }

    /// Draws all plots that are shown below each other. @param width  pixels.
    void drawAll(QPainter& painter, int width) const;
    [[nodiscard]] QSize drawnSize(int width) const;
    [[nodiscard]] const std::vector<ShownRun>& runs() const { return m_runs; }

private:
    struct Entry {
        std::string metric;
        CurvePlot* plot;
    };
    void createBar();
    void updatePlots();
    void updateChoice(const std::vector<PlotKind>& kinds);
    [[nodiscard]] CurvePlot* makePlot(const PlotKind& kind);
    void layOut();
    void fill(const Entry& entry);
    void setView(const PlotView& view);
    void showWhole();
    [[nodiscard]] PlotView wholeView() const;
    [[nodiscard]] double smoothing() const;
    void choose(const std::string& metric, bool isShown);

    std::vector<ShownRun> m_runs;
    std::set<std::string> m_chosen;
    std::vector<Entry> m_plots;
    PlotView m_view;
    bool m_showsWhole = true;
    ThemeKind m_theme = ThemeKind::Dark;
    QToolBar* m_bar;
    QMenu* m_choice;
    QToolButton* m_choiceButton;
    QCheckBox* m_logarithmic;
    QSlider* m_smoothing;
    QToolButton* m_whole;
    QWidget* m_content;
    QGridLayout* m_grid;
};

} // namespace maquette
