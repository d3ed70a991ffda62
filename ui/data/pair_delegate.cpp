// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/pair_delegate.h"

#include "ui/models/duplicate_model.h"

#include <QPainter>

namespace maquette {

namespace {

constexpr int kPicture = 64; // pixels
constexpr int kGap = 4;      // pixels

} // namespace

QSize PairDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                             const QModelIndex& /*index*/) const {
    return {2 * (kPicture + kGap) + 80, kPicture + 2 * kGap};
}

void PairDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    painter->save();
    if (option.state.testFlag(QStyle::State_Selected)) {
        painter->fillRect(option.rect, option.palette.highlight());
    }
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    QRect place(option.rect.topLeft() + QPoint(kGap, kGap), QSize(kPicture, kPicture));
    for (const int role : {DuplicateModel::FirstPictureRole, DuplicateModel::SecondPictureRole}) {
        const auto picture = index.data(role).value<QImage>();
        if (!picture.isNull()) {
            painter->drawImage(place, picture);
        }
        place.moveLeft(place.right() + kGap);
    }
    place.setRight(option.rect.right() - kGap);
    painter->setPen(option.palette.color(option.state.testFlag(QStyle::State_Selected)
                                             ? QPalette::HighlightedText
                                             : QPalette::Text));
    painter->drawText(place.adjusted(kGap, 0, 0, 0),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, index.data().toString());
    painter->restore();
}

} // namespace maquette
