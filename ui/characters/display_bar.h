// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The toolbar over the view: how the character is shown.

#include "ui/viewport/viewport_widget.h"
#include "ui/window/action_table.h"

#include <QMenu>
#include <QSlider>
#include <QToolBar>
#include <QToolButton>

namespace maquette {

/// Turns the display actions into a ViewportDisplay.
class DisplayBar : public QToolBar {
    Q_OBJECT
public:
    /// @param actions  must outlive the bar.
    explicit DisplayBar(const ActionTable& actions, QWidget* parent = nullptr);

    /// The layers to offer; null: none.
    void setCharacter(const ViewportCharacter* character);
    [[nodiscard]] const ViewportDisplay& display() const { return m_display; }
    /// For View > Layers; owned by the bar.
    [[nodiscard]] QMenu* layersMenu() const { return m_layers; }
    void setTheme(ThemeKind theme);

Q_SIGNALS:
    void displayChanged(const maquette::ViewportDisplay& display);

private:
    void createButtons();
    void createVeil();
    void createLayers();
    void addLayer(const std::string& name);
    void updateDisplay();

    const ActionTable& m_actions;
    ViewportDisplay m_display;
    QSlider* m_veil;
    QAction* m_veilAction = nullptr; ///< shows and hides the slider in the bar
    QMenu* m_layers;
    QToolButton* m_layersButton;
    std::set<std::string> m_hidden;
};

} // namespace maquette
