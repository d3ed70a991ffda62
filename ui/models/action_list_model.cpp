// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/action_list_model.h"

#include "ui/widgets/mnemonic.h"

#include <algorithm>

namespace maquette {

namespace {

/// "&Open Photos…" -> "Open Photos".
QString nameOf(const QAction& action) {
    return withoutMnemonic(action.text()).remove(QChar(0x2026));
}

bool hasWordFrom(const QString& text, const QString& begin) {
    return (QLatin1Char(' ') + text).contains(QLatin1Char(' ') + begin, Qt::CaseInsensitive);
}

/// 0: the best; -1: not found.
int rankOf(const QAction& action, const QString& pattern) {
    const QString name = nameOf(action);
    const QString all = name + QLatin1Char(' ') + action.statusTip();
    const QStringList words = pattern.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool isFound = std::all_of(words.begin(), words.end(), [&](const QString& word) {
        return all.contains(word, Qt::CaseInsensitive);
    });
    return !isFound                                        ? -1
           : name.startsWith(pattern, Qt::CaseInsensitive) ? 0
           : hasWordFrom(name, pattern)                    ? 1
           : name.contains(pattern, Qt::CaseInsensitive)   ? 2
                                                           : 3;
}

} // namespace

ActionListModel::ActionListModel(std::vector<QAction*> actions, QObject* parent)
    : QAbstractListModel(parent), m_all(std::move(actions)) {
    setPattern({});
}

void ActionListModel::setPattern(const QString& pattern) {
    const QString wanted = pattern.simplified();
    std::vector<std::pair<int, QAction*>> ranked;
    for (QAction* action : m_all) {
        const int rank = action->isEnabled() ? rankOf(*action, wanted) : -1;
        if (rank >= 0) {
            ranked.emplace_back(rank, action);
        }
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    beginResetModel();
    m_found.clear();
    for (const auto& [rank, action] : ranked) {
        m_found.push_back(action);
    }
    endResetModel();
}

int ActionListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

QVariant ActionListModel::data(const QModelIndex& index, int role) const {
    const QAction* found = action(index);
    if (found == nullptr) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(*found);
    case Qt::DecorationRole:
        return found->icon();
    case Qt::ToolTipRole:
        return found->toolTip();
    case ShortcutRole:
        return found->shortcut().toString(QKeySequence::NativeText);
    case DescriptionRole:
        return found->statusTip();
    default:
        return {};
    }
}

QAction* ActionListModel::action(const QModelIndex& index) const {
    const bool isThere =
        index.isValid() && index.row() >= 0 && index.row() < static_cast<int>(m_found.size());
    return isThere ? m_found[static_cast<std::size_t>(index.row())] : nullptr;
}

} // namespace maquette
