// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  The commands that a search finds, best first, as a list model. No widgets.

#include <QAbstractListModel>
#include <QAction>

#include <vector>

namespace maquette {

/// Of actions that are enabled when the search changes.
class ActionListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        ShortcutRole = Qt::UserRole + 1, ///< QString, as it is typed
        DescriptionRole,                 ///< QString, what it does
    };

    /// @param actions  must outlive the model.
    explicit ActionListModel(std::vector<QAction*> actions, QObject* parent = nullptr);

    /// Finds the actions in whose text or tool tip every word of @p pattern occurs, upper and
    /// lower case alike: first those whose text begins with it, then those of which a word does,
    /// then the others.
    void setPattern(const QString& pattern);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;
    /// Null when there is no such row.
    [[nodiscard]] QAction* action(const QModelIndex& index) const;

private:
    std::vector<QAction*> m_all;
    std::vector<QAction*> m_found;
};

} // namespace maquette
