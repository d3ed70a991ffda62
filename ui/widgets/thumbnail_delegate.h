// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Items whose pictures are drawn at the view's icon size, whatever size they have.

#include <QStyledItemDelegate>

namespace maquette {

class ThumbnailDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// @param size  pixels.
    ThumbnailDelegate(QSize size, QObject* parent) : QStyledItemDelegate(parent), m_size(size) {}

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    QSize m_size;
};

} // namespace maquette
