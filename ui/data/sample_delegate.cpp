// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/sample_delegate.h"

#include "ui/models/sample_model.h"
#include "ui/window/theme.h"

#include <QPainter>

namespace maquette {

namespace {

constexpr int kGap = 3;           // pixels round a picture
constexpr int kLabelSide = 112;   // pixels; smaller cells have no label
constexpr int kLabelHeight = 18;  // pixels
constexpr double kSetAside = 0.3; // opacity of excluded samples

} // namespace

QSize SampleDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                               const QModelIndex& /*index*/) const {
    return {m_side, m_side};
}

void SampleDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
    const ThemeColors& colors = themeColors(m_theme);
    const QRect box = option.rect.adjusted(kGap, kGap, -kGap, -kGap);
    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    painter->save();
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    painter->fillRect(box, colors.panel);
    if (!picture.isNull()) {
        painter->setOpacity(index.data(SampleModel::ExcludedRole).toBool() ? kSetAside : 1.0);
        painter->drawImage(box, picture);
        painter->setOpacity(1.0);
    }
    if (m_side >= kLabelSide) {
        QRect label = box;
        label.setTop(box.bottom() - kLabelHeight + 1);
        painter->fillRect(label, QColor(0, 0, 0, 140));
        painter->setPen(Qt::white);
        painter->drawText(label.adjusted(5, 0, -5, 0), Qt::AlignLeft | Qt::AlignVCenter,
                          index.data().toString());
        painter->drawText(label.adjusted(5, 0, -5, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.siblingAtColumn(SampleModel::SplitColumn).data().toString());
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(QPen(isSelected ? colors.accent : colors.dimText, isSelected ? 3 : 1));
        painter->drawRect(box.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

} // namespace maquette
