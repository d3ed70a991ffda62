// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/workspace.h"

#include <QDockWidget>
#include <QScrollArea>
#include <QVBoxLayout>

namespace maquette {

Workspace::Workspace(const QString& name, QWidget* parent) : QMainWindow(parent) {
    setWindowFlags(Qt::Widget); // QMainWindow makes itself a window of its own
    setObjectName(name);
    resize(1280, 720); // panels are given widths before the window lays the workspace out
    setDockOptions(AnimatedDocks);
    setContextMenuPolicy(Qt::NoContextMenu); // the View menu lists the panels
}

QList<QAction*> Workspace::panelActions() const {
    QList<QAction*> actions;
    for (const QDockWidget* dock : findChildren<QDockWidget*>()) {
        actions.push_back(dock->toggleViewAction());
    }
    return actions;
}

QDockWidget* Workspace::addPanel(const QString& name, const QString& title, QVBoxLayout*& column,
                                 Qt::DockWidgetArea area) {
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(name);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    auto* content = new QWidget(dock);
    content->setAttribute(Qt::WA_StyledBackground);
    column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

QWidget* Workspace::makeScrollable(const QString& name, QWidget* content) {
    auto* scroll = new QScrollArea;
    scroll->setObjectName(name);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

} // namespace maquette
