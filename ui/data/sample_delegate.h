// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How a sample looks in the grid: its picture, number, split, stars and tags.

#include "ui/window/studio_settings.h"

#include <QStyledItemDelegate>

namespace maquette {

class SampleDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setTheme(ThemeKind theme) { m_theme = theme; }
    void setCellSide(int side) { m_side = side; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    void paintLabel(QPainter& painter, const QRect& box, const QModelIndex& index) const;
    void paintStars(QPainter& painter, const QRect& box, int stars) const;
    void paintTags(QPainter& painter, const QRect& box, const QStringList& tags) const;

    ThemeKind m_theme = ThemeKind::Dark;
    int m_side = 128;
};

} // namespace maquette
