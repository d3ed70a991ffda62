// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What became of held-out people, over the whole history of a run.

#include "ui/training/preview_view.h"

#include <QCheckBox>
#include <QLabel>
#include <QSlider>
#include <QTimer>
#include <QToolButton>

namespace maquette {

/// At the end of the history it follows the run as it trains.
class PreviewPanel : public QWidget {
    Q_OBJECT
public:
    explicit PreviewPanel(QWidget* parent = nullptr);
    ~PreviewPanel() override;

    /// @param folder  of the previews; empty: none.
    /// @param steps   that there are previews of.
    void show(const std::filesystem::path& folder, const std::vector<std::int64_t>& steps);
    void setTheme(ThemeKind theme);

private:
    void createBar();
    void play();
    void request();
    void onLoaded(std::int64_t step, std::vector<PreviewPerson> people);

    std::filesystem::path m_folder;
    std::vector<std::int64_t> m_steps;
    PreviewRequest m_shown; ///< asked for last
    double m_yaw = 20.0;
    PreviewView* m_view;
    QWidget* m_bar;
    QToolButton* m_play;
    QSlider* m_scrubber;
    QLabel* m_step;
    QCheckBox* m_errors;
    QTimer m_playTimer;
    ThemeKind m_theme = ThemeKind::Dark;
    PreviewLoader m_loader;
};

} // namespace maquette
