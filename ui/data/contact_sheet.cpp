// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/contact_sheet.h"

#include <QPainter>

namespace maquette {

namespace {

constexpr int kSide = 96; // pixels
constexpr int kGap = 4;   // pixels

} // namespace

ContactSheet::ContactSheet(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("contactSheet"));
    setAccessibleName(tr("The newest pictures"));
    setToolTip(tr("The newest pictures of the data set that is being made"));
    setFixedHeight(kSide + 2 * kGap);
    hide();
}

void ContactSheet::setPictures(const QList<QImage>& pictures) {
    m_pictures = pictures;
    setVisible(!m_pictures.isEmpty());
    update();
}

void ContactSheet::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    QRect place(kGap, kGap, kSide, kSide);
    for (auto picture = m_pictures.rbegin(); picture != m_pictures.rend(); ++picture) {
        if (place.right() > width()) {
            return;
        }
        painter.drawImage(place, *picture);
        place.translate(kSide + kGap, 0);
    }
}

} // namespace maquette
