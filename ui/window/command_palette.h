// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  A field that searches all commands, and the list of those found.

#include "ui/models/action_list_model.h"
#include "ui/window/action_table.h"

#include <QDialog>
#include <QLineEdit>
#include <QListView>

namespace maquette {

/// Type to search, up and down to choose, Enter to run, Esc to leave.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    /// @param actions  must outlive the palette.
    CommandPalette(const ActionTable& actions, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void choose(const QModelIndex& index);
    void selectFirst();

    ActionListModel m_model;
    QLineEdit* m_search;
    QListView* m_list;
};

} // namespace maquette
