// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/photo_delegate.h"

#include "ui/models/photo_list_model.h"
#include "ui/window/theme.h"

#include <QApplication>
#include <QPainter>
#include <QPixmapCache>

namespace maquette {

namespace {

constexpr int kRowHeight = 64;
constexpr int kThumbnail = 52;
constexpr int kMargin = 6;
constexpr int kStateIcon = 14;

struct StateLook {
    const char* icon;
    QColor color;
};

StateLook lookOf(const QModelIndex& index, const ThemeColors& colors) {
    const auto state = static_cast<PhotoState>(index.data(PhotoListModel::StateRole).toInt());
    switch (state) {
    case PhotoState::Working:
        return {"working", colors.info};
    case PhotoState::Done:
        return index.data(PhotoListModel::WarningCountRole).toInt() > 0
                   ? StateLook{"warning", colors.warning}
                   : StateLook{"success", colors.success};
    case PhotoState::Failed:
        return {"error", colors.error};
    case PhotoState::Cancelled:
        return {"stop", colors.dimText};
    case PhotoState::Waiting:
        return {"waiting", colors.dimText};
    case PhotoState::Idle:
        return {"idle", colors.dimText};
    }
    return {"idle", colors.dimText};
}

QPixmap cachedIcon(const StateLook& look, double ratio) {
    const QString key = QStringLiteral("state-%1-%2-%3")
                            .arg(QLatin1String(look.icon), look.color.name())
                            .arg(ratio);
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = themePixmap(QLatin1String(look.icon), look.color, kStateIcon, ratio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

} // namespace

QSize PhotoDelegate::sizeHint(const QStyleOptionViewItem& /*option*/,
                              const QModelIndex& /*index*/) const {
    return {160, kRowHeight};
}

void PhotoDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
    QStyleOptionViewItem background = option;
    initStyleOption(&background, index);
    background.text.clear();
    background.icon = {};
    background.features &= ~QStyleOptionViewItem::HasDecoration;
    QApplication::style()->drawControl(QStyle::CE_ItemViewItem, &background, painter,
                                       option.widget);
    painter->save();
    const QRect row = option.rect.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    const QRect box(row.topLeft(), QSize(kThumbnail, kThumbnail));
    paintThumbnail(*painter, box, index);
    const QRect texts = row.adjusted(kThumbnail + 10, 5, 0, -5);
    painter->setPen(themeColors(m_theme).text);
    const QString name = option.fontMetrics.elidedText(index.data(Qt::DisplayRole).toString(),
                                                       Qt::ElideMiddle, texts.width());
    painter->drawText(texts, Qt::AlignLeft | Qt::AlignTop, name);
    const int lineHeight = option.fontMetrics.height();
    paintState(*painter,
               QRect(texts.left(), texts.bottom() - lineHeight, texts.width(), lineHeight), index);
    paintProgress(*painter, option.rect, index);
    painter->restore();
}

void PhotoDelegate::paintProgress(QPainter& painter, const QRect& row,
                                  const QModelIndex& index) const {
    constexpr int kThickness = 2;
    const auto state = static_cast<PhotoState>(index.data(PhotoListModel::StateRole).toInt());
    if (state == PhotoState::Working) {
        const double fraction = index.data(PhotoListModel::FractionRole).toDouble();
        painter.fillRect(QRect(row.left(), row.bottom() - kThickness + 1,
                               qRound(row.width() * fraction), kThickness),
                         themeColors(m_theme).info);
    }
}

void PhotoDelegate::paintThumbnail(QPainter& painter, const QRect& box,
                                   const QModelIndex& index) const {
    const auto image = index.data(Qt::DecorationRole).value<QImage>();
    if (image.isNull()) {
        painter.fillRect(box, themeColors(m_theme).divider);
        return;
    }
    const QSize fitted = image.size().scaled(box.size(), Qt::KeepAspectRatio);
    QRect place(QPoint(), fitted);
    place.moveCenter(box.center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, image);
}

void PhotoDelegate::paintState(QPainter& painter, const QRect& line,
                               const QModelIndex& index) const {
    const ThemeColors& colors = themeColors(m_theme);
    const QPixmap icon = cachedIcon(lookOf(index, colors), painter.device()->devicePixelRatioF());
    painter.drawPixmap(line.left(), line.center().y() - kStateIcon / 2, icon);
    const QRect text = line.adjusted(kStateIcon + 5, 0, 0, 0);
    painter.setPen(colors.dimText);
    painter.drawText(
        text, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(index.data(PhotoListModel::StatusTextRole).toString(),
                                         Qt::ElideRight, text.width()));
}

} // namespace maquette
