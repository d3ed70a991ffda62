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
const QColor kShade(0, 0, 0, 140);
const QColor kStar(255, 205, 70);

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
    paintStars(*painter, box, index.data(SampleModel::RatingRole).toInt());
    if (m_side >= kLabelSide) {
        paintLabel(*painter, box, index);
        paintTags(*painter, box, index.data(SampleModel::TagsRole).toStringList());
    }
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(QPen(isSelected ? colors.accent : colors.dimText, isSelected ? 3 : 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(box.adjusted(0, 0, -1, -1));
    }
    painter->restore();
}

void SampleDelegate::paintLabel(QPainter& painter, const QRect& box,
                                const QModelIndex& index) const {
    QRect label = box;
    label.setTop(box.bottom() - kLabelHeight + 1);
    painter.fillRect(label, kShade);
    painter.setPen(Qt::white);
    const auto textOf = [&index](int column) {
        return index.siblingAtColumn(column).data().toString();
    };
    const int count = index.data(SampleModel::CountRole).toInt();
    const bool isAside = index.data(SampleModel::ExcludedRole).toBool();
    painter.drawText(label.adjusted(5, 0, -5, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     count > 0 ? tr("Person %1").arg(textOf(SampleModel::Identity))
                               : textOf(SampleModel::Number));
    painter.drawText(label.adjusted(5, 0, -5, 0), Qt::AlignRight | Qt::AlignVCenter,
                     count > 0 ? tr("× %L1").arg(count)
                     : isAside ? tr("Set aside")
                               : textOf(SampleModel::SplitColumn));
}

void SampleDelegate::paintStars(QPainter& painter, const QRect& box, int stars) const {
    if (stars == 0) {
        return;
    }
    const QString text =
        m_side >= kLabelSide ? starsText(stars) : tr("%1%2").arg(stars).arg(starsText(1));
    const QFontMetrics metrics(painter.font());
    const QRect place(box.topLeft(), QSize(metrics.horizontalAdvance(text) + 8, kLabelHeight));
    painter.fillRect(place, kShade);
    painter.setPen(kStar);
    painter.drawText(place, Qt::AlignCenter, text);
}

/// Chips in a row above the label; what does not fit is counted in the last.
void SampleDelegate::paintTags(QPainter& painter, const QRect& box, const QStringList& tags) const {
    const ThemeColors& colors = themeColors(m_theme);
    const QFontMetrics metrics(painter.font());
    QRect chip(box.left() + 4, box.bottom() - 2 * kLabelHeight - 1, 0, kLabelHeight - 2);
    for (int i = 0; i < tags.size(); ++i) {
        const int left = box.right() - 4 - chip.left();
        const auto more = tags.size() - i - 1;
        const int counted = more > 0 ? metrics.horizontalAdvance(QStringLiteral("+99")) + 8 : 0;
        QString text = metrics.elidedText(tags[i], Qt::ElideRight, left - 10 - counted);
        if (i > 0 && text != tags[i]) {
            text = QStringLiteral("+%1").arg(more + 1);
            i = static_cast<int>(tags.size());
        }
        chip.setWidth(metrics.horizontalAdvance(text) + 10);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors.accent);
        painter.drawRoundedRect(chip, 7, 7);
        painter.setPen(colors.accentText);
        painter.drawText(chip, Qt::AlignCenter, text);
        chip.moveLeft(chip.right() + 4);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace maquette
