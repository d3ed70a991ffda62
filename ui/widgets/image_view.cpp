// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/image_view.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOption>

namespace maquette {

ImageView::ImageView(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ImageView::setImage(const QImage& image) {
    m_image = image;
    m_scaled = {};
    update();
}

void ImageView::setPlaceholder(const QString& text) {
    m_placeholder = text;
    update();
}

QSize ImageView::sizeHint() const {
    return {240, 280};
}

void ImageView::paintEvent(QPaintEvent* /*event*/) {
    QStyleOption option;
    option.initFrom(this);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_Widget, &option, &painter, this);
    if (m_image.isNull()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(rect().adjusted(12, 12, -12, -12), Qt::AlignCenter | Qt::TextWordWrap,
                         m_placeholder);
        return;
    }
    const double ratio = devicePixelRatioF();
    const QSize box = (QSizeF(contentsRect().size()) * ratio).toSize();
    const QSize fitted = m_image.size().scaled(box, Qt::KeepAspectRatio);
    if (m_scaled.size() != fitted) {
        m_scaled = QPixmap::fromImage(
            m_image.scaled(fitted, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
        m_scaled.setDevicePixelRatio(ratio);
    }
    QRectF place(QPointF(), QSizeF(m_scaled.size()) / ratio);
    place.moveCenter(QRectF(contentsRect()).center());
    painter.drawPixmap(place.topLeft(), m_scaled);
}

} // namespace maquette
