// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How a photo looks in the list: thumbnail, name, state with its icon.

#include "ui/window/studio_settings.h"

#include <QStyledItemDelegate>

namespace maquette {

class PhotoDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(ThemeKind theme) { m_theme = theme; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    void paintThumbnail(QPainter& painter, const QRect& box, const QModelIndex& index) const;
    void paintProgress(QPainter& painter, const QRect& row, const QModelIndex& index) const;
    void paintState(QPainter& painter, const QRect& line, const QModelIndex& index) const;

    ThemeKind m_theme = ThemeKind::Dark;
};

} // namespace maquette
