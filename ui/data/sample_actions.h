// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  What the actions do to the selected samples: rate, tag, set aside, undo, redo.

#include "ui/data/sample_editor.h"
#include "ui/models/sample_model.h"
#include "ui/window/action_table.h"

#include <QItemSelectionModel>
#include <QMenu>

namespace maquette {

/// Connects the actions for its life.
class SampleActions : public QObject {
    Q_OBJECT
public:
    /// @param actions, editor, model, selection, window  must outlive it; the last for dialogs.
    SampleActions(const ActionTable& actions, SampleEditor& editor, const SampleModel& model,
                  const QItemSelectionModel& selection, QWidget& window);

    /// Which of SampleChosen, Undo and Redo are there.
    [[nodiscard]] Needs available() const;

Q_SIGNALS:
    void availableChanged();

private:
    [[nodiscard]] SampleNumbers selected() const;
    void connectUndo();
    void toggleAside();
    void openTags();

    const ActionTable& m_actions;
    SampleEditor& m_editor;
    const SampleModel& m_model;
    const QItemSelectionModel& m_selection;
    QWidget& m_window;
};

/// Fills a menu with the actions on samples.
void addSampleActions(QMenu& menu, const ActionTable& actions);

} // namespace maquette
