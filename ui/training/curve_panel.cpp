// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_panel.h"

#include <QLabel>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace maquette {

namespace {

constexpr int kColumns = 2;
constexpr int kFirstHeight = 190; // pixels, least height of the first plot
constexpr int kOtherHeight = 130;
constexpr int kDrawnHeight = 260; // of a plot in a file

} // namespace

CurvePanel::CurvePanel(QWidget* parent)
    : QWidget(parent), m_chosen(usualPlots().begin(), usualPlots().end()),
      m_bar(new QToolBar(this)), m_choice(new QMenu(this)), m_choiceButton(new QToolButton(this)),
      m_logarithmic(new QCheckBox(tr("&Logarithmic"), this)),
      m_smoothing(new QSlider(Qt::Horizontal, this)), m_whole(new QToolButton(this)),
      m_content(new QWidget), m_grid(new QGridLayout(m_content)) {
    setObjectName(QStringLiteral("curvePanel"));
    createBar();
    m_content->setObjectName(QStringLiteral("curveGrid"));
    m_content->setAttribute(Qt::WA_StyledBackground);
    m_grid->setContentsMargins(6, 6, 6, 6);
    m_grid->setSpacing(6);
    auto* scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("curveScroll"));
    scroll->setWidget(m_content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(scroll, 1);
}

void CurvePanel::createBar() {
    m_bar->setObjectName(QStringLiteral("curveBar"));
    m_choiceButton->setObjectName(QStringLiteral("curveChoice"));
    m_choiceButton->setText(tr("Curves"));
    m_choiceButton->setAccessibleName(tr("Which curves are shown"));
    m_choiceButton->setToolTip(tr("Choose which curves are shown"));
    m_choiceButton->setPopupMode(QToolButton::InstantPopup);
    m_choiceButton->setMenu(m_choice);
    m_choice->setObjectName(QStringLiteral("curveMenu"));
    m_logarithmic->setObjectName(QStringLiteral("logarithmic"));
    m_logarithmic->setAccessibleName(tr("Logarithmic"));
    m_logarithmic->setToolTip(tr("Equal factors have equal heights"));
    auto* label = new QLabel(tr("&Smoothing") + QLatin1Char(' '), m_bar);
    label->setBuddy(m_smoothing);
    m_smoothing->setObjectName(QStringLiteral("smoothing"));
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(tr("Draw means over neighbouring records"));
    m_smoothing->setRange(0, 100);
    m_smoothing->setFixedWidth(90);
    m_whole->setObjectName(QStringLiteral("showWhole"));
    m_whole->setText(tr("Show All"));
    m_whole->setAccessibleName(tr("Show all steps"));
    m_whole->setToolTip(tr("Show all steps again (double click)"));
    for (QToolButton* button : {m_choiceButton, m_whole}) {
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_bar->addWidget(m_choiceButton);
    m_bar->addSeparator();
    m_bar->addWidget(m_logarithmic);
    m_bar->addSeparator();
    m_bar->addWidget(label);
    m_bar->addWidget(m_smoothing);
    m_bar->addSeparator();
    m_bar->addWidget(m_whole);
    connect(m_whole, &QToolButton::clicked, this, &CurvePanel::showWhole);
    connect(m_logarithmic, &QCheckBox::toggled, this, [this](bool isLogarithmic) {
        for (const Entry& entry : m_plots) {
            entry.plot->setLogarithmic(isLogarithmic);
        }
    });
    connect(m_smoothing, &QSlider::valueChanged, this, [this] {
        for (const Entry& entry : m_plots) {
            entry.plot->setSmoothing(smoothing());
        }
    });
}

/// The slider's last tenth is as strong as all before.
double CurvePanel::smoothing() const {
    const double share = m_smoothing->value() / 100.0;
    return share <= 0.0 ? 0.0 : 1.0 - std::pow(10.0, -2.5 * share);
}

void CurvePanel::show(std::vector<ShownRun> runs) {
    m_runs = std::move(runs);
    updatePlots();
}

void CurvePanel::setTheme(ThemeKind theme) {
    m_theme = theme;
    for (const Entry& entry : m_plots) {
        entry.plot->setTheme(theme);
    }
}

void CurvePanel::updatePlots() {
    std::vector<std::shared_ptr<const WatchedRun>> watched;
    for (const ShownRun& run : m_runs) {
        watched.push_back(run.run);
    }
    const std::vector<PlotKind> kinds = plotKinds(watched);
    updateChoice(kinds);
    std::vector<Entry> plots;
    for (const PlotKind& kind : kinds) {
        if (!m_chosen.contains(kind.metric)) {
            continue;
        }
        const auto old = std::ranges::find(m_plots, kind.metric, &Entry::metric);
        const bool isKept = old != m_plots.end() && old->plot->title() == kind.title;
        plots.push_back({kind.metric, isKept ? old->plot : makePlot(kind)});
    }
    const bool isSame = std::ranges::equal(plots, m_plots, {}, &Entry::plot, &Entry::plot);
    std::swap(m_plots, plots);
    for (const Entry& entry : plots) {
        if (std::ranges::find(m_plots, entry.plot, &Entry::plot) == m_plots.end()) {
            delete entry.plot;
        }
    }
    if (!isSame) {
        layOut();
    }
    for (const Entry& entry : m_plots) {
        fill(entry);
    }
    setView(m_showsWhole ? wholeView() : m_view);
}

void CurvePanel::updateChoice(const std::vector<PlotKind>& kinds) {
    QStringList titles;
    for (const PlotKind& kind : kinds) {
        titles.push_back(kind.title);
    }
    QStringList old;
    for (const QAction* action : m_choice->actions()) {
        old.push_back(action->text());
    }
    m_choiceButton->setEnabled(!kinds.empty());
    if (titles == old) {
        return;
    }
    m_choice->clear();
    for (const PlotKind& kind : kinds) {
        QAction* action = m_choice->addAction(kind.title);
        action->setObjectName(QStringLiteral("curve-") + QString::fromStdString(kind.metric));
        action->setCheckable(true);
        action->setChecked(m_chosen.contains(kind.metric));
        connect(action, &QAction::toggled, this,
                [this, metric = kind.metric](bool isShown) { choose(metric, isShown); });
    }
}

void CurvePanel::choose(const std::string& metric, bool isShown) {
    if (isShown) {
        m_chosen.insert(metric);
    } else {
        m_chosen.erase(metric);
    }
    updatePlots();
}

CurvePlot* CurvePanel::makePlot(const PlotKind& kind) {
    auto* plot = new CurvePlot(kind.title, m_content);
    plot->setObjectName(QStringLiteral("plot-") + QString::fromStdString(kind.metric));
    plot->setTheme(m_theme);
    plot->setLogarithmic(m_logarithmic->isChecked());
    plot->setSmoothing(smoothing());
    connect(plot, &CurvePlot::viewWanted, this, [this](const PlotView& view) {
        m_showsWhole = false;
        setView(view);
    });
    connect(plot, &CurvePlot::wholeWanted, this, &CurvePanel::showWhole);
    connect(plot, &CurvePlot::pointerMoved, this, [this](std::optional<double> step) {
        for (const Entry& entry : m_plots) {
            entry.plot->setPointer(step);
        }
    });
    return plot;
}

void CurvePanel::layOut() {
    while (QLayoutItem* item = m_grid->takeAt(0)) {
        delete item;
    }
    for (int row = 0; row < m_grid->rowCount(); ++row) {
        m_grid->setRowStretch(row, 0);
    }
    for (std::size_t i = 0; i < m_plots.size(); ++i) {
        CurvePlot* plot = m_plots[i].plot;
        const int place = static_cast<int>(i) - 1;
        const int row = i == 0 ? 0 : 1 + place / kColumns;
        const bool isAlone = i == 0 || (i + 1 == m_plots.size() && place % kColumns == 0);
        m_grid->addWidget(plot, row, i == 0 ? 0 : place % kColumns, 1, isAlone ? kColumns : 1);
        plot->setMinimumHeight(i == 0 ? kFirstHeight : kOtherHeight);
        m_grid->setRowStretch(row, i == 0 ? 5 : 3);
        plot->show();
    }
}

void CurvePanel::fill(const Entry& entry) {
    std::vector<PlotLine> lines;
    for (const ShownRun& run : m_runs) {
        const auto own =
            plotLines(run.run, entry.metric, m_runs.size() > 1 ? run.name : QString(), run.color);
        lines.insert(lines.end(), own.begin(), own.end());
    }
    entry.plot->setLines(std::move(lines));
    entry.plot->setMarks(m_runs.empty() ? std::vector<PlotMark>()
                                        : plotMarks(*m_runs.front().run, entry.metric));
}

PlotView CurvePanel::wholeView() const {
    PlotView view{0.0, 1.0};
    for (const ShownRun& run : m_runs) {
        view.to = std::max(view.to, static_cast<double>(run.run->curves.lastStep()));
    }
    return view;
}

void CurvePanel::setView(const PlotView& view) {
    m_view = view;
    for (const Entry& entry : m_plots) {
        entry.plot->setView(view);
    }
    m_whole->setEnabled(!m_showsWhole);
}

void CurvePanel::showWhole() {
    m_showsWhole = true;
    setView(wholeView());
}

QSize CurvePanel::drawnSize(int width) const {
    return {width, kDrawnHeight * static_cast<int>(m_plots.size())};
}

void CurvePanel::drawAll(QPainter& painter, int width) const {
    double top = 0.0;
    for (const Entry& entry : m_plots) {
        painter.save();
        entry.plot->draw(painter, QRectF(0.0, top, width, kDrawnHeight));
        painter.restore();
        top += kDrawnHeight;
    }
}

} // namespace maquette
