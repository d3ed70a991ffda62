// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A page of the window: a centre with panels of its own round it.

#include "ui/window/action_table.h"

#include <QMainWindow>

class QVBoxLayout;

namespace maquette {

/// Lies in the window as a widget. saveState() and restoreState() keep its panels apart from those
/// of other workspaces. Its window title is what it shows.
class Workspace : public QMainWindow {
    Q_OBJECT
public:
    /// @param name  objectName; also that of its state among the settings.
    explicit Workspace(const QString& name, QWidget* parent = nullptr);

    virtual void setTheme(ThemeKind theme) = 0;
    /// What the actions find here.
    [[nodiscard]] virtual Needs available() const = 0;
    /// Asks when something would be lost. @return false: the window shall stay.
    [[nodiscard]] virtual bool mayClose() { return true; }
    /// Show and hide the panels.
    [[nodiscard]] QList<QAction*> panelActions() const;

Q_SIGNALS:
    void availableChanged();

protected:
    /// A panel at a side, with a margin-free column inside.
    /// @param column  gets the column.
    QDockWidget* addPanel(const QString& name, const QString& title, QVBoxLayout*& column,
                          Qt::DockWidgetArea area);
    /// For what may be taller than its panel. @param content  becomes a child.
    [[nodiscard]] static QWidget* makeScrollable(const QString& name, QWidget* content);
};

} // namespace maquette
