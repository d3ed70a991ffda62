// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/preview_panel.h"

#include "ui/window/theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace maquette {

namespace {

constexpr int kPlayInterval = 250; // milliseconds a step

} // namespace

PreviewPanel::PreviewPanel(QWidget* parent)
    : QWidget(parent), m_view(new PreviewView(this)), m_bar(new QWidget(this)),
      m_play(new QToolButton(m_bar)), m_scrubber(new QSlider(Qt::Horizontal, m_bar)),
      m_step(new QLabel(m_bar)), m_errors(new QCheckBox(tr("Colour the &errors"), m_bar)) {
    setObjectName(QStringLiteral("previewPanel"));
    createBar();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 4, 6, 4);
    layout->setSpacing(4);
    layout->addWidget(m_bar);
    layout->addWidget(m_view, 1);
    m_playTimer.setInterval(kPlayInterval);
    connect(&m_playTimer, &QTimer::timeout, this, &PreviewPanel::play);
    connect(m_play, &QToolButton::toggled, this,
            [this](bool isPlaying) { isPlaying ? m_playTimer.start() : m_playTimer.stop(); });
    connect(m_scrubber, &QSlider::valueChanged, this, &PreviewPanel::request);
    connect(m_errors, &QCheckBox::toggled, this, &PreviewPanel::request);
    connect(m_view, &PreviewView::resized, this, &PreviewPanel::request);
    connect(m_view, &PreviewView::turned, this, [this](double degrees) {
        m_yaw += degrees;
        request();
    });
    connect(&m_loader, &PreviewLoader::loaded, this, &PreviewPanel::onLoaded);
    connect(&m_loader, &PreviewLoader::failed, this, [this](const Error& error) {
        m_view->setPlaceholder(QString::fromStdString(describe(error)));
        m_view->setPeople({});
    });
    show({}, {});
}

PreviewPanel::~PreviewPanel() = default;

void PreviewPanel::createBar() {
    m_play->setObjectName(QStringLiteral("playPreviews"));
    m_play->setAccessibleName(tr("Play"));
    m_play->setToolTip(tr("Show one step after the other"));
    m_play->setCheckable(true);
    m_scrubber->setObjectName(QStringLiteral("previewScrubber"));
    m_scrubber->setAccessibleName(tr("Step of the previews"));
    m_scrubber->setToolTip(tr("Step at which the people are shown; at the end it follows the run"));
    m_scrubber->setPageStep(1);
    m_step->setObjectName(QStringLiteral("previewStep"));
    m_step->setMinimumWidth(90);
    m_errors->setObjectName(QStringLiteral("colourErrors"));
    m_errors->setAccessibleName(tr("Colour the errors"));
    m_errors->setToolTip(tr("Blue where the shape is right, red where it is 6 cm off or more"));
    auto* layout = new QHBoxLayout(m_bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_play);
    layout->addWidget(m_scrubber, 1);
    layout->addWidget(m_step);
    layout->addWidget(m_errors);
}

void PreviewPanel::show(const std::filesystem::path& folder,
                        const std::vector<std::int64_t>& steps) {
    if (folder == m_folder && steps == m_steps && !steps.empty()) {
        return;
    }
    const bool isOther = folder != m_folder;
    const bool wasAtEnd = m_scrubber->value() == m_scrubber->maximum();
    m_folder = folder;
    m_steps = steps;
    const int last = std::max(0, static_cast<int>(steps.size()) - 1);
    {
        const QSignalBlocker blocked(m_scrubber);
        m_scrubber->setRange(0, last);
        if (isOther || wasAtEnd) {
            m_scrubber->setValue(last);
        }
    }
    m_bar->setEnabled(!steps.empty());
    if (steps.empty()) {
        m_shown = {};
        m_step->clear();
        m_play->setChecked(false);
        m_view->setPlaceholder(tr("A few people of the data set that the model does not learn from "
                                  "appear here, and what it makes of their photos at each step."));
        m_view->setPeople({});
    } else {
        request();
    }
}

void PreviewPanel::setTheme(ThemeKind theme) {
    m_theme = theme;
    m_play->setIcon(themeIcon(QStringLiteral("play"), theme));
    m_view->setTheme(theme);
}

void PreviewPanel::play() {
    const int next = m_scrubber->value() + 1;
    m_scrubber->setValue(next > m_scrubber->maximum() ? 0 : next);
}

void PreviewPanel::request() {
    if (m_steps.empty()) {
        return;
    }
    const PreviewRequest wanted{m_folder, m_steps[static_cast<std::size_t>(m_scrubber->value())],
                                m_yaw, m_view->figureSize(), m_errors->isChecked()};
    m_step->setText(tr("Step %L1").arg(static_cast<qlonglong>(wanted.step)));
    if (wanted != m_shown && !wanted.size.isEmpty()) {
        m_shown = wanted;
        m_loader.request(wanted);
    }
}

void PreviewPanel::onLoaded(std::int64_t /*step*/, std::vector<PreviewPerson> people) {
    m_view->setPeople(std::move(people));
}

} // namespace maquette
